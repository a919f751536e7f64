"""Ballots: by raters in person, of what they attended and not of their own unit, while the round is open."""

from collections.abc import Callable
from typing import Any

import pytest

from jingkai.kernel.activities.services import enter_present
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import delegate
from jingkai.kernel.parties.tests.people import START, a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.gathering import gather
from jingkai.kernel.rounds.models import Ballot, Criterion, Grading, Rater, Round
from jingkai.kernel.rounds.queries import entrants, results, rounds
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    RaterDraft,
    Vote,
    add_raters,
    close,
    reopen,
    vote,
)
from jingkai.kernel.rules.access import reader_for
from tests.invariants.together import together
from tests.proof import proves

from .samples import (
    DAY,
    FRIDAY,
    MONDAY,
    RATED,
    Hall,
    a_hall,
    a_round,
    a_visit,
    cast,
    entrant,
    graded,
    raters_of,
    ship_rules,
    somebody,
)

SCHEME = {
    "tree": {"id": "得分", "of": [{"id": "评分", "weight": "100", "gather": "mean", "method": "given"}]}
}


def a_contest(count: int = 3, **criterion: Any) -> tuple[Hall, Round, list[Person]]:
    """Two projects of two units, seen by every rater."""
    hall = a_hall()
    ship_rules(SCHEME, {"评分": RATED | criterion})
    raters = raters_of(hall.zone, count)
    stops = [
        EntrantDraft(unit, activity=a_visit(hall, unit.name, raters))
        for unit in (hall.zone.east, hall.zone.west)
    ]
    return hall, a_round(hall, stops, raters), raters


def ballot(round: Round, by: Person, name: str = "东城街道", **more: Any) -> Ballot:
    """A row to be inserted past every service."""
    wanted = {
        "rater": Rater.objects.get(round=round, person=by),
        "entrant": entrant(round, name),
        "criterion": Criterion.objects.filter(round=round).first(),
        "turn": 1,
        "micro": 90000000,
        "at": MONDAY,
        "day": DAY,
    }
    return Ballot(**(wanted | more))


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


@pytest.mark.django_db
@proves("A2.1.2")
def test_a_second_ballot_replaces_nothing_it_is_refused() -> None:
    hall, round, raters = a_contest()
    cast(hall, round, raters[0], {"东城街道": "91.5", "西城街道": 88})
    assert code_of(lambda: cast(hall, round, raters[0], {"东城街道": 95})) == "rounds.voted-already"
    assert code_of(lambda: insert(ballot(round, raters[0]))) == "rounds.voted-already"
    assert code_of(lambda: insert(ballot(round, raters[0], turn=2))) == "rounds.voted-already"
    assert [one.micro for one in Ballot.objects.order_by("pk")] == [91500000, 88000000]


@pytest.mark.django_db
@proves("A2.1.2")
def test_where_the_rule_lets_it_a_second_ballot_is_a_new_dated_row() -> None:
    hall, round, raters = a_contest(1, again="true")
    cast(hall, round, raters[0], {"东城街道": 91, "西城街道": 88})
    cast(hall, round, raters[0], {"东城街道": 95})
    rows = Ballot.objects.filter(entrant__name="东城街道").order_by("pk")
    assert [(one.turn, one.micro) for one in rows] == [(1, 91000000), (2, 95000000)]
    assert code_of(lambda: insert(ballot(round, raters[0], turn=4))) == "rounds.changed-meanwhile"
    found = {one.entrant.name: nano_text(one.result.points) for one in results(None, graded(hall, round))}
    assert found == {"东城街道": "95", "西城街道": "88"}


@pytest.mark.django_db
@proves("A2.1.2")
def test_nobody_rates_his_own_unit() -> None:
    hall, round, _ = a_contest()
    easterner = hall.zone.easterner
    add_raters(hall.office, round, [RaterDraft(easterner)], at=MONDAY)
    for name in ("东城街道", "西城街道"):
        activity = entrant(round, name).activity
        assert activity is not None
        enter_present(SYSTEM, activity, [easterner], at=MONDAY)
    assert code_of(lambda: cast(hall, round, easterner, {"东城街道": 100})) == "rounds.rates-own"
    assert code_of(lambda: insert(ballot(round, easterner))) == "rounds.rates-own"
    cast(hall, round, easterner, {"西城街道": 60})
    assert Ballot.objects.get().rater.person == easterner


