"""Reads changed file names on standard input, prints the folders whose tests they call for.

A file belongs to the room it lies in (`jingkai/kernel/facts/...`: that room; `tests/exam/...`: that folder).
Code between the rooms of a floor (`jingkai/kernel/problems.py`) calls for the whole floor; what is not code
(documents, scripts, locks) calls for tests/house, which reads it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
FLOORS_WITH_ROOMS = {"engines", "kernel", "systems"}
HOUSE = "tests/house"


def room_of(name: str) -> str:
    """The folder whose tests a change of this file calls for."""
    match PurePosixPath(name).parts:
        case ("jingkai", floor, room, _, *_) if floor in FLOORS_WITH_ROOMS:
            return f"jingkai/{floor}/{room}"
        case ("jingkai", floor, _, *_):
            return f"jingkai/{floor}"
        case ("tests", folder, _, *_):
            return f"tests/{folder}"
        case _:
            return HOUSE


def rooms_touched(names: Iterable[str], root: Path = ROOT) -> list[str]:
    """The folders to test, those that lie in another one left out, and none that holds no test."""
    rooms = {room_of(name) for name in names}
    outer = [room for room in rooms if not any(room.startswith(f"{other}/") for other in rooms)]
    return sorted(room for room in outer if any((root / room).rglob("test_*.py")))


if __name__ == "__main__":
    print("\n".join(rooms_touched(sys.stdin.read().split("\n")[:-1])))
