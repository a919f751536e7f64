"""One move for many matters: each is moved, or refused, by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.problems import MOVED_MEANWHILE
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import day_book

from ..models import Matter
from .moving import move


@dataclass
class MovedEach:
    """What came of it: the matters that were moved, and the others with what kept each."""

    done: list[Matter] = field(default_factory=list)
    refused: list[tuple[Matter, Problem]] = field(default_factory=list)


def move_each(
    actor: Actor, matters: Iterable[Matter], name: str, *, seen: int, at: datetime, note: str = ""
) -> MovedEach:
    """Make the move of this name in each of the matters, as they were seen at sequence number `seen`.

    Each move is a call of its own: nobody waits for all of them, and what is refused in one keeps no other. What was
    sent twice is done once; a matter that somebody else moved since is refused (`flows.moved-meanwhile`), and whatever
    else `move` refuses. Where the process ends halfway, what was moved stays moved, and sending it again does the rest.
    """
    book, found = day_book(at), MovedEach()
    for one in matters:
        try:
            if not _moved(actor, one, name, seen):
                move(actor, one, name, at=at, note=note, book=book)
        except Problem as problem:
            # The same press twice at the same moment: the other was quicker, and made this very move.
            if problem.code != MOVED_MEANWHILE.code or not _is_mine(actor, _last(one), name, seen):
                found.refused.append((one, problem))
                continue
        found.done.append(one)
    return found


def _moved(actor: Actor, matter: Matter, name: str, seen: int) -> bool:
    """Whether the actor made this move already since then. Raises Problem `flows.moved-meanwhile` for another's."""
    last = _last(matter)
    if _is_mine(actor, last, name, seen):
        return True
    if last.batch.live.live_seq > seen:
        raise MOVED_MEANWHILE()
    return False


def _is_mine(actor: Actor, last: Move, name: str, seen: int) -> bool:
    since = last.batch.live.live_seq > seen
    return since and last.flow_move.move == name and last.person_id == actor.person


def _last(matter: Matter) -> Move:
    moves = Move.objects.known_at().filter(case=matter.case_id)
    return moves.select_related("flow_move", "batch__live").order_by("-n")[0]
