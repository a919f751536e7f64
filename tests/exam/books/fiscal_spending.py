"""预算支出分科目: △ means falling as noted, a hidden row counts, a total without cache."""

from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Printed, Row, formula, number, ratio, text

MONTH, SPAN = "2024-04", "2024-01/2024-04"
COLUMNS = {
    "B": Column("年初预算", "plan", "万元", "2024", None),
    "C": Column("4月当月", "amount", "万元", MONTH, False),
    "D": Column("1-4月累计", "amount", "万元", SPAN, True),
    "E": Column("占预算%", "completion_rate", "%", SPAN, True),
    "F": Column("累计比上年同期±%", "growth", "%", SPAN, True),
}
# label, budget, month, cumulative, last year, how the two rates are written
ROWS = (
    ("教育支出", "48600", "3920", "16210", "15340", "ratio"),
    ("科学技术支出", "9200", "410", "2105", "2380", "triangle"),
    ("社会保障和就业支出", "35400", "2870", "13950", "12990", "bare"),
    ("卫生健康支出", "21300", "1655", "7020", "7410", "triangle"),
    ("农林水支出", "12800", "690", "3045", "2876", "ratio"),
    ("城乡社区支出", "30500", "1980", "8870", "9105", "triangle"),
    ("其他支出", "16700", "1215", "5130", "5060", "bare"),
)


def fiscal_spending() -> Book:
    """No wrong figure is planted; the total of the month is a formula without any cached value."""
    book = Book(
        "e12_一般公共预算支出_2024年4月.xlsx",
        "xlsx",
        "云溪区一般公共预算支出情况表",
        "云溪区",
        "2024年4月、1-4月",
        "附注写明“△”为下降(与常见▲为升相反,△3.2=-3.2);隐藏行里有一个科目,不计它就不能相加;当月合计是没有缓存值的公式;百分数写法混用",
    )
    page = book.sheet("支出")
    page.say("A1", "云溪区一般公共预算支出情况表", "标题", "F1")
    page.say("A2", "2024年4月", "期间行", "C2")
    page.say("E2", "单位：万元", "单位行", "F2")
    page.heads(("A3", "预算科目"), *((f"{letter}3", column.header) for letter, column in COLUMNS.items()))
    budget, month, so_far, before = (total(*(row[n] for row in ROWS)) for n in (1, 2, 3, 4))
    whole = Row("一般公共预算支出合计", indicator="一般公共预算支出合计")
    never = formula("=SUM(C5:C11)", month, cached=False, optional=True)
    rate = growth(so_far, before)
    page.line(4, whole, COLUMNS, [budget, never, so_far, share(so_far, budget), rate], "A")
    for at, (label, plan, now, cumulative, last, manner) in enumerate(ROWS, 5):
        rates = [_rate(share(cumulative, plan), manner, False), _rate(growth(cumulative, last), manner, True)]
        page.line(at, Row(label, indicator=label), COLUMNS, [plan, now, cumulative, *rates], "A")
    page.hidden_rows.add(9)
    for fact in page.facts:
        if fact["cell"].endswith("9"):
            fact["hidden"] = True
    page.say("A12", "注：1.“△”表示下降；2.支出不含上级专款结转。", "附注", "F12")
    page.say("A13", "国库股　　2024年5月6日", "表下注/签署", "F13")
    for letter in "BCD":
        foots(book, page, f"{letter}4", [f"{letter}{n}" for n in range(5, 12)])
    for at in range(4, 12):
        follows(book, page, "completion", f"E{at}", f"D{at}", f"B{at}")
    book.ask(
        page, ["C4"], f"C4是公式=SUM(C5:C11)但文件里没有算出的值，重算为{month}，是否采用？", "公式无缓存"
    )
    return book


def _rate(rate: str, manner: str, signed: bool) -> Printed:
    if manner == "ratio":
        return ratio(rate)
    if manner == "triangle" and signed:
        return text("△" + rate.removeprefix("-"), rate)
    return number(rate, form="0.0")
