"""What goes into a round: ballots of raters, scores of upper bodies, and what is recognised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from jingkai.engines.periods import day_of
from jingkai.kernel.facts.known import current
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.services.acting import acting, wrong_with
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import Stored
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..figures import Number, micro_text, to_micro
from ..models import Ballot, Criterion, Entrant, Rater, Recognition, Report, Round
from ..models.round import KIND, RECOGNITION
from ..problems import (
    FACT_ELSEWHERE,
    NOT_A_RATER,
    OTHER_ROUND,
    OUT_OF_RANGE,
    OWN_UNIT,
    REASON_MISSING,
    SAME_VOTE,
    SOURCE_MISSING,
    VOTED_ALREADY,
)
from ..rating import barred, closed_to_ballots
from .opening import WRITE

APPROVE = "approve"


@dataclass(frozen=True)
class Vote:
    """What a rater gives an entrant by a criterion: points or a place, as the rule has it."""

    entrant: Entrant
    criterion: str
    value: Number


def vote(actor: Actor, round: Round, votes: Sequence[Vote], *, at: datetime, key: str = "") -> Batch:
    """Cast ballots, all or none, by a rater in person. With a `key` the same request again has no further effect.

    Raises Problem `rounds.not-open`, `rounds.not-a-rater`, `rounds.other-round`, `rounds.not-attended`,
    `rounds.rates-own`, `rounds.out-of-range`, `rounds.same-vote`, `rounds.voted-already`, `rounds.too-fine`.
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


@dataclass(frozen=True)
class Paper:
    """The paper by which an upper body says what it gave: the file as it is stored, and its name."""

    stored: Stored
    name: str
    media_type: str = "application/pdf"


def report(
    actor: Actor,
    round: Round,
    criterion: str,
    scores: Mapping[Entrant, Number],
    *,
    issuer: str,
    paper: Paper,
    at: datetime,
    reason: str = "",
    call: Writer | None = None,
) -> list[Report]:
    """Enter what an upper body gave to entrants by one criterion. Raises Problems as `report_all`."""
    given = {criterion: scores}
    return report_all(actor, round, given, issuer=issuer, paper=paper, at=at, reason=reason, call=call)


def report_all(
    actor: Actor,
    round: Round,
    scores: Mapping[str, Mapping[Entrant, Number]],
    *,
    issuer: str,
    paper: Paper,
    at: datetime,
    reason: str = "",
    call: Writer | None = None,
) -> list[Report]:
    """Enter what an upper body gave in one paper, by criterion and entrant, all or none; of an entrant that has a score
    already it is a correction, which says why.

    Raises Problem `rounds.source-missing`, `rounds.reason-missing`, `rounds.other-round`, `rounds.too-fine`,
    `parties.not-allowed`.
    """
    refuse_in_trial()
    day_book(at).require(actor, WRITE, KIND, round.host)
    by = {name: _criterion(round, name, "reported") for name in scores}
    if not issuer.strip() or not paper.name.strip():
        raise SOURCE_MISSING()
    if any(one.round_id != round.pk for some in scores.values() for one in some):
        raise OTHER_ROUND()
    rows = Report.objects.filter(criterion__in=by.values()).values_list("criterion", "entrant")
    turns = {(one, entrant): last for one, entrant, last in rows.annotate(last=Max("turn")).order_by()}
    given = {(by[name], one): to_micro(value) for name, some in scores.items() for one, value in some.items()}
    if turns.keys() & {(one.pk, entrant.pk) for one, entrant in given} and not reason.strip():
        raise REASON_MISSING()
    with joining(call, actor, act="rounds.report", at=at, ref=round.ref) as writer:
        file = writer.add(paper.stored.row(paper.name, paper.media_type))
        return writer.add_all(
            Report(
                entrant=entrant,
                criterion=one,
                turn=turns.get((one.pk, entrant.pk), 0) + 1,
                micro=micro,
                issuer=issuer.strip(),
                paper=file,
                reason=reason.strip(),
                at=at,
            )
            for (one, entrant), micro in given.items()
        )


