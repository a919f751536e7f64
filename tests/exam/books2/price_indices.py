"""价格指数: three bases of 100, and beside them a rise in per cent; an index stays the number that is printed."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows
from tests.exam.model import Book, Column, Row, number

MONTH, SPAN, NAME = "2024-08", "2024-01/2024-08", "居民消费价格指数"


def _index(header: str, period: str, cumulative: bool, base: str) -> Column:
    """An index is no growth and no amount of anything; the samples have no name for it, so two are accepted."""
    return Column(header, "index", "", period, cumulative, qualifier=base)


COLUMNS = {
    "B": _index("以上月价格为100/8月", MONTH, False, "上月=100"),
    "C": _index("以上年同期价格为100/8月", MONTH, False, "上年同月=100"),
    "D": _index("以上年同期价格为100/1-8月平均", SPAN, True, "上年同期=100"),
    "E": Column("同比涨跌幅（%）", "growth", "%", MONTH, False),
}
# label, what it is an index of, three indices
ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("居民消费价格总指数", "", "100.4", "100.7", "100.3"),
    ("一、食品烟酒", "食品烟酒", "102.1", "102.9", "100.2"),
    ("    #粮食", "食品烟酒/粮食", "100.1", "100.6", "100.4"),
    ("    #鲜菜", "食品烟酒/鲜菜", "118.4", "121.7", "103.9"),
    ("    #畜肉", "食品烟酒/畜肉", "101.2", "109.3", "98.6"),
    ("二、衣着", "衣着", "99.8", "101.3", "101.5"),
    ("三、居住", "居住", "100.0", "99.9", "100.1"),
    ("四、生活用品及服务", "生活用品及服务", "100.1", "100.4", "100.8"),
    ("五、交通通信", "交通通信", "99.0", "97.2", "98.7"),
    ("六、教育文化娱乐", "教育文化娱乐", "100.0", "101.4", "101.8"),
    ("七、医疗保健", "医疗保健", "100.0", "101.3", "101.4"),
    ("八、其他用品及服务", "其他用品及服务", "100.9", "104.1", "103.6"),
)


def price_indices() -> Book:
    """No error is planted: the trap is to read 100.7 as growth by 100.7 per cent."""
    book = Book(
        "f06_居民消费价格指数_2024年8月.xlsx",
        "xlsx",
        "霁阳市居民消费价格指数（2024年8月）",
        "霁阳市",
        "2024年8月、1-8月",
        "指数以上月、上年同月、上年同期为100,照印出的数入账,不得读成增长100.7%;旁边另有涨跌幅一列;1-8月平均是累计口径;#为其中",
    )
    page = book.sheet("CPI")
    page.say("A1", "霁阳市居民消费价格指数（2024年8月）", "标题", "E1")
    page.heads(("A2", "类　　别", "A3"), ("B2", "以上月价格为100"), ("C2", "以上年同期价格为100", "D2"))
    page.heads(("E2", "同比涨跌幅（%）", "E3"), ("B3", "8月"), ("C3", "8月"), ("D3", "1-8月平均"))
    for at, (label, part, *indices) in enumerate(ROWS, 4):
        row = Row(label, indicator=f"{NAME}/{part}" if part else "居民消费价格总指数", category=part)
        page.say(f"A{at}", label, "行名")
        for letter, index in zip("BCD", indices, strict=True):
            units = [{"value": index, "unit": unit} for unit in ("%", "点", f"{COLUMNS[letter].qualifier}")]
            also = allowing(measure=["amount"], cumulative=ANY, **{"as": units})
            page.figure(f"{letter}{at}", row, COLUMNS[letter], number(index, form="0.0", **also))
        rise = str(Decimal(indices[1]) - 100)
        page.figure(f"E{at}", row, COLUMNS["E"], number(rise, form="0.0", **allowing(cumulative=[None])))
        follows(book, page, "index", f"E{at}", f"C{at}", f"C{at}")
    page.say("A16", "注：“#”表示其中；同比涨跌幅由上年同月=100的指数减100得出。", "附注", "E16")
    book.ask(
        page, ["B2", "C2", "B4", "C4", "D4"], "指数（上月=100、上年同期=100）如何入账？", "指数", must=False
    )
    return book
