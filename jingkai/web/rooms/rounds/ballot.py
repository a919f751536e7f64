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
    cards, taken = cards_of(mine, request.POST if refused is not None else QueryDict()), taken_in(mine)
    return shown(
        request,
        "ballot",
        sheet.round.zone,
        refused=refused,
        sheet=sheet,
        mine=mine,
        cards=cards,
        taken=taken,
        open=is_open(mine, cards, taken),
        entered=any(one.person_id is not None for place in mine.places for one in place.given.values()),
    )


def _cast(sheet: RoundSheet, mine: Sheet, sent: QueryDict) -> None:
    """Cast what was sent. The same once more, as by a double tap or when the answer was lost, does nothing more; what
    comes from a page that is not the newest is refused, unless it is what is saved.
    """
    if (votes := votes_in(mine, sent)) is not None:
        key = f"ballot:{sheet.round.pk}:{mine.rater.pk}:{said_in(votes, sent)}"
        vote(sheet.actor, sheet.round, votes, at=now(), key=key)


def votes_in(mine: Sheet, sent: QueryDict) -> list[Vote] | None:
    """The ballots that were sent; None where they are saved already. Raises Problem `web-rounds.field-unclear` where
    there are none, and `web-rounds.ballot-old` where others were saved since the page was opened.
    """
    votes = [
        Vote(place.entrant, by.name, sent.get(_name(place, by), "").strip())
        for place in mine.places
        for by in mine.criteria
        if sent.get(_name(place, by), "").strip()
    ]
    if not votes:
        raise FIELD_UNCLEAR(field="评分", field_en="Ballot", said="—")
    if sent.get("seen", "") == str(mine.cast):
        return votes
    if all(_is_saved(mine, one) for one in votes):
        return None
    raise BALLOT_OLD()


def said_in(votes: list[Vote], sent: QueryDict) -> str:
    """What tells this sending from others: how many were saved before, and what is given."""
    said = content_hash([[one.entrant.pk, one.criterion, str(one.value)] for one in votes])
    return f"{sent.get('seen', '')}:{said[:32]}"


def _is_saved(mine: Sheet, wanted: Vote) -> bool:
    place = next(one for one in mine.places if one.entrant.pk == wanted.entrant.pk)
    by = next(one for one in mine.criteria if one.name == wanted.criterion)
    saved = place.given.get(by.pk)
    return saved is not None and micro_text(saved.micro) == str(wanted.value)


def cards_of(mine: Sheet, typed: QueryDict) -> list[Card]:
    """A card for each who is judged, with what was typed and not saved."""
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


def is_open(mine: Sheet, cards: list[Card], taken: dict[int, dict[str, int]]) -> bool:
    """Whether anything may be given still."""
    return mine.closed is None and any(_takes(one, taken) for one in cards)


def _takes(card: Card, taken: dict[int, dict[str, int]]) -> bool:
    return card.place.open and any(
        one.open and not (one.choices and len(taken[one.criterion.pk]) == len(one.choices))
        for one in card.fields
    )


def taken_in(mine: Sheet) -> dict[int, dict[str, int]]:
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
