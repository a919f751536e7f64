"""各镇排名: four indicators as triples of 总量, 增速 and 位次, their units in a third header row."""

from decimal import Decimal

from tests.exam.checks import foots, total
from tests.exam.model import Book, Column, Row, Sheet, number, text

SPAN = "2024-01/2024-11"
NAMES = (
    ("规上工业总产值", "亿元"),
    ("固定资产投资", "亿元"),
    ("社会消费品零售总额", "亿元"),
    ("一般公共预算收入", "万元"),
)
# town: level and growth of each indicator
TOWNS: dict[str, tuple[tuple[str, str], ...]] = {
    "柏溪镇": (("61.27", "8.4"), ("18.35", "6.2"), ("9.46", "5.5"), ("12640", "4.1")),
    "南坪镇": (("44.80", "5.1"), ("12.02", "-3.7"), ("6.18", "4.9"), ("8215", "-2.6")),
    "双桥镇": (("38.53", "-1.8"), ("15.47", "11.5"), ("5.73", "6.8"), ("7930", "6.0")),
    "石门镇": (("20.06", "3.3"), ("7.21", "0.4"), ("3.95", "2.2"), ("3105", "1.7")),
    "马坪镇": (("9.62", "12.7"), ("4.88", "2.9"), ("2.04", "3.6"), ("1486", "9.3")),
    "东升街道": (("73.15", "6.9"), ("10.64", "-8.1"), ("14.72", "7.4"), ("15390", "3.8")),
}
WHOLE = ("6.2", "2.8", "6.0", "3.1")
BLOCKS = (("B", "C", "D"), ("E", "F", "G"), ("H", "I", "J"), ("K", "L", "M"))


def triples() -> Book:
    """No error is planted; the ranks follow the growth, and none of them is a fact."""
    book = Book(
        "f09_各镇街主要指标排名_2024年1-11月.xlsx",
        "xlsx",
        "柏川县2024年1—11月各镇（街道）主要经济指标完成情况",
        "柏川县",
        "2024年1-11月",
        "四个指标各占总量、增速、位次三列,单位在第三行表头(亿元|%|位);全县行位次为“—”;位次不是事实;部分增速是带%的文本",
    )
    page = book.sheet("1-11月")
    page.say("A1", book.title, "标题", "M1")
    page.heads(("A2", "镇（街道）", "A4"))
    for (name, unit), (first, second, third) in zip(NAMES, BLOCKS, strict=True):
        page.heads((f"{first}2", name, f"{third}2"), (f"{first}3", "总量"), (f"{second}3", "增速"))
        page.heads((f"{third}3", "位次"), (f"{first}4", unit), (f"{second}4", "%"), (f"{third}4", "位"))
    sums = [total(*(figures[n][0] for figures in TOWNS.values())) for n in range(4)]
    page.say("A5", "全　县", "行名")
    _figures(page, 5, Row("全　县"), tuple(zip(sums, WHOLE, strict=True)), ("—",) * 4)
    for at, (town, figures) in enumerate(TOWNS.items(), 6):
        page.say(f"A{at}", town, "行名")
        _figures(page, at, Row(town, town), figures, tuple(_rank(town, n) for n in range(4)))
    page.say("A12", "注：位次按增速由高到低排列；工业总产值增速按现价计算。", "附注", "M12")
    for first, _, _ in BLOCKS:
        foots(book, page, f"{first}5", [f"{first}{n}" for n in range(6, 12)])
    return book


def _rank(town: str, indicator: int) -> str:
    rates = [Decimal(figures[indicator][1]) for figures in TOWNS.values()]
    return str(sum(rate > Decimal(TOWNS[town][indicator][1]) for rate in rates) + 1)


def _figures(
    page: Sheet, at: int, row: Row, figures: tuple[tuple[str, str], ...], ranks: tuple[str, ...]
) -> None:
    for (name, unit), (first, second, third), (level, rate), rank in zip(
        NAMES, BLOCKS, figures, ranks, strict=True
    ):
        page.figure(
            f"{first}{at}",
            row,
            Column(f"{name}/总量/{unit}", "amount", unit, SPAN, True, name),
            number(level),
        )
        printed = text(f"{rate}%", rate) if at % 4 == 0 else number(rate)
        page.figure(f"{second}{at}", row, Column(f"{name}/增速/%", "growth", "%", SPAN, True, name), printed)
        page.say(f"{third}{at}", rank, "位次(不是经济数据)")
