"""What was filed and when: papers, those that came with a reply, and what stood in a field before it was mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows.models import Move
from jingkai.kernel.records.models import File

from .mended import Mended

_FILE = "file:"


@dataclass(frozen=True)
class Filed:
    """A file, and the move that it came with."""

    file: File
    move: Move


@dataclass(frozen=True)
class Told:
    """What was filed of a field before it was mended, and when it was filed."""

    value: str
    at: datetime


def told_before(of: Mended, code: str) -> list[Told]:
    """What was filed of a field before what holds, the first first."""
    before = of.before(code)
    moves = Move.objects.filter(batch__in=[one.batch_id for one in before])
    when = dict(moves.values_list("batch", "at"))
    return [Told(str(one.fields.get(code, "")), when[one.batch_id]) for one in before]


def files_of(moves: Sequence[Move]) -> list[Filed]:
    """The files of moves, in their order."""
    named = [
        (move, int(word.removeprefix(_FILE))) for move in moves for word in move.evidence.split() if _is(word)
    ]
    files = File.objects.known_at().in_bulk([key for _, key in named])
    return [Filed(files[key], move) for move, key in named if key in files]


def _is(word: str) -> bool:
    return word.startswith(_FILE) and word.removeprefix(_FILE).isdecimal()
