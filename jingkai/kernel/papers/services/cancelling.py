"""Cancelling what was issued: its number stays, and reads as cancelled."""

from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Paper
from ..problems import REASON_MISSING

CANCEL, DROP = "cancel", "drop"


def cancel_paper(
    actor: Actor, paper: Paper, *, reason: str, at: datetime, call: Writer | None = None
) -> Move:
    """Cancel an issued paper (作废). Raises Problem `papers.reason-missing` and those of `flows.services.move`."""
    return _end(actor, paper, CANCEL, reason, at, call)


def drop_draft(actor: Actor, paper: Paper, *, reason: str, at: datetime, call: Writer | None = None) -> Move:
    """Give up a paper that was not issued (撤稿). Raises Problems as `cancel_paper`."""
    return _end(actor, paper, DROP, reason, at, call)


def _end(actor: Actor, paper: Paper, name: str, reason: str, at: datetime, call: Writer | None) -> Move:
    if not reason.strip():
        raise REASON_MISSING()
    moved = flows.prepare_move(actor, paper.case, name, at=at, note=reason.strip())
    with joining(call, actor, act=f"papers.{name}", at=at, ref=paper.ref) as writer:
        return flows.write_move(writer, moved)
