"""A block (粘贴的区块): the texts of a rectangle of cells, as they were copied from Excel or sent by the form."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from django.http import QueryDict

from ..problems import BLOCK_TOO_LARGE

# A browser sends one field a cell, and the server takes a thousand fields of a form.
MOST_CELLS = 720


@dataclass(frozen=True)
class Block:
    """`rows` of texts, all of one width, each text without blanks around it."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in any cell."""
        return not any(text for row in self.rows for text in row)

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]], *, at_least: tuple[int, int] = (1, 1)) -> Block:
        """The rows, widened to one width and to a smallest (height, width).

        Raises Problem `web.block-too-large`.
        """
        listed = [[_clean(text) for text in row] for row in rows]
        width = max([at_least[1], *(len(row) for row in listed)])
        height = max(at_least[0], len(listed))
        if height * width > MOST_CELLS:
            raise BLOCK_TOO_LARGE(rows=height, columns=width, most=MOST_CELLS)
        listed += [[] for _ in range(height - len(listed))]
        return cls(tuple((*row, *([""] * (width - len(row)))) for row in listed))

    @classmethod
    def pasted(cls, text: str, *, at_least: tuple[int, int] = (1, 1)) -> Block:
        """What Excel and WPS put on the clipboard: cells apart by tabs, rows by line ends, a cell with either of them
        in quotation marks. Blank rows and columns around it are left out.

        Raises Problem `web.block-too-large`.
        """
        rows = [
            [_clean(one) for one in row] for row in csv.reader(StringIO(text.replace("\0", "")), "excel-tab")
        ]
        while rows and not any(rows[-1]):
            rows.pop()
        while rows and not any(rows[0]):
            rows.pop(0)
        width = max((place + 1 for row in rows for place, one in enumerate(row) if one), default=0)
        return cls.of([row[:width] for row in rows], at_least=at_least)

    @classmethod
    def sent(cls, fields: QueryDict, *, at_least: tuple[int, int] = (1, 1)) -> Block:
        """The cells of the form that grid.html makes. Raises Problem `web.block-too-large`."""
        height, width = (_number(fields.get(name, "")) for name in ("rows", "columns"))
        if height * width > MOST_CELLS:
            raise BLOCK_TOO_LARGE(rows=height, columns=width, most=MOST_CELLS)
        return cls.of(
            [[fields.get(f"cell-{row}-{column}", "") for column in range(width)] for row in range(height)],
            at_least=at_least,
        )


@dataclass(frozen=True)
class Mark:
    """What is said at a cell. `kind` is that of import.css (new, known, corrected, ask, warn, answered, wait) or
    `heading`; `link` opens what is on record there.
    """

    kind: str
    zh: str
    en: str
    link: str = ""

    def words(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    @property
    def refuses(self) -> bool:
        """Whether the cell has to be mended before anything is kept."""
        return self.kind == "ask"


def cell_name(row: int, column: int) -> str:
    """What a sheet calls the cell: (0, 0) is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _clean(text: str) -> str:
    """One line without what cannot be seen: zero-width signs and control characters come along from other programs."""
    hidden = ("Cc", "Cf")
    seen = "".join(
        " " if one in "\r\n\t" else "" if unicodedata.category(one) in hidden else one for one in text
    )
    return " ".join(seen.split())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0
