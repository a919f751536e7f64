"""重点项目汇总: five manners of a percentage in one column, a stale total, a sum 0.01 off, last month hidden."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, share, total
from tests.exam.model import Book, Column, Entry, Printed, Row, Sheet, formula, number, ratio, text

NAME = "重点项目"
# label, indent, projects, of them new, whole investment, plan, done to September, done to August
TRADES = (
    ("先进制造", "24", "11", "86.42", "31.60", "25.07", "21.94"),
    ("现代服务", "13", "4", "28.15", "10.45", "7.64", "6.80"),
    ("现代农业", "6", "2", "5.38", "2.17", "1.49", "1.22"),
)
REST = (
    ("二、基础设施", "基础设施", "18", "5", "121.70", "38.24", "29.86", "26.05"),
    ("三、社会民生", "社会民生", "11", "3", "17.96", "7.05", "4.86", "4.31"),
    ("四、生态环保", "生态环保", "5", "1", "9.03", "3.12", "1.68", "1.40"),
)


def projects_by_trade() -> Book:
    """Planted: the total of what is done was not computed again after the last trade was filled in."""
    book = Book(
        "g06_重点项目投资完成情况_2025年9月.xlsx",
        "xlsx",
        "青禾市2025年重点项目投资完成情况汇总表",
        "青禾市",
        "2025年1-9月",
        "合计在最上,一、下分三类;个数与金额混排,其中新开工;完成率五种写法(文本%、带格式比例、裸数、全角、无格式比例);与序时差为±文本;总投资为带千分位文本、"
        "相加差0.01属四舍五入;隐藏的上月工作表;种下的错:合计公式缓存陈旧",
    )
    _sheet(book, book.sheet("1-9月"), 9)
    last = book.sheet("1-8月", "hidden")
    _sheet(book, last, 8)
    for fact in last.facts:
        fact |= {"optional": True, "hidden": True}
    page = book.sheets[0]
    page.say(
        "A14",
        "注：1.总投资为项目全期；2.因四舍五入，分项之和与合计可能略有出入；3.序时进度75%。",
        "附注",
        "I14",
    )
    page.say("A15", "市重点项目建设中心　　2025年10月11日", "表下注/签署", "I15")
    book.warn(
        page, "footing", "info", ["E5", "E6", "E10", "E11", "E12"], "总投资相加268.64，合计268.65，属四舍五入"
    )
    book.ask(page, ["G5"], "合计完成投资缓存值68.92，公式重算70.60，以哪个为准？", "公式缓存陈旧")
    how = "公式=G6+G10+G11+G12=70.60,缓存未含生态环保1.68;完成率76.2%、与序时差+1.2也只与70.60相符"
    book.plant(page, "stale_cached_formula", "G5", "68.92(缓存值)", "70.60", how)
    return book


def _sheet(book: Book, page: Sheet, month: int) -> None:
    page.say("A1", book.title, "标题", "I1")
    page.say("A2", f"（1—{month}月）", "期间行", "C2")
    page.say("H2", "单位：个、亿元", "单位行", "I2")
    page.heads(
        ("A3", "类　　别", "B4"),
        ("C3", "项目个数", "D3"),
        ("E3", "总投资", "E4"),
        ("F3", "年度计划\n投资", "F4"),
    )
    page.heads(("G3", f"1-{month}月累计", "H3"), ("I3", "与序时进度差\n（百分点）", "I4"))
    page.heads(("C4", "总数"), ("D4", "其中：\n新开工"), ("G4", "完成投资"), ("H4", "占年计划%"))
    columns = _columns(month)
    made = tuple(total(*(trade[n] for trade in TRADES)) for n in range(1, 7))
    whole = [total(made[n], *(line[n + 2] for line in REST)) for n in range(6)]
    whole[2] = "268.65"
    _line(page, columns, 5, ("合　　计", "全部重点项目", *whole))
    _line(page, columns, 6, ("一、产业发展", "产业发展", *made))
    for at, trade in enumerate(TRADES, 7):
        _line(page, columns, at, (f"{at - 6}.{trade[0]}", *trade), indent=1)
    for at, line in enumerate(REST, 10):
        _line(page, columns, at, line)
    for letter in "CDEFG":
        foots(book, page, f"{letter}5", [f"{letter}{n}" for n in (6, 10, 11, 12)])
        foots(book, page, f"{letter}6", [f"{letter}{n}" for n in (7, 8, 9)])
    for at in range(5, 13):
        follows(book, page, "completion", f"H{at}", f"G{at}", f"F{at}")
        follows(book, page, "points", f"I{at}", f"H{at}", f"{month}/12")


def _columns(month: int) -> dict[str, Column]:
    span, end = f"2025-01/2025-{month:02}", f"2025-{month:02}"
    counted = allowing(cumulative=ANY, period=["2025", span])
    so_far = f"1-{month}月累计"
    return {
        "C": Column("项目个数/总数", "count", "个", end, None, f"{NAME}个数", extra=counted),
        "D": Column("项目个数/其中：新开工", "count", "个", end, None, f"{NAME}个数/新开工", extra=counted),
        "E": Column("总投资", "plan_total", "亿元", "2025", None, f"{NAME}总投资"),
        "F": Column("年度计划投资", "plan", "亿元", "2025", None, f"{NAME}年度计划投资"),
        "G": Column(f"{so_far}/完成投资", "amount", "亿元", span, True, f"{NAME}完成投资"),
        "H": Column(f"{so_far}/占年计划%", "completion_rate", "%", span, True, f"{NAME}完成投资"),
        "I": Column("与序时进度差（百分点）", "pp_gap", "百分点", span, True, f"{NAME}完成投资"),
    }


def _line(page: Sheet, columns: dict[str, Column], at: int, line: tuple[str, ...], indent: int = 0) -> None:
    label, category, count, new, worth, plan, now, before = line
    old = page.state == "hidden"
    done = before if old else now
    rate = share(done, plan)
    gap = Decimal(rate) - (Decimal("66.7") if old else Decimal(75))
    shown: Entry = number(done, form="0.00")
    if at == 5 and not old:
        true = "70.60"
        stale = str(Decimal(true) - Decimal(REST[-1][6]))
        shown = formula("=G6+G10+G11+G12", stale, disputed=True, true_value=true)
    elif at == 6:
        shown = formula("=SUM(G7:G9)", done)
    entries: list[Entry] = [
        count,
        new,
        text(f"{Decimal(worth):,}", worth) if at == 5 else number(worth, form="0.00"),
        number(plan, form="0.00"),
        shown,
        _rate(rate, at),
        text(f"{gap:+}", str(gap)),
    ]
    row = Row(label, category=category, indent=indent)
    page.line(at, row, columns, entries, "A")
    page.merges.append((f"A{at}", f"B{at}"))


def _rate(rate: str, at: int) -> Printed:
    """The same column as five clerks fill it; what is no longer to be seen is which of them wrote what."""
    if at in (6, 11):
        return ratio(rate)
    if at in (7, 12):
        return number(rate, form="0.0")
    if at == 8:
        return text(rate.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")) + "％", rate)
    if at == 10:
        return ratio(rate, form="")
    return text(f"{rate}%", rate)
