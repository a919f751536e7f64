"""Where raters see who is judged is planned with the round; who was there is entered by its office, and what they give
is nobody's to read before the ballots are closed.
"""

import pytest

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import present_at, state_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.services import enter, reach
from jingkai.kernel.rounds.models import Ballot, Entrant, Grading, Recognition, Result, Round
from jingkai.kernel.rounds.rating import sheet_of, turnout
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    RaterDraft,
    RoundDraft,
    announce,
    attend,
    close,
    grade,
    open_round,
    recognise,
)
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.daybook import day_book
from tests.proof import proves

from .samples import (
    DAY,
    FRIDAY,
    MONDAY,
    RATED,
    RECOGNISED,
    Hall,
    a_hall,
    a_visit,
    cast,
    entrant,
    raters_of,
    ship_rule,
    ship_rules,
)

pytestmark = pytest.mark.django_db
STAGES = [
    {"code": "申请", "title": {"zh": "申请", "en": "applied"}},
    {"code": "复审", "title": {"zh": "复审", "en": "reviewed"}, "needs": ["申请"]},
]
SCHEME = {
    "tree": {
        "id": "得分",
        "missing": "rescale",
        "of": [{"id": "评分", "weight": "100", "gather": "mean", "method": "given"}],
    }
}


def a_tour(each: bool = True, count: int = 2, **more: object) -> tuple[Hall, Round, list[Person]]:
    hall = a_hall()
    ship_rules(SCHEME, {"评分": RATED}, seen={"kind": "visit", "each": "true" if each else "false"})
    raters = raters_of(hall.zone, count)
    return hall, opened(hall, raters, **more), raters


def opened(hall: Hall, raters: list[Person], **more: object) -> Round:
    units = (hall.zone.east, hall.zone.west)
    wanted: dict[str, object] = {
        "rule": "round.test",
        "host": hall.assessor.posts.get().body,
        "key": "2024",
        "title": "观摩",
        "period": "2024",
        "entrants": [EntrantDraft(one) for one in units],
        "raters": [RaterDraft(one) for one in raters],
        "day": DAY,
    }
    return open_round(hall.office, RoundDraft(**(wanted | more)), at=MONDAY)  # type: ignore[arg-type]


@proves("A3.3.1")
def test_a_stop_each_or_one_hearing_is_planned_with_the_round() -> None:
    hall, round, raters = a_tour()
    stops = list(Entrant.objects.filter(round=round).order_by("place").select_related("activity"))
    assert [one.activity and one.activity.title for one in stops] == ["东城街道", "西城街道"]
    assert {one.activity.about for one in stops if one.activity} == {round.ref}
    ship_rules(SCHEME, {"评分": RATED}, key="hearing", seen={"kind": "hearing"})
    hearing = opened(hall, raters, rule="round.hearing", key="述职", title="述职评议")
    heard = Entrant.objects.filter(round=hearing).values_list("activity__title", flat=True)
    assert list(heard) == ["述职评议", "述职评议"]
    assert Entrant.objects.filter(round=hearing).values("activity").distinct().count() == 1
    # What was held already is taken as it is, and a day is asked only for the others.
    there = a_visit(hall, "老城", raters)
    own = opened(hall, raters, key="own", entrants=[EntrantDraft(hall.zone.east, activity=there)], day=None)
    assert Entrant.objects.get(round=own).activity == there
    with pytest.raises(Problem) as refused:
        opened(hall, raters, key="x", day=None)
    assert refused.value.code == "rounds.incomplete"
    assert Activity.objects.count() == 4


@proves("A3.3.1")
def test_who_was_there_is_entered_by_the_office_and_may_rate() -> None:
    hall, round, raters = a_tour()
    east, west = entrant(round, "东城街道"), entrant(round, "西城街道")
    with pytest.raises(Problem) as early:
        cast(hall, round, raters[0], {"东城街道": 90})
    assert early.value.code == "rounds.not-attended"
    with pytest.raises(Problem) as other:
        attend(hall.principal, round, [east], raters, at=MONDAY)
    assert other.value.code == "parties.not-allowed"
    attend(hall.office, round, [east, west], raters, at=MONDAY)
    attend(hall.office, round, [west], [], absent=raters[1:], at=MONDAY)
    attend(hall.office, round, [east], raters, at=MONDAY)
    assert east.activity is not None
    assert west.activity is not None
    assert present_at([east.activity.pk, west.activity.pk]) == {
        east.activity.pk: {one.pk for one in raters},
        west.activity.pk: {raters[0].pk},
    }
    assert state_of(east.activity) == "held"
    found = sheet_of(raters[1].pk, round, day_book(MONDAY))
    assert found is not None
    assert [one.barred and one.barred.code for one in found.places] == [None, "rounds.not-attended"]
    assert (found.waiting, found.cast, found.closed) == (1, 0, None)
    cast(hall, round, raters[1], {"东城街道": 90})
    again = sheet_of(raters[1].pk, round, day_book(MONDAY))
    assert again is not None
    assert (again.waiting, again.cast) == (0, 1)
    assert [one.micro for one in again.places[0].given.values()] == [90000000]
    assert sheet_of(hall.assessor.pk, round, day_book(MONDAY)) is None