@pytest.mark.django_db
@proves("A2.1.2")
def test_only_raters_rate_in_person_within_the_limits_of_what_is_rated() -> None:
    hall, round, raters = a_contest()
    other = a_round(hall, [EntrantDraft(hall.zone.east)], raters, key="other")
    stop = entrant(round, "东城街道")
    delegate(SYSTEM, raters[1], hall.zone.clerk, since=START, until=DAY, at=MONDAY)
    acting = Actor(hall.zone.clerk.pk, hall.zone.posts[raters[1].pk].pk, for_person=raters[1].pk)
    rater = hall.zone.actor(raters[0])
    for actor, one, code in (
        (hall.office, Vote(stop, "评分", 1), "rounds.not-a-rater"),
        (acting, Vote(stop, "评分", 1), "rounds.not-a-rater"),
        (SYSTEM, Vote(stop, "评分", 1), "rounds.not-a-rater"),
        (rater, Vote(stop, "评分", "100.000001"), "rounds.out-of-range"),
        (rater, Vote(stop, "评分", -1), "rounds.out-of-range"),
        (rater, Vote(stop, "评分", "90.0000001"), "rounds.too-fine"),
        (rater, Vote(stop, "评分", "很好"), "rounds.too-fine"),
        (rater, Vote(stop, "没有", 1), "rounds.other-round"),
        (rater, Vote(entrant(other, "东城街道"), "评分", 1), "rounds.other-round"),
    ):
        assert code_of(lambda actor=actor, one=one: vote(actor, round, [one], at=MONDAY)) == code  # type: ignore[misc]
    for more, code in (
        ({"micro": 100000001}, "rounds.out-of-range"),
        ({"turn": 0}, "rounds.changed-meanwhile"),
        ({"entrant": entrant(other, "东城街道")}, "rounds.other-round"),
        ({"rater": Rater.objects.filter(round=other).first()}, "rounds.not-a-rater"),
    ):
        assert code_of(lambda more=more: insert(ballot(round, raters[0], **more))) == code  # type: ignore[misc]
    assert not Ballot.objects.exists()


@pytest.mark.django_db
def test_a_group_of_raters_rates_by_its_own_criterion() -> None:
    hall = a_hall()
    parts = [
        {"id": name, "weight": "50", "gather": "mean", "method": "given"} for name in ("领导评分", "群众评分")
    ]
    criteria = {"领导评分": RATED | {"raters": "leaders"}, "群众评分": RATED | {"raters": "masses"}}
    groups = {name: {"zh": name, "en": name} for name in ("leaders", "masses")}
    ship_rules({"tree": {"id": "得分", "of": parts}}, criteria, raters=groups)
    leader, citizen = raters_of(hall.zone, 2)
    stop = EntrantDraft(hall.zone.east, activity=a_visit(hall, "一", [leader, citizen]))
    round = a_round(hall, [stop])
    add_raters(hall.office, round, [RaterDraft(leader, "leaders"), RaterDraft(citizen, "masses")], at=MONDAY)
    assert add_raters(hall.office, round, [RaterDraft(leader, "leaders")], at=MONDAY) == []
    cast(hall, round, leader, {"东城街道": 90}, "领导评分")
    assert code_of(lambda: cast(hall, round, leader, {"东城街道": 90}, "群众评分")) == "rounds.not-a-rater"
    masses = Criterion.objects.get(name="群众评分")
    assert code_of(lambda: insert(ballot(round, leader, criterion=masses))) == "rounds.not-a-rater"
    with pytest.raises(Problem) as unknown:
        add_raters(hall.office, round, [RaterDraft(hall.zone.head, "peers")], at=MONDAY)
    assert unknown.value.code == "rounds.word-unknown"


@pytest.mark.django_db
@proves("A2.1.2")
def test_each_place_is_given_once() -> None:
    hall, round, raters = a_contest(1, least="1", most="3", distinct="true")
    both = {"东城街道": 1, "西城街道": 1}
    assert code_of(lambda: cast(hall, round, raters[0], both)) == "rounds.same-vote"
    cast(hall, round, raters[0], {"东城街道": 1})
    assert code_of(lambda: cast(hall, round, raters[0], {"西城街道": 1})) == "rounds.same-vote"
    assert code_of(lambda: insert(ballot(round, raters[0], "西城街道", micro=1000000))) == "rounds.same-vote"
    cast(hall, round, raters[0], {"西城街道": 2})


