"""Days against each other and against the state: nothing is due before it was given or closed while it goes on."""

from collections.abc import Iterator
from functools import partial

from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.rows.days import Day, read_day
from jingkai.engines.sheets.rows.doubt import AS_PRINTED, LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.record import Entry
from jingkai.engines.sheets.rows.vocabulary import pairs, words
from jingkai.engines.sheets.workbook import address


def check_order(listing: Listing) -> list[Doubt]:
    """Pairs of dates of a row that stand the wrong way round, for certain (a month covers all its days)."""
    return [
        doubt
        for earlier, later in pairs("order")
        if listing.col(earlier) is not None and listing.col(later) is not None
        for line in listing.lines
        for doubt in _reversed(listing, line, earlier, later)
    ]


def _reversed(listing: Listing, line: Line, earlier: str, later: str) -> Iterator[Doubt]:
    first, second = day_of(listing.entry(line, earlier)), day_of(listing.entry(line, later))
    if first is None or second is None or second.last >= first.first:
        return
    before, after = listing.field(earlier), listing.field(later)
    cells = (listing.key(line, earlier), listing.key(line, later))
    yield Doubt(
        "row-order",
        cells,
        f"{address(*cells[1])}{after.zh}{second.written}早于{address(*cells[0])}{before.zh}{first.written},哪个写错了?",
        f"{address(*cells[1])}: the {after.en} {second.written} lies before the {before.en} {first.written} "
        f"({address(*cells[0])}): which is wrong?",
        f"{after.zh}早于{before.zh}",
        partial(hold_unless_printed, listing, line, (earlier, later), "order"),
        (AS_PRINTED, LEAVE_OUT),
    )


def check_states(listing: Listing) -> list[Doubt]:
    """Rows that are closed without a closing date, or open with one; asked only where there is such a column."""
    if listing.col("closed") is None or listing.col("state") is None:
        return []
    return [doubt for line in listing.lines for doubt in _at_odds(listing, line)]


def _at_odds(listing: Listing, line: Line) -> Iterator[Doubt]:
    state, closed = listing.entry(line, "state"), listing.entry(line, "closed")
    if state is None:
        return
    text, day = fold(state.text), day_of(closed)
    blank = closed is None or (
        day is None and not closed.held and read_day(closed.text).said.value == "blank"
    )
    cells = (listing.key(line, "state"), listing.key(line, "closed"))
    where = address(*cells[0])
    if words()["closed_state"].match(text) and blank:
        zh = f"{where}为“{state.text}”,但没有{listing.field('closed').zh},是哪天办结的?"
        en = f"{where} says “{state.text}” without a closing date: on which day was it closed?"
        why = "已办结而没有办结日期"
    elif words()["open_state"].match(text) and day is not None:
        zh = f"{where}为“{state.text}”,但{address(*cells[1])}已有{listing.field('closed').zh}{day.written},办结了没有?"
        en = f"{where} says “{state.text}” but {address(*cells[1])} gives a closing date: is it closed?"
        why = "在办而有办结日期"
    else:
        return
    settle = partial(hold_unless_printed, listing, line, ("state", "closed"), "state")
    yield Doubt("row-state", cells, zh, en, why, settle, (AS_PRINTED, LEAVE_OUT))


def day_of(entry: Entry | None) -> Day | None:
    """The day of an entry that was read and does not wait."""
    if entry is None or entry.date is None or entry.held:
        return None
    start, _, end = entry.date.partition("/")
    first, last = read_day(start).day, read_day(end or start).day
    if first is None or last is None:
        return None
    return Day(first.first, last.last, entry.date)


def hold_unless_printed(
    listing: Listing, line: Line, names: tuple[str, ...], reason: str, answer: str | None
) -> None:
    """The entries wait until somebody has said that they stand as they are."""
    if answer == AS_PRINTED.key:
        return
    for name in names:
        if listing.entry(line, name) is not None:
            line.hold_entry(listing.col(name), reason)
