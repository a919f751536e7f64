"""What goes into a round besides ballots: scores of upper bodies, and what is recognised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from jingkai.kernel.facts.known import current
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.services.acting import acting, wrong_with
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import Stored
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..figures import Number, to_micro
from ..models import Criterion, Entrant, Recognition, Report, Round
from ..models.round import KIND, RECOGNITION
from ..problems import (
    FACT_ELSEWHERE,
    OTHER_ROUND,
    OWN_UNIT,
    REASON_MISSING,
    SOURCE_MISSING,
)
from .opening import WRITE

APPROVE = "approve"


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
    turn = next_turn(
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
    if one.body.pk == entrant.unit_id or entrant.unit_id in bodies_of(people, book):
        raise OWN_UNIT(entrant=entrant.name)
    return actor.person, one.body


def bodies_of(people: Iterable[int | None], book: DayBook) -> set[int]:
    """The Bodies in which these people hold posts."""
    posts = Post.objects.valid_on(book.on).filter(person__in=list(people)).values_list("body", flat=True)
    return book.bodies(posts)


def next_turn(last: int | None) -> int:
    """The turn after the last one."""
    return (last or 0) + 1


def _criterion(round: Round, name: str, source: str) -> Criterion:
    found = Criterion.objects.filter(round=round, name=name, source=source).first()
    if found is None:
        raise OTHER_ROUND()
    return found


def hold(round: Round) -> str:
    """Hold the state of the round until commit, so that nobody moves it meanwhile; the state."""
    return str(CaseState.objects.select_for_update().get(case=round.case_id).state)


def _refuse_elsewhere(entrant: Entrant, facts: Sequence[Fact]) -> None:
    holding = set(
        current()
        .filter(pk__in=[one.pk for one in facts], holder=entrant.unit_id)
        .values_list("pk", flat=True)
    )
    for one in facts:
        if one.pk not in holding:
            raise FACT_ELSEWHERE(ref=str(one), entrant=entrant.name)
