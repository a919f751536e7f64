"""规上服务业: the table goes on under 续表 with its header repeated, and there its unit is another one."""

from tests.exam.checks import follows, foots, growth
from tests.exam.model import Book, Column, Row, Sheet, number

SPAN, BEFORE, NAME = "2024-01/2024-08", "2023-01/2023-08", "规模以上服务业营业收入"
# all in 万元; the second part is printed in 亿元
FIRST = (("临江街道", "31250", "29105"), ("望湖街道", "26480", "25900"), ("城东街道", "22115", "20340"))
SECOND = (("城南街道", "1.8520", "1.8100"), ("龙泉镇", "0.9475", "0.9010"), ("白沙镇", "1.5660", "1.4505"))


def services_continued() -> Book:
    """No error is planted: the total foots only with the second part in 亿元, as its unit line says."""
    book = Book(
        "e14_规上服务业营业收入_2024年8月.xlsx",
        "xlsx",
        "云溪区2024年1—8月规模以上服务业营业收入（分镇街）",
        "云溪区",
        "2024年1-8月",
        "续表重复表头且换了单位(上半万元、续表亿元),合计在最上且跨两段相加;附注引用合计与增速,也引用位次;另有空白工作表",
    )
    page = book.sheet("服务业")
    page.say("A1", "云溪区2024年1—8月规模以上服务业营业收入（分镇街）", "标题", "E1")
    page.say("D2", "单位：万元、%", "单位行", "E2")
    _header(page, 3)
    page.say("A4", "合计", "合计字样")
    page.say("B4", "全区", "行名")
    _figures(page, 4, Row("全区"), "万元", "123500", "116960")
    for at, (town, now, before) in enumerate(FIRST, 5):
        page.say(f"A{at}", str(at - 4), "序号")
        page.say(f"B{at}", town, "行名")
        _figures(page, at, Row(town, town), "万元", now, before)
    page.say("A10", "续表", "标题", "B10")
    page.say("D10", "单位：亿元、%", "单位行", "E10")
    _header(page, 11)
    for at, (town, now, before) in enumerate(SECOND, 12):
        page.say(f"A{at}", str(at - 8), "序号")
        page.say(f"B{at}", town, "行名")
        _figures(page, at, Row(town, town), "亿元", now, before)
    note = (
        "注：1—8月，全区规上服务业营业收入12.35亿元，同比增长5.6%，增速居全市第三位，比1—7月回落0.4个百分点。"
    )
    page.say("A15", note, "附注(含位次文字)", "E15")
    page.say("A16", "普查中心　　2024年9月15日", "表下注/签署", "E16")
    for letter in "CD":
        foots(
            book,
            page,
            f"{letter}4",
            [*(f"{letter}{n}" for n in (5, 6, 7)), *(f"{letter}{n}" for n in (12, 13, 14))],
        )
    for at in (4, 5, 6, 7, 12, 13, 14):
        follows(book, page, "growth", f"E{at}", f"C{at}", f"D{at}")
    book.ask(
        page,
        ["D2", "D10", "C12", "C13", "C14"],
        "上半写万元、续表写亿元，是否确为两种单位？",
        "单位",
        must=False,
    )
    return book


def _header(page: Sheet, at: int) -> None:
    names = ("序号", "镇街", "1-8月", "上年同期", "增速%")
    page.heads(*((f"{letter}{at}", name) for letter, name in zip("ABCDE", names, strict=True)))


def _figures(page: Sheet, at: int, row: Row, unit: str, now: str, before: str) -> None:
    columns = {
        "C": Column("1-8月", "amount", unit, SPAN, True, NAME),
        "D": Column("上年同期", "amount", unit, BEFORE, True, NAME),
        "E": Column("增速%", "growth", "%", SPAN, True, NAME),
    }
    for (letter, column), entry in zip(columns.items(), (now, before, growth(now, before)), strict=True):
        page.figure(f"{letter}{at}", row, column, number(entry))
