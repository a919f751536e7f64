"""街道排位: ranks between the figures, units in the last header row, the period only in the file's name."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import foots, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, number, ratio, text

SPAN = "2022-01/2022-10"
INDUSTRY, INVEST, RETAIL = "规上工业增加值", "固定资产投资", "限额以上零售额"
FIGURES = {
    "B": Column(f"{INDUSTRY}/增速/%", "growth", "%", SPAN, True, INDUSTRY),
    "D": Column(f"{INVEST}/总量/亿元", "amount", "亿元", SPAN, True, INVEST),
    "E": Column(f"{INVEST}/增速/%", "growth", "%", SPAN, True, INVEST),
    "G": Column(f"{RETAIL}/总量/万元", "amount", "万元", SPAN, True, RETAIL),
    "H": Column(f"{RETAIL}/增速/%", "growth", "%", SPAN, True, RETAIL),
    # A score is a figure of the assessment and none of the economy: right if read, not missed.
    "J": Column(
        "综合/得分/分",
        "score",
        "分",
        SPAN,
        None,
        "综合得分",
        extra={"optional": True}
        | allowing(measure=["amount", "index", "count", "share"], cumulative=ANY, period=["2022-10"]),
    ),
}
RANKS = {"B": "C", "E": "F", "H": "I", "J": "K"}
# label, holder, industry, investment and growth, retail and growth, score
INNER = (
    ("解放路", "4.6", "12.35", "-3.2", "86420", "2.8", "87.6"),
    ("朝阳", "-1.9", "8.07", "6.4", "112305", "5.1", "90.2"),
    ("海滨", "2.3", "21.18", "11.7", "47960", "-0.6", "91.5"),
)
OUTER = (
    ("临港片区", "8.8", "46.92", "15.3", "20815", "7.9", "96.4"),
    ("高铁新城", "", "17.44", "6.4", "9650", "12.4", "88.3"),
    ("渔港", "-6.1", "3.26", "-18.5", "5230", "-4.2", "79.8"),
)


def street_ranks() -> Book:
    """No error is planted; no rank is a fact, and each short name has to be asked about."""
    book = Book(
        "g03_望海区街道指标排位_2022年1-10月.xlsx",
        "xlsx",
        "各街道（片区）主要经济指标完成情况及排位",
        "望海区",
        "2022年1-10月",
        "期间只在文件名里;区名只在文件名和填报单位里;位次列夹在数字之间,写法有数字、“第3”、“并列3”;单位在表头末行;两个小计在中间;街道都是简称;"
        "缺数写“/”;增速有文本、带格式比例、裸数;综合得分;落款日期晚于数据期",
    )
    page = book.sheet("Sheet1")
    _heads(page, book.title)
    at = 6
    page.say("A6", "全　区", "行名")
    _line(page, 6, Row("全　区"), ("3.5", *_sums((*INNER, *OUTER), "8.8", "3.6"), ""))
    for label, towns, rates in (
        ("中心城区小计", INNER, ("1.8", "5.9", "3.1")),
        ("外围片区小计", OUTER, ("5.7", "10.7", "7.1")),
    ):
        at += 1
        holder = label.removesuffix("小计")
        page.say(f"A{at}", label, "行名")
        _line(page, at, Row(label, holder), (rates[0], *_sums(towns, rates[1], rates[2]), ""), [label])
        for name, *figures in towns:
            at += 1
            page.say(f"A{at}", name, "行名")
            _line(page, at, Row(name, name), tuple(figures))
    page.say(
        "A15",
        "注：1.位次按增速由高到低排列，小计不参加排位；2.1—10月全区固定资产投资增长8.8%，居全市第4位。",
        "附注(含位次文字)",
        "K15",
    )
    page.say("A16", "望海区统计局　2022年11月21日", "表下注/签署", "K16")
    for letter in "DG":
        foots(book, page, f"{letter}6", [f"{letter}7", f"{letter}11"])
        foots(book, page, f"{letter}7", [f"{letter}{n}" for n in (8, 9, 10)])
        foots(book, page, f"{letter}11", [f"{letter}{n}" for n in (12, 13, 14)])
    book.ask(
        page,
        ["A8", "A9", "A10", "A12", "A13", "A14"],
        "“解放路”“朝阳”“海滨”“临港片区”“高铁新城”“渔港”各指哪个街道(全称)?",
        "简称",
    )
    return book


def _heads(page: Sheet, title: str) -> None:
    page.say("A1", title, "标题", "K1")
    page.say("A2", "填报单位：望海区统计局", "表下注/签署", "D2")
    page.heads(
        ("A3", "街道（片区）", "A5"),
        ("B3", INDUSTRY, "C3"),
        ("D3", INVEST, "F3"),
        ("G3", RETAIL, "I3"),
        ("J3", "综合", "K3"),
    )
    names = ("增速", "排名", "总量", "增速", "排名", "总量", "增速", "排名", "得分", "排名")
    units = ("%", "位次", "亿元", "%", "位次", "万元", "%", "位次", "分", "位次")
    for letter, name, unit in zip("BCDEFGHIJK", names, units, strict=True):
        page.heads((f"{letter}4", name), (f"{letter}5", unit))


def _sums(towns: tuple[tuple[str, ...], ...], invest: str, retail: str) -> tuple[str, ...]:
    return total(*(town[2] for town in towns)), invest, total(*(town[4] for town in towns)), retail


def _line(page: Sheet, at: int, row: Row, figures: tuple[str, ...], holders: list[str] | None = None) -> None:
    for (letter, column), figure in zip(FIGURES.items(), figures, strict=True):
        rank = f"{RANKS[letter]}{at}" if letter in RANKS else ""
        if not figure:
            if letter == "B":
                page.say(f"{letter}{at}", "/", "缺数符号")
                page.say(rank, "/", "位次(不是经济数据)")
            continue
        page.figure(f"{letter}{at}", row, column, _entry(letter, at, figure))
        if holders:
            page.facts[-1]["accept"] = dict(page.facts[-1].get("accept", {})) | {"holder": holders}
        if rank and not row.label.endswith("小计") and row.holder:
            page.say(rank, _rank(letter, figure), "位次(不是经济数据)")


def _entry(letter: str, at: int, figure: str) -> Entry:
    if letter == "H" and at % 3 == 0:
        return ratio(figure)
    if letter == "E" and at % 2 == 0:
        return text(f"{figure}%", figure)
    return number(figure, form="0.00" if letter == "D" else "")


def _rank(letter: str, figure: str) -> str:
    place = list(FIGURES).index(letter) + 1
    rates = [Decimal(town[place]) for town in (*INNER, *OUTER) if town[place]]
    rank = sum(rate > Decimal(figure) for rate in rates) + 1
    if rates.count(Decimal(figure)) > 1:
        return f"并列{rank}"
    return f"第{rank}" if letter == "J" else str(rank)
