from datetime import date

import pytest

from jingkai.kernel.flows.models import Case, Doer, FlowMove
from jingkai.kernel.flows.services import open_case
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter, MatterCounter
from jingkai.kernel.matters.services import Draft, open_matter, open_matters
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import put_plate
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_unit, a_zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.translate import translated
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import DUE, FRIDAY, TASK, a_matter, at

pytestmark = pytest.mark.django_db


def codes(*drafts: Draft) -> str:
    """With what opening these is refused."""
    zone = a_ruled_zone(f"第{Organisation.objects.count() + 10}区")
    with pytest.raises(Problem) as refused:
        open_matters(zone.actor(zone.clerk), zone.zone, drafts, flow=TASK, at=FRIDAY)
    assert Matter.objects.count() == 0
    assert Case.objects.count() == 0
    return refused.value.code


@proves("K5.1.1")
def test_numbers_count_a_zones_matters_of_a_year() -> None:
    zone = a_ruled_zone()
    first, second = a_matter(zone, "甲"), a_matter(zone, "乙")
    later = a_matter(zone, "丙", at=at("2025-01-02"), due=date(2025, 3, 1))
    assert [one.label for one in (first, second, later)] == ["2024-1", "2024-2", "2025-1"]
    other = a_ruled_zone("另一经开区")
    assert a_matter(other, "丁").label == "2024-1"


def test_a_call_that_fails_leaves_no_hole() -> None:
    zone = a_ruled_zone()
    a_matter(zone, "甲")
    with pytest.raises(Problem) as refused:
        # The database refuses the row, after the number was taken.
        a_matter(zone, "乙", flow="flow.extension", note="x")
    assert refused.value.code == "matters.closing-unverified"
    assert a_matter(zone, "丙").label == "2024-2"
    assert [one for one in examine() if one.level == "fault"] == []


def test_the_counter_is_rebuilt_and_compared_by_doctor() -> None:
    zone = a_ruled_zone()
    a_matter(zone)
    counter = MatterCounter.objects.get()
    counter.last += 1
    counter.save()
    assert [one.place for one in examine() if one.code == "records.cache"] == ["jk_matters_mattercounter"] * 2


def test_the_counter_takes_no_leap() -> None:
    zone = a_ruled_zone()
    a_matter(zone)
    with pytest.raises(Problem) as refused, translated():
        MatterCounter.objects.update(last=7)
    assert refused.value.code == "matters.number-gap"


@proves("K5.1.1")
def test_what_it_says_stands_with_its_case() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone, executing=(zone.west,), leader=zone.head, origin="minutes:1#7")
    assert (matter.lead_unit, matter.lead_leader, matter.origin) == (zone.east, zone.head, "minutes:1#7")
    doers = Doer.objects.filter(case=matter.case).values_list("body", flat=True)
    assert set(doers) == {zone.east.pk, zone.west.pk}
    assert current_dues(matter.case)["finish"].day == DUE
    assert matter.case.ref == matter.ref == f"matter:{zone.zone.pk}-2024-1"


def test_a_term_is_counted_from_the_day_it_is_opened() -> None:
    """st-S15: 30 working days from 5 January 2024 are 21 February."""
    zone = a_ruled_zone()
    matter = a_matter(zone, due=None, term="30 working days")
    assert current_dues(matter.case)["finish"].day == date(2024, 2, 21)


def test_a_matter_given_to_a_plate_is_led_by_its_body() -> None:
    zone = a_ruled_zone()
    plate = a_unit("东城街道（挂牌）", zone.zone, "street")
    put_plate(SYSTEM, plate, zone.east, since=START, at=AT)
    assert a_matter(zone, unit=plate).lead_unit == zone.east


@proves("INV.6")
def test_the_same_origin_again_gives_the_matter_that_is_there() -> None:
    zone = a_ruled_zone()
    first = a_matter(zone, origin="minutes:1#7")
    assert a_matter(zone, origin="minutes:1#7") == first
    with pytest.raises(Problem) as refused:
        a_matter(zone, "另一件事", origin="minutes:1#7")
    assert refused.value.code == "matters.origin-differs"
    assert first.label in refused.value.zh


def test_every_row_without_a_unit_is_named() -> None:
    zone = a_zone("第二区")
    good = Draft("甲", zone.east, due=DUE, row=1)
    assert codes(good, Draft("乙", None, due=DUE, row=7), Draft("丙", None, due=DUE, row=15)) == (
        "matters.unit-missing"
    )
    with pytest.raises(Problem) as refused:
        open_matters(
            SYSTEM,
            zone.zone,
            [good, Draft("乙", None, row=7), Draft("丙", None, row=15)],
            flow=TASK,
            at=FRIDAY,
        )
    assert "7、15" in refused.value.zh


