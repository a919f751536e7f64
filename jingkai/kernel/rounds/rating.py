"""What a rater may rate, what he gave, and who has rated: of those who still rate never what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from jingkai.kernel.activities.queries import present_at
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.daybook import DayBook

from .models import Ballot, Criterion, Entrant, Rater, Round
from .models.round import KIND
from .models.sql import RATING
from .problems import ENTERS_FOR_RATERS, NOT_ATTENDED, NOT_OPEN, OTHER_HAND, RATES_OWN


@dataclass(frozen=True)
class Place:
    """An entrant before a rater: why he does not rate it, if so; what he gave, by the ids of criteria; and whether that
    came by another hand, so that nothing comes by this one.
    """

    entrant: Entrant
    barred: Problem | None
    given: dict[int, Ballot]
    held: Problem | None = None

    @property
    def open(self) -> bool:
        """Whether anything may be given here."""
        return self.barred is None and self.held is None


@dataclass(frozen=True)
class Sheet:
    """What a rater has before him, or who enters his ballots from paper: the criteria that are his, and who is judged,
    in their order. `cast` counts the ballots that came by this hand; `closed` says why none is cast now.
    """

    rater: Rater
    criteria: tuple[Criterion, ...]
    places: tuple[Place, ...]
    cast: int
    closed: Problem | None

    @property
    def waiting(self) -> int:
        """How many entrants he may rate and has given nothing."""
        return sum(one.open and not one.given for one in self.places)


@dataclass(frozen=True)
class Turnout:
    """How far a rater is: how many entrants he saw, how many of them he rated, when he did last, and who entered it
    from paper, if somebody did.
    """

    rater: Rater
    saw: int
    rated: int
    last: datetime | None
    entered: tuple[str, ...] = ()


def barred(rater: Rater, entrants: Iterable[Entrant], book: DayBook) -> dict[int, Problem]:
    """Whom of these a rater does not rate, by id, and why: where he was not, and his own unit."""
    some = sorted(set(entrants), key=lambda one: one.place)
    there = present_at([one.activity_id for one in some if one.activity_id is not None])
    posts = Post.objects.valid_on(book.on).filter(person=rater.person_id).values_list("body", flat=True)
    own, found = book.bodies(posts), dict[int, Problem]()
    for one in some:
        if rater.person_id not in there.get(one.activity_id or 0, ()):
            found[one.pk] = NOT_ATTENDED(entrant=one.name)
        elif one.unit_id in own:
            found[one.pk] = RATES_OWN(entrant=one.name)
    return found


def other_hand(person: int | None, entrant: Entrant, criterion: Criterion, given: Iterable[Ballot]) -> bool:
    """Whether what the rater gave keeps a ballot by this hand out: that of the rater (None), or of who enters it from
    paper. What an entrant is given comes by one hand; of places, which are given once each, everything does.
    """
    return any(
        one.person_id != person
        and (one.entrant_id == entrant.pk or one.criterion.unrepeated or criterion.unrepeated)
        for one in given
    )


def part_in(people: Iterable[int | None], round: Round, book: DayBook) -> Problem | None:
    """Why none of these enters ballots from paper: he rates in the round, or is of a unit that is judged."""
    some = [one for one in people if one is not None]
    units = book.bodies(Post.objects.valid_on(book.on).filter(person__in=some).values_list("body", flat=True))
    judged = Entrant.objects.filter(round=round, unit__in=units)
    if judged.exists() or Rater.objects.filter(round=round, person__in=some).exists():
        return ENTERS_FOR_RATERS()
    return None


def closed_to_ballots(state: str, round: Round) -> Problem | None:
    """Why no ballot is cast in this state of the round; None where it is open."""
    if state == RATING:
        return None
    title = flow_of(round.case.flow).states[state].title
    return NOT_OPEN(state=title.zh, state_en=title.en)


def sheet_of(person: int | None, round: Round, book: DayBook) -> Sheet | None:
    """What this person has to rate; None for who is no rater of the round."""
    rater = (
        Rater.objects.filter(round=round, person=person).select_related("round__case__flow", "person").first()
        if person is not None
        else None
    )
    if rater is None:
        return None
    return _sheet(rater, None, Ballot.objects.known_at().filter(rater=rater), book)


def paper_of(reader: Reader | None, rater: Rater, person: int | None, book: DayBook) -> Sheet:
    """What this person has to enter of a rater's paper ballot; of what was given, what the reader may read."""
    return _sheet(rater, person, Ballot.objects.seen_by(reader).filter(rater=rater), book)


def _sheet(rater: Rater, hand: int | None, seen: QuerySet[Ballot], book: DayBook) -> Sheet:
    """The sheet of a rater, with those of his ballots that are `seen`, and open to this hand."""
    round = rater.round
    rows = Entrant.objects.filter(round=round).select_related("unit", "subject", "activity").order_by("place")
    entrants = list(rows)
    criteria = Criterion.objects.filter(round=round, source="rated", raters__in=["", rater.group])
    given: dict[int, dict[int, Ballot]] = {}
    for one in seen.select_related("criterion", "person", "paper").order_by("turn"):
        given.setdefault(one.entrant_id, {})[one.criterion_id] = one
    everything = list(Ballot.objects.known_at().filter(rater=rater).select_related("criterion"))
    kept_from, held = barred(rater, entrants, book), OTHER_HAND(rater=rater.person.name)
    asked = list(criteria.order_by("pk"))
    return Sheet(
        rater,
        tuple(asked),
        tuple(
            Place(
                one,
                kept_from.get(one.pk),
                given.get(one.pk, {}),
                held if any(other_hand(hand, one, by, everything) for by in asked) else None,
            )
            for one in entrants
        ),
        sum(one.person_id == hand for one in everything),
        closed_to_ballots(state_of(round.case), round),
    )


def turnout(reader: Reader | None, round: Round) -> list[Turnout]:
    """Who has rated and how far, for who runs the round; for all others nothing. What was given is not in it."""
    if reader is not None and not reader.may("write", KIND, round.host_id):
        return []
    entrants = Entrant.objects.filter(round=round).values_list("activity", flat=True)
    stops = [one for one in entrants if one is not None]
    there = present_at(set(stops))
    rows = Ballot.objects.known_at().filter(rater__round=round).values("rater")
    cast = {
        one["rater"]: one
        for one in rows.annotate(rated=Count("entrant", distinct=True), last=Max("at")).order_by()
    }
    raters = Rater.objects.filter(round=round).select_related("person").order_by("group", "pk")
    entered: dict[int, list[str]] = {}
    paper = Ballot.objects.known_at().filter(rater__round=round, person__isnull=False)
    for rater, name in paper.values_list("rater", "person__name").distinct().order_by("person__name"):
        entered.setdefault(rater, []).append(name)
    return [
        Turnout(
            one,
            sum(one.person_id in there[stop] for stop in stops),
            cast[one.pk]["rated"] if one.pk in cast else 0,
            cast[one.pk]["last"] if one.pk in cast else None,
            tuple(entered.get(one.pk, ())),
        )
        for one in raters
    ]
