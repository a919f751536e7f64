"""系统导出: a long CSV in UTF-8 with coded headers, one row a figure's holder, indicator, unit and period."""

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, growth, never_shrinks, total
from tests.exam.model import Book, Column, Row, Sheet, text

MONTH, SPAN, BEFORE = "2024-08", "2024-01/2024-08", "2023-01/2023-08"
HEADS = (
    "ORG_CODE",
    "ORG_NAME(单位名称)",
    "ZB_CODE",
    "ZB_NAME(指标名称)",
    "JLDW(计量单位)",
    "STAT_PERIOD(统计期)",
    "CUR_VAL(本月值)",
    "ACC_VAL(累计值)",
    "ACC_LAST(上年同期累计)",
    "ACC_YOY(累计同比%)",
    "STATUS",
    "UPDATE_TIME",
)
INDICATORS = (
    ("A0101", "规上工业总产值", "亿元"),
    ("A0204", "固定资产投资", "万元"),
    ("B0310", "新设经营主体", "户"),
)
# street code and name: month, so far, a year before, an indicator each
STREETS: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("330999002", "梧桐街道"): (("9.84", "76.12", "71.05"), ("8310", "68250", "62910"), ("96", "742", "715")),
    ("330999003", "清波街道"): (("6.31", "49.87", "50.62"), ("5240", "41870", "47335"), ("71", "558", "602")),
    ("330999004", "望山街道"): (
        ("12.07", "92.40", "85.13"),
        ("11265", "90415", "82760"),
        ("120", "931", "874"),
    ),
}
SWAPPED = "47180"


def system_export() -> Book:
    """Planted: two digits of a cumulative figure changed places; total and growth belong to the other."""
    book = Book(
        "f15_export_经济运行监测_202408.csv",
        "csv",
        "经济运行监测数据导出",
        "青岚区",
        "2024年8月、1-8月",
        "信息系统导出的UTF-8(带BOM)CSV;没有标题;表头是英文代码加中文;长表:每行一个单位一个指标,单位、指标、计量单位、期间都在列里;"
        "机构代码、指标代码、更新时间不是事实;种下的错:累计数字倒置",
        encoding="utf-8-sig",
    )
    page = book.sheet("csv")
    page.heads(*((f"{letter}1", head) for letter, head in zip("ABCDEFGHIJKL", HEADS, strict=True)))
    whole = tuple(
        tuple(total(*(street[n][k] for street in STREETS.values())) for k in range(3)) for n in range(3)
    )
    at = 2
    for (code, name), figures in {("330999001", "青岚区"): whole, **STREETS}.items():
        for n in range(3):
            month, so_far, before = figures[n]
            _row(page, at, (code, name), n, (month, so_far, before))
            follows(book, page, "growth", f"J{at}", f"H{at}", f"I{at}")
            never_shrinks(book, page, f"H{at}", f"G{at}")
            at += 1
    for letter in "GHI":
        for n in range(3):
            foots(book, page, f"{letter}{2 + n}", [f"{letter}{row + n}" for row in (5, 8, 11)])
    book.ask(
        page,
        ["H9"],
        "清波街道固定资产投资累计47180：全区合计与同比-11.5%都要求41870，是否数字倒置？",
        "相加与同比不符",
    )
    how = "全区200535与41870相加相符;41870÷47335-1=-11.5%"
    book.plant(page, "transposed_digits", "H9", SWAPPED, "41870", how)
    return book


def _row(page: Sheet, at: int, body: tuple[str, str], n: int, figures: tuple[str, ...]) -> None:
    code, name = body
    zb, indicator, unit = INDICATORS[n]
    keys = (code, name, zb, indicator, unit, "202408")
    whys = ("机构代码", "单位名称列", "指标代码", "指标名称列", "单位列", "统计期列")
    for letter, key, why in zip("ABCDEF", keys, whys, strict=True):
        page.say(f"{letter}{at}", key, why)
    month, so_far, before = figures
    row = Row(indicator, name, indicator, unit=unit)
    counted = unit == "户"
    also = allowing(cumulative=ANY) if counted else {}
    measure = "count" if counted else "amount"
    shown = {"G": text(month, month), "H": text(so_far, so_far), "I": text(before, before)}
    if at == 9:
        shown["H"] = text(SWAPPED, SWAPPED, disputed=True, true_value=so_far)
    for letter, period, cumulative in (("G", MONTH, False), ("H", SPAN, True), ("I", BEFORE, True)):
        head = HEADS[ord(letter) - ord("A")]
        column = Column(head, measure, "", period, None if counted else cumulative, extra=also)
        page.figure(f"{letter}{at}", row, column, shown[letter])
    rate = growth(so_far, before)
    page.figure(f"J{at}", row, Column(HEADS[9], "growth", "%", SPAN, True), text(rate, rate))
    page.say(f"K{at}", "已审核", "状态列")
    page.say(f"L{at}", f"2024-09-08 10:2{at % 10}:31", "更新时间")
