"""银行机构存贷款: banks by short names, 小计 in the middle, totals by formulas that nothing ever computed."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, share, total
from tests.exam.model import Book, Column, Entry, Row, formula, number, text

END, SPAN = "2025-06", "2025-01/2025-06"
SINCE = allowing(cumulative=ANY, period=[END], measure=["ytd_change", "change", "amount"])
STOCK = allowing(cumulative=ANY)
COLUMNS = {
    "C": Column("存款/余额", "balance", "亿元", END, None, "存款余额", extra=STOCK),
    "D": Column("存款/比年初", "yoy_change", "亿元", SPAN, None, "存款余额", "比年初", extra=SINCE),
    "E": Column("贷款/余额", "balance", "亿元", END, None, "贷款余额", extra=STOCK),
    "F": Column("贷款/比年初", "yoy_change", "亿元", SPAN, None, "贷款余额", "比年初", extra=SINCE),
    "G": Column(
        "存贷比%", "share", "%", END, None, "存贷比", extra=allowing(cumulative=ANY, measure=["balance"])
    ),
    "H": Column(
        "不良率%", "share", "%", END, None, "不良率", extra=allowing(cumulative=ANY, measure=["balance"])
    ),
}
# bank: deposits, since the beginning of the year, loans, since, bad loans
STATE = (
    ("工行", "48.62", "2.17", "39.85", "1.46", "0.82"),
    ("农行", "52.30", "3.05", "36.14", "2.28", "0.95"),
    ("建行", "41.07", "-1.36", "44.70", "3.61", "0.74"),
)
LOCAL = (
    ("盛泽农商行", "63.91", "4.82", "50.26", "4.09", "1.63"),
    ("惠民村镇银行", "5.48", "0.31", "4.37", "-0.18", "2.40"),
)


def banks() -> Book:
    """No error is planted; the totals at the foot are formulas without any cached value."""
    book = Book(
        "g10_银行机构存贷款_2025年6月末.xlsx",
        "xlsx",
        "盛泽新区2025年6月末银行业机构存贷款情况",
        "盛泽新区",
        "2025年6月末",
        "时点余额与比年初并列;机构为简称;小计在各组之后,合计在最下且为没有缓存值的公式(跨小计相加);存贷比、不良率为率;部分不良率是带%文本",
    )
    page = book.sheet("6月末")
    page.say("A1", book.title, "标题", "H1")
    page.say("G2", "单位：亿元、%", "单位行", "H2")
    page.heads(("A3", "序号", "A4"), ("B3", "机构", "B4"), ("C3", "存款", "D3"), ("E3", "贷款", "F3"))
    page.heads(("G3", "存贷比%", "G4"), ("H3", "不良率%", "H4"))
    page.heads(("C4", "余额"), ("D4", "比年初"), ("E4", "余额"), ("F4", "比年初"))
    for first, group, label, bad in ((5, STATE, "国有大行小计", "0.83"), (9, LOCAL, "地方法人小计", "1.69")):
        for at, bank in enumerate(group, first):
            page.say(f"A{at}", str(at - 4 if group is STATE else at - 5), "序号")
            _bank(book, at, Row(bank[0], bank[0]), bank[1:])
        at = first + len(group)
        sums = tuple(total(*(bank[n] for bank in group)) for n in range(1, 5))
        _bank(book, at, Row(label, category=label), (*sums, bad))
        for fact in page.facts[-6:]:
            fact["accept"] = dict(fact.get("accept", {})) | {"holder": [label, label.removesuffix("小计")]}
        for letter in "CDEF":
            foots(book, page, f"{letter}{at}", [f"{letter}{n}" for n in range(first, at)])
    _whole(book, 12)
    page.say("A13", "注：1.比年初为余额增减；2.不良率按五级分类口径；3.合计行由公式生成。", "附注", "H13")
    page.say("A14", "金融办　　2025年7月14日", "表下注/签署", "H14")
    book.ask(
        page, ["C12", "D12", "E12", "F12"], "合计行是公式，文件里没有算出的值，重算后是否采用？", "公式无缓存"
    )
    book.ask(page, ["B5", "B6", "B7"], "“工行”“农行”“建行”各指哪家机构（全称）？", "简称", must=False)
    return book


def _bank(book: Book, at: int, row: Row, figures: tuple[str, ...]) -> None:
    page = book.sheets[0]
    deposits, deposits_since, loans, loans_since, bad = figures
    entries: list[Entry] = [
        number(deposits, form="0.00"),
        number(deposits_since, form="0.00"),
        number(loans, form="0.00"),
        number(loans_since, form="0.00"),
        number(share(loans, deposits), form="0.0"),
        text(f"{bad}%", bad) if Decimal(bad) > 1 else number(bad, form="0.00"),
    ]
    page.line(at, row, COLUMNS, entries, "B")
    if row.holder:
        # A bank is no unit of the zone; a clerk may as well hold its figures under the zone and its name.
        for fact in page.facts[-6:]:
            fact["accept"] = dict(fact.get("accept", {})) | {"holder": [page.holder]}
    follows(book, page, "completion", f"G{at}", f"E{at}", f"C{at}")


def _whole(book: Book, at: int) -> None:
    """The total: formulas nobody computed, and two rates typed by hand."""
    page = book.sheets[0]
    sums = [total(*(bank[n] for bank in (*STATE, *LOCAL))) for n in range(1, 5)]
    entries: list[Entry] = [
        formula(f"={letter}8+{letter}11", figure, cached=False, optional=True)
        for letter, figure in zip("CDEF", sums, strict=True)
    ]
    entries += [number(share(sums[2], sums[0]), form="0.0"), number("1.10", form="0.00")]
    page.line(at, Row("合　　计"), COLUMNS, entries, "B")
    for letter in "CDEF":
        foots(book, page, f"{letter}12", [f"{letter}8", f"{letter}11"])
    follows(book, page, "completion", "G12", "E12", "C12")
