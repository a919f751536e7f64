"""分月表: months across, indicators down, pairs of 当月 and 累计, the months to come left blank."""

from tests.exam.checks import follows, growth, total
from tests.exam.model import Book, Column, Printed, Row, Sheet, nothing, number, text

POWER = ("8210", "6475", "9120", "9034")
POWER_BEFORE = ("7904", "13982", "22617", "31240")
TAX = ("3120", "2055", "2680", "2914")
LETTERS = "CDEF"


def months_across() -> Book:
    """Planted: April's power typed as 9.034 among thousands; the cumulative row shows it."""
    book = Book(
        "e05_主要经济指标分月_2024年.xlsx",
        "xlsx",
        "云溪经济开发区2024年主要经济指标分月完成情况",
        "云溪经济开发区",
        "2024年1-4月各月",
        "月份横排、指标纵排;同一指标分当月、累计、累计同比三行;未到月份空白;1月不核算写“—”;“无”表示零;种下的错:差一千倍",
    )
    page = book.sheet("2024年")
    page.say("A1", "云溪经济开发区2024年主要经济指标分月完成情况", "标题", "N1")
    page.heads(("A2", "指标"), ("B2", "口径"))
    page.heads(*((f"{letter}2", f"{n}月") for n, letter in enumerate("CDEFGHIJKLMN", 1)))
    for first, last, label in ((3, 5, "工业用电量（万千瓦时）"), (6, 7, "工业税收（万元）")):
        page.say(f"A{first}", label, "行名", f"A{last}")
    page.say("A8", "规模以上工业增加值增速（%）", "行名")
    page.say("A9", "新设企业数（户）", "行名")
    page.say("A10", "新开工亿元以上项目（个）", "行名")
    for at, caliber in zip(
        range(3, 11), ("当月", "累计", "累计同比%", "当月", "累计", "累计", "当月", "当月"), strict=True
    ):
        page.say(f"B{at}", caliber, "口径列")
    wrong = number("9.034", disputed=True, true_value="9034")
    _row(page, 3, "工业用电量", "amount", "万千瓦时", False, [*POWER[:3], wrong])
    so_far = [total(*POWER[: n + 1]) for n in range(4)]
    _row(page, 4, "工业用电量", "amount", "万千瓦时", True, so_far)
    rates = [growth(now, before) for now, before in zip(so_far, POWER_BEFORE, strict=True)]
    _row(
        page,
        5,
        "工业用电量",
        "growth",
        "%",
        True,
        [rates[0], rates[1], text(f"{rates[2]}%", rates[2]), rates[3]],
    )
    _row(page, 6, "工业税收", "amount", "万元", False, [*TAX])
    _row(page, 7, "工业税收", "amount", "万元", True, [total(*TAX[: n + 1]) for n in range(4)])
    _row(page, 8, "规模以上工业增加值", "growth", "%", True, [nothing("—"), "6.1", "5.8", "6.4"])
    _row(page, 9, "新设企业数", "count", "户", False, ["126", "98", "141", "133"])
    none_yet = text("无", "0", optional=True)
    _row(page, 10, "新开工亿元以上项目", "count", "个", False, ["2", none_yet, "3", "1"])
    page.say("A11", "注：1月规模以上工业增加值不单独核算；工业用电量为供电公司口径。", "附注", "N11")
    for one, next_one in zip("CDE", "DEF", strict=True):
        for month, so_far_row in ((3, 4), (6, 7)):
            follows(
                book,
                page,
                "difference",
                f"{next_one}{month}",
                f"{next_one}{so_far_row}",
                f"{one}{so_far_row}",
            )
    book.ask(page, ["F3"], "4月工业用电量9.034万千瓦时：累计比3月多9034，是否差一千倍？", "单位跳变")
    book.plant(page, "unit_jump_1e3", "F3", "9.034", "9034", "累计32839－23805=9034;前三月均为数千")
    return book


def _row(
    page: Sheet, at: int, name: str, measure: str, unit: str, cumulative: bool, entries: list[str | Printed]
) -> None:
    for n, (letter, entry) in enumerate(zip(LETTERS, entries, strict=True), 1):
        month = f"2024-{n:02}"
        period = f"2024-01/{month}" if cumulative else month
        accept: dict[str, list[object]] = {"cumulative": [None]} if measure == "count" else {}
        if cumulative and n == 1:
            # What January has brought so far is January itself.
            accept |= {"period": [month], "cumulative": [False]}
        extra = {"accept": accept} if accept else {}
        column = Column(f"{n}月", measure, unit, period, cumulative, name, extra=extra)
        label = page.cells[f"A{at}"].value if f"A{at}" in page.cells else name
        page.figure(f"{letter}{at}", Row(f"{label}/{page.cells[f'B{at}'].value}"), column, entry)
