"""街道主要指标: a CSV without a year, a header twice, full-width digits, three kinds of minus."""

from tests.exam.checks import foots
from tests.exam.model import Book, Column, Entry, Row, nothing, text

SPAN = "--01/--03"
OUTPUT, INVEST = "规上工业产值", "固定资产投资"
COLUMNS = {
    "C": Column("规上工业产值（亿元）", "amount", "亿元", SPAN, True, OUTPUT),
    "D": Column("同比（%）", "growth", "%", SPAN, True, OUTPUT),
    "E": Column("固定资产投资（万元）", "amount", "万元", SPAN, True, INVEST),
    "F": Column("同比（%）", "growth", "%", SPAN, True, INVEST),
    "G": Column(
        "新增市场主体（户）",
        "count",
        "户",
        SPAN,
        None,
        "新增市场主体",
        extra={"accept": {"cumulative": [True]}},
    ),
}
ROWS: tuple[tuple[str, list[Entry]], ...] = (
    ("临江街道办事处", ["12.6", "6.2", text("23,480.5", "23480.5"), text("－3.2", "-3.2"), "214"]),
    ("望湖街道办事处", [text("８．９", "8.9"), text("+4.1%", "4.1"), "15220", text("−2.1", "-2.1"), "0"]),
    ("城南办", ["5.35", "-0.8", text(" 9,806 ", "9806"), "7.7", None]),
    ("向阳街办", ["7.04", nothing("…"), "11035.5", nothing("/"), nothing("无", "“无”是零还是缺数不明")]),
)


def street_indicators() -> Book:
    """No error is planted; the year is missing, and the total's holder stands in the file's name."""
    book = Book(
        "e13_云溪经开区_街道主要指标.csv",
        "csv",
        "1至3月各街道主要经济指标完成情况",
        "云溪经开区",
        "1-3月,原文未写年份",
        "GB18030编码CSV;没有年份;两列表头同为“同比（%）”,要靠左邻列分辨;全角数字、千分位文本、半角-、全角－、数学−三种负号;0与空白、…、/、无并存;"
        "简称;合计在最下",
    )
    page = book.sheet("csv")
    page.say("A1", "1至3月各街道主要经济指标完成情况", "标题")
    page.heads(
        ("A2", "序号"), ("B2", "街道"), *((f"{letter}2", column.header) for letter, column in COLUMNS.items())
    )
    for at, (street, entries) in enumerate(ROWS, 3):
        page.say(f"A{at}", str(at - 2), "序号")
        page.line(at, Row(street, street), COLUMNS, entries, "B")
    page.line(7, Row("合计"), COLUMNS, ["33.89", "3.5", "59542", "0.4", "214"], "B")
    for fact in page.facts[-5:]:
        accept = dict(fact.get("accept", {}))
        fact["accept"] = accept | {"holder": ["云溪经济开发区"]}
    page.say("A8", "注：产值增速为可比价，投资不含农户。", "附注")
    foots(book, page, "C7", ["C3", "C4", "C5", "C6"])
    foots(book, page, "E7", ["E3", "E4", "E5", "E6"])
    book.ask(page, ["A1"], "标题没有年份，1至3月是哪一年？", "")
    book.ask(page, ["B5", "B6"], "“城南办”“向阳街办”是否即城南街道、向阳街道？", "简称/别名")
    book.ask(page, ["G5", "G6"], "城南办空白、向阳街办写“无”，是零还是未报？", "空白与零", must=False)
    return book
