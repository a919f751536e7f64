"""房地产: cumulative columns before those of the month, units by row, the same `#住宅` under three parents."""

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import growth, never_shrinks
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, number, text

MONTH, SPAN = "2024-05", "2024-01/2024-05"
COLUMNS = {
    "C": Column("1-本月/累计", "amount", "", SPAN, True),
    "D": Column("1-本月/比去年同期增长(%)", "growth", "%", SPAN, True),
    "E": Column("本月/绝对数", "amount", "", MONTH, False),
    "F": Column("本月/比去年同月增长(%)", "growth", "%", MONTH, False),
}
INVEST, SOLD, SALES = "房地产开发投资", "商品房销售面积", "商品房销售额"
AREA, MONEY = "万平方米", "亿元"
# label, indicator, unit, so far and a year before, month and a year before
ROWS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    (INVEST, INVEST, MONEY, "18.64", "19.83", "4.21", "4.50"),
    ("  #住宅", f"{INVEST}/住宅", MONEY, "13.27", "14.66", "3.02", "3.31"),
    ("房屋施工面积", "房屋施工面积", AREA, "286.40", "301.75", "", ""),
    ("房屋新开工面积", "房屋新开工面积", AREA, "12.85", "5.84", "3.10", "2.95"),
    ("房屋竣工面积", "房屋竣工面积", AREA, "9.76", "11.02", "", ""),
    (SOLD, SOLD, AREA, "31.52", "33.08", "6.90", "7.26"),
    ("  #住宅", f"{SOLD}/住宅", AREA, "27.90", "30.15", "6.11", "6.40"),
    (SALES, SALES, MONEY, "22.07", "24.31", "4.85", "5.33"),
    ("  #住宅", f"{SALES}/住宅", MONEY, "19.46", "21.70", "4.27", "4.71"),
)


def real_estate() -> Book:
    """No error is planted: `1.2倍` in a column of per cent is growth by 120 per cent, and no 1.2 per cent."""
    book = Book(
        "f02_房地产开发和销售_2024年5月.xls",
        "xls",
        "柏川县房地产开发和销售情况",
        "柏川县",
        "2024年5月、1-5月",
        "老式.xls;累计在前、本月在后;面积与金额两种单位逐行写在“计算单位”列;“#住宅”出现三次,各属上一行;增长一栏写“1.2倍”;“--”“-”为不可比或无数;"
        "待售面积是时点数却列在累计栏",
    )
    page = book.sheet("房地产")
    page.say("A1", "柏川县房地产开发和销售情况", "标题", "F1")
    page.say("A2", "2024年5月", "期间行", "F2")
    page.heads(
        ("A3", "指标名称", "A4"), ("B3", "计算单位", "B4"), ("C3", "1-本月", "D3"), ("E3", "本月", "F3")
    )
    page.heads(("C4", "累计"), ("D4", "比去年同期增长(%)"), ("E4", "绝对数"), ("F4", "比去年同月增长(%)"))
    for at, (label, indicator, unit, so_far, before, month, month_before) in enumerate(ROWS, 5):
        page.say(f"B{at}", unit, "单位列")
        entries: list[Entry] = [number(so_far, form="0.00"), growth(so_far, before)]
        if indicator == "房屋施工面积":
            # Floor space under construction is carried on from the year before: half a stock.
            entries[0] = number(
                so_far, form="0.00", **allowing(measure=["balance"], cumulative=ANY, period=[MONTH])
            )
        if indicator == "房屋新开工面积":
            entries[1] = text(
                "1.2倍", "120", optional=True, **allowing(**{"as": [{"value": "1.2", "unit": "倍"}]})
            )
        entries += [number(month, form="0.00"), growth(month, month_before)] if month else _none()
        page.line(at, Row(label, indicator=indicator, unit=unit), COLUMNS, entries, "A")
        if month:
            never_shrinks(book, page, f"C{at}", f"E{at}")
    _unsold(page, 14)
    page.say(
        "A15",
        "注：1.“#”表示其中的主要项；2.“--”表示不可比；3.绝对数按现价计算，增速按可比口径。",
        "附注",
        "F15",
    )
    book.ask(page, ["D8"], "房屋新开工面积增长写“1.2倍”，是否即增长120%？", "倍数", must=False)
    book.ask(page, ["C14"], "待售面积是5月末时点数，是否不作累计？", "时点数", must=False)
    return book


def _none() -> list[Entry]:
    return [nothing("-"), nothing("--")]


def _unsold(page: Sheet, at: int) -> None:
    """Unsold floor space is a balance at the end of the month, though it stands under 累计."""
    page.say(f"B{at}", AREA, "单位列")
    row = Row("商品房待售面积", indicator="商品房待售面积", unit=AREA)
    stock = Column("1-本月/累计", "balance", "", MONTH, None, extra=allowing(period=[SPAN]))
    rate = Column(
        "1-本月/比去年同期增长(%)", "growth", "%", MONTH, None, extra=allowing(period=[SPAN], cumulative=ANY)
    )
    page.say(f"A{at}", row.label, "行名")
    page.figure(f"C{at}", row, stock, number("44.18", form="0.00"))
    page.figure(f"D{at}", row, rate, growth("44.18", "41.90"))
    for letter, mark in (("E", "-"), ("F", "--")):
        page.figure(f"{letter}{at}", row, COLUMNS[letter], nothing(mark))
