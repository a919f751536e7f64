"""外贸进出口: the same trade in 亿元 and in 万美元 side by side, each with its own growth; shares; a balance."""

from decimal import Decimal

from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Entry, Row, nothing, number

SPAN, NAME = "2024-01/2024-07", "进出口总值"
COLUMNS = {
    "B": Column("以人民币计（亿元）/1-7月累计", "amount", "亿元", SPAN, True, qualifier="以人民币计"),
    "C": Column("以人民币计（亿元）/同比%", "growth", "%", SPAN, True, qualifier="以人民币计"),
    "D": Column("以美元计（万美元）/1-7月累计", "amount", "万美元", SPAN, True, qualifier="以美元计"),
    "E": Column("以美元计（万美元）/同比%", "growth", "%", SPAN, True, qualifier="以美元计"),
    "F": Column("占比（%）", "share", "%", SPAN, True),
}
# yuan and a year before, dollars and a year before
SIDES = {
    "出口": ("28.64", "26.91", "40338", "38790"),
    "进口": ("14.37", "15.02", "20239", "21651"),
}
FORMS = {
    "一般贸易": ("25.92", "24.80", "36507", "35749"),
    "加工贸易": ("9.45", "9.98", "13310", "14386"),
    "保税物流": ("6.71", "6.20", "9451", "8937"),
    "其他贸易": ("0.93", "0.95", "1309", "1369"),
}
WHOLE = tuple(total(*(figures[n] for figures in SIDES.values())) for n in range(4))


def foreign_trade() -> Book:
    """Planted: a share of 15.6 typed as 25.6, so that the shares of the forms add up to 110."""
    book = Book(
        "f03_外贸进出口_2024年7月.xlsx",
        "xlsx",
        "澄湖新区外贸进出口情况（2024年1—7月）",
        "澄湖新区",
        "2024年1-7月",
        "人民币亿元与万美元并列,两种计价各有增速,不得同名;单位写在上层合并表头;按贸易方式分的小标题;贸易差额;种下的错:占比之和不为100",
    )
    page = book.sheet("外贸")
    page.say("A1", "澄湖新区外贸进出口情况（2024年1—7月）", "标题", "F1")
    page.heads(("A2", "项目", "A3"), ("B2", "以人民币计（亿元）", "C2"), ("D2", "以美元计（万美元）", "E2"))
    page.heads(
        ("F2", "占比（%）", "F3"), ("B3", "1-7月累计"), ("C3", "同比%"), ("D3", "1-7月累计"), ("E3", "同比%")
    )
    page.line(4, Row(NAME, indicator=NAME), COLUMNS, _entries(WHOLE, number("100")), "A")
    for at, (label, figures) in enumerate(SIDES.items(), 5):
        printed = number(share(figures[0], WHOLE[0]), form="0.0")
        page.line(at, Row(label, indicator=label, indent=1), COLUMNS, _entries(figures, printed), "A")
    page.say("A7", "按贸易方式分：", "小标题")
    for at, (label, figures) in enumerate(FORMS.items(), 8):
        true = share(figures[0], WHOLE[0])
        wrong = number("25.6", form="0.0", disputed=True, true_value=true)
        shown = wrong if label == "保税物流" else number(true, form="0.0")
        row = Row(label, indicator=f"{NAME}/{label}", indent=1)
        page.line(at, row, COLUMNS, _entries(figures, shown), "A")
    surplus = [str(Decimal(SIDES["出口"][n]) - Decimal(SIDES["进口"][n])) for n in (0, 2)]
    entries: list[Entry] = [number(surplus[0], form="0.00"), nothing("—"), surplus[1], nothing("—"), None]
    page.line(12, Row("贸易差额", indicator="贸易差额"), COLUMNS, entries, "A")
    page.say("A13", "注：1.贸易差额=出口-进口；2.占比按人民币计价计算；3.数据来源于海关。", "附注", "F13")
    for letter in "BD":
        foots(book, page, f"{letter}4", [f"{letter}5", f"{letter}6"])
        foots(book, page, f"{letter}4", [f"{letter}{n}" for n in range(8, 12)])
        follows(book, page, "difference", f"{letter}12", f"{letter}5", f"{letter}6")
    foots(book, page, "F4", ["F5", "F6"])
    foots(book, page, "F4", [f"F{n}" for n in range(8, 12)])
    for at in (5, 6, *range(8, 12)):
        follows(book, page, "completion", f"F{at}", f"B{at}", "B4")
    book.ask(page, ["F10"], "保税物流占比25.6%：6.71÷43.01=15.6%，各项占比相加为110，是否错录？", "占比不符")
    book.plant(page, "share_not_100", "F10", "25.6", "15.6", "6.71÷43.01=15.6%;四种方式占比之和110.1")
    return book


def _entries(figures: tuple[str, ...], part: Entry) -> list[Entry]:
    yuan, yuan_before, dollars, dollars_before = figures
    return [
        number(yuan, form="0.00"),
        number(growth(yuan, yuan_before), form="0.0"),
        number(dollars, form="#,##0"),
        number(growth(dollars, dollars_before), form="0.0"),
        part,
    ]
