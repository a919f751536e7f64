"""统计办: the month's main indicators in two panels, industry by territory, investment as an ods, the name base."""

from __future__ import annotations

from decimal import Decimal

from examples.sample import (
    LAST_YEAR,
    MARCH,
    TO_DATE,
    ZONE,
    figure,
    grown,
    in_yi,
    last_year,
    territory,
    to_date,
)
from jingkai.site.sample.goals import part_aims
from tests.exam.checks import follows, foots, share
from tests.exam.model import Book, Column, Entry, Row, nothing, ratio

# What the statistics office carries for the budget revenue; the finance department's own book says otherwise.
_OTHER_REVENUE = Decimal("-0.17")
_LEFT = ("地区生产总值", "规模以上工业总产值", "规模以上工业增加值", "固定资产投资", "工业投资")
_RIGHT = (
    "社会消费品零售总额",
    "限额以上批发业销售额",
    "规模以上服务业营业收入",
    "城镇居民人均可支配收入",
    "一般公共预算收入",
)


def main_indicators() -> Book:
    """Two panels side by side, each anchored by 序号; its revenue differs from the finance department's."""
    title = f"{ZONE}2024年3月主要经济指标"
    book = Book(
        "统计办_主要经济指标_2024年3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年1-3月",
        "左右两栏各有序号;单位在列中;增加值只有增速;财政收入与财审部报表不同",
    )
    page = book.sheet("主要指标")
    page.say("A1", title, "标题", "K1")
    for (number, name, unit, value, rate), names in (("ABCDE", _LEFT), ("GHIJK", _RIGHT)):
        page.heads((f"{number}2", "序号"), (f"{name}2", "指标名称"), (f"{unit}2", "计量单位"))
        page.heads((f"{value}2", "1-3月累计"), (f"{rate}2", "同比±%"))
        for at, label in enumerate(names, 3):
            told = figure(label)
            measured = "亿元" if told.unit in ("万元", "%") else told.unit
            page.say(f"{number}{at}", str(at - 2 + (0 if names is _LEFT else len(_LEFT))), "序号")
            page.say(f"{name}{at}", label, "行名")
            page.say(f"{unit}{at}", measured, "单位列")
            row = Row(label, indicator=label, unit=measured)
            page.figure(f"{value}{at}", row, Column("1-3月累计", "amount", "", TO_DATE, True), _level(label))
            page.figure(f"{rate}{at}", row, Column("同比±%", "growth", "%", TO_DATE, True), _rate(label))
    page.say("A8", "注：规模以上工业增加值增速按可比价计算，不公布总量。", "附注", "K8")
    return book


def _level(label: str) -> Entry:
    if label == "规模以上工业增加值":
        return nothing("—")
    if label == "一般公共预算收入":
        return str(Decimal(in_yi(to_date(label))) + _OTHER_REVENUE)
    return to_date(label)


def _rate(label: str) -> str | None:
    if label == "一般公共预算收入":
        before = Decimal(in_yi(last_year(label)))
        return str(((Decimal(str(_level(label))) / before - 1) * 100).quantize(Decimal("0.1")))
    return grown(label)


_INDUSTRY = {
    "B": Column("1-3月累计", "amount", "亿元", TO_DATE, True, "规模以上工业总产值"),
    "C": Column("上年同期", "amount", "亿元", LAST_YEAR, True, "规模以上工业总产值"),
    "D": Column("同比±%", "growth", "%", TO_DATE, True, "规模以上工业总产值"),
    "E": Column("1-3月累计", "amount", "亿元", TO_DATE, True, "工业投资"),
    "F": Column("上年同期", "amount", "亿元", LAST_YEAR, True, "工业投资"),
    "G": Column("同比±%", "growth", "%", TO_DATE, True, "工业投资"),
}


