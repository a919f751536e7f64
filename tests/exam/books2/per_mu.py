"""亩均效益: per-mu figures, a merged 合计 in the middle of the table, three numbered notes, grades A to C."""

from decimal import Decimal

from tests.exam.books2.allowing import whole_year
from tests.exam.checks import follows, foots, rounded, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, number

EITHER = whole_year("2023")
AREA = {"accept": {**EITHER["accept"], "measure": ["balance", "count"]}}
COLUMNS = {
    "C": Column("用地面积（亩）", "amount", "亩", "2023", None, "用地面积", extra=AREA),
    "D": Column("税收（万元）", "amount", "万元", "2023", None, "税收", extra=EITHER),
    "E": Column("亩均税收（万元/亩）", "amount", "万元/亩", "2023", None, "亩均税收", extra=EITHER),
    "F": Column("营业收入（亿元）", "amount", "亿元", "2023", None, "营业收入", extra=EITHER),
    "G": Column("亩均营业收入（万元/亩）", "amount", "万元/亩", "2023", None, "亩均营业收入", extra=EITHER),
}
# park: area, tax, revenue, grade
BIG = {
    "先进装备产业园": ("2340", "28640", "96.5", "A"),
    "新材料产业园": ("1865", "21075", "74.2", "A"),
    "电子信息产业园": ("980", "15930", "58.8", "A"),
}
SMALL = {
    "临河工业集中区": ("640", "3120", "12.6", "B"),
    "北山工业集中区": ("512", "2048", "8.4", "B"),
    "东港工业集中区": ("405", "1390", "5.9", "C"),
}
COPIED = "28640"


def per_mu() -> Book:
    """Planted: a park's tax was copied from the row above; per-mu tax and the sum in the middle show it."""
    book = Book(
        "f16_工业园区亩均效益_2023年度.xlsx",
        "xlsx",
        "青岚经开区工业园区亩均效益情况（2023年度）",
        "青岚经开区",
        "2023年度",
        "年度数;亩均指标单位万元/亩;类别纵向合并,合计行横向合并且在表的中间和末尾;评价等次A/B/C不是事实;表下注三条加数据来源;种下的错:抄了上一行的数",
    )
    page = book.sheet("亩均效益")
    page.say("A1", book.title, "标题", "H1")
    page.heads(("A2", "类别"), ("B2", "园区"), ("H2", "评价等次"))
    page.heads(*((f"{letter}2", column.header) for letter, column in COLUMNS.items()))
    _group(page, 3, "区级园区", BIG)
    _group(page, 7, "镇级园区", SMALL)
    _sum(page, 11, "全区总计", "", {**BIG, **SMALL})
    for at, note in enumerate(
        (
            "注：1.用地面积为实际占用工业用地面积，含租赁用地；",
            "　　2.税收为实际入库数，不含海关代征；",
            "　　3.评价等次：亩均税收8万元以上为A，4万元至8万元为B，不足4万元为C。",
            "数据来源：税务局、自然资源局、统计局",
        ),
        12,
    ):
        page.say(f"A{at}", note, "附注", f"H{at}")
    for letter in "CDF":
        foots(book, page, f"{letter}6", [f"{letter}{n}" for n in (3, 4, 5)])
        foots(book, page, f"{letter}10", [f"{letter}{n}" for n in (7, 8, 9)])
        foots(book, page, f"{letter}11", [f"{letter}6", f"{letter}10"])
    for at in range(3, 12):
        follows(book, page, "per", f"E{at}", f"D{at}", f"C{at}")
        follows(book, page, "per", f"G{at}", f"F{at}", f"C{at}")
    book.ask(
        page,
        ["D4", "D3"],
        "新材料产业园税收28640与上一行相同，而亩均税收11.30×1865=21075、合计65645都要求21075，是否抄错行？",
        "与邻行相同且不符",
    )
    book.plant(
        page, "copied_from_neighbour", "D4", COPIED, "21075", "11.30×1865≈21075;65645-28640-15930=21075"
    )
    return book


def _group(page: Sheet, first: int, kind: str, parks: dict[str, tuple[str, str, str, str]]) -> None:
    last = first + len(parks) - 1
    page.say(f"A{first}", kind, "行名", f"A{last}")
    for at, (park, (area, tax, revenue, grade)) in enumerate(parks.items(), first):
        wrong = park == "新材料产业园"
        shown = number(COPIED, disputed=True, true_value=tax) if wrong else number(tax)
        also = {"holder": [f"{kind}/{park}"]}
        _figures(page, at, Row(park, park), (area, tax, revenue), shown, also)
        page.say(f"B{at}", park, "行名")
        page.say(f"H{at}", grade, "评价等次")
    _sum(page, last + 1, f"{kind}合计", kind, parks)


def _sum(page: Sheet, at: int, label: str, kind: str, parks: dict[str, tuple[str, str, str, str]]) -> None:
    area, tax, revenue = (total(*(figures[n] for figures in parks.values())) for n in range(3))
    page.say(f"A{at}", label, "行名", f"B{at}")
    # A sum over a kind of park belongs to the zone, under that kind; or to the kind as a holder.
    also = {"holder": [kind, label]} if kind else {}
    row = Row(label, category=kind)
    _figures(page, at, row, (area, tax, revenue), number(tax), also)


def _figures(
    page: Sheet,
    at: int,
    row: Row,
    figures: tuple[str, str, str],
    tax_shown: Entry,
    also: dict[str, list[str]],
) -> None:
    area, tax, revenue = figures
    per_tax = rounded(Decimal(tax) / Decimal(area), 2)
    per_revenue = rounded(Decimal(revenue) * 10000 / Decimal(area), 1)
    entries: list[Entry] = [area, tax_shown, per_tax, revenue, per_revenue]
    for (letter, column), entry in zip(COLUMNS.items(), entries, strict=True):
        page.figure(f"{letter}{at}", row, column, entry)
        page.facts[-1]["accept"] = {**page.facts[-1]["accept"], **also}
