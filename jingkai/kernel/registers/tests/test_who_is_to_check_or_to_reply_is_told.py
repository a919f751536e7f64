"""What waits to be checked, or to be replied to, is told to who may do so and sees it: once each, to nobody else."""

import pytest

from jingkai.kernel.messages.models import Addressee, Notice
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import AT, Zone, a_person, a_unit
from jingkai.kernel.problems import Problem
from jingkai.kernel.registers.applying import step
from jingkai.kernel.registers.consulting import consult, reply
from jingkai.kernel.registers.models import Application, Consultation
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import hold
from tests.invariants.together import together
from tests.proof import proves

from .test_a_unit_applies_once_at_a_time import a_street_that_applies, applied

WAITS, ASKED = "application-waits", "consultation"


def told(kind: str) -> list[tuple[str, list[str]]]:
    """The notices of a kind with whom each went to."""
    return [
        (one.title, sorted(Addressee.objects.filter(notice=one).values_list("person__name", flat=True)))
        for one in Notice.objects.filter(kind=kind).order_by("pk")
    ]


def of_the_office(zone: Zone) -> list[Person]:
    """A second who checks, one who may only read applications, and one who may nothing; all of the office."""
    found = []
    for name, role in (("考核二员", "assessment"), ("督查二员", "supervision"), ("新来的", "")):
        person, post = a_person(name, zone.office)
        assert post is not None
        zone.posts[person.pk] = post
        if role:
            hold(person, role, zone.office)
        found.append(person)
    return found


@pytest.mark.django_db
@proves("A3.3.1")
def test_who_may_check_is_told_once_of_each_filing_and_never_who_applied() -> None:
    zone = a_street_that_applies()
    of_the_office(zone)
    # Who holds a post with the applicant checks nothing of it, whatever else the person may.
    hold(zone.easterner, "assessment", zone.office)
    row = applied(zone)
    applied(zone)
    first = ("待审核：东城街道", ["督查员", "考核二员"])
    assert told(WAITS) == [first]
    step(zone.actor(zone.clerk), row, "return", note="缺页", at=AT)
    assert told(WAITS) == [first]
    step(zone.actor(zone.easterner), row, "apply-again", fields={"自评等级": "AAA"}, at=AT)
    assert told(WAITS) == [first, first]
    step(zone.actor(zone.easterner), row, "withdraw", note="不报了", at=AT)
    assert told(WAITS) == [first, first]


@pytest.mark.django_db
@proves("A3.3.1")
def test_who_may_reply_for_a_unit_is_told_and_who_may_not_see_it_is_not() -> None:
    zone = a_street_that_applies()
    of_the_office(zone)
    tax = a_unit("税务局", zone.zone)
    clerk, post = a_person("税务员", tax)
    assert post is not None
    zone.posts[clerk.pk] = post
    hold(clerk, "street", tax)
    a_person("税务实习生", tax)
    row = applied(zone)
    for name in ("pass", "recommend", "review"):
        step(zone.actor(zone.clerk), row, name, at=AT)
    (asked,) = consult(zone.actor(zone.clerk), row, {"税务意见": tax}, at=AT)
    assert told(ASKED) == [("征求意见：税务部门意见：东城街道", ["税务员"])]
    # What it names waits for who finds it true or not.
    reply(zone.actor(clerk), asked, "object", event="arrears", note="欠税两期", at=AT)
    assert told(WAITS)[1:] == [("提出否决事项待核实：税务部门意见：东城街道", ["督查员", "考核二员"])]
    for one in Addressee.objects.exclude(notice__kind="application").select_related("notice", "person"):
        reader = reader_for(one.person_id, on=AT.date())
        model = Consultation if one.notice.ref.startswith("consultation") else Application
        key = one.notice.ref.partition(":")[2]
        assert model._default_manager.visible_to(reader).filter(pk=key).exists(), one.person


@proves("A3.3.1", "INV.6")
def test_filed_several_times_at_one_moment_it_is_told_once(committed_db: object) -> None:
    del committed_db
    zone = a_street_that_applies()
    together(*[lambda: applied(zone) for _ in range(3)])
    row = Application.objects.get()
    step(zone.actor(zone.clerk), row, "return", note="缺页", at=AT)
    applicant = zone.actor(zone.easterner)
    done = together(*[lambda: step(applicant, row, "apply-again", fields={}, at=AT) for _ in range(3)])
    assert sum(isinstance(one, Problem) for one in done) == 2
    assert told(WAITS) == [("待审核：东城街道", ["督查员"])] * 2
