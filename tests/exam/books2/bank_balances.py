"""存贷款余额: balances with three kinds of change (month, beginning of the year, a year ago), two of growth."""

from decimal import Decimal

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Entry, Row, nothing, number

END, SPAN = "2024-09", "2024-01/2024-09"
COLUMNS = {
    "B": Column("本月末余额", "balance", "亿元", END, None),
    "C": Column(
        "比上月末增减额",
        "yoy_change",
        "亿元",
        END,
        None,
        qualifier="比上月末",
        extra=allowing(measure=["mom_change", "change", "amount"], cumulative=ANY),
    ),
    "D": Column(
        "比年初/增减额",
        "yoy_change",
        "亿元",
        SPAN,
        None,
        qualifier="比年初",
        extra=allowing(measure=["ytd_change", "change", "amount"], period=[END], cumulative=ANY),
    ),
    "E": Column(
        "比年初/增减%",
        "growth",
        "%",
        SPAN,
        None,
        qualifier="比年初",
        extra=allowing(measure=["growth_ytd"], period=[END], cumulative=ANY),
    ),
    "F": Column(
        "比上年同期/增减额",
        "yoy_change",
        "亿元",
        END,
        None,
        extra=allowing(period=[SPAN], cumulative=ANY),
    ),
    "G": Column("比上年同期/增减%", "growth", "%", END, None, extra=allowing(period=[SPAN], cumulative=ANY)),
}
LEAVES = {
    "current": ("62.35", "61.98", "60.12", "58.77"),
    "term": ("241.18", "239.05", "222.46", "213.90"),
    "firms": ("148.72", "150.31", "141.05", "139.64"),
    "public": ("57.40", "55.92", "59.83", "56.21"),
    "home loans": ("118.26", "118.90", "121.44", "119.73"),
    "firm loans": ("297.55", "294.10", "268.32", "259.08"),
    "making": ("74.61", "73.20", "61.95", "58.40"),
}
# label, indicator, indent, of which leaves it is the sum
ROWS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("一、各项存款", "各项存款", 0, ("current", "term", "firms", "public")),
    ("（一）住户存款", "各项存款/住户存款", 1, ("current", "term")),
    ("1.活期存款", "各项存款/住户存款/活期存款", 2, ("current",)),
    ("2.定期及其他存款", "各项存款/住户存款/定期及其他存款", 2, ("term",)),
    ("（二）非金融企业存款", "各项存款/非金融企业存款", 1, ("firms",)),
    ("（三）机关团体及财政性存款", "各项存款/机关团体及财政性存款", 1, ("public",)),
    ("二、各项贷款", "各项贷款", 0, ("home loans", "firm loans")),
    ("（一）住户贷款", "各项贷款/住户贷款", 1, ("home loans",)),
    ("（二）企（事）业单位贷款", "各项贷款/企（事）业单位贷款", 1, ("firm loans",)),
    ("其中：制造业中长期贷款", "各项贷款/企（事）业单位贷款/制造业中长期贷款", 2, ("making",)),
)


def bank_balances() -> Book:
    """Planted: household loans fell since the beginning of the year, and the minus sign is gone."""
    book = Book(
        "f01_金融机构存贷款_2024年9月末.xlsx",
        "xlsx",
        "青岚经济技术开发区金融机构本外币存贷款情况",
        "青岚经济技术开发区",
        "2024年9月末",
        "时点余额;比上月末、比年初、比上年同期三种增减并列,两种增减%不得同名;一、（一）1.三级编号与其中;存贷比一行单位是%;种下的错:金额丢了负号",
    )
    page = book.sheet("存贷款")
    page.say("A1", "青岚经济技术开发区金融机构本外币存贷款情况", "标题", "G1")
    page.say("A2", "2024年9月末", "期间行", "C2")
    page.say("F2", "单位：亿元、%", "单位行", "G2")
    page.heads(("A3", "项　　目", "A4"), ("B3", "本月末余额", "B4"), ("C3", "比上月末\n增减额", "C4"))
    page.heads(("D3", "比年初", "E3"), ("F3", "比上年同期", "G3"))
    page.heads(("D4", "增减额"), ("E4", "增减%"), ("F4", "增减额"), ("G4", "增减%"))
    for at, (label, indicator, indent, leaves) in enumerate(ROWS, 5):
        now, month, start, year = (total(*(LEAVES[leaf][n] for leaf in leaves)) for n in range(4))
        since = str(Decimal(now) - Decimal(start))
        lost = at == 12
        entries: list[Entry] = [
            number(now, form="0.00"),
            number(str(Decimal(now) - Decimal(month)), form="0.00"),
            number(since.removeprefix("-"), form="0.00", disputed=True, true_value=since)
            if lost
            else number(since, form="0.00"),
            number(growth(now, start), form="0.0"),
            number(str(Decimal(now) - Decimal(year)), form="0.00"),
            number(growth(now, year), form="0.0"),
        ]
        page.line(at, Row(label, indicator=indicator, indent=indent), COLUMNS, entries, "A")
    _ratio(book)
    page.say(
        "A16",
        "注：1.本表为本外币合并口径；2.住户贷款含个人经营性贷款；3.存贷比=各项贷款÷各项存款。",
        "附注",
        "G16",
    )
    for letter in "BCDF":
        foots(book, page, f"{letter}5", [f"{letter}6", f"{letter}9", f"{letter}10"])
        foots(book, page, f"{letter}6", [f"{letter}7", f"{letter}8"])
        foots(book, page, f"{letter}11", [f"{letter}12", f"{letter}13"])
    for at in range(5, 15):
        follows(book, page, "growth_delta", f"E{at}", f"D{at}", f"B{at}")
        follows(book, page, "growth_delta", f"G{at}", f"F{at}", f"B{at}")
    book.ask(page, ["D12"], "住户贷款比年初增减3.18而增减%为-2.6，相加也差6.36，是否漏了负号？", "符号相反")
    book.plant(page, "sign_lost", "D12", "3.18", "-3.18", "增减%为-2.6;贷款比年初增减26.05=29.23-3.18")
    return book


def _ratio(book: Book) -> None:
    """Loans over deposits: a percentage among balances, and marks where nothing is computed."""
    page = book.sheets[0]
    loans = total(*(LEAVES[leaf][0] for leaf in ROWS[6][3]))
    deposits = total(*(LEAVES[leaf][0] for leaf in ROWS[0][3]))
    column = Column(
        "本月末余额", "share", "%", END, None, extra=allowing(measure=["balance"], cumulative=ANY)
    )
    row = Row("三、存贷比（%）", indicator="存贷比")
    page.say("A15", row.label, "行名")
    page.figure("B15", row, column, number(share(loans, deposits), form="0.0"))
    for letter in "CDEFG":
        page.figure(f"{letter}15", row, column, nothing("—"))
