"""Ballots on paper: entered by the office for the rater, with the paper; one hand gives what one entrant is given."""

from collections.abc import Callable
from typing import Any

import pytest

from jingkai.kernel.activities.services import enter_present
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import Entry, File
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.models import Ballot, Rater, Round
from jingkai.kernel.rounds.queries import results
from jingkai.kernel.rounds.rating import Sheet, paper_of, sheet_of, turnout
from jingkai.kernel.rounds.services import RaterDraft, Vote, add_raters, close, enter_ballots
from jingkai.kernel.rounds.services.publicising import people_of
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.tests.samples import hold
from tests.invariants.together import together
from tests.proof import proves

from .samples import DAY, FRIDAY, MONDAY, Hall, a_paper, cast, entrant, graded, somebody
from .test_raters_rate_once_what_they_attended import a_contest, ballot, code_of

EAST, WEST = "东城街道", "西城街道"


def rater_of(round: Round, person: Person) -> Rater:
    return Rater.objects.select_related("round__case__flow", "round__host", "person").get(
        round=round, person=person
    )


def enter(hall: Hall, round: Round, person: Person, values: dict[str, Any], **more: Any) -> object:
    """What stands on the paper ballot of a rater, entered by the assessment office unless another is named."""
    votes = [Vote(entrant(round, name), "评分", value) for name, value in values.items()]
    wanted: dict[str, Any] = {"paper": a_paper("评分票.jpg"), "at": MONDAY} | more
    return enter_ballots(wanted.pop("by", hall.office), rater_of(round, person), votes, **wanted)


def colleague(hall: Hall) -> Actor:
    """Somebody else of the assessment office."""
    person = somebody(hall.zone, "考核二员", hall.assessor.posts.get().body, "assessment")
    return hall.zone.actor(person)


def a_file() -> File:
    """A file that is kept already."""
    key = insert(a_paper().stored.row("扫描件.pdf", "application/pdf"))
    return File.objects.get(pk=key)


def refused_alike(attempt: Callable[[], object], row: Ballot) -> str:
    """The code by which the service and, past it, the database refuse."""
    code = code_of(attempt)
    assert code_of(lambda: insert(row)) == code
    return code


@pytest.mark.django_db
@proves("A3.3.1")
def test_what_stands_on_paper_counts_and_says_who_entered_it_with_the_paper() -> None:
    hall, round, raters = a_contest()
    enter(hall, round, raters[0], {EAST: "91.5", WEST: 88})
    cast(hall, round, raters[1], {EAST: 90, WEST: 80})
    cast(hall, round, raters[2], {EAST: 90, WEST: 80})
    rows = Ballot.objects.filter(rater__person=raters[0]).order_by("pk")
    assert [(one.micro, one.person, one.at) for one in rows] == [
        (91500000, hall.assessor, MONDAY),
        (88000000, hall.assessor, MONDAY),
    ]
    assert {one.paper.name for one in rows if one.paper} == {"评分票.jpg"}
    assert File.objects.count() == 1
    assert Entry.objects.filter(act="rounds.enter-ballots", person=hall.assessor.pk, ref=round.ref).exists()
    assert hall.assessor.pk in people_of(round)
    said = {one.rater.person.name: one.entered for one in turnout(None, round)}
    assert said == {"评委01": ("考核员",), "评委02": (), "评委03": ()}
    found = {one.entrant.name: nano_text(one.result.points) for one in results(None, graded(hall, round))}
    assert found == {EAST: "90.5", WEST: "82.666666667"}


