"""财政收入预算科目: a tree of subjects whose leaves 国税征收 and 地税征收 come again under each tax."""

from decimal import Decimal

from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, Stored, number, text

MONTH, SPAN, LAST_MONTH, LAST_SPAN = "2017-09", "2017-01/2017-09", "2016-09", "2016-01/2016-09"
COLUMNS = {
    "B": Column("年度预算", "plan", "万元", "2017", None),
    "C": Column("累计/本期", "amount", "万元", SPAN, True),
    "D": Column("累计/同期", "amount", "万元", LAST_SPAN, True),
    "E": Column("累计/增减额", "yoy_change", "万元", SPAN, True),
    "F": Column("累计/增减率%", "growth", "%", SPAN, True),
    "G": Column("当月/本期", "amount", "万元", MONTH, False),
    "H": Column("当月/同期", "amount", "万元", LAST_MONTH, False),
    "I": Column("当月/增减额", "yoy_change", "万元", MONTH, False),
    "J": Column("当月/增减率%", "growth", "%", MONTH, False),
    "K": Column("本期累计为预算%", "completion_rate", "%", SPAN, True),
}
# subject: budget, so far, so far a year ago, month, month a year ago
LEAVES = {
    "vat": ("42300", "31864", "28910", "3105", "2977"),
    "vat for business tax": ("15200", "11238", "9874", "1126", "1048"),
    "firms, national": ("8400", "6512", "6020", "418", "395"),
    "firms, local": ("5100", "3377", "3905", "262", "310"),
    "persons, national": ("0", "0", "24", "0", "3"),
    "persons, local": ("1480", "1206", "1118", "97", "101"),
    "upkeep": ("5300", "4018", "3796", "371", "350"),
    "deed": ("6900", "4455", "5012", "402", "466"),
    "other": ("12600", "8730", "8245", "905", "871"),
    "earmarked": ("4600", "3512", "3300", "288", "305"),
    "fines": ("6200", "4638", "4120", "512", "437"),
    "assets": ("9500", "7946", "6385", "0", "640"),
    "funds": ("38000", "21460", "27915", "1830", "3204"),
}
FIRMS, PERSONS = ("firms, national", "firms, local"), ("persons, national", "persons, local")
TAX = ("vat", *FIRMS, *PERSONS, "upkeep", "deed", "other")
FEES = ("earmarked", "fines", "assets")
ALL, TAXES, NOT_TAX = "一般公共预算收入", "一般公共预算收入/税收收入", "一般公共预算收入/非税收入"
# label, indicator, of which leaves it is the sum
ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("一、一般公共预算收入", ALL, (*TAX, *FEES)),
    ("（一）税收收入", TAXES, TAX),
    ("1、增值税50%", f"{TAXES}/增值税", ("vat",)),
    ("其中：改征增值税", f"{TAXES}/增值税/改征增值税", ("vat for business tax",)),
    ("2、企业所得税40%", f"{TAXES}/企业所得税", FIRMS),
    ("国税征收", f"{TAXES}/企业所得税/国税征收", ("firms, national",)),
    ("地税征收", f"{TAXES}/企业所得税/地税征收", ("firms, local",)),
    ("3、个人所得税40%", f"{TAXES}/个人所得税", PERSONS),
    ("国税征收", f"{TAXES}/个人所得税/国税征收", ("persons, national",)),
    ("地税征收", f"{TAXES}/个人所得税/地税征收", ("persons, local",)),
    ("4、城市维护建设税", f"{TAXES}/城市维护建设税", ("upkeep",)),
    ("5、契税", f"{TAXES}/契税", ("deed",)),
    ("6、其他税收", f"{TAXES}/其他税收", ("other",)),
    ("（二）非税收入", NOT_TAX, FEES),
    ("1、专项收入", f"{NOT_TAX}/专项收入", ("earmarked",)),
    ("2、罚没收入", f"{NOT_TAX}/罚没收入", ("fines",)),
    ("3、国有资源（资产）有偿使用收入", f"{NOT_TAX}/国有资源（资产）有偿使用收入", ("assets",)),
    ("二、政府性基金收入", "政府性基金收入", ("funds",)),
)