@pytest.mark.django_db
@proves("A2.1.2")
def test_ballots_are_cast_while_the_round_is_open() -> None:
    hall, round, raters = a_contest()
    cast(hall, round, raters[0], {"东城街道": 91})
    close(hall.office, round, at=MONDAY)
    assert code_of(lambda: cast(hall, round, raters[1], {"东城街道": 90})) == "rounds.not-open"
    assert code_of(lambda: insert(ballot(round, raters[1]))) == "rounds.not-open"
    more = [RaterDraft(hall.zone.head)]
    assert code_of(lambda: add_raters(hall.office, round, more, at=MONDAY)) == "rounds.not-open"
    reopen(hall.office, round, reason="漏评一人", at=MONDAY)
    cast(hall, round, raters[1], {"东城街道": 90})
    assert Ballot.objects.count() == 2


@pytest.mark.django_db
@proves("A2.1.2")
def test_the_ballot_of_who_it_turned_out_was_not_there_is_not_counted_and_said() -> None:
    hall, round, raters = a_contest()
    for rater, points in zip(raters, (90, 80, 40), strict=True):
        cast(hall, round, rater, {"东城街道": points, "西城街道": points})
    activity = entrant(round, "东城街道").activity
    assert activity is not None
    enter_present(SYSTEM, activity, [raters[2]], at=MONDAY, present=False)
    struck = Ballot.objects.get(rater__person=raters[2], entrant__name="东城街道")
    assert gather(round).left_out == (str(struck),)
    found = {one.entrant.name: nano_text(one.result.points) for one in results(None, graded(hall, round))}
    assert found == {"东城街道": "85", "西城街道": "70"}


@pytest.mark.django_db
@proves("INV.6")
def test_ballots_that_are_sent_twice_are_cast_once() -> None:
    hall, round, raters = a_contest()
    votes = [Vote(entrant(round, "东城街道"), "评分", 90)]
    actor = hall.zone.actor(raters[0])
    first = vote(actor, round, votes, at=MONDAY, key="phone-1")
    assert vote(actor, round, votes, at=FRIDAY, key="phone-1") == first
    assert Ballot.objects.count() == 1


@pytest.mark.django_db
def test_a_ballot_is_read_by_who_cast_it_and_who_runs_the_round() -> None:
    hall, round, raters = a_contest()
    cast(hall, round, raters[0], {"东城街道": 91, "西城街道": 90})
    graded(hall, round)
    unit = a_unit("旁听单位", hall.zone.zone)
    people = [
        raters[0],
        raters[1],
        hall.assessor,
        hall.zone.head,
        hall.zone.easterner,
        somebody(hall.zone, "旁人", unit),
    ]
    seen = {one.name: Ballot.objects.visible_to(reader_for(one.pk, on=DAY)).count() for one in people}
    # To rate, a rater sees the round and who is judged, and nothing of what the others gave.
    reader = reader_for(raters[1].pk, on=DAY)
    assert [len(entrants(reader, one)) for one in rounds(reader)] == [2]
    assert not Grading.objects.visible_to(reader).exists()
    assert seen == {"评委01": 2, "评委02": 0, "考核员": 2, "主任": 0, "东城干部": 0, "旁人": 0}


@proves("A2.1.2")
def test_raters_rate_at_the_same_time_and_one_twice_at_once_has_one_ballot(committed_db: object) -> None:
    del committed_db
    hall, round, raters = a_contest(6)
    several = [lambda one=one: cast(hall, round, one, {"东城街道": 90}) for one in raters[:5]]  # type: ignore[misc]
    assert together(*several) == [None] * 5
    twice = together(*[lambda: cast(hall, round, raters[5], {"东城街道": 70}) for _ in range(4)])
    assert sorted(one.code for one in twice if isinstance(one, Problem)) == ["rounds.voted-already"] * 3
    assert Ballot.objects.count() == 6


@proves("A2.1.2")
def test_a_ballot_beside_the_closing_is_counted_or_refused(committed_db: object) -> None:
    del committed_db
    hall, round, raters = a_contest(8)
    works: list[Callable[[], object]] = [
        lambda one=one: cast(hall, round, one, {"东城街道": 90})
        for one in raters  # type: ignore[misc]
    ]
    done = together(*works[:4], lambda: close(hall.office, round, at=MONDAY), *works[4:])
    refused = [one for one in done if isinstance(one, Exception)]
    assert {one.code for one in refused if isinstance(one, Problem)} <= {"rounds.not-open"}
    assert all(isinstance(one, Problem) for one in refused)
    ballots = Ballot.objects.count()
    assert ballots == len(raters) - len(refused)
    assert len([one for one in gather(round).inputs if one.name == "评分"]) == ballots
