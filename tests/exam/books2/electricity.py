"""全社会用电量: two splits nested three deep by indent, this year and last side by side, 自年初累计."""

from tests.exam.checks import follows, foots, growth, never_shrinks, total
from tests.exam.model import Book, Column, Entry, Row, number

MONTH, SPAN, NAME = "2024-08", "2024-01/2024-08", "全社会用电量"
COLUMNS = {
    "C": Column("本月", "amount", "万千瓦时", MONTH, False),
    "D": Column("上年同月", "amount", "万千瓦时", "2023-08", False),
    "E": Column("同比±%", "growth", "%", MONTH, False),
    "F": Column("自年初累计", "amount", "万千瓦时", SPAN, True),
    "G": Column("上年同期累计", "amount", "万千瓦时", "2023-01/2023-08", True),
    "H": Column("累计同比±%", "growth", "%", SPAN, True),
}
FARMS = ("412", "398", "2876", "2790")
WORKS = ("18640", "17925", "139480", "133205")
INDUSTRY = ("18215", "17490", "136310", "129980")
MAKING = ("15870", "15302", "118925", "113640")
TRADES = ("5236", "4810", "36470", "33918")
CHARGING = ("268", "171", "1755", "1098")
TOWN = ("3105", "2688", "17840", "16522")
LAND = ("1482", "1395", "9716", "9240")


def _sum(*rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(total(*(row[n] for row in rows)) for n in range(4))


ALL_TRADES, HOMES = _sum(FARMS, WORKS, TRADES), _sum(TOWN, LAND)
# label, indicator, indent, figures
ROWS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("全社会用电总计", NAME, 0, _sum(ALL_TRADES, HOMES)),
    ("A、全行业用电合计", f"{NAME}/全行业用电", 0, ALL_TRADES),
    ("第一产业", f"{NAME}/全行业用电/第一产业", 1, FARMS),
    ("第二产业", f"{NAME}/全行业用电/第二产业", 1, WORKS),
    ("其中：工业", f"{NAME}/全行业用电/第二产业/工业", 2, INDUSTRY),
    ("其中：制造业", f"{NAME}/全行业用电/第二产业/工业/制造业", 3, MAKING),
    ("第三产业", f"{NAME}/全行业用电/第三产业", 1, TRADES),
    ("其中：充换电服务业", f"{NAME}/全行业用电/第三产业/充换电服务业", 2, CHARGING),
    ("B、城乡居民生活用电合计", f"{NAME}/城乡居民生活用电", 0, HOMES),
    ("城镇居民", f"{NAME}/城乡居民生活用电/城镇居民", 1, TOWN),
    ("乡村居民", f"{NAME}/城乡居民生活用电/乡村居民", 1, LAND),
)


def electricity() -> Book:
    """Planted: the sum of all trades counts industry twice, once as itself and once within 第二产业."""
    book = Book(
        "f07_青岚经开区_全社会用电量_2024年8月.xlsx",
        "xlsx",
        "青岚经开区全社会用电量分类情况",
        "青岚经开区",
        "2024年8月、1-8月",
        "行次列;A、B两大块相加为总计;第二产业下其中套其中,靠缩进;本月、上年同月、自年初累计、上年同期累计并列;种下的错:合计把其中行又加了一遍",
    )
    page = book.sheet("8月")
    page.say("A1", "青岚经开区全社会用电量分类情况", "标题", "H1")
    page.say("A2", "2024年8月", "期间行", "D2")
    page.say("G2", "计量单位：万千瓦时", "单位行", "H2")
    page.heads(("A3", "行次"), ("B3", "用电分类"))
    page.heads(*((f"{letter}3", column.header) for letter, column in COLUMNS.items()))
    twice = total(ALL_TRADES[0], INDUSTRY[0])
    for at, (label, indicator, indent, figures) in enumerate(ROWS, 4):
        page.say(f"A{at}", str(at - 3), "序号")
        month, before, so_far, last = figures
        entries: list[Entry] = [
            number(twice, disputed=True, true_value=month) if at == 5 else month,
            before,
            number(growth(month, before), form="0.0"),
            so_far,
            last,
            number(growth(so_far, last), form="0.0"),
        ]
        page.line(at, Row(label, indicator=indicator, indent=indent), COLUMNS, entries, "B")
    page.say("A15", "注：分类按国民经济行业用电分类；充换电服务业自2023年起单列。", "附注", "H15")
    for letter in "CDFG":
        foots(book, page, f"{letter}4", [f"{letter}5", f"{letter}12"])
        foots(book, page, f"{letter}5", [f"{letter}6", f"{letter}7", f"{letter}10"])
        foots(book, page, f"{letter}12", [f"{letter}13", f"{letter}14"])
    for at in range(4, 15):
        follows(book, page, "growth", f"E{at}", f"C{at}", f"D{at}")
        follows(book, page, "growth", f"H{at}", f"F{at}", f"G{at}")
        never_shrinks(book, page, f"F{at}", f"C{at}")
    book.ask(
        page,
        ["C5"],
        f"全行业用电合计本月{twice}比三次产业之和多{INDUSTRY[0]}，恰为“其中：工业”，是否重复相加？",
        "其中行重复相加",
    )
    how = f"一二三产相加{ALL_TRADES[0]};总计减居民生活也是{ALL_TRADES[0]};同比5.0%只与它相符"
    book.plant(page, "subrow_counted_twice", "C5", twice, ALL_TRADES[0], how)
    return book
