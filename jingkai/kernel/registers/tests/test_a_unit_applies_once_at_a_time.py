"""What is pressed by several at one moment, or twice, is one application, one round of questions, one step."""

from io import BytesIO

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.messages.models import Notice
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import store
from jingkai.kernel.registers.applying import Brought, apply, step
from jingkai.kernel.registers.consulting import consult
from jingkai.kernel.registers.models import Application, Consultation, Filing, StageEvent, Subject
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from tests.invariants.together import together
from tests.proof import proves

PAPERS = ("申请表", "营业执照", "自评报告")


def a_street_that_applies() -> Zone:
    """The east street may apply, the office checks."""
    zone = a_ruled_zone()
    hold(zone.easterner, "street", zone.east)
    hold(zone.clerk, "assessment", zone.office)
    return zone


def applied(zone: Zone, rating: str = "AAAA") -> Application:
    papers = [Brought(one, store(BytesIO(one.encode())), f"{one}.pdf", "application/pdf") for one in PAPERS]
    return apply(zone.actor(zone.easterner), "credit-rating", {"自评等级": rating}, papers, at=AT)


def codes(done: list[object]) -> set[str]:
    return {one.code for one in done if isinstance(one, Problem)}


@proves("A3.3.1", "INV.6")
def test_two_applications_at_once_are_one_or_the_other_is_refused(committed_db: object) -> None:
    del committed_db
    zone = a_street_that_applies()
    same = together(*[lambda: applied(zone) for _ in range(3)])
    assert {one.pk for one in same if isinstance(one, Application)} == {Application.objects.get().pk}
    other = together(lambda: applied(zone, "AAA"))
    assert codes(other) == {"registers.applied-already"}  # type: ignore[arg-type]
    assert (Subject.objects.count(), Filing.objects.count(), StageEvent.objects.count()) == (1, 1, 1)


@proves("A3.3.1", "INV.2")
def test_two_who_check_at_once_make_one_step_and_reach_one_stage(committed_db: object) -> None:
    del committed_db
    zone = a_street_that_applies()
    row = applied(zone)
    done = together(*[lambda: step(zone.actor(zone.clerk), row, "pass", at=AT) for _ in range(3)])
    assert codes(done) <= {"flows.moved-meanwhile", "flows.no-such-move", "registers.reached-already"}  # type: ignore[arg-type]
    assert sum(not isinstance(one, Exception) for one in done) == 1
    assert (state_of(row.case), StageEvent.objects.filter(stage="市级审核").count()) == ("checked", 1)


@proves("A3.3.1")
def test_units_are_asked_once_and_never_the_applicant(committed_db: object) -> None:
    del committed_db
    zone = a_street_that_applies()
    row, clerk = applied(zone), zone.actor(zone.clerk)
    for name in ("pass", "recommend", "review"):
        step(clerk, row, name, at=AT)
    refused = together(
        lambda: consult(clerk, row, {"税务意见": zone.east}, at=AT),
        lambda: consult(clerk, row, {"提交评审": zone.west}, at=AT),
        lambda: consult(clerk, row, {}, at=AT),
    )
    assert [one.code for one in refused if isinstance(one, Problem)] == [
        "registers.asked-itself", "registers.asked-already", "registers.nothing-to-ask",
    ]  # fmt: skip
    units = {"税务意见": zone.west, "社会保险意见": zone.office}
    done = together(*[lambda: consult(clerk, row, units, at=AT) for _ in range(3)])
    assert codes(done) <= {"registers.asked-already"}  # type: ignore[arg-type]
    assert Consultation.objects.count() == Notice.objects.filter(kind="consultation").count() == 2
