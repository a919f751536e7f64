"""招商引资通报: no year anywhere, a range for a target, ▲▼ as text, points as text, a hidden column in 万元."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, rounded, share, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, Stored, number, text

SPAN, YEAR = "--01/--05", "--"
NAME = "招商引资到位资金"
YEARLESS = [None, "", "--01/--12", "----"]
TARGET = Column("年度目标任务（亿元）", "plan", "亿元", YEAR, None, NAME, extra=allowing(period=YEARLESS))
DONE = Column("1-5月到位资金（亿元）", "amount", "亿元", SPAN, True, NAME)
RATE = Column("占目标任务%", "completion_rate", "%", SPAN, True, NAME)
GAP = Column("比序时进度（±百分点）", "pp_gap", "百分点", SPAN, True, NAME)
GROWTH = Column("同比增幅%", "growth", "%", SPAN, True, NAME)
SIGNED = Column(
    "新签约项目（个）",
    "count",
    "个",
    SPAN,
    None,
    "新签约项目",
    extra=allowing(cumulative=ANY, period=["--05"]),
)
# label, target, done, growth, signed; ▲ rises and ▼ falls
PARKS = (
    ("经开", "62", "28.46", "▲12.3", "17"),
    ("高新", "45", "20.15", "▲5.8", "12"),
    ("临港", "38", "13.07", "▼7.4", "9"),
    ("空港", "8-10", "4.62", "▲21.6", "4"),
    ("文旅", "6", "2.89", "▼0.5", "4"),
)
PLACES = {"经开": "2", "高新": "3", "临港": "5", "空港": "1", "文旅": "4"}


def parks_attract() -> Book:
    """No error is planted: the city's own target is more than what it handed on, and no sum to be checked."""
    book = Book(
        "g05_功能区招商引资到位资金.xlsx",
        "xlsx",
        "临河市1—5月份各功能区招商引资到位资金完成情况通报表",
        "临河市",
        "1-5月,表中没有年份",
        "年份缺失(落款只写6月8日);功能区都是简称;一个目标是区间8-10,其完成率写“-”;▲▼与±百分点都是文本;位次夹在中间;隐藏列是换算成万元的公式",
    )
    page = book.sheet("通报")
    page.say("A1", book.title, "标题", "J1")
    heads = ("序号", "功能区", TARGET.header, DONE.header, "位次", RATE.header, GAP.header, GROWTH.header)
    page.heads(*((f"{letter}3", head) for letter, head in zip("ABCDEFGH", heads, strict=True)))
    page.heads(("I3", SIGNED.header), ("J3", "折万元（备查）"))
    whole = total(*(park[2] for park in PARKS)), total(*(park[4] for park in PARKS))
    _line(page, 4, ("全市", "180", whole[0], "▲6.1", whole[1]), Row("全市"))
    for at, park in enumerate(PARKS, 5):
        page.say(f"A{at}", str(at - 4), "序号")
        page.say(f"E{at}", PLACES[park[0]], "位次(不是经济数据)")
        if park[0] == "空港":
            book.interval(page, f"C{at}", park[1], Row(park[0], park[0]), TARGET, "8", "10")
        _line(page, at, park, Row(park[0], park[0]))
    page.say(
        "A10",
        "注：1.序时进度按41.7%计算；2.空港目标按区间下达，不计算占比；3.位次按同比增幅排列。",
        "附注",
        "I10",
    )
    page.say("A11", "市招商和投资促进局　　6月8日", "表下注/签署", "I11")
    page.hidden_columns.add("J")
    foots(book, page, "D4", [f"D{n}" for n in range(5, 10)])
    foots(book, page, "I4", [f"I{n}" for n in range(5, 10)])
    for at in (4, 5, 6, 7, 9):
        follows(book, page, "completion", f"F{at}", f"D{at}", f"C{at}")
    book.ask(page, ["A1"], "表中没有年份，1—5月是哪一年？", "年份缺失")
    book.ask(page, ["C8"], "空港年度目标是区间8-10，如何入账（取下限、上限或存区间）？", "区间")
    book.ask(
        page,
        [f"B{n}" for n in range(5, 10)],
        "“经开”“高新”“临港”“空港”“文旅”各指哪个功能区（全称）？",
        "简称",
    )
    return book


def _line(page: Sheet, at: int, park: tuple[str, ...], row: Row) -> None:
    _, target, done, rate, signed = park
    page.say(f"B{at}", row.label, "行名")
    page.figure(f"D{at}", row, DONE, number(done, form="0.00"))
    page.figure(f"H{at}", row, GROWTH, text(rate, rate.replace("▼", "-").removeprefix("▲")))
    page.figure(f"I{at}", row, SIGNED, signed)
    tens = Stored(Decimal(done) * 10000, formula=f"=D{at}*10000")
    page.say(f"J{at}", tens, "隐藏列,由D列换算(万元),不是新的事实")
    if "-" in target:
        page.say(f"F{at}", "-", "缺数符号")
        page.say(f"G{at}", "-", "缺数符号")
        return
    page.figure(f"C{at}", row, TARGET, target)
    page.figure(f"F{at}", row, RATE, number(share(done, target), form="0.0"))
    page.figure(f"G{at}", row, GAP, _points(share(done, target)))


def _points(rate: str) -> Entry:
    ahead = rounded(Decimal(rate) - Decimal("41.7"), 1)
    return text(ahead if ahead.startswith("-") else f"+{ahead}", ahead)
