"""The papers that were filed, and those that came with a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingkai.kernel.flows.models import Move
from jingkai.kernel.records.models import File

_FILE = "file:"


@dataclass(frozen=True)
class Filed:
    """A file, and the move that it came with."""

    file: File
    move: Move


def files_of(moves: Sequence[Move]) -> list[Filed]:
    """The files of moves, in their order."""
    named = [
        (move, int(word.removeprefix(_FILE))) for move in moves for word in move.evidence.split() if _is(word)
    ]
    files = File.objects.known_at().in_bulk([key for _, key in named])
    return [Filed(files[key], move) for move, key in named if key in files]


def _is(word: str) -> bool:
    return word.startswith(_FILE) and word.removeprefix(_FILE).isdecimal()
