"""What was found, as lines: the title with the words marked, what stands beside it, and where it opens."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from jingkai.kernel.parties.search import Hits
from jingkai.kernel.records.search import Findable, Sought, marked

from ..opening import address_of
from ..words import Lang

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Line:
    """One thing. `also` is the text that holds the words where neither title nor note does."""

    title: Pieces
    note: Pieces
    also: Pieces
    address: str


@dataclass(frozen=True)
class Group:
    """The things of a kind: how many, or at least how many."""

    kind: str
    title: str
    count: int
    more: bool
    lines: tuple[Line, ...]

    @property
    def is_part(self) -> bool:
        """Whether there are others than those shown."""
        return self.more or self.count > len(self.lines)


def group_of(hits: Hits, wanted: Sought, lang: Lang, kept: str) -> Group:
    """The hits of a kind, as the page shows them."""
    kind = hits.kind
    lines = tuple(_line(kind, row, wanted, lang, kept) for row in hits.rows)
    return Group(kind.kind, kind.zh if lang == "zh" else kind.en, hits.count, hits.more, lines)


def _line(kind: Findable, row: Any, wanted: Sought, lang: Lang, kept: str) -> Line:
    title, note = marked(kind.title_of(row, lang), wanted), marked(kind.note_of(row), wanted)
    texts = (
        [] if _hit(title) or _hit(note) else [marked(str(attrgetter(one)(row)), wanted) for one in kind.text]
    )
    also = next((one for one in texts if _hit(one)), [])
    return Line(title, note, also, address_of(kind.kind, row, kept))


def _hit(pieces: Pieces) -> bool:
    return any(is_hit for _, is_hit in pieces)
