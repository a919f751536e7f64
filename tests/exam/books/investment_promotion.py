"""招商引资月报: counts beside money, units in each header cell, 小计 of merged parks, 总计 at the foot."""

from tests.exam.checks import foots
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, number

SPAN = "2024-01/2024-03"
FLOW = {"accept": {"cumulative": [True, None]}}
COLUMNS = {
    "C": Column("新签约项目/个数（个）", "count", "个", SPAN, None, "新签约项目个数", extra=FLOW),
    "D": Column("新签约项目/协议投资额（亿元）", "amount", "亿元", SPAN, True, "新签约项目协议投资额"),
    "E": Column("新开工项目/个数（个）", "count", "个", SPAN, None, "新开工项目个数", extra=FLOW),
    "F": Column("新开工项目/投资额（亿元）", "amount", "亿元", SPAN, True, "新开工项目投资额"),
    "G": Column("新竣工项目/个数（个）", "count", "个", SPAN, None, "新竣工项目个数", extra=FLOW),
    "H": Column("新竣工项目/投资额（亿元）", "amount", "亿元", SPAN, True, "新竣工项目投资额"),
}


def investment_promotion() -> Book:
    """Planted: 125000 (万元) filled into a column of 亿元; 小计 and 总计 show it."""
    book = Book(
        "e01_招商引资项目进展_2024年1-3月.xlsx",
        "xlsx",
        "云溪经济开发区2024年1—3月招商引资项目进展情况表",
        "云溪经济开发区",
        "2024年1-3月",
        "单位只在各列头里;个数与金额交替;园区名纵向合并,小计属园区;总计在最下;0与空白并存;种下的错:亿元列里填了万元数",
    )
    page = book.sheet("1-3月")
    page.say("A1", "云溪经济开发区2024年1—3月招商引资项目进展情况表", "标题", "I1")
    page.heads(("A2", "功能区", "A3"), ("B2", "承接街镇", "B3"), ("I2", "备注", "I3"))
    page.heads(("C2", "新签约项目", "D2"), ("E2", "新开工项目", "F2"), ("G2", "新竣工项目", "H2"))
    page.heads(
        ("C3", "个数\n（个）"), ("D3", "协议投资额\n（亿元）"), ("E3", "个数（个）"), ("F3", "投资额（亿元）")
    )
    page.heads(("G3", "个数（个）"), ("H3", "投资额（亿元）"))
    wrong = number("125000", disputed=True, true_value="12.5")
    _park(page, 4, "先进制造园", [
        ("临江街道", ["6", "18.6", "4", "12.35", "2", "5.2"]),
        ("白沙镇", ["5", wrong, "3", "7.4", "1", "3.06"]),
        ("小计", ["11", "31.1", "7", "19.75", "3", "8.26"]),
    ])  # fmt: skip
    _park(page, 7, "数字经济园", [
        ("望湖街道", ["7", "4.83", "5", "3.1", "0", "0"]),
        ("城东街道", ["3", "1.27", None, nothing("—"), "1", "0.42"]),
        ("小计", ["10", "6.1", "5", "3.1", "1", "0.42"]),
    ])  # fmt: skip
    for at, label, holder, entries in (
        (10, "现代物流园", "现代物流园", ["4", "9.05", "2", "4.6", "1", "2.8"]),
        (11, "总  计", "", ["25", "46.25", "14", "27.45", "5", "11.48"]),
    ):
        page.line(at, Row(label, holder), COLUMNS, entries, "A")
        page.merges.append((f"A{at}", f"B{at}"))
    page.say("I4", "含增资扩产2个", "备注")
    page.say(
        "A12", "注：1.协议投资额以合同文本为准；2.1—3月新签约超10亿元项目1个，去年同期为0。", "附注", "I12"
    )
    page.say("A13", "填报：招商局　　联系电话：内线2018", "表下注/签署", "I13")
    for letter in COLUMNS:
        foots(book, page, f"{letter}6", [f"{letter}4", f"{letter}5"])
        foots(
            book,
            page,
            f"{letter}9",
            [f"{letter}{n}" for n in (7, 8) if (letter, n) not in {("E", 8), ("F", 8)}],
        )
        foots(book, page, f"{letter}11", [f"{letter}6", f"{letter}9", f"{letter}10"])
    book.ask(
        page, ["D5"], "白沙镇协议投资额125000：列头写亿元，小计只差得出12.5，是否误按万元填报？", "单位跳变"
    )
    book.plant(
        page, "unit_jump_1e4", "D5", "125000(列头写亿元)", "12.5", "小计31.1－18.6=12.5;总计46.25与小计相符"
    )
    return book


def _park(page: Sheet, first: int, park: str, rows: list[tuple[str, list[Entry]]]) -> None:
    page.say(f"A{first}", park, "行名", f"A{first + len(rows) - 1}")
    for at, (label, entries) in enumerate(rows, first):
        holder = park if label == "小计" else label
        row = Row(label, holder)
        page.line(at, row, COLUMNS, entries, "B")
        if holder == label:
            for fact in page.facts[-sum(entry is not None for entry in entries) :]:
                accept = dict(fact.get("accept", {}))
                fact["accept"] = accept | {"holder": [f"{park}/{label}"]}
