"""居民收入: 元 a head, nominal and real growth side by side, sources that add up, a ratio of town to country."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, rounded, share
from tests.exam.model import Book, Column, Entry, Row, nothing, text

SPAN, NAME = "2024-01/2024-09", "居民人均可支配收入"
COLUMNS = {
    "B": Column("绝对量（元）", "amount", "元", SPAN, True),
    "C": Column("名义增长（%）", "growth", "%", SPAN, True, qualifier="名义"),
    "D": Column("实际增长（%）", "growth", "%", SPAN, True, qualifier="实际"),
    "E": Column("比重（%）", "share", "%", SPAN, True),
}
WHOLE = "27846"
# label, category, yuan, nominal, real; the first is the whole, then its four sources
ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("全体居民人均可支配收入", "", WHOLE, "5.4", "5.1"),
    ("（一）工资性收入", "工资性收入", "16052", "5.8", "5.5"),
    ("（二）经营净收入", "经营净收入", "5318", "4.9", "4.6"),
    ("（三）财产净收入", "财产净收入", "1907", "-1.2", "-1.5"),
    ("（四）转移净收入", "转移净收入", "4569", "7.3", "7.0"),
    ("城镇居民人均可支配收入", "城镇", "35214", "4.8", "4.5"),
    ("农村居民人均可支配收入", "农村", "18093", "6.6", "6.3"),
)


def household_income() -> Book:
    """No error is planted: shares of 99.9 are rounding, and two kinds of growth are two facts."""
    book = Book(
        "f05_居民人均可支配收入_2024年前三季度.ods",
        "ods",
        "柏川县2024年前三季度居民人均可支配收入情况",
        "柏川县",
        "2024年前三季度(1-9月)",
        ".ods;人均数,单位元;名义增长与实际增长并列,不得同名;收入来源相加等于总数,比重相加99.9属取整;城乡收入比是倍数;千分位文本",
    )
    page = book.sheet("居民收入")
    page.say("A1", "柏川县2024年前三季度居民人均可支配收入情况", "标题", "E1")
    page.heads(("A2", "指　标"), *((f"{letter}2", column.header) for letter, column in COLUMNS.items()))
    for at, (label, category, yuan, nominal, real) in enumerate(ROWS, 3):
        entries: list[Entry] = [text("35,214", yuan) if yuan == "35214" else yuan, nominal, real]
        entries.append("100" if at == 3 else share(yuan, WHOLE) if at < 8 else None)
        indicator = f"{NAME}/{category}" if category else NAME
        page.line(at, Row(label, indicator=indicator, category=category), COLUMNS, entries, "A")
    ratio = rounded(Decimal(ROWS[5][2]) / Decimal(ROWS[6][2]), 2)
    either = allowing(measure=["share", "ratio"], cumulative=ANY, **{"as": [{"value": ratio, "unit": "倍"}]})
    row = Row("城乡居民收入比（农村=1）", indicator="城乡居民收入比")
    page.say("A10", row.label, "行名")
    page.figure("B10", row, Column("绝对量（元）", "amount", "", SPAN, True, extra=either), ratio)
    for letter in "CD":
        page.figure(f"{letter}10", row, COLUMNS[letter], nothing("—"))
    page.say(
        "A11",
        "注：1.实际增长为扣除价格因素后的增速；2.由于四舍五入，分项比重相加可能不等于100%。",
        "附注",
        "E11",
    )
    page.say("A12", "资料来源：县调查队", "表下注/签署", "E12")
    foots(book, page, "B3", [f"B{n}" for n in range(4, 8)])
    foots(book, page, "E3", [f"E{n}" for n in range(4, 8)])
    for at in range(4, 8):
        follows(book, page, "completion", f"E{at}", f"B{at}", "B3")
    book.ask(page, ["B10"], "城乡居民收入比没有单位，列头写元，是否为倍数？", "单位", must=False)
    return book
