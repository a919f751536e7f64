"""What happened to a case, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.documents import Words
from jingkai.kernel.flows.kinds import FlowBody
from jingkai.kernel.flows.lateness import Run
from jingkai.kernel.flows.models import Case, Extension, Move


@dataclass(frozen=True)
class Happened:
    """Something that happened: when, who did it (for whom, if for another), what, what was said with it.

    `met` are the terms that were met by it, each with its title and whether it was met late. `move` is None for what
    is not a move of the case itself.
    """

    at: datetime
    what: Words
    body: str
    person: str
    for_person: str
    note: str
    met: tuple[tuple[Words, bool], ...]
    move: Move | None


def timeline(flow: FlowBody, moves: Sequence[Move], runs: Iterable[Run], case: Case) -> list[Happened]:
    """The moves of the case and of the requests for delay, the newest first."""
    met: dict[datetime, list[tuple[Words, bool]]] = {}
    for run in runs:
        if run.met is not None:
            title = run.title.late if run.late else run.title.title
            met.setdefault(run.met, []).append((title, run.late))
    own = [_happened(one, title_of(flow, one), one.note, met.get(one.at, ())) for one in moves]
    return sorted([*own, *_delays(case)], key=lambda one: one.at, reverse=True)


def title_of(flow: FlowBody, move: Move) -> Words:
    """What the flow calls the move."""
    done = move.flow_move
    found = flow.move(done.move, done.source) if done.source else None
    return found.title if found is not None else flow.opening.title


def _delays(case: Case) -> Iterable[Happened]:
    asked = Extension.objects.known_at().filter(due__case=case).select_related("case__flow", "due")
    for extension in asked:
        flow = extension.case.flow.body
        assert isinstance(flow, FlowBody)
        moves = Move.objects.known_at().filter(case=extension.case)
        for move in moves.select_related("flow_move", "person", "body", "for_person").order_by("n"):
            title = title_of(flow, move)
            said = f"{extension.due.day} → {extension.wanted}"
            yield _happened(move, title, "；".join(one for one in (said, move.note) if one), (), own=False)


def _happened(
    move: Move, what: Words, note: str, met: Iterable[tuple[Words, bool]], *, own: bool = True
) -> Happened:
    return Happened(
        at=move.at,
        what=what,
        body=move.body.name if move.body else "",
        person=move.person.name if move.person else "",
        for_person=move.for_person.name if move.for_person else "",
        note=note,
        met=tuple(met),
        move=move if own else None,
    )
