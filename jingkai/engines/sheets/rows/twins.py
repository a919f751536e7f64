"""The same thing twice in a list: the same row again, the same matter otherwise, one number for two."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from jingkai.engines.identity import fold_name
from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.rows.doubt import LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.vocabulary import Type
from jingkai.engines.sheets.workbook import address

_ONE = Option("one", "是同一项，只取第一行", "one and the same: take the first row")
_TWO = Option("two", "是不同的两项", "two things")
_REASON = "twin"


def check_twins(listing: Listing) -> list[Doubt]:
    """Rows that say the same, and rows of one subject that say it differently where that cannot be."""
    if listing.subject is None:
        return []
    subject, kind = listing.subject
    groups: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in listing.lines:
        if subject in line.entries and not line.entries[subject].held:
            groups[_identity(listing, line, subject)].append(line)
    doubts = []
    for lines in groups.values():
        contents = {_content(listing, line) for line in lines}
        if len(lines) > 1 and (len(contents) < len(lines) or _contradict(listing, lines, kind.name)):
            doubts.append(_doubt(listing, lines, len(contents) == 1))
    return doubts


def _identity(listing: Listing, line: Line, subject: int) -> tuple[str, ...]:
    """What makes two rows the same thing: the subject, and the columns that tell like subjects apart."""
    others = [
        line.entries[column.col].code or fold_name(line.entries[column.col].text).text
        for column, kind in listing.columns
        if kind.identifies and column.col != subject and column.col in line.entries
    ]
    return fold_name(line.entries[subject].text).text, *others


def _content(listing: Listing, line: Line) -> tuple[tuple[int, str], ...]:
    """Everything a row says but its running number."""
    numbers = {column.col for column, _ in listing.of_type(Type.NUMBER)}
    return tuple(
        (col, entry.date or fold(entry.text))
        for col, entry in sorted(line.entries.items())
        if col not in numbers
    )


def _contradict(listing: Listing, lines: list[Line], kind: str) -> bool:
    """A matter is its words, so two rows of it contradict each other; a project has one total investment."""
    if kind == "matter":
        return True
    totals = {entry.value for line in lines if (entry := listing.entry(line, "total")) is not None}
    return kind == "project" and len(totals) > 1


def _doubt(listing: Listing, lines: list[Line], alike: bool) -> Doubt:
    assert listing.subject is not None
    subject = listing.subject[0]
    cells = tuple(dict.fromkeys(listing.at(line, subject) for line in lines))
    differing = () if alike else _differing(listing, lines)
    places = "、".join(address(*key) for key in cells)
    text = lines[0].entries[subject].text[:30]
    if alike:
        zh, en = (
            f"{places}“{text}”整行重复，是同一项吗？",
            f"{places} “{text}”: the row stands twice; is it one thing?",
        )
    else:
        other = "、".join(listing.headers[col] for col in differing)
        zh = f"{places}“{text}”出现{len(lines)}次，{other}不同，是同一项吗，以哪行为准？"
        en = f"{places} “{text}” stands {len(lines)} times with different {other}: one thing, and which row holds?"
    wrong = tuple(listing.at(line, col) for line in lines for col in differing)
    settle = partial(_settle, lines)
    return Doubt("row-twin", (*cells, *dict.fromkeys(wrong)), zh, en, "重复", settle, (_ONE, _TWO, LEAVE_OUT))


def _differing(listing: Listing, lines: list[Line]) -> tuple[int, ...]:
    numbers = {column.col for column, _ in listing.of_type(Type.NUMBER)}
    cols = sorted({col for line in lines for col in line.entries} - numbers)
    texts = {
        col: {fold(line.entries[col].text) if col in line.entries else "" for line in lines} for col in cols
    }
    return tuple(col for col in cols if len(texts[col]) > 1)


def _settle(lines: list[Line], answer: str | None) -> None:
    """Without an answer the first row stays and the others wait."""
    for line in lines[1:]:
        if answer == _ONE.key:
            line.dropped = True
        elif answer != _TWO.key:
            line.hold(_REASON)


def check_numbers(listing: Listing) -> list[Doubt]:
    """One running number for two rows that are not twins. Numbers that begin again at 1 begin another group."""
    col = listing.col("number")
    if col is None:
        return []
    doubts = []
    for scope in _scopes(listing, col):
        rows: dict[str, list[Line]] = defaultdict(list)
        for line in scope:
            rows[fold(line.entries[col].text)].append(line)
        for text, lines in rows.items():
            keys = {listing.at(line, col) for line in lines}
            if len(keys) > 1 and not any(_REASON in line.held for line in lines):
                doubts.append(_same_number(listing, col, text, lines))
    return doubts


def _scopes(listing: Listing, col: int) -> Iterable[list[Line]]:
    """Runs of rows that are numbered through: a heading line between them or a new 1 ends a run."""
    runs: list[list[Line]] = []
    previous = None
    headings = sorted(set(listing.table.block.body) - {line.row for line in listing.all_lines})
    for line in listing.lines:
        if col not in line.entries:
            continue
        begins = fold(line.entries[col].text).lstrip("0(") in ("1", "1)", "一", "一)")
        if previous is None or begins or bisect(headings, previous) != bisect(headings, line.row):
            runs.append([])
        runs[-1].append(line)
        previous = line.row
    return runs


def _same_number(listing: Listing, col: int, text: str, lines: list[Line]) -> Doubt:
    cells = tuple(listing.at(line, col) for line in lines)
    places = "、".join(address(*key) for key in cells)
    zh = f"{places}序号同为{text}，但不是同一项，应各是几号？"
    en = f"{places} carry the same number {text} for different things: which numbers are meant?"
    settle = partial(_settle_number, lines, col)
    return Doubt("row-number", cells, zh, en, "序号重复", settle, (_TWO, LEAVE_OUT), must=False)


def _settle_number(lines: list[Line], col: int, answer: str | None) -> None:
    """A number that stands twice tells nothing apart: it waits, its row does not."""
    if answer != _TWO.key:
        for line in lines[1:]:
            line.hold_entry(col, "number")
