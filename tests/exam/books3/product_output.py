"""工业产品产量: a unit a row, two flat columns 同比±% of which one is the month's, one the year's so far."""

from tests.exam.checks import follows, growth, never_shrinks
from tests.exam.model import Book, Column, Entry, Row, nothing, number, text

MONTH, SPAN, BEFORE = "2023-11", "2023-01/2023-11", "2022-01/2022-11"
COLUMNS = {
    "C": Column("本月产量", "amount", "", MONTH, False),
    "D": Column("同比±%", "growth", "%", MONTH, False),
    "E": Column("自年初累计产量", "amount", "", SPAN, True),
    "F": Column("上年同期累计", "amount", "", BEFORE, True),
    "G": Column("同比±%", "growth", "%", SPAN, True),
}
# label, indicator, unit, month, its growth, so far, a year ago
ROWS: tuple[tuple[str, ...], ...] = (
    ("水泥", "水泥", "万吨", "21.6", "-9.8", "243.5", "268.1"),
    ("商品混凝土", "商品混凝土", "万立方米", "14.28", "-12.3", "151.06", "149.72"),
    (
        "机制纸及纸板（外购原纸加工除外）",
        "机制纸及纸板（外购原纸加工除外）",
        "吨",
        "8640",
        "6.5",
        "90215",
        "84330",
    ),
    ("发电量", "发电量", "万千瓦时", "6772", "5.1", "70348", "66905"),
    ("其中：光伏发电量", "发电量/光伏发电量", "万千瓦时", "815", "41.7", "11926", "8204"),
    ("汽车", "汽车", "辆", "3105", "18.4", "29870", "26412"),
    ("其中：新能源汽车", "汽车/新能源汽车", "辆", "1986", "62.0", "16055", "9743"),
    ("集成电路", "集成电路", "万块", "1240.5", "-3.7", "13208.4", "14110.2"),
    ("锂离子电池", "锂离子电池", "万只", "315.2", "27.9", "3041.5", "2468.0"),
    ("服装", "服装", "万件", "96.3", "1.4", "1012.8", "1006.3"),
)


def product_output() -> Book:
    """Planted: the batteries of the year so far were typed one by one under a unit of ten thousand."""
    book = Book(
        "g04_主要工业产品产量_2023年11月.ods",
        "ods",
        "2023年11月主要工业产品产量",
        "北岭新区",
        "2023年11月、1-11月",
        ".ods;每行一种产品一种单位(万吨、辆、万只…);单层表头里“同比±%”出现两次,按左邻分属当月与累计;单位名只在编制单位行;停产产品缺数;"
        "其中行;种下的错:单位列写万只而按只填报(大一万倍)",
    )
    page = book.sheet("产量")
    page.say("A1", book.title, "标题", "G1")
    page.say("A2", "编制单位：北岭新区经济运行局", "表下注/签署", "C2")
    page.heads(("A3", "产品名称"), ("B3", "计量单位"), ("C3", "本月产量"), ("D3", "同比±%"))
    page.heads(("E3", "自年初\n累计产量"), ("F3", "上年同期\n累计"), ("G3", "同比±%"))
    for at, (label, indicator, unit, month, rate, now, before) in enumerate(ROWS, 4):
        page.say(f"B{at}", unit, "单位列")
        shown: Entry = now
        if label == "锂离子电池":
            shown = number("30415000", disputed=True, true_value=now)
        printed = text(f" {rate} ", rate) if at % 4 == 0 else number(rate, form="0.0")
        row = Row(label, indicator=indicator, unit=unit)
        page.line(at, row, COLUMNS, [month, printed, shown, before, growth(now, before)], "A")
        follows(book, page, "growth", f"G{at}", f"E{at}", f"F{at}")
        never_shrinks(book, page, f"E{at}", f"C{at}")
    _stopped(book)
    page.say(
        "A15", "注：统计范围为规模以上工业企业；11月，光伏发电量增长41.7%，1—11月增长45.4%。", "附注", "G15"
    )
    page.say("A16", "制表：工业科　　报出日期：2023年12月12日", "表下注/签署", "G16")
    book.ask(
        page,
        ["E12"],
        "锂离子电池累计30415000万只：上年同期2468.0万只、同比23.2%要求3041.5，是否按只填报？",
        "单位跳变",
    )
    how = "3041.5÷2468.0=1.232,同比23.2%;当月315.2万只"
    book.plant(page, "unit_jump_1e4", "E12", "30415000(单位列写万只)", "3041.5", how)
    return book


def _stopped(book: Book) -> None:
    """A product that is made no more: last year's figure stands alone."""
    page = book.sheets[0]
    page.say("B14", "吨", "单位列")
    gone = nothing("—")
    row = Row("平板玻璃（停产）", indicator="平板玻璃", unit="吨")
    page.line(14, row, COLUMNS, [gone, gone, gone, "15340", gone], "A")
