"""規上工業: an old .xls in traditional script, one table folded into two panels side by side."""

from tests.exam.checks import foots, total
from tests.exam.model import Book, Column, Row, Sheet, number

SPAN, NAME = "2024-01/2024-02", "规模以上工业总产值"
LEFT = (
    ("向陽街道", "15820", "6.3"),
    ("東風街道", "9764", "-2.1"),
    ("臨江街道", "22315", "8.8"),
    ("望湖街道", "12008", "0"),
)
RIGHT = (
    ("龍泉鎮", "7431", "3.5"),
    ("白沙鎮", "18206", "11.2"),
    ("石橋鎮", "5127", "-4.6"),
    ("雙橋街道", "3390", "1.9"),
)


def two_panels() -> Book:
    """Planted: 向阳街道, in simplified script, stands a second time at the end with another figure."""
    book = Book(
        "e04_規上工業產值_2024年1-2月.xls",
        "xls",
        "雲溪區2024年1-2月各鎮街規模以上工業總產值",
        "云溪区",
        "2024年1-2月",
        "繁体字、老式.xls;一张表折成左右两栏,靠“序號”行锚定;1-2月合并;增减%用带正负号的数字格式;种下的错:向阳街道重复出现且数不同",
    )
    page = book.sheet("規上工業")
    page.say("A1", "雲溪區2024年1-2月各鎮街規模以上工業總產值", "标题", "I1")
    page.say("H2", "單位：萬元、%", "单位行", "I2")
    for first in ("ABCD", "FGHI"):
        names = ("序號", "鎮街", "總產值", "同比增減%")
        page.heads(*((f"{letter}3", name) for letter, name in zip(first, names, strict=True)))
    whole = total(*(figure for _, figure, _ in (*LEFT, *RIGHT)))
    page.say("A4", "合計", "合计字样")
    page.say("B4", "全區", "行名")
    _pair(page, "CD", 4, Row("全區"), whole, "4.9")
    for at, (town, figure, rate) in enumerate(LEFT, 5):
        page.say(f"A{at}", str(at - 4), "序号")
        page.say(f"B{at}", town, "行名")
        _pair(page, "CD", at, Row(town, _simple(town)), figure, rate)
    for at, (town, figure, rate) in enumerate(RIGHT, 4):
        page.say(f"F{at}", str(at + 1), "序号")
        page.say(f"G{at}", town, "行名")
        _pair(page, "HI", at, Row(town, _simple(town)), figure, rate)
    page.say("F8", "9", "序号")
    page.say("G8", "向阳街道", "行名")
    row = Row("向阳街道", "向阳街道")
    columns = _columns()
    page.figure("H8", row, columns["level"], number("15280", disputed=True, true_value=""))
    page.figure("I8", row, columns["rate"], number("6.3", form="+0.0;-0.0;0.0", optional=True))
    page.say("A9", "註：產值按現價計算，增速按可比價計算。", "附注", "I9")
    foots(book, page, "C4", [*(f"C{n}" for n in range(5, 9)), *(f"H{n}" for n in range(4, 8))])
    book.ask(
        page,
        ["G8", "H8", "B5", "C5"],
        "向陽街道（15820）与向阳街道（15280）是同一街道的两个数，以哪个为准？",
        "重复单位",
    )
    book.plant(
        page,
        "duplicate_holder",
        "H8",
        "15280",
        "(应删)",
        "向陽=向阳;合计只与15820一次相加相符;不计这一行时相加相符",
    )
    return book


def _columns() -> dict[str, Column]:
    return {
        "level": Column("總產值", "amount", "万元", SPAN, True, NAME),
        "rate": Column("同比增減%", "growth", "%", SPAN, True, NAME),
    }


def _pair(page: Sheet, letters: str, at: int, row: Row, figure: str, rate: str) -> None:
    columns = _columns()
    page.figure(f"{letters[0]}{at}", row, columns["level"], figure)
    page.figure(f"{letters[1]}{at}", row, columns["rate"], number(rate, form="+0.0;-0.0;0.0"))


def _simple(town: str) -> str:
    """The names as the exam expects them, written out so that no converter marks its own work."""
    plain = {"向陽街道": "向阳街道", "東風街道": "东风街道", "臨江街道": "临江街道", "望湖街道": "望湖街道"}
    return (plain | {"龍泉鎮": "龙泉镇", "白沙鎮": "白沙镇", "石橋鎮": "石桥镇", "雙橋街道": "双桥街道"})[
        town
    ]
