"""The date columns of a list: every cell read to a day or a term, or asked about."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from jingkai.engines.periods.labels import PeriodHint
from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.rows.days import Day, Reading, Said, read_day
from jingkai.engines.sheets.rows.doubt import LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.forms import DAY
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.vocabulary import Field, Type, limits
from jingkai.engines.sheets.table import Column
from jingkai.engines.sheets.workbook import Cell, Kind, address

_EPOCH = date(1899, 12, 30)  # day 0 of a workbook of the 1900 system, from 1 March 1900 on
_STARTS = ("given", "started")
_LOST_ZERO = re.compile(r"(?:19|20)\d\d\.1")  # the number 2024.1 may have been 2024.10
_REASON = "date"
_SAYS = {
    Said.IMPOSSIBLE: ("日历上没有这一天，应是哪一天", "there is no such day; which one is meant"),
    Said.AMBIGUOUS: ("可以读成不同的日期，是哪一个", "may be different days; which one is meant"),
    Said.SERIAL: ("像是丢了格式的日期，是哪一天", "looks like a date that lost its format; which day is it"),
    Said.SEVERAL: ("写了不止一个日期，以哪个为准", "more than one date is given; which one counts"),
    Said.VAGUE: ("没有说定日期，具体是哪一天", "this is no date; which day is meant"),
    Said.OUT_OF_YEARS: ("年份不像真的，应是哪一天", "the year is unlikely; which day is meant"),
    Said.UNREADABLE: ("读不出日期，是哪一天", "no date can be read; which day is meant"),
}


def read_dates(listing: Listing) -> list[Doubt]:
    """Puts the day or term of each date cell into its entry; what cannot be read is a doubt and waits."""
    unread: dict[tuple[int, Said, str], list[tuple[Line, Reading]]] = defaultdict(list)
    columns = {column.col: (column, kind) for column, kind in listing.of_type(Type.DATE)}
    for column, kind in columns.values():
        year = _year(listing, column)
        for line in listing.lines:
            cell = listing.cell(line, column.col)
            if cell is None or column.col not in line.entries:
                continue
            reading = _turned(_read(cell, kind, year), kind, listing.table.context.hint)
            if reading.said in _SAYS or reading.said is Said.NO_YEAR:
                text = "" if reading.said is Said.NO_YEAR else cell.text.strip()
                unread[column.col, reading.said, text].append((line, reading))
            else:
                _put(line, column.col, reading)
    return [_doubt(listing, *columns[col], said, found) for (col, said, _), found in unread.items()]


def _year(listing: Listing, column: Column) -> int | None:
    """The year that the header gives, else the title or the file's name."""
    said = [label.hint.year for label in reversed(column.labels) if label.hint.year is not None]
    return said[0] if said else listing.table.context.hint.year


def _read(cell: Cell, kind: Field, year: int | None) -> Reading:
    if cell.kind is Kind.DATE and isinstance(cell.when, date):
        return read_day(f"{cell.when:%Y-%m-%d}")
    if cell.kind is Kind.NUMBER and cell.number is not None:
        if limits()["first_serial"] <= cell.number <= limits()["last_serial"]:
            meant = _EPOCH + timedelta(days=int(cell.number))
            return Reading(Said.SERIAL, options=(Day(meant, meant, meant.isoformat()),))
        if _LOST_ZERO.fullmatch(cell.text):
            months = (f"{cell.text[:4]}-01", f"{cell.text[:4]}-10")
            days = tuple(day for month in months if (day := read_day(month).day) is not None)
            return Reading(Said.AMBIGUOUS, options=days)
    return read_day(cell.text, year, latest=kind.name not in _STARTS)


def _turned(reading: Reading, kind: Field, table: PeriodHint) -> Reading:
    """A due 1月底 in a list of December: with the title's year it is long past, with the next it is near. Asked."""
    day = reading.day
    if kind.name != "due" or not reading.lent or day is None or table.last is None:
        return reading
    listed, months = date(day.last.year, table.last, 1), 12
    if table.year != day.last.year or day.last >= listed:
        return reading
    if (table.last - day.last.month) <= months - (table.last - day.last.month):
        return reading
    next_year = day.written.replace(str(day.last.year), str(day.last.year + 1))
    later = read_day(next_year).day
    return Reading(Said.AMBIGUOUS, options=(day, later) if later is not None else (day,))


def _put(line: Line, col: int, reading: Reading) -> None:
    entry = line.entries[col]
    day = reading.day.written if reading.day is not None else None
    line.entries[col] = replace(
        entry, date=day, term=reading.term or None, planned=reading.planned, value=None, unit=None
    )


def _doubt(
    listing: Listing, column: Column, kind: Field, said: Said, found: list[tuple[Line, Reading]]
) -> Doubt:
    cells = tuple(dict.fromkeys(listing.at(line, column.col) for line, _ in found))
    first, reading = found[0]
    text = first.entries[column.col].text
    if said is Said.NO_YEAR:
        zh = f"“{kind.zh}”{_listed(cells)}只写了“{text}”等月日，没有年份，是哪一年？"
        en = f"{_listed(cells)}: “{text}” has no year, and neither has the title: which year is meant?"
    else:
        says_zh, says_en = _SAYS[said]
        zh = f"{_listed(cells)}{kind.zh}“{text[:30]}”:{says_zh}?"
        en = f"{_listed(cells)}, {kind.en} “{text[:30]}”: {says_en}?"
    written = [day.written for day in dict.fromkeys(reading.options)]
    if said is Said.NO_YEAR:
        written = _years_seen(listing)
    options = tuple(Option(day, day, day) for day in written)
    settle = partial(_settle, [line for line, _ in found], column.col, kind)
    return Doubt("row-date", cells, zh, en, f"日期：{said.value}", settle, (*options, LEAVE_OUT), form=DAY)


def _years_seen(listing: Listing) -> list[str]:
    """The years of the dates that were read: proposed, never taken."""
    days = [e.date for line in listing.lines for e in line.entries.values() if e.date is not None]
    return sorted({day[:4] for day in days})


def _settle(lines: list[Line], col: int, kind: Field, answer: str | None) -> None:
    """An answer is a day, a term, or the year of all these cells; without one they wait and carry no date."""
    year = int(answer) if answer and re.fullmatch(r"(?:19|20)\d\d", answer) else None
    for line in lines:
        text = line.entries[col].text if year is not None else answer or ""
        reading = read_day(text, year, latest=kind.name not in _STARTS)
        if answer and reading.said in (Said.DAY, Said.TERM, Said.STANDING):
            _put(line, col, reading)
        else:
            line.entries[col] = replace(line.entries[col], date=None, value=None, unit=None)
            line.hold_entry(col, _REASON)


def _listed(cells: tuple[Key, ...]) -> str:
    shown = "、".join(address(*key) for key in cells[:4])
    return shown + ("等" if len(cells) > 4 else "")
