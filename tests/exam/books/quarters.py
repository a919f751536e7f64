"""季度表: an .ods from WPS with 一季度, 上半年, 前三季度, 全年; balances beside flows; a unit column."""

from tests.exam.checks import never_shrinks
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, number, ratio, text

SPANS = ("2023-01/2023-03", "2023-01/2023-06", "2023-01/2023-09")
NAMES = ("一季度", "上半年", "前三季度", "全年")
SWAPPED_FIRST = number("6.58", disputed=True, true_value="3.12")
SWAPPED_SECOND = number("3.12", disputed=True, true_value="6.58")
# indicator, unit, (level, growth) a quarter
ROWS: tuple[tuple[str, str, list[Entry]], ...] = (
    ("地区生产总值", "亿元", ["21.35", "5.1", "45.02", "5.6", "69.88", "5.9"]),
    (
        "规模以上工业增加值",
        "",
        [nothing("—"), ratio("7.2"), nothing("—"), ratio("6.8"), nothing("—"), ratio("7.0")],
    ),
    ("进出口总额", "亿美元", [SWAPPED_FIRST, "-3.4", SWAPPED_SECOND, "-1.2", "9.9", text("０．８", "0.8")]),
    ("社会消费品零售总额", "亿元", ["12.4", "6.6", text(" 24.9 ", "24.9"), "7.1", "38.2", "7.3"]),
    ("各项贷款余额", "亿元", ["188.3", "10.2", "195.6", "11.0", "201.2", "10.7"]),
    ("居民人均可支配收入", "元", ["15230", "5.0", text("28,900", "28900"), "5.4", "43120", "5.5"]),
)


def quarters() -> Book:
    """Planted: imports and exports of first quarter and first half changed places."""
    book = Book(
        "e06_主要经济指标季度_2023年.ods",
        "ods",
        "云溪经济开发区2023年主要经济指标季度完成情况",
        "云溪经济开发区",
        "2023年一季度、上半年、前三季度",
        "WPS存的.ods;一季度/上半年/前三季度/全年四组,全年空白;单位列;贷款余额是时点数;只有增速没有绝对数的指标;"
        "全角数字、带空格文本、千分位文本;种下的错:一季度与上半年对调",
    )
    page = book.sheet("Sheet1")
    page.say("A1", "云溪经济开发区2023年主要经济指标季度完成情况", "标题", "J1")
    page.heads(("A2", "指　标", "A3"), ("B2", "单位", "B3"))
    for n, name in enumerate(NAMES):
        first, second = "CEGI"[n], "DFHJ"[n]
        page.heads((f"{first}2", name, f"{second}2"), (f"{first}3", "绝对数"), (f"{second}3", "同比±%"))
    for at, (name, unit, entries) in enumerate(ROWS, 4):
        page.say(f"A{at}", name, "行名")
        page.say(f"B{at}", unit or "—", "单位列")
        _line(page, at, name, unit, entries)
    page.say("A10", "注：地区生产总值、规模以上工业增加值增速按可比价计算。", "附注", "J10")
    page.say("A11", "数据来源：经济发展局、海关、人民银行", "表下注/签署", "J11")
    for at in (4, 6, 7, 9):
        never_shrinks(book, page, f"E{at}", f"C{at}")
        never_shrinks(book, page, f"G{at}", f"E{at}")
    book.ask(page, ["C6", "E6"], "进出口总额一季度6.58大于上半年3.12，累计数不应变小，是否对调？", "累计变小")
    how = "累计数不应随季度变小;前三季度9.9"
    book.plant(page, "swapped_cumulative", "C6", "6.58", "3.12", how)
    book.plant(page, "swapped_cumulative", "E6", "3.12", "6.58", how)
    return book


def _line(page: Sheet, at: int, name: str, unit: str, entries: list[Entry]) -> None:
    for n, span in enumerate(SPANS):
        balance = name.endswith("余额")
        period = span.split("/")[1] if balance else span
        accept = {"accept": {"period": [span], "cumulative": [None, False, True]}} if balance else {}
        row = Row(name, indicator=name)
        level = Column(
            f"{NAMES[n]}/绝对数",
            "balance" if balance else "amount",
            unit,
            period,
            None if balance else True,
            extra={"accept": {"period": [span]}} if balance else {},
        )
        rate = Column(f"{NAMES[n]}/同比±%", "growth", "%", period, None if balance else True, extra=accept)
        page.figure(f"{'CEG'[n]}{at}", row, level, entries[2 * n])
        page.figure(f"{'DFH'[n]}{at}", row, rate, entries[2 * n + 1])
