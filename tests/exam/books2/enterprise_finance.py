"""财务状况: two lines of title, a 表号, a code column, a row of column numbers, thousands by number format."""

from decimal import Decimal
from typing import Any

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, growth, share
from tests.exam.model import Book, Column, Printed, Row, Sheet, Stored, nothing, number

END, SPAN = "2024-06", "2024-01/2024-06"
END_BEFORE, SPAN_BEFORE = "2023-06", "2023-01/2023-06"
THOUSANDS = "#,##0.0,"
COUNT, STOCK, FLOW, RATE = "count", "balance", "amount", "share"
# code, label, unit, kind, this year, the year before
ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("01", "企业单位数", "个", COUNT, "86", "84"),
    ("02", "其中：亏损企业", "个", COUNT, "14", "17"),
    ("03", "资产总计", "千元", STOCK, "12486530.4", "11902417.6"),
    ("04", "负债合计", "千元", STOCK, "6917208.5", "6740115.2"),
    ("05", "营业收入", "千元", FLOW, "4862345.2", "4571903.8"),
    ("06", "营业成本", "千元", FLOW, "4103618.9", "3868240.7"),
    ("07", "利润总额", "千元", FLOW, "298416.3", "271650.5"),
    ("08", "平均用工人数", "人", COUNT, "15230", "15510"),
)
SWAPPED = "3688240.7"


def enterprise_finance() -> Book:
    """Planted: in last year's operating costs two digits changed places."""
    book = Book(
        "f04_柏川县_规上工业财务指标_2024年6月.xls",
        "xls",
        "规模以上工业企业主要财务指标",
        "柏川县",
        "2024年1-6月",
        "老式.xls;两行标题与表号、综合单位、制表机关;首列代码,“甲乙丙1 2 3”栏次行是数字却不是事实;"
        "本月止累计;单位千元,格子存元、数字格式#,##0.0,显示千元;资产负债是时点数;种下的错:上年同期数字倒置",
    )
    page = book.sheet("B603")
    page.say("A1", "规模以上工业企业主要财务指标", "标题", "F1")
    page.say("A2", "（分县（市、区）汇总）", "标题", "F2")
    page.say("E3", "表　　号：B603表", "表号", "F3")
    page.say("A4", "综合单位：柏川县统计局", "填报单位", "C4")
    page.say("E4", "制表机关：霁阳市统计局", "制表机关", "F4")
    page.say("A5", "2024年6月", "期间行", "F5")
    heads = ("代码", "指标名称", "计量单位", "本月止累计", "上年同期", "增减（%）")
    page.heads(*((f"{letter}6", head) for letter, head in zip("ABCDEF", heads, strict=True)))
    for letter, mark in zip("ABC", "甲乙丙", strict=True):
        page.say(f"{letter}7", mark, "栏次")
    for letter, mark in zip("DEF", "123", strict=True):
        page.say(f"{letter}7", Stored(Decimal(mark)), "栏次")
    for at, (code, label, unit, kind, now, before) in enumerate(ROWS, 8):
        _labels(page, at, code, label, unit)
        row = Row(label, indicator=f"企业单位数/{label}" if code == "02" else label, unit=unit)
        page.figure(f"D{at}", row, _level(kind, END, SPAN, "本月止累计"), _stored(now, unit, kind))
        last = _level(kind, END_BEFORE, SPAN_BEFORE, "上年同期")
        wrong = {"disputed": True, "true_value": before} if code == "06" else {}
        page.figure(f"E{at}", row, last, _stored(SWAPPED if wrong else before, unit, kind, **wrong))
        page.figure(f"F{at}", row, _rate(kind), growth(now, before))
        follows(book, page, "growth", f"F{at}", f"D{at}", f"E{at}")
    _quotient(book, 16, "09", "资产负债率", "%", 11, 10)
    _quotient(book, 17, "10", "营业收入利润率", "%", 14, 12)
    _quotient(book, 18, "11", "每百元营业收入中的成本", "元", 13, 12)
    page.say("A19", "说明：统计范围为年主营业务收入2000万元及以上的工业法人单位。", "附注", "F19")
    page.say(
        "A20",
        "单位负责人：　　　统计负责人：　　　填表人：　　　报出日期：2024年7月18日",
        "表下注/签署",
        "F20",
    )
    book.ask(
        page,
        ["E13"],
        "营业成本上年同期3688240.7千元：按增减6.1%和每百元成本84.6元都应约为3868240.7，是否数字倒置？",
        "增速与比率不符",
    )
    how = "4103618.9÷1.061≈3868000;每百元营业收入中的成本84.61元只与3868240.7相符"
    book.plant(page, "transposed_digits", "E13", SWAPPED, "3868240.7", how)
    return book


def _labels(page: Sheet, at: int, code: str, label: str, unit: str) -> None:
    page.say(f"A{at}", code, "代码")
    page.say(f"B{at}", label, "行名")
    page.say(f"C{at}", unit, "单位列")


def _level(kind: str, end: str, span: str, header: str) -> Column:
    if kind == FLOW:
        return Column(header, kind, "", span, True)
    if kind == STOCK:
        return Column(header, kind, "", end, None, extra=allowing(period=[span], cumulative=ANY))
    also = allowing(period=[span], cumulative=ANY, measure=["balance", "amount"])
    return Column(header, kind, "", end, None, extra=also)


def _rate(kind: str) -> Column:
    also = {} if kind == FLOW else allowing(period=[END], cumulative=ANY)
    return Column("增减（%）", "growth", "%", SPAN, True, extra=also)


def _stored(value: str, unit: str, kind: str, **extra: Any) -> Printed:
    """Money lies in its cell in 元 and is shown in 千元; both are right when they say which."""
    if unit != "千元":
        return number(value, **extra)
    yuan = str((Decimal(value) * 1000).quantize(Decimal(1)))
    accept: dict[str, list[object]] = {"as": [{"value": yuan, "unit": "元"}]}
    if kind == STOCK:
        accept |= {"period": [SPAN, SPAN_BEFORE], "cumulative": list(ANY)}
    return number(yuan, value, THOUSANDS, accept=accept, **extra)


def _quotient(book: Book, at: int, code: str, label: str, unit: str, part: int, whole: int) -> None:
    """A rate of two rows above, this year and the year before; how it changed is left out."""
    page = book.sheets[0]
    _labels(page, at, code, label, unit)
    row = Row(label, indicator=label, unit=unit)
    for letter, end, span, header, place in (
        ("D", END, SPAN, "本月止累计", 4),
        ("E", END_BEFORE, SPAN_BEFORE, "上年同期", 5),
    ):
        true = share(ROWS[part - 8][place], ROWS[whole - 8][place], 2)
        also = allowing(period=[end], cumulative=ANY, measure=["amount", "share"])
        measure = "share" if unit == "%" else "amount"
        page.figure(f"{letter}{at}", row, Column(header, measure, unit, span, True, extra=also), number(true))
        follows(book, page, "completion", f"{letter}{at}", f"{letter}{part}", f"{letter}{whole}")
    page.figure(f"F{at}", row, _rate(RATE), nothing("—"))