@pytest.mark.django_db
@proves("A3.3.1")
def test_one_ballot_a_rater_and_entrant_however_it_came() -> None:
    hall, round, raters = a_contest(again="true")
    cast(hall, round, raters[0], {EAST: 91})
    on_paper: dict[str, Any] = {"person": hall.assessor, "paper": a_file()}
    code = refused_alike(
        lambda: enter(hall, round, raters[0], {EAST: 95}),
        ballot(round, raters[0], turn=2, **on_paper),
    )
    assert code == "rounds.other-hand"
    # What he did not rate himself may stand on paper, and is then not cast by himself.
    enter(hall, round, raters[0], {WEST: 70})
    code = refused_alike(
        lambda: cast(hall, round, raters[0], {WEST: 75}),
        ballot(round, raters[0], WEST, turn=2),
    )
    assert code == "rounds.other-hand"
    # Nor is it entered by another; who entered it corrects it as a rater does, by a further row.
    other = colleague(hall)
    theirs = Person.objects.get(pk=other.person)
    code = refused_alike(
        lambda: enter(hall, round, raters[0], {WEST: 75}, by=other),
        ballot(round, raters[0], WEST, turn=2, paper=on_paper["paper"], person=theirs),
    )
    assert code == "rounds.other-hand"
    enter(hall, round, raters[0], {WEST: 72})
    rows = Ballot.objects.filter(rater__person=raters[0]).order_by("pk")
    assert [(one.entrant.name, one.turn, one.micro // 10**6) for one in rows] == [
        (EAST, 1, 91), (WEST, 1, 70), (WEST, 2, 72),
    ]  # fmt: skip


@pytest.mark.django_db
@proves("A3.3.1")
def test_places_come_by_one_hand_and_no_refusal_tells_which_were_given() -> None:
    hall, round, raters = a_contest(2, least="1", most="3", distinct="true")
    cast(hall, round, raters[0], {EAST: 1})
    on_paper: dict[str, Any] = {"person": hall.assessor, "paper": a_file()}
    refused = {
        code_of(lambda name=name, place=place: enter(hall, round, raters[0], {name: place}))  # type: ignore[misc]
        for name in (EAST, WEST)
        for place in (1, 2, 3)
    }
    assert refused == {"rounds.other-hand"}
    for place in (1, 2):
        row = ballot(round, raters[0], WEST, micro=place * 10**6, **on_paper)
        assert code_of(lambda row=row: insert(row)) == "rounds.other-hand"  # type: ignore[misc]
    enter(hall, round, raters[1], {EAST: 1})
    assert code_of(lambda: cast(hall, round, raters[1], {WEST: 2})) == "rounds.other-hand"
    assert (
        code_of(lambda: enter(hall, round, raters[1], {WEST: 1}, by=colleague(hall))) == "rounds.other-hand"
    )
    assert code_of(lambda: enter(hall, round, raters[1], {WEST: 1})) == "rounds.same-vote"
    assert code_of(lambda: enter(hall, round, raters[1], {EAST: 2})) == "rounds.voted-already"
    enter(hall, round, raters[1], {WEST: 2})


@pytest.mark.django_db
@proves("A3.3.1")
def test_a_paper_ballot_is_of_what_the_rater_attended_while_the_round_is_open() -> None:
    hall, round, raters = a_contest()
    activity = entrant(round, WEST).activity
    assert activity is not None
    enter_present(SYSTEM, activity, [raters[0]], at=MONDAY, present=False)
    on_paper: dict[str, Any] = {"person": hall.assessor, "paper": a_file()}
    wrong = ballot(round, raters[0], WEST, **on_paper)
    assert refused_alike(lambda: enter(hall, round, raters[0], {WEST: 90}), wrong) == ("rounds.not-attended")
    wrong = ballot(round, raters[0], micro=100000001, **on_paper)
    assert refused_alike(lambda: enter(hall, round, raters[0], {EAST: "100.000001"}), wrong) == (
        "rounds.out-of-range"
    )
    close(hall.office, round, at=MONDAY)
    wrong = ballot(round, raters[0], **on_paper)
    assert refused_alike(lambda: enter(hall, round, raters[0], {EAST: 90}), wrong) == ("rounds.not-open")
    assert not Ballot.objects.exists()


@pytest.mark.django_db
@proves("A3.3.1")
def test_who_enters_ballots_runs_the_round_and_takes_no_part_in_it() -> None:
    hall, round, raters = a_contest()
    east, file = hall.zone.easterner, a_file()
    hold(east, "assessment", hall.assessor.posts.get().body)
    hold(raters[1], "assessment", hall.assessor.posts.get().body)
    assert code_of(lambda: enter(hall, round, raters[0], {EAST: 90}, by=hall.lead)) == "parties.not-allowed"
    # Of a unit that is judged, also where another entrant is rated; and a rater, also for himself.
    for person, whose in ((east, raters[0]), (raters[1], raters[0]), (raters[1], raters[1])):
        actor = hall.zone.actor(person)
        row = ballot(round, whose, WEST, person=person, paper=file)
        attempt = lambda actor=actor, whose=whose: enter(hall, round, whose, {WEST: 90}, by=actor)  # type: ignore[misc] # noqa: E731
        assert refused_alike(attempt, row) == "rounds.enters-for-raters"
    with pytest.raises(Problem) as platform:
        enter(hall, round, raters[0], {EAST: 90}, by=SYSTEM)
    assert platform.value.code == "flows.mover-missing"
    # Nor does he rate who entered what others gave.
    enter(hall, round, raters[0], {EAST: 90})
    more = [RaterDraft(hall.assessor)]
    assert code_of(lambda: add_raters(hall.office, round, more, at=MONDAY)) == "rounds.enters-for-raters"
    row = Rater(round=round, person=hall.assessor)
    assert code_of(lambda: insert(row)) == "rounds.enters-for-raters"


@pytest.mark.django_db
@proves("A3.3.1")
def test_a_paper_ballot_has_its_paper_and_who_entered_it() -> None:
    hall, round, raters = a_contest()
    nameless = a_paper("")
    assert (
        code_of(lambda: enter(hall, round, raters[0], {EAST: 90}, paper=nameless)) == "rounds.paper-missing"
    )
    file = a_file()
    for more in ({"person": hall.assessor}, {"paper": file}, {"for_person": hall.assessor}):
        assert code_of(lambda more=more: insert(ballot(round, raters[0], **more))) == "rounds.paper-missing"  # type: ignore[misc]


@pytest.mark.django_db
@proves("A3.3.1")
def test_until_ballots_are_closed_who_entered_one_and_the_rater_read_it_and_nobody_else() -> None:
    hall, round, raters = a_contest()
    other = colleague(hall)
    enter(hall, round, raters[0], {EAST: 90})
    cast(hall, round, raters[1], {EAST: 80})
    people = [raters[0], raters[1], hall.assessor, Person.objects.get(pk=other.person), hall.zone.head]
    people += [hall.zone.easterner]

    def seen() -> list[int]:
        return [Ballot.objects.visible_to(reader_for(one.pk, on=DAY)).count() for one in people]

    def before(person: Person) -> Sheet:
        reader = reader_for(person.pk, on=DAY)
        return paper_of(reader, rater_of(round, raters[0]), person.pk, day_book(MONDAY))

    assert seen() == [1, 1, 1, 0, 0, 0]
    east = [before(people[at]).places[0] for at in (2, 3)]
    assert [(bool(one.given), one.held is not None) for one in east] == [(True, False), (False, True)]
    mine = sheet_of(raters[0].pk, round, day_book(MONDAY))
    assert mine is not None
    assert (bool(mine.places[0].given), mine.places[0].open, mine.places[1].open) == (True, False, True)
    close(hall.office, round, at=MONDAY)
    assert seen() == [1, 1, 2, 2, 0, 0]


@pytest.mark.django_db
@proves("INV.6")
def test_a_paper_that_is_sent_twice_is_entered_once() -> None:
    hall, round, raters = a_contest()
    first = enter(hall, round, raters[0], {EAST: 90}, key="paper-1")
    assert enter(hall, round, raters[0], {EAST: 90}, key="paper-1", at=FRIDAY) == first
    assert (Ballot.objects.count(), File.objects.count()) == (1, 1)


@proves("A3.3.1")
def test_on_paper_and_in_person_at_once_is_one_ballot(committed_db: object) -> None:
    del committed_db
    hall, round, raters = a_contest(2, least="1", most="3", distinct="true")
    other = colleague(hall)
    works: list[Callable[[], object]] = [
        lambda: cast(hall, round, raters[0], {EAST: 1}),
        lambda: enter(hall, round, raters[0], {WEST: 1}),
        lambda: enter(hall, round, raters[0], {WEST: 2}, by=other),
        lambda: cast(hall, round, raters[1], {EAST: 1}),
    ]
    done = together(*works)
    refused = [one.code for one in done if isinstance(one, Problem)]
    assert refused == ["rounds.other-hand"] * 2
    assert Ballot.objects.filter(rater__person=raters[0]).count() == 1
    assert Ballot.objects.filter(rater__person=raters[1]).count() == 1
