"""固定资产投资分行业: three header rows, depth by cell indent, nested 其中, two splits of one total."""

from decimal import Decimal

from tests.exam.checks import follows, foots, growth, share
from tests.exam.model import Book, Column, Printed, Row, Sheet, number, ratio, text

NOW, BEFORE, NAME = "2024-01/2024-06", "2023-01/2023-06", "固定资产投资"
COLUMNS = {
    "B": Column("固定资产投资/本年累计", "amount", "亿元", NOW, True),
    "C": Column("固定资产投资/上年同期", "amount", "亿元", BEFORE, True),
    "D": Column("固定资产投资/比上年同期/增减额", "yoy_change", "亿元", NOW, True),
    "E": Column("固定资产投资/比上年同期/增减%", "growth", "%", NOW, True),
    "F": Column("固定资产投资/占比%", "share", "%", NOW, True),
}
# label, indent, this year, last year, how the growth is written
ROWS = (
    ("固定资产投资总额", 0, "87.54", "82.11", "bare"),
    ("其中：民间投资", 1, "52.31", "50.10", "text"),
    ("第一产业", 1, "1.26", "1.02", "ratio"),
    ("第二产业", 1, "48.73", "42.19", "ratio"),
    ("其中：工业", 2, "46.18", "40.06", "bare"),
    ("其中：制造业", 3, "40.05", "35.77", "text"),
    ("第三产业", 1, "37.55", "38.90", "ratio"),
    ("其中：房地产开发", 2, "12.47", "14.06", "sign lost"),
)
KINDS = (
    ("建筑安装工程", 1, "58.44", "55.31", "bare"),
    ("设备工器具购置", 1, "17.02", "15.20", "bare"),
    ("其他费用", 1, "12.08", "11.60", "bare"),
)


def fixed_investment() -> Book:
    """Planted: real-estate growth lost its minus sign, though its change is negative."""
    book = Book(
        "e03_固定资产投资分行业_2024年上半年.xlsx",
        "xlsx",
        "云溪经济开发区固定资产投资完成情况",
        "云溪经济开发区",
        "2024年1-6月",
        "期间单独一行写“2024年1至6月”;三行表头;层级靠单元格缩进,其中套其中;同一总额按产业、按构成两种分法;"
        "增减%一列混有文本、比例、裸数;种下的错:丢了负号",
    )
    page = book.sheet("投资")
    page.say("A1", "云溪经济开发区固定资产投资完成情况", "标题", "F1")
    page.say("A2", "（2024年1至6月）", "期间行", "C2")
    page.say("E2", "单位：亿元、%", "单位行", "F2")
    page.heads(("A3", "指　标", "A5"), ("B3", "固定资产投资", "F3"), ("B4", "本年累计", "B5"))
    page.heads(("C4", "上年同期", "C5"), ("D4", "比上年同期", "E4"), ("F4", "占比%", "F5"))
    page.heads(("D5", "增减额"), ("E5", "增减%"))
    at = 6
    for label, indent, now, before, manner in ROWS:
        _line(page, at, label, indent, now, before, manner)
        at += 1
    page.say("A14", "按构成分：", "小标题")
    for at, (label, indent, now, before, manner) in enumerate(KINDS, 15):
        _line(page, at, label, indent, now, before, manner)
    page.say("A18", "说明：本表不含农户投资；占比为占投资总额比重。", "附注", "F18")
    page.say(
        "A19", "单位负责人：    统计负责人：    填表人：    报出日期：2024年7月10日", "表下注/签署", "F19"
    )
    for letter in "BCD":
        foots(book, page, f"{letter}6", [f"{letter}8", f"{letter}9", f"{letter}12"])
        foots(book, page, f"{letter}6", [f"{letter}15", f"{letter}16", f"{letter}17"])
    for row in (*range(6, 14), *range(15, 18)):
        follows(book, page, "difference", f"D{row}", f"B{row}", f"C{row}")
        follows(book, page, "growth", f"E{row}", f"B{row}", f"C{row}")
        follows(book, page, "completion", f"F{row}", f"B{row}", "B6")
    book.ask(page, ["E13"], "房地产开发增减额-1.59而增减%为11.3，是否漏了负号？", "增减额与增速符号相反")
    book.plant(page, "sign_lost", "E13", "11.3", "-11.3", "增减额-1.59;12.47÷14.06-1=-11.3%")
    return book


def _line(page: Sheet, at: int, label: str, indent: int, now: str, before: str, manner: str) -> None:
    name = label.removeprefix("其中：")
    indicator = NAME if name == "固定资产投资总额" else f"{NAME}/{name}"
    rate = growth(now, before)
    entries = [
        number(now, form="0.00"),
        number(before, form="0.00"),
        number(str(Decimal(now) - Decimal(before)), form="0.00"),
        _rate(rate, manner),
        share(now, "87.54"),
    ]
    page.line(at, Row(label, indicator=indicator, indent=indent), COLUMNS, entries, "A")


def _rate(rate: str, manner: str) -> Printed:
    if manner == "text":
        return text(f"{rate}%", rate)
    if manner == "ratio":
        return ratio(rate)
    if manner == "sign lost":
        return number(rate.removeprefix("-"), disputed=True, true_value=rate)
    return number(rate, form="0.0")
