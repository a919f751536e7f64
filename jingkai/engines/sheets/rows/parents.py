"""Rows that are parts of other rows: the parent is there, stands before its parts, and nothing is above itself."""

from dataclasses import replace
from functools import partial

from jingkai.engines.identity import fold_name
from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.forms import Form
from jingkai.engines.sheets.lexicon import words as table_words
from jingkai.engines.sheets.rows.doubt import LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.workbook import address

_REASON = "parent"
_NONE = Option("none", "没有上级", "no parent")


def check_parents(listing: Listing) -> list[Doubt]:
    """Parents that are missing, later than their part, the row itself, or a loop (DESIGN 1, matters)."""
    col = listing.col("parent")
    if col is None:
        return []
    named = _named(listing)
    above: dict[int, Line] = {}
    doubts = []
    for line in listing.lines:
        entry = line.entries.get(col)
        if entry is None or table_words()["missing"].match(fold(entry.text)):
            continue
        parent = named.get(fold(entry.text)) or named.get(fold_name(entry.text).text)
        if parent is None:
            doubts.append(
                _doubt(
                    listing, [line], f"上级“{entry.text}”不在表中", f"no row “{entry.text}” is in the list"
                )
            )
        elif parent is line:
            doubts.append(_doubt(listing, [line], "上级就是它自己", "the row is its own parent"))
        else:
            above[line.row] = parent
    loops = _loops(listing, above)
    looped = {line.row for loop in loops for line in loop}
    for loop in loops:
        doubts.append(
            _doubt(listing, loop, "互为上级，成了一圈", "the rows are parents of each other, in a loop")
        )
    for line in listing.lines:
        parent = above.get(line.row)
        if parent is not None and parent.row > line.row and line.row not in looped:
            doubts.append(_doubt(listing, [line], "上级排在它之后", "the parent stands after its part"))
    return doubts


def _named(listing: Listing) -> dict[str, Line]:
    """Rows by running number and by subject; what stands twice names nothing."""
    found: dict[str, Line] = {}
    twice: set[str] = set()
    number, subject = listing.col("number"), listing.subject
    for line in listing.lines:
        names = [fold(line.entries[number].text)] if number is not None and number in line.entries else []
        if subject is not None and subject[0] in line.entries:
            names.append(fold_name(line.entries[subject[0]].text).text)
        for name in names:
            if name in found:
                twice.add(name)
            found[name] = line
    return {name: line for name, line in found.items() if name not in twice}


def _loops(listing: Listing, above: dict[int, Line]) -> list[list[Line]]:
    """Every loop once, from its first row."""
    loops: list[list[Line]] = []
    done: set[int] = set()
    for line in listing.lines:
        path: list[Line] = []
        here: Line | None = line
        while here is not None and here.row not in done and here not in path:
            path.append(here)
            here = above.get(here.row)
        if here is not None and here in path:
            loops.append(sorted(path[path.index(here) :], key=lambda looped: looped.row))
        done.update(passed.row for passed in path)
    return loops


def _doubt(listing: Listing, lines: list[Line], zh: str, en: str) -> Doubt:
    cells = tuple(listing.key(line, "parent") for line in lines)
    places = "、".join(address(*key) for key in cells)
    return Doubt(
        "row-parent",
        cells,
        f"{places}：{zh}，上级应是哪一项？",
        f"{places}: {en}; which row is the parent?",
        "上级事项",
        partial(_settle, listing, lines),
        (_NONE, LEAVE_OUT),
        form=Form("上级的序号", "the number of the parent's row", lambda text: fold(text) in _named(listing)),
    )


def _settle(listing: Listing, lines: list[Line], answer: str | None) -> None:
    """An answer is the number of the right parent, `none` for no parent."""
    col = listing.col("parent")
    assert col is not None
    for line in lines:
        if answer and answer != LEAVE_OUT.key and len(lines) == 1:
            _put(listing, line, col, answer)
        else:
            line.hold_entry(col, _REASON)


def _put(listing: Listing, line: Line, col: int, answer: str) -> None:
    parent = _named(listing).get(fold(answer))
    if answer == _NONE.key:
        line.entries.pop(col, None)
    elif parent is None or parent.row >= line.row:
        line.hold_entry(col, _REASON)
    else:
        line.entries[col] = replace(line.entries[col], value=answer)
