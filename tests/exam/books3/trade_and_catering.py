"""商贸: a growth of which only the notes tell that it is the year's so far; 小计 in two merged groups; two blocks."""

from tests.exam.books2.allowing import allowing
from tests.exam.checks import foots, never_shrinks, total
from tests.exam.model import Book, Column, Row, Sheet, number

MONTH, SPAN = "2023-04", "2023-01/2023-04"
SALES, TURNOVER, RETAIL = "商品销售额", "营业额", "社会消费品零售总额"
# group: rows of label, month, so far, growth so far
GROUPS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    SALES: (
        ("批发业", "61840", "238705", "8.6"),
        ("零售业", "40216", "171390", "5.2"),
        ("小计", "", "", "7.2"),
    ),
    TURNOVER: (
        ("住宿业", "1385", "5027", "26.4"),
        ("餐饮业", "3602", "14918", "13.9"),
        ("小计", "", "", "16.8"),
    ),
}
TOWNS = (
    ("云台街道", "1.36", "5.81", "7.2"),
    ("古城街道", "0.94", "3.97", "4.8"),
    ("南岗镇", "0.52", "2.14", "6.9"),
    ("铁炉镇", "0.28", "1.06", "-1.3"),
)


def trade_and_catering() -> Book:
    """No error is planted; 增幅% without a word of what it compares is cumulative, for the notes quote it so."""
    book = Book(
        "g09_商贸经济指标_2023年4月.xlsx",
        "xlsx",
        "云台区2023年4月商贸经济指标情况",
        "云台区",
        "2023年4月、1-4月",
        "增幅%未写当月或累计,附注分别给出当月与累计增长;两组各有“小计”;上块万元、下块亿元;下块靠序号锚定、全区在最下,与分镇相加差0.01属四舍五入",
    )
    page = book.sheet("商贸")
    page.say("A1", book.title, "标题", "E1")
    page.say("D2", "单位：万元", "单位行", "E2")
    page.heads(("A3", "指标"), ("B3", "行业"), ("C3", "4月"), ("D3", "1-4月"), ("E3", "增幅%"))
    for first, (group, rows) in zip((4, 7), GROUPS.items(), strict=True):
        page.say(f"A{first}", group, "行名", f"A{first + 2}")
        _group(book, page, first, group, rows)
    page.say(
        "A10",
        "注：4月，全区批发业商品销售额当月增长3.1%，零售业当月下降0.8%；1—4月，批发业累计增长8.6%，零售业累计增长5.2%，餐饮业营业额累计增长13.9%。",
        "附注",
        "E10",
    )
    page.say("A12", "分镇（街道）社会消费品零售总额", "标题", "E12")
    page.say("D13", "单位：亿元", "单位行", "E13")
    page.heads(("A14", "序号"), ("B14", "镇街"), ("C14", "4月"), ("D14", "1-4月"), ("E14", "增幅%"))
    for at, (town, *figures) in enumerate(TOWNS, 15):
        page.say(f"A{at}", str(at - 14), "序号")
        _line(page, at, Row(town, town, RETAIL), "亿元", tuple(figures), "")
    page.say("A19", "合计", "合计字样")
    _line(page, 19, Row("全区", "", RETAIL), "亿元", ("3.10", "12.99", "5.7"), "")
    page.say("A20", "注：1—4月，社会消费品零售总额累计增长5.7%，比一季度加快0.9个百分点。", "附注", "E20")
    page.say("A21", "区商务局　2023年5月19日", "表下注/签署", "E21")
    for letter in "CD":
        foots(book, page, f"{letter}6", [f"{letter}4", f"{letter}5"])
        foots(book, page, f"{letter}9", [f"{letter}7", f"{letter}8"])
        foots(book, page, f"{letter}19", [f"{letter}{n}" for n in range(15, 19)])
    book.warn(
        page, "footing", "info", ["D15", "D16", "D17", "D18", "D19"], "分镇相加12.98，全区12.99，属四舍五入"
    )
    book.ask(page, ["E3", "E14"], "“增幅%”是当月还是累计？附注的累计数与表列一致。", "表头缺口径", must=False)
    return book


def _group(
    book: Book, page: Sheet, first: int, group: str, rows: tuple[tuple[str, str, str, str], ...]
) -> None:
    for at, (label, month, so_far, rate) in enumerate(rows, first):
        if label == "小计":
            month, so_far = (total(*(row[n] for row in rows[:-1])) for n in (1, 2))
        trade = "" if label == "小计" else label
        row = Row(label, "", f"{group}/{label}", trade)
        _line(page, at, row, "万元", (month, so_far, rate), group)
        never_shrinks(book, page, f"D{at}", f"C{at}")


def _line(page: Sheet, at: int, row: Row, unit: str, figures: tuple[str, ...], group: str) -> None:
    names = allowing(indicator=[group]) if row.label == "小计" else {}
    columns = {
        "C": Column("4月", "amount", unit, MONTH, False, extra=names),
        "D": Column("1-4月", "amount", unit, SPAN, True, extra=names),
        "E": Column("增幅%", "growth", "%", SPAN, True, qualifier="表头未注明,按附注为累计", extra=names),
    }
    form = "0.00" if unit == "亿元" else ""
    entries = [number(figures[0], form=form), number(figures[1], form=form), number(figures[2], form="0.0")]
    page.line(at, row, columns, list(entries), "B")
