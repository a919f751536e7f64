"""Sentences about cells, in which each cell is a link to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from .original import CellIds

_ADDRESS = re.compile(r"(?<![A-Za-z0-9!])[A-Z]{1,3}[1-9][0-9]*(?![A-Za-z0-9])")
_MOST = 8


def linked(text: str, sheet: str, cells: Sequence[str], ids: CellIds) -> Markup:
    """The sentence with its cells as links. Where it names none, the cells that it is about stand before it, at most
    eight.
    """
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        if ids.there(sheet, found[0]):
            parts += [escape(text[end : found.start()]), _link(sheet, found[0], ids)]
            end = found.end()
    if end:
        return Markup().join([*parts, escape(text[end:])])
    listed = [_link(sheet, cell, ids) for cell in cells[:_MOST]]
    more = Markup("… ") if len(cells) > _MOST else Markup("")
    return Markup("").join([*(one + Markup(" ") for one in listed), more, escape(text)])


def _link(sheet: str, cell: str, ids: CellIds) -> Markup:
    return Markup('<a class="cell" href="#{}">{}</a>').format(ids(sheet, cell), cell)
