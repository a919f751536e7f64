"""The state investment company with a planted unit jump, clean air, and the supervision office's list of matters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from examples.sample import LAST_YEAR, MARCH, TO_DATE, ZONE, month, territory, to_date
from jingkai.site.sample.chance import choice, pick
from tests.exam.checks import follows, foots, growth, total
from tests.exam.model import Book, Column, Entry, Row, number

COMPANY = "滨河国有资本投资集团"
_COLUMNS = {
    "B": Column("营业收入1-3月累计", "amount", "亿元", TO_DATE, True, "营业收入"),
    "C": Column("营业收入上年同期", "amount", "亿元", LAST_YEAR, True, "营业收入"),
    "D": Column("营业收入同比%", "growth", "%", TO_DATE, True, "营业收入"),
}
# A line of business, this year, last year; the third is typed in 万元 by mistake.
_BUSINESS = (
    ("园区开发运营", "2.86", "2.61"),
    ("城市供水和污水处理", "1.14", "1.09"),
    ("标准化厂房租赁", "0.97", "0.88"),
    ("建设工程", "3.42", "3.65"),
)
_JUMP = 2
_TOP = 4


def company() -> Book:
    """Planted: 0.97 亿元 typed as 9700."""
    title = f"{COMPANY}2024年1-3月营业收入情况（单位：亿元）"
    book = Book(
        "国投集团_营业收入_2024年3月.xlsx",
        "xlsx",
        title,
        COMPANY,
        "2024年1-3月",
        "种下的错:一格按万元填,差一万倍",
    )
    page = book.sheet("营业收入")
    page.say("A1", title, "标题", "D1")
    page.say("A2", f"填报单位：{COMPANY}", "填报单位", "D2")
    page.heads(("A3", "业务板块"), *((f"{letter}3", column.header) for letter, column in _COLUMNS.items()))
    for at, (label, now, before) in enumerate(_BUSINESS, _TOP):
        wrong = str((Decimal(now) * 10_000).quantize(Decimal(1)))
        jumped = at - _TOP == _JUMP
        first: Entry = number(wrong, disputed=True, true_value=now) if jumped else now
        page.line(at, Row(label, category=label), _COLUMNS, [first, before, growth(now, before)], "A")
    sums = [total(*(row[n] for row in _BUSINESS)) for n in (1, 2)]
    last = _TOP + len(_BUSINESS)
    page.line(last, Row("合计"), _COLUMNS, [*sums, growth(sums[0], sums[1])], "A")
    for letter in "BC":
        foots(book, page, f"{letter}{last}", [f"{letter}{at}" for at in range(_TOP, last)])
    for at in range(_TOP, last + 1):
        follows(book, page, "growth", f"D{at}", f"B{at}", f"C{at}")
    cell, now = f"B{_TOP + _JUMP}", _BUSINESS[_JUMP][1]
    book.ask(page, [cell], f"{cell} 是否误按万元填报？合计和同比都要求 {now}。", "与其他格相差一万倍")
    book.plant(page, "unit_jump", cell, "9700", now, "合计与同比只与 0.97 相符")
    return book


def clean_air() -> Book:
    """The smallest table there is."""
    title = f"{ZONE}2024年3月空气质量情况"
    book = Book("应急环保局_空气质量_2024年3月.xlsx", "xlsx", title, ZONE, "2024年3月、1-3月", "最小的表")
    page = book.sheet("空气")
    page.say("A1", title, "标题", "C1")
    columns = {
        "B": Column("3月（天）", "amount", "天", MARCH, False),
        "C": Column("1-3月累计（天）", "amount", "天", TO_DATE, True),
    }
    page.heads(("A2", "指标"), *((f"{letter}2", column.header) for letter, column in columns.items()))
    name = "空气优良天数"
    page.line(3, Row(name, indicator=name), columns, [month(name), to_date(name)], "A")
    return book


_ORIGINS = ("3月经济运行调度会", "一季度项目推进会", "主要负责人现场会办", "安全生产专题会议")
_THINGS = (
    "办结{unit}供地手续",
    "完成{unit}雨污管网堵点改造",
    "协调{unit}在建项目临时用电",
    "整改{unit}厂房消防通道占用",
    "兑现{unit}企业扶持资金",
    "补齐{unit}项目入库资料",
)
_STATES = ("正在办理", "已办结待核验", "尚未启动", "正在办理")
_MATTERS = 24
_STEP = 7
_FIRST = date(2024, 3, 4)


def matter_list() -> Book:
    """The list the supervision office keeps in a workbook: no figure at all."""
    title = f"{ZONE}督办事项清单（2024年3月）"
    book = Book(
        "督查室_督办事项清单_2024年3月.xlsx",
        "xlsx",
        title,
        ZONE,
        "2024年3月",
        "清单:每行一件事;没有一个数是经济数据",
    )
    page = book.sheet("督办")
    page.say("A1", title, "标题", "G1")
    headers = ("序号", "督办事项", "来源", "责任单位", "交办日期", "办结时限", "办理情况")
    page.heads(*((f"{letter}2", header) for letter, header in zip("ABCDEFG", headers, strict=True)))
    for at in range(1, _MATTERS + 1):
        # A step that is prime to both lists: no matter comes twice.
        thing, place = divmod(at * _STEP % (len(_THINGS) * len(territory())), len(territory()))
        unit = territory()[place]
        given = _FIRST + timedelta(days=pick(25, "given", at))
        due = given + timedelta(days=10 + pick(30, "due", at))
        fields = (
            str(at),
            _THINGS[thing].format(unit=unit),
            choice(_ORIGINS, "origin", at),
            unit,
            given.isoformat(),
            due.isoformat(),
            choice(_STATES, "state", at),
        )
        page.record(
            at + 2,
            {
                header: (letter, field)
                for header, letter, field in zip(headers, "ABCDEFG", fields, strict=True)
            },
        )
    return book


BOOKS = (company, clean_air, matter_list)
