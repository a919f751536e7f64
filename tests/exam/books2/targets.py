"""目标进度: target, done, completion, schedule and points against it; units by row; one target is a growth."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, rounded, share
from tests.exam.model import Book, Column, Entry, Printed, Row, Sheet, nothing, number

SPAN, MONTH, YEAR = "2024-01/2024-10", "2024-10", "2024"
TARGET = Column("年度目标值", "plan", "", YEAR, None)
DONE = Column("1-10月完成值", "amount", "", SPAN, True)
COUNTED = Column(
    "1-10月完成值",
    "count",
    "",
    SPAN,
    None,
    extra=allowing(cumulative=ANY, measure=["amount"], period=[MONTH]),
)
RATE = Column("完成率（%）", "completion_rate", "%", SPAN, True)
# What the calendar asks is the same in each row and no figure of anybody: right if read, not missed.
SCHEDULE = Column(
    "序时进度（%）",
    "plan_share",
    "%",
    SPAN,
    None,
    extra=allowing(measure=["plan", "share", "schedule"], cumulative=ANY, period=[MONTH, YEAR])
    | {"optional": True},
)
GAP = Column("超欠序时（±百分点）", "pp_gap", "百分点", SPAN, True)
# indicator, unit, target, done, counted, lead
ROWS: tuple[tuple[str, str, str, str, bool, str], ...] = (
    ("一般公共预算收入", "亿元", "36", "30.85", False, "财政局"),
    ("规上工业总产值", "亿元", "640", "541.3", False, "经济发展局"),
    ("固定资产投资", "亿元", "152", "118.7", False, "经济发展局"),
    ("社会消费品零售总额", "亿元", "88", "72.9", False, "商务局"),
    ("实际使用外资", "万美元", "8500", "6230", False, "商务局"),
    ("新开工亿元以上项目", "个", "26", "23", True, "招商局"),
    ("净增规上工业企业", "家", "20", "21", True, "经济发展局"),
)
LAST_YEARS_TARGET = "145"
HEADS = (
    *("序号", "指标名称", "单位", TARGET.header, DONE.header),
    *(RATE.header, SCHEDULE.header, GAP.header, "牵头单位"),
)


def targets() -> Book:
    """Planted: completion of investment was computed against last year's target."""
    book = Book(
        "f08_主要经济指标目标完成情况_2024年10月.xlsx",
        "xlsx",
        "青岚经济技术开发区2024年主要经济指标目标完成情况（1—10月）",
        "青岚经济技术开发区",
        "2024年1-10月",
        "目标值、完成值、完成率、序时进度、超欠序时;单位逐行;个数与金额混排;一个目标是增速(计划增长);超欠用+0.0;-0.0格式;种下的错:完成率用错了计划数",
    )
    page = book.sheet("目标完成")
    page.say("A1", book.title, "标题", "I1")
    page.heads(*((f"{letter}2", head) for letter, head in zip("ABCDEFGHI", HEADS, strict=True)))
    for at, (name, unit, plan, done, counted, lead) in enumerate(ROWS, 3):
        _labels(page, at, name, unit, lead)
        row = Row(name, indicator=name, unit=unit)
        true = share(done, plan)
        wrong = number(share(done, LAST_YEARS_TARGET), form="0.0", disputed=True, true_value=true)
        shown = wrong if name == "固定资产投资" else number(true, form="0.0")
        _row(page, at, row, COUNTED if counted else DONE, [plan, done, shown, _gap(true)])
        follows(book, page, "completion", f"F{at}", f"E{at}", f"D{at}")
        follows(book, page, "points", f"H{at}", f"F{at}", "10/12")
    _growth(page, 10)
    page.say("A11", "注：序时进度按月均衡计算；净增企业为净增数。", "附注", "I11")
    book.ask(
        page,
        ["F5"],
        "固定资产投资完成率81.9%：118.7÷152=78.1%，超欠-5.2也与78.1相符，是否用错了计划数？",
        "完成率与计划不符",
    )
    how = "118.7÷152=78.1;超欠序时-5.2=78.1-83.3;81.9是除以145所得"
    book.plant(page, "wrong_plan", "F5", share("118.7", LAST_YEARS_TARGET), share("118.7", "152"), how)
    return book


def _labels(page: Sheet, at: int, name: str, unit: str, lead: str) -> None:
    page.say(f"A{at}", str(at - 2), "序号")
    page.say(f"B{at}", name, "行名")
    page.say(f"C{at}", unit, "单位列")
    page.say(f"I{at}", lead, "牵头单位")


def _row(page: Sheet, at: int, row: Row, done: Column, entries: list[Entry]) -> None:
    plan, value, rate, gap = entries
    page.figure(f"D{at}", row, TARGET, plan)
    page.figure(f"E{at}", row, done, value)
    page.figure(f"F{at}", row, RATE, rate)
    page.figure(f"G{at}", row, SCHEDULE, number("83.3", form="0.0"))
    page.figure(f"H{at}", row, GAP, gap)


def _gap(rate: str) -> Printed:
    ahead = rounded(Decimal(rate) - Decimal(1000) / Decimal(12), 1)
    return number(ahead, form="+0.0;-0.0;0.0")


def _growth(page: Sheet, at: int) -> None:
    """A target that is itself a growth: nothing of it is completed, and it has no schedule."""
    name = "规上工业增加值增速"
    _labels(page, at, name, "%", "经济发展局")
    row = Row(name, indicator="规上工业增加值")
    page.figure(f"D{at}", row, Column("年度目标值", "plan_growth", "%", YEAR, None), "8.5")
    page.figure(f"E{at}", row, Column("1-10月完成值", "growth", "%", SPAN, True), "7.9")
    for letter, column in (("F", RATE), ("G", SCHEDULE), ("H", GAP)):
        page.figure(f"{letter}{at}", row, column, nothing("—"))