def budget_subjects() -> Book:
    """Planted: two digits of the fines so far changed places; the sum, the change and both rates show it."""
    book = Book(
        "g01_财政收入完成情况_2017年9月.xlsx",
        "xlsx",
        "清源县2017年9月份财政收入完成情况表",
        "清源县",
        "2017年9月、1-9月",
        "预算科目树;累计在前、当月在后,各分本期、同期、增减额、增减率;国税征收、地税征收在两个税种下重名且不写其中;科目名带分成比例50%;"
        "预算为带千分位的文本;空白与0并存;隐藏的校验公式行;种下的错:累计本期两位数字颠倒",
    )
    page = book.sheet("表一")
    page.say("A1", book.title, "标题", "K1")
    page.say("A2", "表一", "表号")
    page.say("J2", "单位：万元", "单位行", "K2")
    page.heads(("A3", "预 算 科 目", "A4"), ("B3", "年度预算", "B4"), ("C3", "累计", "F3"))
    page.heads(("G3", "当月", "J3"), ("K3", "本期累计为\n预算%", "K4"))
    names = ("本期", "同期", "增减额", "增减率%") * 2
    page.heads(*((f"{letter}4", name) for letter, name in zip("CDEFGHIJ", names, strict=True)))
    for at, (label, indicator, leaves) in enumerate(ROWS, 5):
        _line(
            page,
            at,
            Row(label, indicator=indicator),
            tuple(total(*(LEAVES[leaf][n] for leaf in leaves)) for n in range(5)),
        )
    _hidden_check(page, 23)
    _notes(page)
    for letter in "BCDEGHI":
        foots(book, page, f"{letter}5", [f"{letter}6", f"{letter}18"])
        foots(book, page, f"{letter}6", [f"{letter}{n}" for n in (7, 9, 12, 15, 16, 17)])
        foots(book, page, f"{letter}9", [f"{letter}10", f"{letter}11"])
        foots(book, page, f"{letter}18", [f"{letter}{n}" for n in (19, 20, 21)])
    for at in (*range(5, 13), *range(14, 23)):
        follows(book, page, "growth", f"F{at}", f"C{at}", f"D{at}")
        follows(book, page, "difference", f"E{at}", f"C{at}", f"D{at}")
        follows(book, page, "growth", f"J{at}", f"G{at}", f"H{at}")
        follows(book, page, "completion", f"K{at}", f"C{at}", f"B{at}")
    book.ask(
        page,
        ["C20"],
        "罚没收入累计6438：增减额518、增减率12.6%、非税收入合计都要求4638，是否录颠倒？",
        "数字颠倒",
    )
    how = "4638-4120=518,增12.6%;非税收入16096=3512+4638+7946;4638÷6200=74.8%"
    book.plant(page, "transposed_digits", "C20", "6438", "4638", how)
    return book


def _line(page: Sheet, at: int, row: Row, figures: tuple[str, ...]) -> None:
    plan, now, before, month, month_before = figures
    shown: Entry = number(now, form="#,##0")
    if row.label == "2、罚没收入":
        shown = number("6438", form="#,##0", disputed=True, true_value=now)
    entries: list[Entry] = [
        text(f"{int(plan):,}", plan),
        shown,
        number(before, form="#,##0"),
        number(str(Decimal(now) - Decimal(before)), form="#,##0"),
        number(growth(now, before), form="0.0"),
        number(month, form="#,##0"),
        number(month_before, form="#,##0"),
        number(str(Decimal(month) - Decimal(month_before)), form="#,##0"),
        number(growth(month, month_before), form="0.0"),
        None if plan == "0" else number(share(now, plan), form="0.0"),
    ]
    if plan == "0":
        # The national office no longer collects it: nothing was budgeted or came in, and the cells are blank.
        entries[0] = entries[1] = entries[5] = None
    page.line(at, row, COLUMNS, entries, "A")


def _hidden_check(page: Sheet, at: int) -> None:
    page.say(f"A{at}", "校验（一-税收-非税）", "隐藏行:校验公式,不是事实")
    for letter in "CDG":
        zero = Stored(Decimal(0), formula=f"={letter}5-{letter}6-{letter}18")
        page.say(f"{letter}{at}", zero, "隐藏行:校验公式,不是事实")
    page.hidden_rows.add(at)


def _notes(page: Sheet) -> None:
    _, now, before, month, month_before = (
        total(*(LEAVES[leaf][n] for leaf in (*TAX, *FEES))) for n in range(5)
    )
    this_month, so_far = _told(growth(month, month_before)), _told(growth(now, before))
    told = f"注：9月份，全县一般公共预算收入当月{this_month}，累计{so_far}。50%、40%为县级分成比例。"
    page.say("A24", told, "附注", "K24")
    page.say("A25", "国库股　　　填报日期：2017年10月9日", "表下注/签署", "K25")


def _told(rate: str) -> str:
    return f"下降{rate.removeprefix('-')}%" if rate.startswith("-") else f"增长{rate}%"