def industry_by_unit() -> Book:
    """Two merged groups over six columns, the unit once above the table, the total first."""
    title = f"{ZONE}工业生产和工业投资分属地情况"
    book = Book(
        "统计办_工业分属地_1-3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年1-3月",
        "两层合并表头;单位在表右上;合计在最上",
    )
    page = book.sheet("工业")
    page.say("A1", title, "标题", "G1")
    page.say("A2", "2024年1-3月", "期间行", "C2")
    page.say("F2", "单位：亿元", "单位行", "G2")
    page.heads(("A3", "属地", "A4"), ("B3", "规模以上工业总产值", "D3"), ("E3", "工业投资", "G3"))
    page.heads(*((f"{letter}4", column.header) for letter, column in _INDUSTRY.items()))
    names = ("规模以上工业总产值", "工业投资")
    for at, unit in enumerate(("", *territory()), 5):
        entries = [
            part for name in names for part in (to_date(name, unit), last_year(name, unit), grown(name, unit))
        ]
        page.line(at, Row(unit or "合计", unit), _INDUSTRY, entries, "A")
    last = 5 + len(territory())
    for letter in "BCEF":
        foots(book, page, f"{letter}5", [f"{letter}{at}" for at in range(6, last + 1)])
    for at in range(5, last + 1):
        follows(book, page, "growth", f"D{at}", f"B{at}", f"C{at}")
        follows(book, page, "growth", f"G{at}", f"E{at}", f"F{at}")
    return book


_INVESTMENT = {
    "B": Column("年度计划", "plan", "亿元", "2024", None, "固定资产投资"),
    "C": Column("1-3月累计完成", "amount", "亿元", TO_DATE, True, "固定资产投资"),
    "D": Column("同比增长", "growth", "%", TO_DATE, True, "固定资产投资"),
    "E": Column("占年度计划%", "completion_rate", "%", TO_DATE, True, "固定资产投资"),
}


def investment() -> Book:
    """An ods; growth is stored as a ratio and formatted as per cent, the share of the plan is a plain number."""
    title = f"{ZONE}2024年一季度固定资产投资完成情况表（单位：亿元）"
    book = Book(
        "统计办_固定资产投资_2024年一季度.ods",
        "ods",
        title,
        ZONE,
        "2024年1-3月",
        "ods;单位在标题;增速按百分比格式存放,进度是普通数字",
    )
    page = book.sheet("投资")
    page.say("A1", title, "标题", "E1")
    page.heads(("A2", "属地"), *((f"{letter}2", column.header) for letter, column in _INVESTMENT.items()))
    plans = {unit: str(value) for unit, value in part_aims("固定资产投资").items()}
    units = territory()
    for at, unit in enumerate((*units, ""), 3):
        plan = plans[unit] if unit else str(sum(Decimal(plans[one]) for one in units))
        done = to_date("固定资产投资", unit)
        rates: list[Entry] = [ratio(grown("固定资产投资", unit)), share(done, plan)]
        page.line(at, Row(unit or "合计", unit), _INVESTMENT, [plan, done, *rates], "A")
    last = 3 + len(units)
    for letter in "BC":
        foots(book, page, f"{letter}{last}", [f"{letter}{at}" for at in range(3, last)])
    for at in range(3, last + 1):
        follows(book, page, "completion", f"E{at}", f"C{at}", f"B{at}")
    return book


def name_base() -> Book:
    """One row a trade; counts at the end of the month."""
    title = f"{ZONE}规模以上工业企业名录情况"
    book = Book(
        "统计办_规上工业企业_2024年3月末.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年3月末",
        "期末时点数;单位在表头括号里",
    )
    page = book.sheet("名录")
    page.say("A1", title, "标题", "B1")
    page.heads(("A2", "指标"), ("B2", "2024年3月末（家）"))
    column = {
        "B": Column(
            "2024年3月末（家）", "count", "家", MARCH, False, extra={"accept": {"cumulative": [None]}}
        )
    }
    page.line(
        3, Row("规模以上工业企业", indicator="规模以上工业企业"), column, [to_date("规模以上工业企业")], "A"
    )
    return book


BOOKS = (main_indicators, industry_by_unit, investment, name_base)
