"""分税种收入: .xls, the period only in the sheet's name, 小计 after their parts, units in the last header row."""

from decimal import Decimal

from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, number

MONTH, SPAN, LAST_MONTH, LAST_SPAN = "2022-07", "2022-01/2022-07", "2021-07", "2021-01/2021-07"
COLUMNS = {
    "B": Column("本月/入库数/万元", "amount", "万元", MONTH, False),
    "C": Column("本月/上年同月/万元", "amount", "万元", LAST_MONTH, False),
    "D": Column("本月/增减额/万元", "yoy_change", "万元", MONTH, False),
    "E": Column("本月/增减幅/%", "growth", "%", MONTH, False),
    "F": Column("本年累计/入库数/万元", "amount", "万元", SPAN, True),
    "G": Column("本年累计/上年同期/万元", "amount", "万元", LAST_SPAN, True),
    "H": Column("本年累计/增减额/万元", "yoy_change", "万元", SPAN, True),
    "I": Column("本年累计/增减幅/%", "growth", "%", SPAN, True),
    "J": Column("占税收收入比重/%", "share", "%", SPAN, True),
}
# tax: month and a year ago, so far and a year ago
MAIN: dict[str, tuple[str, ...]] = {
    "增值税": ("3862", "3540", "28415", "30926"),
    "消费税": ("105", "98", "742", "715"),
    "企业所得税": ("2938", "3106", "16820", "15477"),
    "个人所得税": ("614", "572", "4936", "4508"),
}
SMALL: dict[str, tuple[str, ...]] = {
    "城市维护建设税": ("251", "238", "1987", "2064"),
    "房产税": ("1280", "1195", "3140", "2952"),
    "城镇土地使用税": ("987", "1021", "2465", "2510"),
    "印花税": ("176", "154", "1208", "1093"),
    "土地增值税": ("402", "715", "5236", "6870"),
    "契税": ("468", "590", "3186", "4217"),
    "车船税": ("64", "61", "437", "418"),
    "环境保护税": ("64", "0", "219", "203"),
}
WRONG = "契税"


def _sum(parts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(total(*(figures[n] for figures in parts.values())) for n in range(4))


def tax_by_kind() -> Book:
    """Planted: 3186 was typed with a dot for the comma of thousands, so that 3.186 lies in its cell."""
    book = Book(
        "g02_税收分税种.xls",
        "xls",
        "海棠经济技术开发区税收收入分税种情况",
        "海棠经济技术开发区",
        "2022年7月、1-7月",
        "老式.xls;期间只写在工作表名里;三行表头,末行是单位(万元|%);两个小计在各自分项之后,合计在最下;下降用自定义格式▼(存负数);"
        "两个税种当月数相同;种下的错:千分位逗号打成小数点",
    )
    page = book.sheet("2022年7月")
    _heads(page, book.title)
    whole = _sum({"main": _sum(MAIN), "small": _sum(SMALL)})
    lines = [(kind, f"税收收入/{kind}", figures) for kind, figures in MAIN.items()]
    lines.append(("主体税种小计", "税收收入/主体税种小计", _sum(MAIN)))
    lines += [(kind, f"税收收入/{kind}", figures) for kind, figures in SMALL.items()]
    lines += [("其他税种小计", "税收收入/其他税种小计", _sum(SMALL)), ("税收收入合计", "税收收入", whole)]
    for at, (label, indicator, figures) in enumerate(lines, 6):
        page.line(
            at,
            Row(label, indicator=indicator, category=label),
            COLUMNS,
            _entries(label, figures, whole[2]),
            "A",
        )
    page.say(
        "A21", "注：本表不含海关代征和出口退税；增值税同比受留抵退税影响，7月当月已转正增长。", "附注", "J21"
    )
    page.say("A22", "收入规划核算科", "表下注/签署", "C22")
    page.say("H22", "2022年8月3日", "表下注/签署", "J22")
    book.sheet("Sheet2")
    for letter in "BCDFGH":
        foots(book, page, f"{letter}20", [f"{letter}10", f"{letter}19"])
        foots(book, page, f"{letter}10", [f"{letter}{n}" for n in range(6, 10)])
        foots(book, page, f"{letter}19", [f"{letter}{n}" for n in range(11, 19)])
    for at in range(6, 21):
        follows(book, page, "difference", f"D{at}", f"B{at}", f"C{at}")
        follows(book, page, "difference", f"H{at}", f"F{at}", f"G{at}")
        follows(book, page, "growth", f"I{at}", f"F{at}", f"G{at}")
        follows(book, page, "completion", f"J{at}", f"F{at}", "F20")
        if at != 18:
            follows(book, page, "growth", f"E{at}", f"B{at}", f"C{at}")
    book.ask(
        page,
        ["F16"],
        "契税累计3.186万元，而当月就有468、上年同期4217：增减额、小计都要求3186，是否小数点代替了逗号？",
        "单位跳变",
    )
    book.ask(page, ["B17", "B18"], "车船税与环境保护税当月同为64，是否抄重？", "可疑相同值", must=False)
    how = "3.186小于当月468;3186-4217=-1031;其他税种小计要求3186"
    book.plant(page, "unit_jump_1e3", "F16", "3.186", "3186", how)
    return book


def _heads(page: Sheet, title: str) -> None:
    page.say("A1", title, "标题", "J1")
    page.heads(
        ("A3", "税　种", "A5"),
        ("B3", "本月", "E3"),
        ("F3", "本年累计", "I3"),
        ("J3", "占税收收入\n比重", "J4"),
    )
    names = ("入库数", "上年同月", "增减额", "增减幅", "入库数", "上年同期", "增减额", "增减幅")
    page.heads(*((f"{letter}4", name) for letter, name in zip("BCDEFGHI", names, strict=True)))
    units = ("万元", "万元", "万元", "%") * 2
    page.heads(*((f"{letter}5", unit) for letter, unit in zip("BCDEFGHIJ", (*units, "%"), strict=True)))


def _entries(label: str, figures: tuple[str, ...], whole: str) -> list[Entry]:
    month, month_before, now, before = figures
    falling = "0.0;▼0.0"
    shown = number("3.186", disputed=True, true_value=now) if label == WRONG else number(now, form="#,##0")
    return [
        number(month, form="#,##0"),
        number(month_before, form="#,##0"),
        number(str(Decimal(month) - Decimal(month_before)), form="#,##0;▼#,##0"),
        number(growth(month, month_before), form=falling) if month_before != "0" else nothing("-"),
        shown,
        number(before, form="#,##0"),
        number(str(Decimal(now) - Decimal(before)), form="#,##0;▼#,##0"),
        number(growth(now, before), form=falling),
        number(share(now, whole), form="0.0"),
    ]
