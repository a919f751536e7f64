"""What a rater may rate, what he gave, and who has rated: of those who still rate never what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from jingkai.kernel.activities.queries import present_at
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.daybook import DayBook

from .models import Ballot, Criterion, Entrant, Rater, Round
from .models.round import KIND
from .models.sql import RATING
from .problems import NOT_ATTENDED, NOT_OPEN, RATES_OWN


@dataclass(frozen=True)
class Place:
    """An entrant before a rater: why he does not rate it, if so, and what he gave, by the ids of criteria."""

    entrant: Entrant
    barred: Problem | None
    given: dict[int, Ballot]


@dataclass(frozen=True)
class Sheet:
    """What a rater has before him: the criteria that are his, and who is judged, in their order. `cast` counts his
    ballots; `closed` says why none is cast now.
    """

    rater: Rater
    criteria: tuple[Criterion, ...]
    places: tuple[Place, ...]
    cast: int
    closed: Problem | None

    @property
    def waiting(self) -> int:
        """How many entrants he may rate and has given nothing."""
        return sum(one.barred is None and not one.given for one in self.places)


@dataclass(frozen=True)
class Turnout:
    """How far a rater is: how many entrants he saw, how many of them he rated, and when he did last."""

    rater: Rater
    saw: int
    rated: int
    last: datetime | None


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


def closed_to_ballots(state: str, round: Round) -> Problem | None:
    """Why no ballot is cast in this state of the round; None where it is open."""
    if state == RATING:
        return None
    title = flow_of(round.case.flow).states[state].title
    return NOT_OPEN(state=title.zh, state_en=title.en)


def sheet_of(person: int | None, round: Round, book: DayBook) -> Sheet | None:
    """What this person has to rate; None for who is no rater of the round."""
    rater = Rater.objects.filter(round=round, person=person).first() if person is not None else None
    if rater is None:
        return None
    rows = Entrant.objects.filter(round=round).select_related("unit", "subject", "activity").order_by("place")
    entrants = list(rows)
    criteria = Criterion.objects.filter(round=round, source="rated", raters__in=["", rater.group])
    given: dict[int, dict[int, Ballot]] = {}
    ballots = list(Ballot.objects.known_at().filter(rater=rater).order_by("turn"))
    for one in ballots:
        given.setdefault(one.entrant_id, {})[one.criterion_id] = one
    kept_from = barred(rater, entrants, book)
    return Sheet(
        rater,
        tuple(criteria.order_by("pk")),
        tuple(Place(one, kept_from.get(one.pk), given.get(one.pk, {})) for one in entrants),
        len(ballots),
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
    return [
        Turnout(
            one,
            sum(one.person_id in there[stop] for stop in stops),
            cast[one.pk]["rated"] if one.pk in cast else 0,
            cast[one.pk]["last"] if one.pk in cast else None,
        )
        for one in raters
    ]