def test_what_cannot_be_a_matter_is_refused() -> None:
    foreign = a_zone("第二区")
    assert codes(Draft("甲", foreign.east, due=DUE)) == "matters.unit-elsewhere"
    assert codes(Draft("  ", foreign.east, due=DUE)) == "matters.title-missing"
    assert codes(Draft("甲", foreign.east, due=DUE, category="莫名")) == "matters.word-unknown"


def test_a_flow_that_closes_without_verification_is_refused() -> None:
    """The flow of extensions has no state `closed` at all: no matter could ever be closed by it."""
    zone = a_ruled_zone()
    with pytest.raises(Problem) as refused:
        open_matter(
            zone.actor(zone.clerk),
            zone.zone,
            Draft("甲", zone.east, note="x"),
            flow="flow.extension",
            at=FRIDAY,
        )
    assert refused.value.code == "matters.closing-unverified"


# ---- past every service


def a_row(matter: Matter, **changes: object) -> Matter:
    """Another row like this matter's, with a case of its own."""
    case = open_case(SYSTEM, TASK, ref="attack", holder=matter.case.holder, due=DUE, at=FRIDAY)
    values = {
        "case": case, "zone": matter.zone, "year": 2024, "number": 3, "title": "直接写入", "origin": "attack",
        "kind": "task", "lead_unit": matter.lead_unit,
    }  # fmt: skip
    return Matter(**values | changes)


@proves("K5.1.1")
def test_the_database_refuses_what_no_service_would_write() -> None:
    zone, other = a_ruled_zone(), a_ruled_zone("另一经开区")
    first, second = a_matter(zone, "甲"), a_matter(zone, "乙", origin="list:1")
    foreign = a_matter(other, "丙")
    extension = open_case(
        zone.actor(zone.easterner), "flow.extension", ref="attack", holder=zone.east, note="x", at=FRIDAY
    )
    attacks = {
        "matters.number-gap": a_row(first, number=9),
        "matters.number-taken": a_row(first, number=2),
        "matters.case-taken": a_row(first, case=second.case),
        "matters.origin-differs": a_row(first, origin="list:1"),
        "matters.title-missing": a_row(first, title=""),
        "matters.closing-unverified": a_row(first, case=extension),
        "matters.parent-elsewhere": a_row(first, parent=foreign),
    }
    for code, row in attacks.items():
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code
    assert insert(a_row(first, parent=first))


def a_case_that_anybody_closes(zone: Zone) -> Case:
    """On a flow, entered past the service that checks flows, which closes by a move that verifies nothing."""
    good = RuleSet.objects.get(key=TASK)
    with writing(SYSTEM, act="attack", at=FRIDAY) as call:
        fields = {one.attname: getattr(good, one.attname) for one in good._meta.concrete_fields}
        bad = call.add(RuleSet(**fields | {"id": None, "key": "flow.bad", "author_id": zone.clerk.pk}))
        call.add(
            Approval(
                rule_set=bad, key=bad.key, scope=bad.scope, version=bad.version, approver_id=zone.head.pk
            )
        )
        call.add(FlowMove(flow=bad, source="", move="assign", target="assigned", side="none"))
        call.add(FlowMove(flow=bad, source="assigned", move="close", target="closed", side="none"))
        return call.add(Case(flow=bad, kind="items", ref="attack", holder=zone.east, day=FRIDAY.date()))


@proves("K5.2.2", "INV.2")
def test_the_database_takes_no_matter_whose_flow_closes_without_verification() -> None:
    zone = a_ruled_zone()
    row = a_row(a_matter(zone), number=2, case=a_case_that_anybody_closes(zone))
    with pytest.raises(Problem) as refused:
        insert(row)
    assert refused.value.code == "matters.closing-unverified"


@proves("K5.1.1")
def test_the_database_refuses_a_parent_that_is_not_older() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    for younger in (matter.pk + 1, matter.pk + 2):
        with pytest.raises(Problem) as refused:
            insert(a_row(matter, number=2), id=matter.pk + 1, parent_id=younger)
        assert refused.value.code == "matters.parent-not-older"


def test_a_matter_is_seen_by_its_units_and_those_above_and_by_nobody_else() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    on = FRIDAY.date()
    sees = {
        name: list(Matter.objects.visible_to(reader_for(person.pk, on=on)))
        for name, person in (("clerk", zone.clerk), ("east", zone.easterner), ("west", zone.westerner))
    }
    assert sees == {"clerk": [matter], "east": [matter], "west": []}


def test_who_may_not_accept_opens_no_matter() -> None:
    zone = a_ruled_zone()
    with pytest.raises(Problem) as refused:
        open_matter(
            zone.actor(zone.easterner), zone.zone, Draft("甲", zone.west, due=DUE), flow=TASK, at=FRIDAY
        )
    assert refused.value.code == "parties.not-allowed"
