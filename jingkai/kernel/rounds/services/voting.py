"""Ballots: cast by raters in person, or entered by the office as they stand on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.services.acting import acting, wrong_with
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..figures import Number, micro_text, to_micro
from ..models import Ballot, Criterion, Entrant, Rater, Round
from ..models.round import KIND
from ..problems import (
    NOT_A_RATER,
    OTHER_HAND,
    OTHER_ROUND,
    OUT_OF_RANGE,
    PAPER_MISSING,
    SAME_VOTE,
    VOTED_ALREADY,
)
from ..rating import barred, closed_to_ballots, other_hand, part_in
from .judging import Paper, hold, next_turn
from .opening import WRITE


@dataclass(frozen=True)
class Vote:
    """What a rater gives an entrant by a criterion: points or a place, as the rule has it."""

    entrant: Entrant
    criterion: str
    value: Number


def vote(actor: Actor, round: Round, votes: Sequence[Vote], *, at: datetime, key: str = "") -> Batch:
    """Cast ballots, all or none, by a rater in person. With a `key` the same request again has no further effect.

    Raises Problem `rounds.not-open`, `rounds.not-a-rater`, `rounds.other-round`, `rounds.not-attended`,
    `rounds.rates-own`, `rounds.out-of-range`, `rounds.same-vote`, `rounds.voted-already`, `rounds.too-fine`,
    `rounds.other-hand` where it was entered from paper.
    """
    refuse_in_trial()
    rater = _rater(actor, round)
    criteria = {one.name: one for one in Criterion.objects.filter(round=round)}
    rows = [_ballot(rater, round, criteria, one, at) for one in votes]
    _refuse_barred(rater, rows, day_book(at))
    content = [round.pk, rater.pk, [[one.entrant_id, one.criterion_id, one.micro] for one in rows]]
    with writing(actor, act="rounds.vote", at=at, key=key, content=content, ref=round.ref) as call:
        if call.repeated is not None:
            return call.repeated
        _hold_open(round)
        _take_turns(rater, rows)
        call.add_all(rows)
        return call.batch


def enter_ballots(
    actor: Actor, rater: Rater, votes: Sequence[Vote], *, paper: Paper, at: datetime, key: str = ""
) -> Batch:
    """Enter what stands on the paper ballot of a rater, with the paper as it was scanned; all or none. The ballots say
    for ever who entered them. With a `key` the same request again has no further effect.

    By who runs the round, rates nothing in it and is of no unit that is judged. Raises Problem
    `rounds.enters-for-raters`, `rounds.other-hand` where the rater cast it himself or another entered it,
    `rounds.paper-missing`, `parties.not-allowed`, and those of `vote`.
    """
    refuse_in_trial()
    round, book = rater.round, day_book(at)
    book.require(actor, WRITE, KIND, round.host)
    _refuse_taking_part(actor, round, book)
    if not paper.name.strip():
        raise PAPER_MISSING()
    criteria = {one.name: one for one in Criterion.objects.filter(round=round)}
    rows = [_ballot(rater, round, criteria, one, at) for one in votes]
    _refuse_barred(rater, rows, book)
    content = [
        round.pk,
        rater.pk,
        paper.stored.sha256,
        [[one.entrant_id, one.criterion_id, one.micro] for one in rows],
    ]
    with writing(actor, act="rounds.enter-ballots", at=at, key=key, content=content, ref=round.ref) as call:
        if call.repeated is not None:
            return call.repeated
        _hold_open(round)
        for row in rows:
            row.person_id, row.for_person_id = actor.person, actor.for_person
        _take_turns(rater, rows)
        file = call.add(paper.stored.row(paper.name, paper.media_type))
        for row in rows:
            row.paper = file
        call.add_all(rows)
        return call.batch


def _refuse_taking_part(actor: Actor, round: Round, book: DayBook) -> None:
    """Who enters ballots is a person in post who has no part in what they decide."""
    if wrong := wrong_with(acting(actor, book), book.on):
        raise wrong[0]
    if problem := part_in({actor.person, actor.for_person}, round, book):
        raise problem


def _rater(actor: Actor, round: Round) -> Rater:
    """Who rates, in person. Raises Problem `rounds.not-a-rater`."""
    found = None
    if actor.person is not None and actor.for_person is None:
        found = Rater.objects.filter(round=round, person=actor.person).first()
    if found is None:
        raise NOT_A_RATER()
    return found


def _ballot(rater: Rater, round: Round, criteria: dict[str, Criterion], one: Vote, at: datetime) -> Ballot:
    by = criteria.get(one.criterion)
    if by is None or by.source != "rated" or one.entrant.round_id != round.pk:
        raise OTHER_ROUND()
    if by.raters not in ("", rater.group):
        raise NOT_A_RATER()
    micro = to_micro(one.value)
    assert by.least is not None  # kept by the database
    assert by.most is not None
    if not by.least <= micro <= by.most:
        raise OUT_OF_RANGE(
            criterion=by.name, least=micro_text(by.least), most=micro_text(by.most), value=one.value
        )
    return Ballot(rater=rater, entrant=one.entrant, criterion=by, micro=micro, at=at, day=day_of(at))


def _refuse_barred(rater: Rater, rows: Iterable[Ballot], book: DayBook) -> None:
    for problem in barred(rater, [one.entrant for one in rows], book).values():
        raise problem


def _hold_open(round: Round) -> None:
    """A ballot is counted, or refused since the round was closed before it."""
    if problem := closed_to_ballots(hold(round), round):
        raise problem


def _take_turns(rater: Rater, rows: Iterable[Ballot]) -> None:
    """The turn of each ballot. Raises Problem `rounds.other-hand`, `rounds.voted-already` and `rounds.same-vote`."""
    last: dict[tuple[int, int], Ballot] = {}
    given = Ballot.objects.filter(rater=rater).select_related("entrant", "criterion").order_by("turn")
    for cast in given:
        last[cast.criterion_id, cast.entrant_id] = cast
    # Before all else: what another gave is told by no refusal.
    for row in rows:
        if other_hand(row.person_id, row.entrant, row.criterion, given):
            raise OTHER_HAND(rater=rater.person.name)
    for row in rows:
        place = row.criterion_id, row.entrant_id
        before = last.get(place)
        if before is not None and not row.criterion.again:
            raise VOTED_ALREADY(entrant=row.entrant.name)
        row.turn = next_turn(before.turn if before is not None else None)
        last[place] = row
    for row in rows:
        others = [
            one
            for (by, _), one in last.items()
            if by == row.criterion_id and one.entrant_id != row.entrant_id
        ]
        if row.criterion.unrepeated and any(one.micro == row.micro for one in others):
            raise SAME_VOTE(criterion=row.criterion.name, value=micro_text(row.micro))
