"""The scheme's tree as the pages go down it."""

from __future__ import annotations

from collections.abc import Iterator

from jingkai.engines.scoring.analysis import Board
from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.rounds.schemes import ADJUSTED


def below(board: Board, node: str) -> list[Slot]:
    """The parts of a node. Of a total that was adjusted those of the scheme's own, and the adjustment."""
    number = board.slots[node].number
    parts = [slot for slot in board.slots.values() if slot.parent == number]
    if node != ADJUSTED:
        return parts
    whole, adjustment = parts
    return [*below(board, whole.item.id), adjustment]


def above(board: Board, node: str) -> list[Slot]:
    """The nodes between the total and this one, from the top down."""
    found: list[Slot] = []
    slot = board.slots[node]
    by_number = {one.number: one for one in board.slots.values()}
    while slot.parent > 0:
        slot = by_number[slot.parent]
        found.append(slot)
    return found[::-1]


def walk(board: Board) -> Iterator[Slot]:
    """Every node and indicator below the total, each node before its parts."""
    waiting = below(board, board.root)[::-1]
    while waiting:
        slot = waiting.pop()
        yield slot
        if slot.take is None:
            waiting.extend(below(board, slot.item.id)[::-1])


def title(slot: Slot, lang: str) -> str:
    """A node's or an indicator's name in a language; its id where it has none."""
    words = slot.item.title
    return slot.item.id if words is None else (words.zh if lang == "zh" else words.en)
