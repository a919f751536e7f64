"""Days against each other and against the state: nothing is due before it was given or closed while it goes on."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.rows.days import Day, read_day
from jingkai.engines.sheets.rows.doubt import AS_PRINTED, LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.forms import DAY
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.record import Entry
from jingkai.engines.sheets.rows.vocabulary import Field, Type, pairs, words
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
    zh = (
        f"{address(*cells[1])}{after.zh}{second.written}早于{address(*cells[0])}{before.zh}{first.written}，"
        "哪个写错了？"
    )
    en = (
        f"{address(*cells[1])}: the {after.en} {second.written} lies before the {before.en} {first.written} "
        f"({address(*cells[0])}): which is wrong?"
    )
    settle = partial(settle_pair, line, (cells[0][1], cells[1][1]), "order")
    yield Doubt("row-order", cells, zh, en, f"{after.zh}早于{before.zh}", settle, wrong_of(before, after))


def wrong_of(first: Field, second: Field) -> tuple[Option, ...]:
    """What may be answered about two cells that cannot both be right."""
    return (
        Option("first", f"{first.zh}写错了", f"the {first.en} is wrong"),
        Option("second", f"{second.zh}写错了", f"the {second.en} is wrong"),
        AS_PRINTED,
        LEAVE_OUT,
    )


def settle_pair(line: Line, cols: tuple[int, int], reason: str, answer: str | None) -> None:
    """The wrong one of two cells waits, both until it is said which; none when both stand as they are."""
    if answer == AS_PRINTED.key:
        return
    for option, col in zip(("first", "second"), cols, strict=True):
        if answer in (None, LEAVE_OUT.key, option):
            line.hold_entry(col, reason)


def check_states(listing: Listing) -> list[Doubt]:
    """Types the states; rows that are closed without a closing date, or open with one, where there is such a column."""
    for column, _ in listing.of_type(Type.STATE):
        for line in listing.lines:
            if (entry := line.entries.get(column.col)) is not None:
                line.entries[column.col] = replace(entry, state=_state(entry.text))
    if listing.col("closed") is None or listing.col("state") is None:
        return []
    return [doubt for line in listing.lines for doubt in _at_odds(listing, line)]


def _state(text: str) -> str | None:
    folded = fold(text)
    if words()["closed_state"].match(folded):
        return "closed"
    return "open" if words()["open_state"].match(folded) else None


def _at_odds(listing: Listing, line: Line) -> Iterator[Doubt]:
    state, closed = listing.entry(line, "state"), listing.entry(line, "closed")
    if state is None or (closed is not None and closed.held):
        return
    day = day_of(closed)
    cells = (listing.key(line, "state"), listing.key(line, "closed"))
    where, name = address(*cells[0]), listing.field("closed").zh
    if state.state == "closed" and (closed is None or closed.date is None):
        zh = f"{where}为“{state.text}”，但没有{name}，是哪天办结的？"
        en = f"{where} says “{state.text}” without a closing date: on which day was it closed?"
        settle = partial(_settle_closing, listing, line)
        yield Doubt(
            "row-state", cells, zh, en, f"已办结而没有{name}", settle, (AS_PRINTED, LEAVE_OUT), form=DAY
        )
    elif state.state == "open" and day is not None:
        zh = f"{where}为“{state.text}”，但{address(*cells[1])}已有{name}{day.written}，办结了没有？"
        en = f"{where} says “{state.text}” but {address(*cells[1])} gives a closing date: is it closed?"
        options = (Option("closed", "已办结", "closed"), Option("open", "还在办", "still open"), LEAVE_OUT)
        settle = partial(_settle_open, listing, line)
        yield Doubt("row-state", cells, zh, en, f"在办而有{name}", settle, options)


def _settle_closing(listing: Listing, line: Line, answer: str | None) -> None:
    """The answer is the closing day."""
    col, state = listing.col("closed"), listing.col("state")
    day = read_day(answer).day if answer else None
    if day is not None and col is not None:
        listing.write(line, col, day.written)
        line.entries[col] = replace(line.entries[col], date=day.written)
    elif answer != AS_PRINTED.key:
        line.hold_entry(state, "state")


def _settle_open(listing: Listing, line: Line, answer: str | None) -> None:
    state, closed = listing.col("state"), listing.col("closed")
    assert state is not None
    assert closed is not None
    if answer == "closed":
        line.entries[state] = replace(line.entries[state], state="closed")
    elif answer == "open":
        line.entries.pop(closed)
    else:
        line.hold_entry(state, "state")
        line.hold_entry(closed, "state")


def day_of(entry: Entry | None) -> Day | None:
    """The day of an entry that was read and does not wait."""
    if entry is None or entry.date is None or entry.held:
        return None
    start, _, end = entry.date.partition("/")
    first, last = read_day(start).day, read_day(end or start).day
    if first is None or last is None:
        return None
    return Day(first.first, last.last, entry.date)
