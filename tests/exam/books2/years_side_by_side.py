"""历年指标: three years side by side, figures padded to align their points, growth of the last over the one before."""

from tests.exam.books2.allowing import whole_year
from tests.exam.checks import follows, growth
from tests.exam.model import Book, Column, Entry, Printed, Row, Sheet, number, text

YEARS = ("2022", "2023", "2024")
# label, indicator, unit, three years, how they are typed
ROWS: tuple[tuple[str, str, str, tuple[str, str, str], str], ...] = (
    ("规模以上工业总产值（亿元）", "规模以上工业总产值", "亿元", ("412.60", "438.90", "471.20"), "padded"),
    ("固定资产投资（亿元）", "固定资产投资", "亿元", ("95.30", "101.77", "99.86"), "padded"),
    ("社会消费品零售总额（亿元）", "社会消费品零售总额", "亿元", ("64.85", "68.93", "72.40"), "stale"),
    ("一般公共预算收入（万元）", "一般公共预算收入", "万元", ("128640", "135912", "142077"), "comma"),
    ("实际使用外资（万美元）", "实际使用外资", "万美元", ("5120", "4873", "4310"), "comma"),
)


def years_side_by_side() -> Book:
    """Planted: one figure of 2023 is still that of 2022, against the growth that is printed beside it."""
    book = Book(
        "f12_近三年主要经济指标.xlsx",
        "xlsx",
        "澄湖新区近三年主要经济指标",
        "澄湖新区",
        "2022年、2023年、2024年",
        "年份横排;单位在行名括号里;为对齐小数点用空格补位的文本数字;GDP增速按不变价,与现价之比不符属正常;城镇化率的增减是百分点;种下的错:上年列未更新",
    )
    page = book.sheet("近三年")
    page.say("A1", book.title, "标题", "E1")
    page.heads(
        ("A2", "指　　标"), *((f"{letter}2", f"{year}年") for letter, year in zip("BCD", YEARS, strict=True))
    )
    page.heads(("E2", "2024年比2023年增长（%）"))
    _line(page, 3, "地区生产总值（亿元）", "地区生产总值", "亿元", "amount", ["186.42", "197.85", "208.31"])
    page.figure("E3", Row("地区生产总值（亿元）", indicator="地区生产总值"), _rate(), "5.6")
    for at, (label, indicator, unit, figures, manner) in enumerate(ROWS, 4):
        shown: list[Entry] = [_typed(figure, manner) for figure in figures]
        if manner == "stale":
            shown[1] = text(f"  {figures[0]}", figures[0], disputed=True, true_value=figures[1])
        _line(page, at, label, indicator, unit, "amount", shown)
        page.figure(f"E{at}", Row(label, indicator=indicator), _rate(), growth(figures[2], figures[1]))
        follows(book, page, "growth", f"E{at}", f"D{at}", f"C{at}")
    people = "年末常住人口（万人）"
    _line(page, 9, people, "年末常住人口", "万人", "count", ["21.36", "21.58", "21.83"])
    page.figure("E9", Row(people, indicator="年末常住人口"), _rate(), growth("21.83", "21.58"))
    follows(book, page, "growth", "E9", "D9", "C9")
    _line(page, 10, "城镇化率（%）", "城镇化率", "%", "share", ["71.2", "72.0", "72.9"])
    change = Column("2024年比2023年增长（%）", "pp_change", "百分点", "2024", None, extra=whole_year("2024"))
    page.figure("E10", Row("城镇化率（%）", indicator="城镇化率"), change, text("提高0.9个百分点", "0.9"))
    follows(book, page, "difference", "E10", "D10", "C10")
    page.say("A11", "注：地区生产总值绝对数按现价计算，增长速度按不变价格计算。", "附注", "E11")
    book.ask(
        page,
        ["C6", "B6"],
        "社会消费品零售总额2023年64.85与2022年相同，而2024年72.40增长5.0%要求约68.9，上年数是否未更新？",
        "上年数未更新",
    )
    book.ask(
        page, ["E3"], "地区生产总值208.31÷197.85为5.3%，印为5.6%，是否不变价增速？", "不变价", must=False
    )
    how = "72.40÷1.050=68.95;与2022年64.85一字不差"
    book.plant(page, "last_year_not_updated", "C6", "64.85", "68.93", how)
    return book


def _typed(figure: str, manner: str) -> Printed:
    if manner == "comma":
        return number(figure, form="#,##0")
    return text(figure.rjust(8), figure)


def _rate() -> Column:
    return Column("2024年比2023年增长（%）", "growth", "%", "2024", None, extra=whole_year("2024"))


def _line(
    page: Sheet, at: int, label: str, indicator: str, unit: str, measure: str, figures: list[Entry]
) -> None:
    page.say(f"A{at}", label, "行名")
    for letter, year, figure in zip("BCD", YEARS, figures, strict=True):
        also = whole_year(year)
        if measure == "count":
            also["accept"]["measure"] = ["balance", "amount"]
        column = Column(f"{year}年", measure, unit, year, None, indicator, extra=also)
        page.figure(f"{letter}{at}", Row(label, indicator=indicator), column, figure)