def recognise(
    actor: Actor,
    entrant: Entrant,
    criterion: str,
    value: Number,
    *,
    at: datetime,
    facts: Iterable[Fact] = (),
    note: str = "",
    reason: str = "",
    call: Writer | None = None,
) -> Recognition:
    """Say what counts (认定), on these facts of the entrant's unit; again it is a correction, which says why.

    Raises Problem `rounds.own-unit`, `rounds.fact-elsewhere`, `rounds.reason-missing`, `rounds.other-round`,
    `rounds.too-fine`, `parties.not-allowed`.
    """
    refuse_in_trial()
    book = day_book(at)
    book.require(actor, APPROVE, RECOGNITION, entrant.unit, keeps=KEPT)
    person, body = not_of_the_own_unit(actor, entrant, book)
    by = _criterion(entrant.round, criterion, "computed")
    if not by.recognised:
        raise OTHER_ROUND()
    some = list(facts)
    _refuse_elsewhere(entrant, some)
    turn = _next(
        Recognition.objects.filter(entrant=entrant, criterion=by).aggregate(last=Max("turn"))["last"]
    )
    if turn > 1 and not reason.strip():
        raise REASON_MISSING()
    row = Recognition(
        entrant=entrant,
        criterion=by,
        turn=turn,
        micro=to_micro(value),
        facts=[one.pk for one in some],
        note=note.strip(),
        reason=reason.strip(),
        person_id=person,
        for_person_id=actor.for_person,
        body=body,
        at=at,
        day=book.on,
    )
    with joining(call, actor, act="rounds.recognise", at=at, ref=entrant.round.ref) as writer:
        return writer.add(row)


def not_of_the_own_unit(actor: Actor, entrant: Entrant, book: DayBook) -> tuple[int, Organisation]:
    """Who acts, by id, and the Body in which. Raises Problem `rounds.own-unit` where it is the entrant's, or the
    actor holds a post there; `flows.mover-missing` and `flows.not-in-post` where there is none.
    """
    one = acting(actor, book)
    if wrong := wrong_with(one, book.on):
        raise wrong[0]
    assert actor.person is not None  # refused above
    assert one.body is not None
    people = {actor.person, actor.for_person} - {None}
    if one.body.pk == entrant.unit_id or entrant.unit_id in _bodies(people, book):
        raise OWN_UNIT(entrant=entrant.name)
    return actor.person, one.body


def _bodies(people: Iterable[int | None], book: DayBook) -> set[int]:
    posts = Post.objects.valid_on(book.on).filter(person__in=list(people)).values_list("body", flat=True)
    return book.bodies(posts)


def _next(last: int | None) -> int:
    return (last or 0) + 1


def _rater(actor: Actor, round: Round) -> Rater:
    """Who rates, in person. Raises Problem `rounds.not-a-rater`."""
    found = None
    if actor.person is not None and actor.for_person is None:
        found = Rater.objects.filter(round=round, person=actor.person).first()
    if found is None:
        raise NOT_A_RATER()
    return found


def _criterion(round: Round, name: str, source: str) -> Criterion:
    found = Criterion.objects.filter(round=round, name=name, source=source).first()
    if found is None:
        raise OTHER_ROUND()
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


def hold(round: Round) -> str:
    """Hold the state of the round until commit, so that nobody moves it meanwhile; the state."""
    return str(CaseState.objects.select_for_update().get(case=round.case_id).state)


def _hold_open(round: Round) -> None:
    """A ballot is counted, or refused since the round was closed before it."""
    if problem := closed_to_ballots(hold(round), round):
        raise problem


def _take_turns(rater: Rater, rows: Iterable[Ballot]) -> None:
    """The turn of each ballot. Raises Problem `rounds.voted-already` and `rounds.same-vote`."""
    last: dict[tuple[int, int], Ballot] = {}
    for cast in Ballot.objects.filter(rater=rater).select_related("entrant").order_by("turn"):
        last[cast.criterion_id, cast.entrant_id] = cast
    for row in rows:
        place = row.criterion_id, row.entrant_id
        before = last.get(place)
        if before is not None and not row.criterion.again:
            raise VOTED_ALREADY(entrant=row.entrant.name)
        row.turn = _next(before.turn if before is not None else None)
        last[place] = row
    for row in rows:
        others = [
            one
            for (by, _), one in last.items()
            if by == row.criterion_id and one.entrant_id != row.entrant_id
        ]
        if row.criterion.unrepeated and any(one.micro == row.micro for one in others):
            raise SAME_VOTE(criterion=row.criterion.name, value=micro_text(row.micro))


def _refuse_elsewhere(entrant: Entrant, facts: Sequence[Fact]) -> None:
    holding = set(
        current()
        .filter(pk__in=[one.pk for one in facts], holder=entrant.unit_id)
        .values_list("pk", flat=True)
    )
    for one in facts:
        if one.pk not in holding:
            raise FACT_ELSEWHERE(ref=str(one), entrant=entrant.name)
