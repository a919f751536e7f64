"""外资到账: the year only in the file's name, bounds (近200, 5000余), a range as target."""

from decimal import Decimal

from tests.exam.checks import follows, foots, rounded, share
from tests.exam.model import Book, Column, Entry, Row, nothing, number, text

SPAN, NAME = "2024-01/2024-05", "实际使用外资"
OPEN = {
    "accept": {
        "period": ["2024-05", "2024"],
        "cumulative": [None, True, False],
        "measure": ["balance", "plan"],
    }
}
# A target of what arrives may be called by the column beside it.
ARRIVED = {"accept": {"indicator": ["实际到账"]}}
COLUMNS = {
    "B": Column("年度目标（万美元）", "plan", "万美元", "2024", None, NAME, extra=ARRIVED),
    "C": Column("实际到账（万美元）", "amount", "万美元", SPAN, True, NAME),
    "D": Column("完成率（%）", "completion_rate", "%", SPAN, True, NAME),
    "E": Column("比时序进度（±百分点）", "pp_gap", "百分点", SPAN, True, NAME),
    "F": Column("同比（%）", "growth", "%", SPAN, True, NAME),
    "H": Column("在谈意向外资（万美元）", "amount", "万美元", SPAN, None, "在谈意向外资", extra=OPEN),
}


def foreign_capital() -> Book:
    """No error is planted: bounds stay bounds, 翻番 is no number, a range is not its lower end."""
    book = Book(
        "e11_云溪经开区_外资到账_2024年5月.xlsx",
        "xlsx",
        "各园区实际使用外资情况（截至5月底）",
        "云溪经开区",
        "2024年1-5月(年份只见于文件名)",
        "年份、单位全称只在文件名;截至5月底=1-5月累计;万美元;目标是区间“800-1000”;近200、5000余、不足100、超1亿美元;翻番不是数;“/”是缺数;位次不是事实",
    )
    page = book.sheet("外资")
    page.say("A1", "各园区实际使用外资情况（截至5月底）", "标题", "I1")
    page.heads(("A2", "园区"), ("G2", "完成率位次"), ("I2", "备注"))
    page.heads(*((f"{letter}2", column.header) for letter, column in COLUMNS.items()))
    rows: list[tuple[str, list[Entry], str]] = [
        ("先进制造园", ["1200", "613.5", *_rates("613.5", "1200"), "8.4",
                     text("5000余", "5000", bound=">=")], "1"),
        ("数字经济园", ["900", "301.2", *_rates("301.2", "900"), text("翻番", None, "翻番不是数"),
                     text("近200", "200", bound="~")], "3"),
        ("现代物流园", ["600", "224", *_rates("224", "600"), "-12.5",
                     text("不足100", "100", bound="<")], "2"),
    ]  # fmt: skip
    for at, (park, entries, rank) in enumerate(rows, 3):
        page.line(at, Row(park, park), COLUMNS, entries, "A")
        page.say(f"G{at}", rank, "位次(不是经济数据)")
    bonded = Row("综合保税区", "综合保税区")
    page.say("A6", bonded.label, "行名")
    page.figure("C6", bonded, COLUMNS["C"], "95.8")
    for letter, mark in (("D", "—"), ("E", "—"), ("F", "/")):
        page.figure(f"{letter}6", bonded, COLUMNS[letter], nothing(mark))
    book.interval(page, "B6", "800-1000", bonded, COLUMNS["B"], "800", "1000")
    page.figure(
        "H6",
        bonded,
        COLUMNS["H"],
        text("超1亿美元", "1", unit="亿美元", bound=">", accept=_in_ten_thousands()),
    )
    page.say("A7", "全区合计", "行名")
    holder = {"accept": {"holder": ["云溪经济开发区"]}}
    whole = Row("全区合计")
    page.figure("C7", whole, COLUMNS["C"], number("1234.5", **holder))
    page.figure("F7", whole, COLUMNS["F"], number("15.3", **holder))
    page.say("I5", "其中1家企业到账150万美元", "备注")
    page.say("A8", "注：1.以商务部门认定数为准；2.综合保税区目标待市级下达。", "附注", "I8")
    foots(book, page, "C7", ["C3", "C4", "C5", "C6"])
    for at in (3, 4, 5):
        follows(book, page, "completion", f"D{at}", f"C{at}", f"B{at}")
        follows(book, page, "points", f"E{at}", f"D{at}", "5/12")
    book.ask(page, ["B6"], "综合保税区年度目标是区间800-1000，如何入账？", "区间")
    book.ask(page, ["F4"], "“翻番”是增长100%还是约数？不作数字入账。", "不是数", must=False)
    return book


def _in_ten_thousands() -> dict[str, list[object]]:
    accept: dict[str, list[object]] = {key: list(values) for key, values in OPEN["accept"].items()}
    return accept | {"as": [{"value": "10000", "unit": "万美元"}]}


def _rates(done: str, plan: str) -> list[Entry]:
    """Completion, and its distance to five twelfths of the year, both to one decimal."""
    rate = share(done, plan)
    gap = rounded(Decimal(rate) - Decimal(500) / Decimal(12), 1)
    return [rate, gap if gap.startswith("-") else text(f"+{gap}", gap)]
