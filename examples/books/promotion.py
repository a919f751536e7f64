"""投资促进局: foreign capital by territory with rates as %-formats, and trade with signs typed as text."""

from __future__ import annotations

from decimal import Decimal

from examples.sample import MARCH, TO_DATE, ZONE, grown, month, territory, to_date
from tests.exam.checks import foots
from tests.exam.model import Book, Column, Entry, Row, ratio, text

_FOREIGN = {
    "B": Column("3月（万美元）", "amount", "万美元", MARCH, False, "实际使用外资"),
    "C": Column("1-3月累计（万美元）", "amount", "万美元", TO_DATE, True, "实际使用外资"),
    "D": Column("累计同比", "growth", "%", TO_DATE, True, "实际使用外资"),
}
_TRADE = {
    "B": Column("3月", "amount", "", MARCH, False),
    "C": Column("1-3月", "amount", "", TO_DATE, True),
    "D": Column("1-3月同比", "growth", "%", TO_DATE, True),
}


def promotion() -> Book:
    """Two sheets: units in the header cells of one, in the row labels of the other; ▲ is a rise, ▼ a fall."""
    title = f"{ZONE}2024年3月招商引资和外经贸情况"
    book = Book(
        "投促局_招商和外经贸_2024年3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年3月、1-3月",
        "两张表;单位在表头或行名;增速一张按百分比格式、一张用▲▼文本",
    )
    page = book.sheet("外资")
    page.say("A1", f"{ZONE}2024年3月实际使用外资", "标题", "D1")
    page.heads(("A2", "属地"), *((f"{letter}2", column.header) for letter, column in _FOREIGN.items()))
    units = territory()
    for at, unit in enumerate((*units, ""), 3):
        name = "实际使用外资"
        entries: list[Entry] = [month(name, unit), to_date(name, unit), ratio(grown(name, unit))]
        page.line(at, Row(unit or "合计", unit), _FOREIGN, entries, "A")
    last = 3 + len(units)
    for letter in "BC":
        foots(book, page, f"{letter}{last}", [f"{letter}{at}" for at in range(3, last)])
    page = book.sheet("引资和外贸")
    page.say("A1", f"{ZONE}2024年3月引资和外贸（▲为增，▼为降）", "标题", "D1")
    page.heads(("A2", "指标"), *((f"{letter}2", column.header) for letter, column in _TRADE.items()))
    for at, name in enumerate(("协议引资额", "外贸进出口总额", "出口总额"), 3):
        row = Row(f"{name}（亿元）", indicator=name, unit="亿元")
        page.line(at, row, _TRADE, [month(name), to_date(name), _signed(grown(name))], "A")
    return book


def _signed(rate: str) -> Entry:
    mark = "▼" if Decimal(rate) < 0 else "▲"
    return text(f"{mark}{abs(Decimal(rate))}%", rate)


BOOKS = (promotion,)
