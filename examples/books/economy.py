"""经济发展局: electricity without any year, registrations, the list of key projects."""

from __future__ import annotations

from datetime import date

from examples.sample import TO_DATE, ZONE, grown, month, to_date
from jingkai.site.sample.register import Project, projects
from tests.exam.model import Book, Column, Printed, Row, number

_POWER = {
    "B": Column("3月当月", "amount", "万千瓦时", "--03", False),
    "C": Column("1-3月累计", "amount", "万千瓦时", "--01/--03", True),
    "D": Column("累计同比%", "growth", "%", "--01/--03", True),
}
_SHOWN = 36


def power() -> Book:
    """No year in the file's name, the title or a header: that must be asked."""
    title = f"{ZONE}3月份用电量（单位：万千瓦时）"
    book = Book(
        "经发局_用电量_3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "3月、1-3月（年份未载）",
        "全表没有年份:不问清楚不能入账",
    )
    page = book.sheet("用电")
    page.say("A1", title, "标题", "D1")
    page.heads(("A2", "指标"), *((f"{letter}2", column.header) for letter, column in _POWER.items()))
    for at, (name, indent) in enumerate((("全社会用电量", 0), ("其中：工业用电量", 1)), 3):
        plain = name.removeprefix("其中：")
        row = Row(name, indicator=plain, indent=indent)
        page.line(at, row, _POWER, [month(plain), to_date(plain), grown(plain)], "A")
    book.ask(page, ["A1"], "表中只写“3月”“1-3月”，是哪一年？", "没有年份")
    return book


def registrations() -> Book:
    """Things that are counted over the months."""
    title = f"{ZONE}2024年3月新登记经营主体情况"
    book = Book("经发局_经营主体_2024年3月.xlsx", "xlsx", title, ZONE, "2024年1-3月", "户数是计数;单位在表头")
    page = book.sheet("经营主体")
    page.say("A1", title, "标题", "B1")
    page.heads(("A2", "指标"), ("B2", "1-3月累计（户）"))
    column = {"B": Column("1-3月累计（户）", "count", "户", TO_DATE, True)}
    page.line(3, Row("新登记经营主体", indicator="新登记经营主体"), column, [to_date("新登记经营主体")], "A")
    return book


def project_list() -> Book:
    """The register's projects under construction or completed of late, a row each; dates in two manners."""
    title = f"{ZONE}重点项目清单（2024年3月）"
    book = Book(
        "经发局_重点项目清单_2024年3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年3月",
        "清单:每行一个项目;日期有两种写法",
    )
    page = book.sheet("项目")
    page.say("A1", title, "标题", "H1")
    headers = ("序号", "项目名称", "属地", "行业", "总投资（亿元）", "签约时间", "开工时间", "竣工时间")
    page.heads(*((f"{letter}2", header) for letter, header in zip("ABCDEFGH", headers, strict=True)))
    chosen = [one for one in projects() if "开工" in one.reached][-_SHOWN:]
    for at, one in enumerate(chosen, 3):
        page.record(at, dict(zip(headers, _row(one, at - 2), strict=True)))
    return book


def _row(one: Project, place: int) -> list[tuple[str, str | Printed]]:
    size = one.size.removesuffix("亿元")
    return [
        ("A", str(place)),
        ("B", one.title),
        ("C", one.unit),
        ("D", one.trade),
        ("E", number(size)),
        ("F", _day(one.reached.get("签约"))),
        ("G", _day(one.reached.get("开工"))),
        ("H", _day(one.reached.get("竣工"))),
    ]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


BOOKS = (power, registrations, project_list)
