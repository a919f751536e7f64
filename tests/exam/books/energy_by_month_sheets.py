"""能源消费: the sheet's name is the period; older sheets, one hidden, lie beside it."""

from tests.exam.checks import foots, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, number, text

TRADES = ("化工", "建材", "纺织", "装备制造")
# a trade: power of the month, power before it, growth; coal of the month, coal before it, growth
MARCH = {
    "化工": ("1820", "3410", text("增长12.3", "12.3"), "5210", "9870", "6.4"),
    "建材": ("2265", "3902", text("下降3.4", "-3.4"), "8120", "14260", "-2.2"),
    "纺织": ("640", "1188", text("持平", "0", optional=True), "990", "1875", "0.3"),
    "装备制造": ("1175", "2096", text("增长8", "8"), "1430", "2602", "7.7"),
}
FEBRUARY = {
    "化工": ("1540", "1870", "11.8", "4520", "5350", "5.9"),
    "建材": ("1680", "2222", "-4.1", "6310", "7950", "-3.0"),
    "纺织": ("505", "683", "0.6", "820", "1055", "0.4"),
    "装备制造": ("910", "1186", "7.5", "1180", "1422", "7.1"),
}


def energy_by_month_sheets() -> Book:
    """Planted: on the sheet of March the cumulative power of 建材 is still that of February."""
    book = Book(
        "e10_规上工业能源消费月报.xlsx",
        "xlsx",
        "云溪经济开发区规模以上工业能源消费情况",
        "云溪经济开发区",
        "2024年3月;另有2024年2月、隐藏的2023年12月",
        "期间只在工作表名(2024.03);旧月工作表仍在,另有隐藏的旧年工作表,都不得读成同一期;增速写成文字“增长12.3”“下降3.4”“持平”;"
        "单位万千瓦时、吨标准煤各占一组;种下的错:累计没有更新",
    )
    for name, figures, state in (("2024.03", MARCH, "visible"), ("2024.02", FEBRUARY, "visible")):
        _sheet(book, book.sheet(name, state), name.replace(".", "-"), figures)
    hidden = book.sheet("2023.12", "hidden")
    _sheet(book, hidden, "2023-12", FEBRUARY)
    for fact in hidden.facts:
        fact |= {"optional": True, "hidden": True}
    march = book.sheets[0]
    book.ask(
        march, ["C6"], "建材用电3月累计3902与2月累计相同，而本月用电2265，是否累计未更新？", "累计未更新"
    )
    how = "2月累计3902＋3月2265=6167;各行业累计相加比合计少2265"
    book.plant(march, "cumulative_not_advanced", "C6", "3902", "6167", how)
    return book


def _columns(month: str) -> dict[str, Column]:
    span = f"{month[:4]}-01/{month}"
    power, coal = "用电量（万千瓦时）", "综合能源消费量（吨标准煤）"
    return {
        "B": Column(f"{power}/本月", "amount", "万千瓦时", month, False, "用电量"),
        "C": Column(f"{power}/累计", "amount", "万千瓦时", span, True, "用电量"),
        "D": Column(f"{power}/累计同比%", "growth", "%", span, True, "用电量"),
        "E": Column(f"{coal}/本月", "amount", "吨标准煤", month, False, "综合能源消费量"),
        "F": Column(f"{coal}/累计", "amount", "吨标准煤", span, True, "综合能源消费量"),
        "G": Column(f"{coal}/累计同比%", "growth", "%", span, True, "综合能源消费量"),
    }


def _sheet(book: Book, page: Sheet, month: str, figures: dict[str, tuple[Entry, ...]]) -> None:
    page.say("A1", "云溪经济开发区规模以上工业能源消费情况", "标题", "G1")
    page.heads(
        ("A2", "行业", "A3"), ("B2", "用电量（万千瓦时）", "D2"), ("E2", "综合能源消费量（吨标准煤）", "G2")
    )
    for first in ("BCD", "EFG"):
        page.heads(
            *((f"{letter}3", name) for letter, name in zip(first, ("本月", "累计", "累计同比%"), strict=True))
        )
    columns = _columns(month)
    sums: list[list[str]] = [[], [], [], []]
    lines: list[tuple[int, str, list[Entry]]] = []
    for at, trade in enumerate(TRADES, 5):
        power, power_before, power_rate, coal, coal_before, coal_rate = figures[trade]
        assert isinstance(power, str)
        assert isinstance(power_before, str)
        assert isinstance(coal, str)
        assert isinstance(coal_before, str)
        so_far, coal_so_far = total(power, power_before), total(coal, coal_before)
        for into, figure in zip(sums, (power, so_far, coal, coal_so_far), strict=True):
            into.append(figure)
        stale = month == "2024-03" and trade == "建材"
        shown = number(power_before, disputed=True, true_value=so_far) if stale else so_far
        lines.append((at, trade, [power, shown, power_rate, coal, coal_so_far, coal_rate]))
    whole = [total(*column) for column in sums]
    entries: list[Entry] = [whole[0], whole[1], "2.1", whole[2], whole[3], "1.9"]
    page.line(4, Row("合计"), columns, entries, "A")
    for at, trade, shown_line in lines:
        page.line(at, Row(trade, category=trade), columns, shown_line, "A")
    page.say("A9", "注：等价值折算；用电量不含自备电厂。", "附注", "G9")
    for letter in "BCEF":
        foots(book, page, f"{letter}4", [f"{letter}{n}" for n in range(5, 9)])