def test_nobody_was_at_what_was_cancelled_or_of_another_round_or_after_the_announcement() -> None:
    hall, round, raters = a_tour()
    east, west = entrant(round, "东城街道"), entrant(round, "西城街道")
    assert west.activity is not None
    flows.move(hall.office, west.activity.case, "cancel", at=MONDAY, note="改道")
    with pytest.raises(Problem) as gone:
        attend(hall.office, round, [east, west], raters, at=MONDAY)
    assert gone.value.code == "flows.no-such-move"
    assert east.activity is not None
    assert state_of(east.activity) == "planned"
    other = opened(hall, raters, key="other", title="另一次")
    with pytest.raises(Problem) as elsewhere:
        attend(hall.office, round, [entrant(other, "东城街道")], raters, at=MONDAY)
    assert elsewhere.value.code == "rounds.other-round"
    attend(hall.office, round, [east], raters, at=MONDAY)
    cast(hall, round, raters[0], {"东城街道": 90})
    close(hall.office, round, at=FRIDAY)
    grade(hall.office, round, at=FRIDAY)
    announce(hall.principal, round, at=FRIDAY)
    with pytest.raises(Problem) as late:
        attend(hall.office, round, [east], [], absent=raters, at=FRIDAY)
    assert late.value.code == "rounds.announced"


@proves("A3.3.1")
def test_the_office_sees_who_has_rated_and_not_what_before_the_ballots_are_closed() -> None:
    hall, round, raters = a_tour()
    attend(
        hall.office, round, [entrant(round, "东城街道"), entrant(round, "西城街道")], raters[:1], at=MONDAY
    )
    attend(hall.office, round, [entrant(round, "东城街道")], raters[1:], at=MONDAY)
    cast(hall, round, raters[0], {"东城街道": 90})
    office = reader_for(hall.assessor.pk, on=DAY)
    rows = [(one.rater.person.name, one.saw, one.rated) for one in turnout(office, round)]
    assert rows == [("评委01", 2, 1), ("评委02", 1, 0)]
    assert turnout(reader_for(raters[0].pk, on=DAY), round) == []
    assert turnout(reader_for(hall.zone.head.pk, on=DAY), round) == []
    assert Ballot.objects.visible_to(office).count() == 0
    assert Ballot.objects.visible_to(reader_for(raters[0].pk, on=DAY)).count() == 1
    close(hall.office, round, at=FRIDAY)
    assert Ballot.objects.visible_to(office).count() == 1


def test_a_thing_is_judged_once_its_register_says_that_it_has_come_so_far() -> None:
    hall = a_hall()
    ship_rule(
        "register", "register.application", {"title": {"zh": "申请", "en": "applications"}, "stages": STAGES}
    )
    ship_rules(SCHEME, {"评分": RATED}, of={"kind": "application", "stage": "复审"})
    row = enter(hall.office, "application", "甲公司", hall.zone.east, code="1", at=MONDAY)
    other = enter(hall.office, "project", "项目", hall.zone.east, code="1", at=MONDAY)
    reach(SYSTEM, row, "申请", DAY, evidence="表", at=MONDAY)
    for draft in (EntrantDraft(hall.zone.east, subject=row), EntrantDraft(hall.zone.east, subject=other)):
        with pytest.raises(Problem) as refused:
            opened(hall, [], entrants=[draft])
        assert (refused.value.code, draft.called in refused.value.zh) == ("rounds.not-ready", True)
    with pytest.raises(Problem) as no_subject:
        opened(hall, [], entrants=[EntrantDraft(hall.zone.east)])
    assert no_subject.value.code == "rounds.not-ready"
    reach(SYSTEM, row, "复审", DAY, evidence="表", at=MONDAY)
    assert opened(hall, [], entrants=[EntrantDraft(hall.zone.east, subject=row)]).title == "观摩"


def test_who_recognises_sees_whose_turn_it_is_and_his_own_word_and_not_what_came_of_it() -> None:
    hall = a_hall()
    tree = {"id": "得分", "of": [{"id": "实绩", "weight": "100", "method": "given"}]}
    ship_rules({"tree": tree}, {"实绩": RECOGNISED})
    ship_rules(SCHEME, {"评分": RATED}, key="rated")
    round = opened(hall, [], day=None)
    rated = opened(hall, [], day=None, rule="round.rated", key="rated")
    east = entrant(round, "东城街道")
    lead = reader_for(hall.leader.pk, on=DAY)
    assert list(Round.objects.seen_by(lead)) == [round]
    assert rated in Round.objects.seen_by(reader_for(hall.assessor.pk, on=DAY))
    recognise(hall.lead, east, "实绩", 46, at=MONDAY)
    recognise(hall.office, entrant(round, "西城街道"), "实绩", 40, at=MONDAY)
    assert [one.entrant for one in Recognition.objects.seen_by(lead)] == [east]
    close(hall.office, round, at=FRIDAY)
    grade(hall.office, round, at=FRIDAY)
    assert not Grading.objects.seen_by(lead).exists()
    assert not Result.objects.seen_by(lead).exists()
