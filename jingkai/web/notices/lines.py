"""Notices as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingkai.kernel.messages.queries import Received
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.search import named

from ..dates import moment
from ..opening import address_of
from ..words import Words


@dataclass(frozen=True)
class Line:
    """One notice. `about` is the title of what it is about, if the reader may see that, `address` where it opens."""

    key: int
    title: str
    text: str
    sent: str
    receipts: tuple[str, ...]
    about: str
    address: str


def lines_of(some: Sequence[Received], reader: Reader | None, words: Words, kept: str) -> list[Line]:
    """The notices, each with what it is about as far as the reader may see it."""
    found = named({one.notice.ref for one in some if one.notice.ref}, reader)
    lines = []
    for one in some:
        notice, about, address = one.notice, "", ""
        if notice.ref in found:
            kind, row = found[notice.ref]
            about = " ".join(filter(None, (kind.note_of(row), kind.title_of(row, words.lang))))
            address = address_of(kind.kind, row, kept)
        who = notice.sender.name if notice.sender is not None else words("platform")
        receipts = tuple(words(f"receipt_{given.step}", at=moment(given.at)) for given in one.receipts)
        sent = words("sent", who=who, at=moment(notice.at))
        lines.append(Line(notice.pk, notice.title, notice.text, sent, receipts, about, address))
    return lines
