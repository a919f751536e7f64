"""一指标一表: the indicator stands only in the sheet's name; units differ by sheet; an index sheet before them."""

from tests.exam.checks import follows, foots, growth, never_shrinks, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing

MONTH, SPAN, BEFORE = "2024-08", "2024-01/2024-08", "2023-01/2023-08"
# sheet, unit, street: month, so far, a year before
SHEETS: tuple[tuple[str, str, dict[str, tuple[str, str, str]]], ...] = (
    (
        "规上工业总产值",
        "亿元",
        {
            "梧桐街道": ("9.84", "76.12", "71.05"),
            "清波街道": ("6.31", "49.87", "50.62"),
            "望山街道": ("12.07", "92.40", "85.13"),
            "长宁街道": ("3.55", "27.96", "26.40"),
        },
    ),
    (
        "固定资产投资",
        "万元",
        {
            "梧桐街道": ("", "68250", "62910"),
            "清波街道": ("", "41870", "47335"),
            "望山街道": ("", "90415", "82760"),
            "长宁街道": ("", "23680", "22195"),
        },
    ),
    (
        "限上消费品零售额",
        "万元",
        {
            "梧桐街道": ("5120", "39840", "37266"),
            "清波街道": ("7905", "61372", "58104"),
            "望山街道": ("2316", "18455", "18920"),
            "长宁街道": ("4478", "35110", "33047"),
        },
    ),
)


def sheet_per_indicator() -> Book:
    """No error is planted: three sheets are alike but for their name, and must not become one indicator."""
    book = Book(
        "f13_青岚区_各街道指标分表_2024年8月.xlsx",
        "xlsx",
        "2024年8月各街道完成情况",
        "青岚区",
        "2024年8月、1-8月",
        "一个指标一张工作表,指标名只见于工作表名,标题相同;单位各表不同;首张是目录;投资当月数不统计写“—”",
    )
    cover = book.sheet("目录")
    cover.say("A1", "青岚区各街道主要指标分表", "标题", "B1")
    cover.heads(("A2", "表序"), ("B2", "表名"))
    for at, (name, _, _) in enumerate(SHEETS, 3):
        cover.say(f"A{at}", f"表{at - 2}", "目录")
        cover.say(f"B{at}", name, "目录")
    for name, unit, streets in SHEETS:
        _sheet(book, book.sheet(name), unit, streets)
    return book


def _sheet(book: Book, page: Sheet, unit: str, streets: dict[str, tuple[str, str, str]]) -> None:
    columns = {
        "B": Column("本月", "amount", unit, MONTH, False, page.name),
        "C": Column("1—8月", "amount", unit, SPAN, True, page.name),
        "D": Column("上年同期", "amount", unit, BEFORE, True, page.name),
        "E": Column("增速（%）", "growth", "%", SPAN, True, page.name),
    }
    page.say("A1", "2024年8月各街道完成情况", "标题", "E1")
    page.say("D2", f"单位：{unit}", "单位行", "E2")
    page.heads(("A3", "街道"), *((f"{letter}3", column.header) for letter, column in columns.items()))
    monthly = all(month for month, _, _ in streets.values())
    sums = [total(*(figures[n] for figures in streets.values())) if n or monthly else "" for n in range(3)]
    lines = [("全区", "", tuple(sums))]
    lines += [(street, street, figures) for street, figures in streets.items()]
    for at, (label, holder, (month, so_far, before)) in enumerate(lines, 4):
        entries: list[Entry] = [month or nothing("—"), so_far, before, growth(so_far, before)]
        page.line(at, Row(label, holder), columns, entries, "A")
        follows(book, page, "growth", f"E{at}", f"C{at}", f"D{at}")
        if monthly:
            never_shrinks(book, page, f"C{at}", f"B{at}")
    page.say("A9", "注：数据为快报数。", "附注", "E9")
    for letter in "BCD" if monthly else "CD":
        foots(book, page, f"{letter}4", [f"{letter}{n}" for n in range(5, 9)])
