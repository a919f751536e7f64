"""st-E9: thirteen stops, ten raters, four comments that become matters, and a guard before the file is closed."""

from datetime import date

import pytest

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.registers.services import enter
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.models import Archive, Ballot, Criterion, Rater, Round
from jingkai.kernel.rounds.queries import entrants, lines, results
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    Vote,
    announce,
    archive,
    comment,
    no_comment,
    vote,
)
from tests.proof import proves

from .samples import (
    DAY,
    FRIDAY,
    MONDAY,
    Hall,
    a_hall,
    a_round,
    a_visit,
    cast,
    entrant,
    graded,
    raters_of,
    ship_rules,
)

pytestmark = pytest.mark.django_db

SCHEME = {
    "missing": "rescale",
    "tree": {
        "id": "得分",
        "of": [
            {
                "id": "现场投票",
                "indicator": "评分",
                "gather": "mean",
                "method": {"votes": {"first": "100", "step": "3"}},
            }
        ],
    },
}
CRITERIA = {"评分": {"source": "rated", "least": "1", "most": "3", "distinct": "true"}}
NAMED = "50GW单晶硅片"
NAMES = [NAMED, *(f"项目{number:02d}" for number in range(2, 14))]
A, B, C = NAMES[:3]
# The votes for the first, second and third place, as ballots: ten raters give each place once.
BALLOTS = [(A, B, C)] * 1 + [(A, C, B)] * 2 + [(A, B, C)] * 3 + [(B, A, C)] * 3 + [(C, B, A)] * 1


def a_tour() -> tuple[Hall, Round, list[Person]]:
    """Thirteen stops in the order in which they were visited, with ten raters at each but the last."""
    hall = a_hall()
    ship_rules(SCHEME, CRITERIA, comments="flow.task")
    raters = raters_of(hall.zone, 10)
    stops = []
    for number, name in enumerate(NAMES):
        holder = a_unit(f"{name}专班", hall.zone.zone)
        subject = enter(hall.office, "project", name, holder, code=f"P{number + 1:02d}", at=MONDAY)
        there = raters[:9] if name == NAMES[12] else raters
        stops.append(EntrantDraft(holder, subject=subject, activity=a_visit(hall, name, there)))
    return hall, a_round(hall, stops, raters, period="2024-01"), raters


def voted(hall: Hall, round: Round, raters: list[Person]) -> None:
    for rater, places in zip(raters, BALLOTS, strict=True):
        cast(hall, round, rater, {name: place for place, name in enumerate(places, start=1)})


@proves("A2.1.2", "A5.1.1")
def test_votes_for_places_come_to_the_published_formula() -> None:
    hall, round, raters = a_tour()
    assert [sum(places[0] == name for places in BALLOTS) for name in (A, B, C)] == [6, 3, 1]
    assert [sum(places[1] == name for places in BALLOTS) for name in (A, B, C)] == [3, 5, 2]
    voted(hall, round, raters)
    grading = graded(hall, round)
    found = {one.entrant.name: nano_text(one.result.points) for one in results(None, grading)}
    assert {name: found[name] for name in (A, B, C)} == {A: "98.5", B: "97.3", C: "95.2"}
    # What nobody voted on is not known, and is no zero.
    assert {found[name] for name in NAMES[3:]} == {"—"}
    assert lines(grading)[0] == f"{A}，98.5分，第1名。"
    assert lines(grading)[3] == f"{NAMES[3]}，没有得分数据，不排名。"
    assert [(one.entrant.name, one.result.place) for one in results(None, grading)][:3] == [
        (A, 1),
        (B, 2),
        (C, 3),
    ]


@proves("A2.1.2", "A5.1.1")
def test_who_was_not_at_a_stop_does_not_vote_on_it() -> None:
    hall, round, raters = a_tour()
    last = entrant(round, NAMES[12])
    absent = hall.zone.actor(raters[9])
    with pytest.raises(Problem) as refused:
        vote(absent, round, [Vote(last, "评分", 1)], at=MONDAY)
    assert refused.value.code == "rounds.not-attended"
    assert NAMES[12] in refused.value.zh
    rater = Rater.objects.get(round=round, person=raters[9])
    by = Criterion.objects.get(round=round)
    with pytest.raises(Problem) as by_sql:
        insert(Ballot(rater=rater, entrant=last, criterion=by, turn=1, micro=1000000, at=MONDAY, day=DAY))
    assert by_sql.value.code == "rounds.not-attended"
    # Of several ballots none is cast.
    with pytest.raises(Problem):
        vote(absent, round, [Vote(entrant(round, A), "评分", 1), Vote(last, "评分", 2)], at=MONDAY)
    assert not Ballot.objects.exists()


@proves("A5.1.1")
def test_four_comments_become_four_matters_and_no_stop_is_left_without_a_word() -> None:
    hall, round, raters = a_tour()
    voted(hall, round, raters)
    due = date(2024, 2, 1)
    for number in range(4):
        stop = entrant(round, NAMES[number])
        said = comment(
            hall.office, stop, raters[number], f"第{number + 1}条意见", at=MONDAY,
            task=Draft(f"落实第{number + 1}条意见", unit=stop.unit, due=due),
        )  # fmt: skip
        assert said.matter is not None
        assert said.matter.subject == stop.subject
        assert stop.activity is not None
        assert list(stop.activity.outputs.values_list("ref", flat=True)) == [said.matter.ref]
    assert [one.title for one in Matter.objects.order_by("number")] == [
        f"落实第{n}条意见" for n in range(1, 5)
    ]
    graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    for name in NAMES[4:12]:
        no_comment(hall.office, entrant(round, name), at=FRIDAY)
    with pytest.raises(Problem) as refused:
        archive(hall.office, round, at=FRIDAY)
    assert refused.value.code == "rounds.comments-missing"
    assert refused.value.values == {"count": 1, "entrants": NAMES[12]}
    with pytest.raises(Problem) as by_sql:
        insert(Archive(round=round, at=FRIDAY))
    assert by_sql.value.code == "rounds.comments-missing"
    no_comment(hall.office, entrant(round, NAMES[12]), at=FRIDAY)
    assert archive(hall.office, round, at=FRIDAY).round == round


@proves("A5.1.1")
def test_the_list_has_the_stops_in_the_order_in_which_they_were_visited() -> None:
    _, round, _ = a_tour()
    assert [(one.place, one.name) for one in entrants(None, round)] == list(enumerate(NAMES, start=1))
