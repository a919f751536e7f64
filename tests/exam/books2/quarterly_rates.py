"""分季度增速: growth so far by quarter, and in words how it moved: 回落, 加快, 降幅收窄, 持平."""

from tests.exam.books2.allowing import allowing
from tests.exam.checks import follows
from tests.exam.model import Book, Column, Printed, Row, nothing, text

SPANS = ("2024-01/2024-03", "2024-01/2024-06", "2024-01/2024-09")
NAMES = ("一季度累计", "上半年累计", "前三季度累计")
COLUMNS = {
    letter: Column(name, "growth", "%", span, True)
    for letter, name, span in zip("BCD", NAMES, SPANS, strict=True)
} | {
    "E": Column(
        "前三季度比上半年",
        "pp_change",
        "百分点",
        SPANS[2],
        True,
        extra=allowing(cumulative=[None], period=["2024-06/2024-09", "2024-07/2024-09"]),
    )
}
# label, indicator, three rates, the movement in words and in figures
ROWS: tuple[tuple[str, str, tuple[str, str, str], Printed], ...] = (
    ("地区生产总值", "地区生产总值", ("5.1", "5.4", "5.2"), text("回落0.2个百分点", "-0.2")),
    ("规模以上工业增加值", "规模以上工业增加值", ("6.8", "7.1", "7.4"), text("加快0.3个百分点", "0.3")),
    ("固定资产投资", "固定资产投资", ("4.0", "3.2", "2.6"), text("回落0.6个百分点", "-0.6")),
    ("　其中：工业投资", "固定资产投资/工业投资", ("11.5", "12.8", "13.1"), text("提高0.3个百分点", "0.3")),
    (
        "　　　　房地产开发投资",
        "固定资产投资/房地产开发投资",
        ("-9.7", "-10.4", "-12.1"),
        text("降幅扩大1.7个百分点", "-1.7"),
    ),
    (
        "社会消费品零售总额",
        "社会消费品零售总额",
        ("4.6", "4.9", "4.3"),
        text("加快0.6个百分点", "0.6", disputed=True, true_value="-0.6"),
    ),
    ("进出口总额", "进出口总额", ("-5.6", "-3.1", "-0.8"), text("降幅收窄2.3个百分点", "2.3")),
    ("一般公共预算收入", "一般公共预算收入", ("3.9", "2.7", "2.7"), text("持平", "0", optional=True)),
    ("用电量", "用电量", ("7.0", "6.6", "7.2"), text("加快0.6个百分点", "0.6")),
)


def quarterly_rates() -> Book:
    """Planted: retail sales slowed from 4.9 to 4.3 and are said to have quickened."""
    book = Book(
        "f14_分季度主要指标增速_2024年.csv",
        "csv",
        "霁阳市2024年分季度主要经济指标增速",
        "霁阳市",
        "2024年一季度、上半年、前三季度",
        "GB18030编码CSV;只有增速没有绝对数;一季度、上半年、前三季度都是累计;末列用文字写百分点的加快、回落、降幅收窄(正)、降幅扩大(负)、持平;"
        "其中下并列两项;种下的错:回落写成加快",
    )
    page = book.sheet("csv")
    page.say("A1", book.title, "标题")
    page.say("E2", "单位：%", "单位行")
    page.heads(("A3", "指标"), *((f"{letter}3", column.header) for letter, column in COLUMNS.items()))
    for at, (label, indicator, rates, moved) in enumerate(ROWS, 4):
        page.line(at, Row(label, indicator=indicator), COLUMNS, [*rates, moved], "A")
        follows(book, page, "difference", f"E{at}", f"D{at}", f"C{at}")
    whole = Row("居民人均可支配收入", indicator="居民人均可支配收入")
    page.line(13, whole, COLUMNS, [nothing("…"), "5.5", "5.3", text("回落0.2个百分点", "-0.2")], "A")
    follows(book, page, "difference", "E13", "D13", "C13")
    page.say("A14", "注：地区生产总值、规模以上工业增加值增速按不变价格计算。", "附注")
    page.say("A15", "　　居民收入增速为名义增速；“…”表示数据未出。", "附注")
    book.ask(
        page,
        ["E9"],
        "社会消费品零售总额上半年4.9、前三季度4.3，应为回落0.6，却写加快0.6，是否写反？",
        "方向写反",
    )
    book.plant(page, "direction_reversed", "E9", "加快0.6个百分点", "-0.6", "4.3-4.9=-0.6")
    return book
