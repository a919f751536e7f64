"""分镇横排: towns across the columns, indicators down in merged groups, plan, done and rate under each other."""

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, share, total
from tests.exam.model import Book, Column, Row, Sheet, number, text

SPAN, YEAR = "2024-01/2024-07", "2024"
TOWNS = ("柏溪镇", "南坪镇", "双桥镇", "石门镇")
PLAN = ("6800", "3900", "4200", "1750")
DONE = ("4216.3", "2318.6", "2507.9", "941.2")
OUTPUT = ("35.26", "24.87", "21.40", "11.95")
POWER = ("8123", "6240", "5377", "2968")
FIRMS = ("3", "1", "2", "0")
COUNTED = allowing(cumulative=ANY, period=["2024-07"])


def towns_across() -> Book:
    """Planted: the decimal point of one town's revenue slipped; completion and the county's total show it."""
    book = Book(
        "f11_分镇主要指标_2024年1-7月.xlsx",
        "xlsx",
        "柏川县分镇主要指标完成情况（2024年1-7月）",
        "柏川县",
        "2024年1-7月",
        "乡镇横排、指标纵排;指标名合并三四行,下分年度计划、完成、完成率、同比;单位列;全县列在最左;种下的错:小数点错一位(大十倍)",
    )
    page = book.sheet("分镇")
    page.say("A1", book.title, "标题", "H1")
    page.heads(("A2", "指标"), ("B2", "项目"), ("C2", "单位"), ("D2", "全县"))
    page.heads(*((f"{letter}2", town) for letter, town in zip("EFGH", TOWNS, strict=True)))
    revenue, output, power = "财政总收入", "规上工业总产值", "工业用电量"
    for first, last, name in ((3, 6, revenue), (7, 8, output), (9, 10, power), (11, 11, "净增规上工业企业")):
        page.say(f"A{first}", name, "行名", f"A{last}" if last > first else "")
    _row(page, 3, "年度计划", "万元", Column("", "plan", "", YEAR, None, revenue), (total(*PLAN), *PLAN))
    _row(page, 4, "1-7月完成", "万元", Column("", "amount", "", SPAN, True, revenue), (total(*DONE), *DONE))
    rates = tuple(share(done, plan) for done, plan in zip(DONE, PLAN, strict=True))
    rates = (share(total(*DONE), total(*PLAN)), *rates)
    _row(page, 5, "完成年度计划", "%", Column("", "completion_rate", "", SPAN, True, revenue), rates)
    growth = Column("", "growth", "", SPAN, True)
    _row(page, 6, "同比增长", "%", growth, ("4.7", "6.3", "2.8", "5.1", "-1.4"), revenue)
    _row(page, 7, "总量", "亿元", Column("", "amount", "", SPAN, True, output), (total(*OUTPUT), *OUTPUT))
    _row(page, 8, "同比增长", "%", growth, ("5.9", "7.7", "4.2", "6.0", "3.1"), output)
    _row(page, 9, "总量", "万千瓦时", Column("", "amount", "", SPAN, True, power), (total(*POWER), *POWER))
    _row(page, 10, "同比增长", "%", growth, ("3.8", "4.4", "-0.9", "7.2", "5.0"), power)
    firms = Column("", "count", "", SPAN, None, "净增规上工业企业", extra=COUNTED)
    _row(page, 11, "户数", "户", firms, (total(*FIRMS), *FIRMS))
    page.say("A12", "注：财政总收入为财政体制口径。　填表：县统计局综合股", "附注", "H12")
    for at in (3, 4, 7, 9, 11):
        foots(book, page, f"D{at}", [f"{letter}{at}" for letter in "EFGH"])
    for letter in "DEFGH":
        follows(book, page, "completion", f"{letter}5", f"{letter}4", f"{letter}3")
    book.ask(
        page,
        ["F4"],
        "南坪镇1-7月完成23186万元，是计划3900的近六倍，而完成率59.5%、全县合计都要求2318.6，小数点是否错位？",
        "小数点错位",
    )
    how = "2318.6÷3900=59.5%;全县9984.0与2318.6相加相符"
    book.plant(page, "decimal_slipped", "F4", "23186", "2318.6", how)
    return book


def _row(
    page: Sheet, at: int, item: str, unit: str, column: Column, figures: tuple[str, ...], name: str = ""
) -> None:
    page.say(f"B{at}", item, "行名")
    page.say(f"C{at}", unit, "单位列")
    indicator = name or column.indicator
    for letter, town, figure in zip("DEFGH", ("", *TOWNS), figures, strict=True):
        here = Column(
            town or "全县",
            column.measure,
            unit,
            column.period,
            column.cumulative,
            indicator,
            extra=column.extra,
        )
        printed = number(figure)
        if letter == "F" and at == 4:
            printed = number("23186", disputed=True, true_value=figure)
        elif unit == "%" and letter == "H":
            printed = text(f"{figure}%", figure)
        page.figure(f"{letter}{at}", Row(f"{indicator}/{item}", town), here, printed)
