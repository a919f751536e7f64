"""就业社保月报: a GB18030 CSV of heads, a rate with a target of at most, stocks and flows under one header."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, growth, never_shrinks, share
from tests.exam.model import Book, Column, Entry, Row, nothing, text

MONTH, SPAN, BEFORE = "2025-08", "2025-01/2025-08", "2024-01/2024-08"
HEADS = ("指标", "计量单位", "年度目标", "8月", "1-8月累计", "完成目标%", "上年同期", "增减", "增减%")
# label, unit, target, month, so far, a year ago
FLOWS: tuple[tuple[str, ...], ...] = (
    ("城镇新增就业", "人", "9500", "812", "7316", "7054"),
    ("失业人员再就业", "人", "3200", "268", "2491", "2530"),
    ("其中：就业困难人员就业", "人", "860", "57", "643", "598"),
    ("补贴性职业技能培训", "人次", "12000", "1105", "8870", "10240"),
    ("创业担保贷款发放额", "万元", "15000", "1386.5", "10920.0", "9475.0"),
    ("社会保险费征缴收入", "万元", "—", "4215.6", "35872.3", "33418.9"),
)
WRONG = "其中：就业困难人员就业"
# label, stock at the end of the month, a year ago
STOCKS = (
    ("企业职工基本养老保险参保人数（期末）", "86412", "83975"),
    ("失业保险参保人数（期末）", "61830", "61204"),
    ("工伤保险参保人数（期末）", "70255", "71916"),
)
COUNTED = allowing(measure=["amount"], cumulative=ANY)
STOCK = allowing(measure=["balance", "amount"], cumulative=ANY)


def jobs_and_insurance() -> Book:
    """Planted: two digits of the people placed so far changed places; completion, change and growth show it."""
    book = Book(
        "g07_就业社保主要指标_2025年8月.csv",
        "csv",
        "南屏区2025年8月就业和社会保险主要指标",
        "南屏区",
        "2025年8月、1-8月",
        "GB18030编码CSV;人、人次、万元逐行;期末参保人数(时点数)列在1-8月累计栏;登记失业率目标是“4.5以内”、增减是“-0.12个百分点”;"
        "+号与千分位文本;种下的错:累计两位数字颠倒",
    )
    page = book.sheet("csv")
    page.say("A1", book.title, "标题")
    page.heads(*((f"{letter}3", head) for letter, head in zip("ABCDEFGHI", HEADS, strict=True)))
    for at, line in enumerate(FLOWS, 4):
        _flow(book, at, line)
    for at, (label, now, before) in enumerate(STOCKS, 10):
        _stock(book, at, label, now, before)
    _unemployment(book, 13)
    page.say(
        "A14", "注：1.参保人数为期末时点数；2.1—8月城镇新增就业同比增长3.7%，完成年度目标的77.0%。", "附注"
    )
    page.say("A15", "就业促进科、社保中心　2025年9月10日", "表下注/签署")
    book.ask(
        page,
        ["E6"],
        "就业困难人员就业累计463人：完成目标74.8%、比598增45、增7.5%都要求643，是否录颠倒？",
        "数字颠倒",
    )
    how = "643÷860=74.8%;643-598=45;7.5%"
    book.plant(page, "transposed_digits", "E6", "463", "643", how)
    return book


def _flow(book: Book, at: int, line: tuple[str, ...]) -> None:
    page = book.sheets[0]
    label, unit, target, month, now, before = line
    name = label.removeprefix("其中：")
    people = unit.startswith("人")
    measure, extra = ("count", COUNTED) if people else ("amount", {})
    columns = {
        "C": Column(HEADS[2], "plan", unit, "2025", None, name),
        "D": Column(HEADS[3], measure, unit, MONTH, False, name, extra=extra),
        "E": Column(HEADS[4], measure, unit, SPAN, True, name, extra=extra),
        "F": Column(HEADS[5], "completion_rate", "%", SPAN, True, name),
        "G": Column(HEADS[6], measure, unit, BEFORE, True, name, extra=extra),
        "H": Column(HEADS[7], "yoy_change", unit, SPAN, True, name),
        "I": Column(HEADS[8], "growth", "%", SPAN, True, name),
    }
    wrong = label == WRONG
    shown = text("463", "463", disputed=True, true_value=now) if wrong else _said(now)
    planned = target != "—"
    entries: list[Entry] = [
        _said(target) if planned else nothing("—"),
        _said(month),
        shown,
        text(share(now, target), share(now, target)) if planned else nothing("—"),
        _said(before),
        _signed(str(Decimal(now) - Decimal(before))),
        text(growth(now, before), growth(now, before)),
    ]
    page.say(f"B{at}", unit, "单位列")
    page.line(at, Row(label), columns, entries, "A")
    follows(book, page, "difference", f"H{at}", f"E{at}", f"G{at}")
    follows(book, page, "growth", f"I{at}", f"E{at}", f"G{at}")
    never_shrinks(book, page, f"E{at}", f"D{at}")
    if planned:
        follows(book, page, "completion", f"F{at}", f"E{at}", f"C{at}")


def _stock(book: Book, at: int, label: str, now: str, before: str) -> None:
    """People insured at the end of the month: nothing cumulates, whatever the header says."""
    page = book.sheets[0]
    name = label.removesuffix("（期末）")
    columns = {
        "E": Column(HEADS[4], "count", "人", MONTH, None, name, extra=STOCK),
        "G": Column(HEADS[6], "count", "人", "2024-08", None, name, extra=STOCK),
        "H": Column(
            HEADS[7], "yoy_change", "人", MONTH, None, name, extra=allowing(cumulative=ANY, period=[SPAN])
        ),
        "I": Column(
            HEADS[8], "growth", "%", MONTH, None, name, extra=allowing(cumulative=ANY, period=[SPAN])
        ),
    }
    page.say(f"B{at}", "人", "单位列")
    for letter in "CDF":
        page.say(f"{letter}{at}", "—", "缺数符号")
    change = str(Decimal(now) - Decimal(before))
    rate = growth(now, before)
    page.line(at, Row(label), columns, [_said(now), _said(before), _signed(change), text(rate, rate)], "A")
    follows(book, page, "difference", f"H{at}", f"E{at}", f"G{at}")
    follows(book, page, "growth", f"I{at}", f"E{at}", f"G{at}")


def _unemployment(book: Book, at: int) -> None:
    """A rate of the month's end; its target is an upper bound, its change is in points."""
    page = book.sheets[0]
    name = "城镇登记失业率"
    either = allowing(cumulative=ANY, period=[SPAN])
    last = allowing(cumulative=ANY, period=[BEFORE], measure=["balance"])
    columns = {
        "C": Column(
            HEADS[2],
            "plan",
            "%",
            "2025",
            None,
            name,
            extra=allowing(measure=["plan_share"]) | {"bound": "<="},
        ),
        "E": Column(
            HEADS[4],
            "share",
            "%",
            MONTH,
            None,
            name,
            extra=allowing(cumulative=ANY, period=[SPAN], measure=["balance"]),
        ),
        "G": Column(HEADS[6], "share", "%", "2024-08", None, name, extra=last),
        "H": Column(HEADS[7], "pp_change", "百分点", MONTH, None, name, extra=either),
    }
    page.say(f"B{at}", "%", "单位列")
    for letter in "DFI":
        page.say(f"{letter}{at}", "—", "缺数符号")
    entries: list[Entry] = [
        text("4.5以内", "4.5"),
        text("2.86", "2.86"),
        text("2.98", "2.98"),
        text("-0.12个百分点", "-0.12"),
    ]
    page.line(at, Row(name), columns, entries, "A")
    follows(book, page, "difference", f"H{at}", f"E{at}", f"G{at}")


def _said(figure: str) -> Entry:
    """As a system exports it: thousands with a comma, everything text."""
    return text(f"{Decimal(figure):,}", figure)


def _signed(change: str) -> Entry:
    return text(change if change.startswith("-") else f"+{change}", change)
