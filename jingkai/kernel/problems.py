"""Problem: a refusal that says what to do next.

Every room keeps one catalogue (`<room>/problems.py`). A kind has a stable code, as `records.batch-closed`,
a sentence in Chinese and in English, and the clause it rests on. Page, API, command line and database
trigger give the same code.
"""

import re
from dataclasses import dataclass
from typing import Any

_CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class ProblemKind:
    """One entry of a catalogue; calling it with the sentence's values makes the Problem to raise."""

    code: str
    zh: str
    en: str
    clause: str

    def __call__(self, **values: Any) -> "Problem":
        return Problem(self, values)


class Problem(Exception):  # noqa: N818 - a refusal is not an error of the program
    """A refusal: `code`, `zh`, `en`, `clause` and the values its sentences name."""

    def __init__(self, kind: ProblemKind, values: dict[str, Any]) -> None:
        self.kind = kind
        self.values = values
        super().__init__(f"[{kind.code}] {self.zh} / {self.en} ({kind.clause})")

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def clause(self) -> str:
        return self.kind.clause

    @property
    def zh(self) -> str:
        return self.kind.zh.format_map(_Values(self.values))

    @property
    def en(self) -> str:
        return self.kind.en.format_map(_Values(self.values))

    def __reduce__(self) -> tuple[Any, ...]:
        return Problem, (self.kind, self.values)


class _Values(dict[str, Any]):
    """A refusal must never fail for want of a value: what the raiser left out is shown as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


_KINDS: dict[str, ProblemKind] = {}


class Catalogue:
    """The Problems of one room."""

    def __init__(self, room: str) -> None:
        self.room = room

    def add(self, name: str, *, zh: str, en: str, clause: str) -> ProblemKind:
        """Enter `room.name`. Raises ValueError for a code that is malformed or taken."""
        code = f"{self.room}.{name}"
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r}: a code is room.words-with-dashes")
        if code in _KINDS:
            raise ValueError(f"{code} is in the catalogue already")
        kind = ProblemKind(code, zh, en, clause)
        _KINDS[code] = kind
        return kind


def problem_kind(code: str) -> ProblemKind:
    """The kind with this code. Raises KeyError for a code that no room has entered."""
    return _KINDS[code]


def problem_kinds() -> tuple[ProblemKind, ...]:
    """Every kind that has been entered, by code."""
    return tuple(kind for _, kind in sorted(_KINDS.items()))
