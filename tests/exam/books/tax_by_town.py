"""分镇街税收: unit only in the title, 本月 and 上月 with 环比, cumulative with 同比, ranks, short names."""

from tests.exam.checks import follows, foots, growth, total
from tests.exam.model import Book, Column, Row, Sheet, number

MONTH, SPAN, TAX = "2024-03", "2024-01/2024-03", "税收收入"
COLUMNS = {
    "C": Column("本月", "amount", "万元", MONTH, False, TAX),
    "D": Column("上月", "amount", "万元", "2024-02", False, TAX),
    "E": Column("环比±%", "growth_mom", "%", MONTH, False, TAX),
    "F": Column("1-3月累计", "amount", "万元", SPAN, True, TAX),
    "G": Column("上年同期累计", "amount", "万元", "2023-01/2023-03", True, TAX),
    "H": Column("同比±%", "growth", "%", SPAN, True, TAX),
}
TOWNS = {
    "临江街道": ("1825", "1690", "5310", "4985"),
    "望湖街道": ("1372", "1401", "4126", "4310"),
    "城东办": ("2140", "2052", "6388", "6012"),
    "城南办": ("986", "1013", "3021", "2890"),
    "向阳街道": ("1458", "1390", "4290", "4333"),
    "龙泉镇": ("743", "760", "2255", "2101"),
    "白沙镇": ("1265", "1198", "3701", "3398"),
    "石桥镇": ("512", "498", "1508", "1476"),
}
RANKS = ("4", "8", "5", "6", "7", "2", "1", "3")


def tax_by_town() -> Book:
    """Planted: 1265 typed as 1625; the column does not foot and the printed 环比 belongs to 1265."""
    book = Book(
        "e02_税收分镇街_3月.xlsx",
        "xlsx",
        "云溪区2024年3月各镇街税收收入完成情况（单位：万元）",
        "云溪区",
        "2024年3月、1-3月",
        "单位只在标题括号里;本月、上月、环比与累计、同比并列;合计在最上;位次列不是事实;简称“城东办”“城南办”;种下的错:数字倒置",
    )
    page = book.sheet("税收")
    page.say("A1", "云溪区2024年3月各镇街税收收入完成情况（单位：万元）", "标题", "I1")
    page.heads(("A2", "序号"), ("B2", "镇街"), ("I2", "累计增速位次"))
    page.heads(*((f"{letter}2", column.header) for letter, column in COLUMNS.items()))
    sums = [total(*(figures[n] for figures in TOWNS.values())) for n in range(4)]
    page.say("A3", "合　计", "行名", "B3")
    _figures(page, 3, Row("合　计"), tuple(sums), False)
    for at, (town, figures) in enumerate(TOWNS.items(), 4):
        page.say(f"A{at}", str(at - 3), "序号")
        page.say(f"B{at}", town, "行名")
        _figures(page, at, Row(town, town), figures, town == "白沙镇")
        page.say(f"I{at}", RANKS[at - 4], "位次(不是经济数据)")
    page.say(
        "A12", "注：本月、累计均为入库口径；白沙镇累计增速居首位。制表：税源管理股", "附注(含位次文字)", "I12"
    )
    for letter in "CDFG":
        foots(book, page, f"{letter}3", [f"{letter}{n}" for n in range(4, 12)])
    for at in range(3, 12):
        follows(book, page, "growth", f"E{at}", f"C{at}", f"D{at}")
        follows(book, page, "growth", f"H{at}", f"F{at}", f"G{at}")
    book.ask(page, ["C10"], "白沙镇本月1625：合计与环比5.6%都要求1265，是否数字倒置？", "相加与环比不符")
    book.ask(page, ["B6", "B7"], "“城东办”“城南办”是否即城东街道、城南街道？", "简称/别名")
    book.plant(page, "transposed_digits", "C10", "1625", "1265", "合计少360;环比5.6%只与1265相符")
    return book


def _figures(page: Sheet, at: int, row: Row, figures: tuple[str, ...], wrong: bool) -> None:
    month, before, so_far, last_year = figures
    first = number("1625", disputed=True, true_value=month) if wrong else number(month)
    entries = [first, before, growth(month, before), so_far, last_year, growth(so_far, last_year)]
    for (letter, column), entry in zip(COLUMNS.items(), entries, strict=True):
        page.figure(f"{letter}{at}", row, column, entry)
