"""财政审计部: revenue and expenditure as an old .xls, revenue by territory as a GB18030 csv."""

from __future__ import annotations

from decimal import Decimal

from examples.sample import LAST_YEAR, MARCH, TO_DATE, ZONE, grown, last_year, month, territory, to_date
from tests.exam.checks import follows, foots, growth
from tests.exam.model import Book, Column, Row

_COLUMNS = {
    "B": Column("本月完成", "amount", "万元", MARCH, False),
    "C": Column("1-3月累计", "amount", "万元", TO_DATE, True),
    "D": Column("上年同期累计", "amount", "万元", LAST_YEAR, True),
    "E": Column("同比±%", "growth", "%", TO_DATE, True),
}
_VAT = Decimal("0.412")


def _vat(tax: str) -> str:
    return str((Decimal(tax) * _VAT).quantize(Decimal(1)))


def _other(name: str, part: str) -> str:
    return str(Decimal(name) - Decimal(part))


def budget() -> Book:
    """其中 under indents; the unit in the title; what is not tax is what is left."""
    title = f"{ZONE}2024年3月财政收支情况表（单位：万元）"
    book = Book(
        "财审部_财政收支_2024年3月.xls",
        "xls",
        title,
        ZONE,
        "2024年3月、1-3月",
        "旧版xls;单位在标题括号里;本月与累计并列;其中、缩进",
    )
    page = book.sheet("收支")
    page.say("A1", title, "标题", "E1")
    page.heads(("A2", "项目"), *((f"{letter}2", column.header) for letter, column in _COLUMNS.items()))
    revenue, tax = (
        [month(name), to_date(name), last_year(name)] for name in ("一般公共预算收入", "税收收入")
    )
    vat = [_vat(one) for one in tax]
    rest = [_other(one, part) for one, part in zip(revenue, tax, strict=True)]
    spending, funds = (
        [month(name), to_date(name), last_year(name)] for name in ("一般公共预算支出", "政府性基金收入")
    )
    rows = (
        (Row("一、一般公共预算收入", indicator="一般公共预算收入"), revenue),
        (Row("税收收入", indicator="税收收入", indent=1), tax),
        (Row("其中：增值税", indicator="增值税", indent=2), vat),
        (Row("非税收入", indicator="非税收入", indent=1), rest),
        (Row("二、一般公共预算支出", indicator="一般公共预算支出"), spending),
        (Row("三、政府性基金收入", indicator="政府性基金收入"), funds),
    )
    for at, (row, figures) in enumerate(rows, 3):
        page.line(at, row, _COLUMNS, [*figures, growth(figures[1], figures[2])], "A")
        follows(book, page, "growth", f"E{at}", f"C{at}", f"D{at}")
    for letter in "BCD":
        foots(book, page, f"{letter}3", [f"{letter}4", f"{letter}6"])
    page.say("A9", "注：收入为入库口径。　填报：财政审计部　2024年4月8日", "附注", "E9")
    return book


_BY_UNIT = {
    "B": Column("一般公共预算收入1-3月累计", "amount", "万元", TO_DATE, True, "一般公共预算收入"),
    "C": Column("一般公共预算收入同比%", "growth", "%", TO_DATE, True, "一般公共预算收入"),
    "D": Column("税收收入1-3月累计", "amount", "万元", TO_DATE, True, "税收收入"),
    "E": Column("税收收入同比%", "growth", "%", TO_DATE, True, "税收收入"),
}


def revenue_by_unit() -> Book:
    """A csv out of the treasury's program: no merges, one row of long headers, the total last."""
    title = f"{ZONE}2024年1-3月分属地收入（单位：万元）"
    book = Book(
        "财审部_分属地收入_2024年3月.csv",
        "csv",
        title,
        ZONE,
        "2024年1-3月",
        "GB18030 的 csv;一行长表头;合计在最下",
    )
    page = book.sheet("csv")
    page.say("A1", title, "标题")
    page.heads(("A2", "属地"), *((f"{letter}2", column.header) for letter, column in _BY_UNIT.items()))
    units = territory()
    for at, unit in enumerate((*units, ""), 3):
        entries = [
            part
            for name in ("一般公共预算收入", "税收收入")
            for part in (to_date(name, unit), grown(name, unit))
        ]
        page.line(at, Row(unit or "合计", unit), _BY_UNIT, entries, "A")
    last = 3 + len(units)
    for letter in "BD":
        foots(book, page, f"{letter}{last}", [f"{letter}{at}" for at in range(3, last)])
    return book


BOOKS = (budget, revenue_by_unit)
