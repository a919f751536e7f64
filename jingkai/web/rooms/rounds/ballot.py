"""A rater's ballots: what he may rate, why not, what of it is saved; on a phone as on a desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.figures import MICRO, micro_text
from jingkai.kernel.rounds.models import Ballot, Criterion
from jingkai.kernel.rounds.rating import Place, Sheet
from jingkai.kernel.rounds.services import Vote, vote

from .pages import now, shown
from .problems import BALLOT_OLD, FIELD_UNCLEAR
from .sheet import RoundSheet, sheet_of_request

# Up to so many places are given by a press each; more are typed.
_BUTTONS = 9


@dataclass(frozen=True)
class Field:
    """What is asked of an entrant by a criterion: its name in the form, what is saved, what was typed and not saved.

    `choices` are the places that may be given, where there are few.
    """

    criterion: Criterion
    name: str
    choices: tuple[str, ...]
    saved: Ballot | None
    typed: str

    @property
    def open(self) -> bool:
        """Whether a ballot may be cast."""
        return self.saved is None or self.criterion.again

    @property
    def least(self) -> str:
        """The least that may be given."""
        return micro_text(self.criterion.least or 0)

    @property
    def most(self) -> str:
        """The most that may be given."""
        return micro_text(self.criterion.most or 0)


@dataclass(frozen=True)
class Card:
    """An entrant before its rater."""

    place: Place
    fields: tuple[Field, ...]

    @property
    def saved(self) -> bool:
        """Whether everything that is asked of it is saved."""
        return all(one.saved is not None for one in self.fields)


@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, key: int) -> HttpResponseBase:
    """The ballots of whoever asks, a card an entrant; for who rates in the round."""
    sheet = sheet_of_request(request, key)
    mine = sheet.mine
    if mine is None:
        raise Http404
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _cast(sheet, mine, request.POST)
        except Problem as problem:
            refused, sheet = problem, sheet_of_request(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    mine = sheet.mine or mine
    cards, taken = _cards(mine, request.POST if refused is not None else QueryDict()), _taken(mine)
    return shown(
        request,
        "ballot",
        sheet.round.zone,
        refused=refused,
        sheet=sheet,
        mine=mine,
        cards=cards,
        taken=taken,
        open=mine.closed is None and any(_is_open(one, taken) for one in cards),
    )


def _cast(sheet: RoundSheet, mine: Sheet, sent: QueryDict) -> None:
    """Cast what was sent. The same once more, as by a double tap or when the answer was lost, does nothing more; what
    comes from a page that is not the newest is refused, unless it is what is saved.
    """
    votes = [
        Vote(place.entrant, by.name, sent.get(_name(place, by), "").strip())
        for place in mine.places
        for by in mine.criteria
        if sent.get(_name(place, by), "").strip()
    ]
    if not votes:
        raise FIELD_UNCLEAR(field="评分", field_en="Ballot", said="—")
    seen = sent.get("seen", "")
    if seen != str(mine.cast):
        if all(_is_saved(mine, one) for one in votes):
            return
        raise BALLOT_OLD()
    said = content_hash([[one.entrant.pk, one.criterion, str(one.value)] for one in votes])
    key = f"ballot:{sheet.round.pk}:{mine.rater.pk}:{seen}:{said[:32]}"
    vote(sheet.actor, sheet.round, votes, at=now(), key=key)


def _is_saved(mine: Sheet, wanted: Vote) -> bool:
    place = next(one for one in mine.places if one.entrant.pk == wanted.entrant.pk)
    by = next(one for one in mine.criteria if one.name == wanted.criterion)
    saved = place.given.get(by.pk)
    return saved is not None and micro_text(saved.micro) == str(wanted.value)


def _cards(mine: Sheet, typed: QueryDict) -> list[Card]:
    return [
        Card(
            place,
            tuple(
                Field(
                    by,
                    _name(place, by),
                    _choices(by),
                    place.given.get(by.pk),
                    typed.get(_name(place, by), ""),
                )
                for by in mine.criteria
            ),
        )
        for place in mine.places
    ]


def _choices(by: Criterion) -> tuple[str, ...]:
    """The places that are given once each, where they are few whole numbers."""
    least, most = by.least or 0, by.most or 0
    if not by.unrepeated or least % MICRO or (most - least) // MICRO >= _BUTTONS:
        return ()
    return tuple(micro_text(one) for one in range(least, most + 1, MICRO))


def _is_open(card: Card, taken: dict[int, dict[str, int]]) -> bool:
    """Whether anything may be given to it still."""
    return card.place.barred is None and any(
        one.open and not (one.choices and len(taken[one.criterion.pk]) == len(one.choices))
        for one in card.fields
    )


def _taken(mine: Sheet) -> dict[int, dict[str, int]]:
    """Places that are given and stay, by criterion: to which number of the list."""
    return {
        by.pk: {
            micro_text(place.given[by.pk].micro): place.entrant.place
            for place in mine.places
            if by.pk in place.given
        }
        for by in mine.criteria
        if by.unrepeated
    }


def _name(place: Place, by: Criterion) -> str:
    return f"vote-{place.entrant.pk}-{by.pk}"
