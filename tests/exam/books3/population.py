"""户籍人口: an old .xls of the year's end, stocks of heads beside births of the year, a rate in ‰."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import foots, rounded, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, number

END, YEAR = "2022-12", "2022"
AT_END = allowing(measure=["balance", "amount"], period=[YEAR, "2022-01/2022-12"], cumulative=ANY)
IN_YEAR = allowing(measure=["amount"], period=["2022-01/2022-12", END], cumulative=ANY)
RATE = allowing(measure=["growth", "rate"], period=["2022-01/2022-12", END], cumulative=ANY)
PEOPLE = "户籍人口"
COLUMNS = {
    "B": Column("年末总户数（户）", "count", "户", END, None, "总户数", extra=AT_END),
    "C": Column("年末户籍人口（人）/合计", "count", "人", END, None, PEOPLE, extra=AT_END),
    "D": Column("年末户籍人口（人）/男", "count", "人", END, None, f"{PEOPLE}/男", extra=AT_END),
    "E": Column("年末户籍人口（人）/女", "count", "人", END, None, f"{PEOPLE}/女", extra=AT_END),
    "F": Column("其中：城镇人口（人）", "count", "人", END, None, f"{PEOPLE}/城镇人口", extra=AT_END),
    "G": Column("全年出生（人）", "count", "人", YEAR, None, "全年出生", extra=IN_YEAR),
    "H": Column("全年死亡（人）", "count", "人", YEAR, None, "全年死亡", extra=IN_YEAR),
    "I": Column("自然增长率（‰）", "share", "‰", YEAR, None, "自然增长率", extra=RATE),
}
# town: households, men, women, in towns, born, died, people at the beginning of the year
TOWNS: dict[str, tuple[str, ...]] = {
    "城关镇": ("28416", "42190", "43027", "71860", "512", "486", "84960"),
    "柳林镇": ("11235", "18344", "17659", "9021", "236", "271", "36120"),
    "三河镇": ("9870", "15862", "15237", "6480", "236", "204", "31044"),
    "大营乡": ("6521", "10473", "9985", "2106", "118", "163", "20512"),
    "东风林场": ("842", "1187", "1094", "1530", "9", "22", "2305"),
}
WRONG = "三河镇"


def population() -> Book:
    """Planted: two digits of one town's men changed places; men and women and the county's men show it."""
    book = Book(
        "g08_户籍人口_2022年.xls",
        "xls",
        "沙洲县2022年各乡镇户籍人口基本情况",
        "沙洲县",
        "2022年(年末及全年)",
        "老式.xls;年末时点数与全年流量并列;单位在各列头里(户、人、‰);自然增长率单位是千分数;男女为合计的两分,城镇人口是另一“其中”;林场与乡镇并列;"
        "两镇出生数相同属实;种下的错:男性数两位颠倒",
    )
    page = book.sheet("人口")
    page.say("A1", book.title, "标题", "I1")
    page.heads(("A2", "乡　镇", "A3"), ("B2", "年末总户数\n（户）", "B3"), ("C2", "年末户籍人口（人）", "E2"))
    page.heads(("C3", "合计"), ("D3", "男"), ("E3", "女"), ("F2", "其中：城镇\n人口（人）", "F3"))
    page.heads(
        ("G2", "全年出生\n（人）", "G3"), ("H2", "全年死亡\n（人）", "H3"), ("I2", "自然增长率\n（‰）", "I3")
    )
    for at, (town, figures) in enumerate(TOWNS.items(), 4):
        _line(page, at, Row(town, town), figures)
    _line(page, 9, Row("全县合计"), tuple(total(*(town[n] for town in TOWNS.values())) for n in range(7)))
    page.say(
        "A10", "注：户籍人口为公安部门年报数，不同于常住人口；自然增长率按年平均人口计算。", "附注", "I10"
    )
    page.say("A11", "县公安局户政股　2023年1月16日", "表下注/签署", "I11")
    for letter in "BCDEFGH":
        foots(book, page, f"{letter}9", [f"{letter}{n}" for n in range(4, 9)])
    for at in range(4, 10):
        foots(book, page, f"C{at}", [f"D{at}", f"E{at}"])
    book.ask(
        page,
        ["D6"],
        "三河镇男18562、女15237，相加33799而合计31099，全县男性也差2700，是否应为15862？",
        "数字颠倒",
    )
    book.ask(page, ["G5", "G6"], "柳林镇与三河镇全年出生同为236，是否抄重？", "可疑相同值", must=False)
    how = "15862+15237=31099;全县男88056只与15862相符"
    book.plant(page, "transposed_digits", "D6", "18562", "15862", how)
    return book


def _line(page: Sheet, at: int, row: Row, figures: tuple[str, ...]) -> None:
    homes, men, women, urban, born, died, before = figures
    people = total(men, women)
    rate = (Decimal(born) - Decimal(died)) / ((Decimal(before) + Decimal(people)) / 2) * 1000
    shown: Entry = number("18562", disputed=True, true_value=men) if row.label == WRONG else men
    entries: list[Entry] = [
        homes,
        people,
        shown,
        women,
        urban,
        born,
        died,
        number(rounded(rate, 2), form="0.00"),
    ]
    page.line(at, row, COLUMNS, entries, "A")
