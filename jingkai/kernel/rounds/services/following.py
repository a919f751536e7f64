"""What follows: approved by the organisation line, and taken back when what it stands on falls."""

from collections.abc import Sequence
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.services.together import write_moves
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..basis import Fallen, fallen_under
from ..models import Award, Consequence
from ..models.consequence import IN_EFFECT
from ..problems import BASIS_FALLEN, BASIS_STANDS, NOT_IN_EFFECT
from ..queries import consequence_of
from .opening import moved

PROPOSED = "proposed"


def approve(
    actor: Actor, rows: Sequence[Consequence], *, at: datetime, call: Writer | None = None
) -> list[Move]:
    """Approve what was proposed, all or none; from here on it is in effect.

    Raises Problem `rounds.basis-fallen`, and those of `flows.prepare_move`: `flows.verifier-is-doer` for the office
    that proposed it, `parties.not-allowed` for who is not of the organisation line.
    """
    refuse_in_trial()
    for falls in fallen_under(rows).values():
        raise BASIS_FALLEN(what="、".join(one.ref for one in falls))
    book = day_book(at)
    ready = [flows.prepare_move(actor, one.case, "approve", at=at, book=book) for one in rows]
    with joining(call, actor, act="rounds.approve", at=at, ref=rows[0].ref if rows else "") as writer:
        return write_moves(writer, ready)


def reject(actor: Actor, row: Consequence, *, reason: str, at: datetime, call: Writer | None = None) -> Move:
    """Do not approve what was proposed. Raises Problems as `flows.services.move`."""
    return moved(actor, row, "reject", "rounds.reject", at=at, note=reason, call=call)


def award(actor: Actor, row: Consequence, ref: str, *, at: datetime, call: Writer | None = None) -> Award:
    """Say what was given on a consequence (兑现): the paper of an honour, a posting. Raises Problem
    `rounds.not-in-effect`, `parties.not-allowed`.
    """
    refuse_in_trial()
    day_book(at).require(actor, "read", "consequences", row.case.holder)
    if state_of(row.case) != IN_EFFECT:
        raise NOT_IN_EFFECT()
    with joining(call, actor, act="rounds.award", at=at, ref=row.ref) as writer:
        return writer.add(Award(consequence=row, ref=ref, at=at))


def follow_falls(actor: Actor, zone: Organisation, *, at: datetime) -> list[Consequence]:
    """Look what fell of all that consequences stand on: what was only proposed lapses, what is in effect is flagged
    to be revoked, by the clause of the rule. What fell stands in the note. Those that moved are given back; again
    does nothing.
    """
    refuse_in_trial()
    here = Organisation.objects.filter(zone.subtree())
    rows = Consequence.objects.filter(case__holder__in=here, case__now__state__in=[PROPOSED, IN_EFFECT])
    there = list(
        rows.select_related("case__flow", "case__holder", "rule", "result__grading__round__rule").order_by(
            "pk"
        )
    )
    gone = fallen_under(there)
    some = [one for one in there if one.pk in gone]
    book = day_book(at)
    ready = [
        flows.prepare_move(
            actor,
            one.case,
            "lapse" if state_of(one.case) == PROPOSED else "flag",
            at=at,
            note=f"{consequence_of(one).revoked}：所据{_named(gone[one.pk])}",
            book=book,
        )
        for one in some
    ]
    if ready:
        with joining(None, actor, act="rounds.follow-falls", at=at, ref=some[0].ref) as writer:
            write_moves(writer, ready)
    return some


def decide(actor: Actor, row: Consequence, name: str, *, note: str = "", at: datetime) -> Move:
    """Make the next move of one, by its name. Raises Problems as the services of that move, and as
    `flows.services.prepare_move`.
    """
    if name == "approve":
        (made,) = approve(actor, [row], at=at)
        return made
    if name == "revoke":
        return revoke(actor, row, reason=note, at=at)
    return moved(actor, row, name, f"rounds.{name}", at=at, note=note)


def revoke(actor: Actor, row: Consequence, *, reason: str, at: datetime, call: Writer | None = None) -> Move:
    """Take back what was flagged, by the organisation line.

    Raises Problem `rounds.basis-stands`, and those of `flows.prepare_move`.
    """
    refuse_in_trial()
    if not fallen_under([row]):
        raise BASIS_STANDS()
    return moved(actor, row, "revoke", "rounds.revoke", at=at, note=reason, call=call)


def _named(gone: Sequence[Fallen]) -> str:
    return "；".join(
        f"{one.ref}{f'已由{one.by}更正' if one.by else '已撤回'}{f'（{one.reason}）' if one.reason else ''}"
        for one in gone
    )
