"""主要经济指标对比: the zone's growth beside the city's, points in words, ranks, last month on a hidden sheet."""

from decimal import Decimal

from tests.exam.books2.allowing import allowing
from tests.exam.checks import follows
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, number, text

# label, unit, level, growth, growth to August, the city's growth, rank
ROWS: tuple[tuple[str, ...], ...] = (
    ("地区生产总值", "亿元", "386.42", "6.8", "", "5.9", "2"),
    ("规上工业增加值", "亿元", "", "8.3", "8.0", "6.6", "2"),
    ("固定资产投资", "亿元", "", "2.4", "3.6", "3.1", "5"),
    ("其中：工业投资", "亿元", "", "-5.6", "-4.1", "1.7", "7"),
    ("社会消费品零售总额", "亿元", "97.15", "5.5", "5.5", "5.8", "4"),
    ("一般公共预算收入", "亿元", "25.83", "4.2", "2.9", "3.4", "3"),
    ("外贸进出口总额", "亿元", "142.60", "-3.7", "-6.2", "-4.5", "4"),
    ("实际使用外资", "万美元", "13842", "11.9", "15.3", "-2.0", "1"),
    ("全社会用电量", "亿千瓦时", "21.47", "7.4", "6.7", "5.2", "2"),
    ("居民人均可支配收入", "元", "38615", "6.1", "", "5.7", "3"),
)
WRONG = "其中：工业投资"


def zone_and_city() -> Book:
    """Planted: investment in industry fell, and its minus sign is gone; the points against the city show it."""
    book = Book(
        "g11_主要经济指标对比.xlsx",
        "xlsx",
        "澜江高新区2023年1—9月主要经济指标完成情况对比表",
        "澜江高新区",
        "2023年1-9月",
        "本区增速与全市增速并列(全市一列属全市,不得记在本区名下);比1—8月、比全市两种百分点都是带符号文本,持平即0;位次;隐藏的上月工作表;"
        "另有填表说明;文件名没有期间;种下的错:增速丢了负号",
    )
    last = book.sheet("8月", "hidden")
    _old(book, last)
    page = book.sheet("9月")
    _heads(page, book.title, 9)
    for at, line in enumerate(ROWS, 4):
        _line(book, page, at, line)
    page.say(
        "A14",
        "注：1.GDP、居民收入按季度核算，无1—8月数；2.规上工业增加值、固定资产投资按规定不公布总量；3.增速除GDP、工业增加值外均为现价。",
        "附注",
        "H14",
    )
    page.say("A15", "经济发展局　2023年10月24日", "表下注/签署", "H15")
    book.sheet("说明").say(
        "A1", "本表每月25日前报送，增速保留一位小数，百分点为两个增速之差。", "表下注/签署"
    )
    book.ask(
        page,
        ["D7"],
        "工业投资增速5.6：比全市（1.7）应为+3.9而表列-7.3，比1—8月-1.5也只与-5.6相符，是否漏了负号？",
        "符号相反",
    )
    how = "-5.6-1.7=-7.3;1—8月为-4.1,-5.6-(-4.1)=-1.5"
    book.plant(page, "sign_lost", "D7", "5.6", "-5.6", how)
    return book


def _heads(page: Sheet, title: str, month: int) -> None:
    page.say("A1", title, "标题", "H1")
    page.heads(("A2", "指标", "A3"), ("B2", "计量\n单位", "B3"), ("C2", "本区", "E2"), ("F2", "全市"))
    page.heads(
        ("C3", f"1-{month}月"), ("D3", "增速%"), ("E3", f"比1-{month - 1}月\n±百分点"), ("F3", "增速%")
    )
    page.heads(("G2", "比全市\n±百分点", "G3"), ("H2", "全市位次", "H3"))


def _columns(month: int) -> dict[str, Column]:
    span = f"2023-01/2023-{month:02}"
    return {
        "C": Column(f"本区/1-{month}月", "amount", "", span, True),
        "D": Column("本区/增速%", "growth", "%", span, True),
        "E": Column(
            f"本区/比1-{month - 1}月±百分点",
            "pp_change",
            "百分点",
            span,
            True,
            qualifier=f"比1-{month - 1}月",
        ),
        "F": Column("全市/增速%", "growth", "%", span, True),
        "G": Column(
            "比全市±百分点",
            "pp_gap",
            "百分点",
            span,
            True,
            qualifier="比全市",
            extra=allowing(measure=["pp_change"]),
        ),
    }


def _line(book: Book, page: Sheet, at: int, line: tuple[str, ...]) -> None:
    label, unit, level, rate, last, city, place = line
    name = label.removeprefix("其中：")
    shown: Entry = number(rate, form="0.0")
    if label == WRONG:
        shown = number(rate.removeprefix("-"), form="0.0", disputed=True, true_value=rate)
    columns = _columns(9)
    page.say(f"A{at}", label, "行名")
    page.say(f"B{at}", unit, "单位列")
    own = Row(label, indicator=name, unit=unit)
    page.figure(f"C{at}", own, columns["C"], number(level) if level else nothing("—"))
    page.figure(f"D{at}", own, columns["D"], shown)
    page.figure(f"E{at}", own, columns["E"], _points(rate, last) if last else nothing("—"))
    page.figure(f"F{at}", Row(label, "全市", name), columns["F"], number(city, form="0.0"))
    page.facts[-1]["accept"] = {"holder": ["澜江市"]}
    page.figure(f"G{at}", own, columns["G"], _points(rate, city))
    page.say(f"H{at}", place, "位次(不是经济数据)")
    follows(book, page, "difference", f"G{at}", f"D{at}", f"F{at}")


def _old(book: Book, page: Sheet) -> None:
    """Last month's sheet, left in the file and hidden: growth only."""
    page.say("A1", "澜江高新区2023年1—8月主要经济指标完成情况对比表", "标题", "D1")
    page.heads(("A2", "指标"), ("B2", "计量单位"), ("C2", "1-8月增速%"))
    column = Column(
        "1-8月增速%", "growth", "%", "2023-01/2023-08", True, extra={"optional": True, "hidden": True}
    )
    for at, (label, _, _, _, last, _, _) in enumerate((line for line in ROWS if line[4]), 3):
        page.say(f"A{at}", label, "行名")
        page.say(f"B{at}", "%", "单位列")
        page.figure(
            f"C{at}", Row(label, indicator=label.removeprefix("其中：")), column, number(last, form="0.0")
        )


def _points(one: str, other: str) -> Entry:
    difference = Decimal(one) - Decimal(other)
    return text(f"{difference:+}" if difference else "持平", str(difference) if difference else "0")
