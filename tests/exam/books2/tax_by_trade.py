"""分行业税收: an .ods whose column of last year slipped by a row in the middle, though it still adds up."""

from decimal import Decimal

from tests.exam.checks import follows, foots, growth, share, total
from tests.exam.model import Book, Column, Entry, Row, number

NAME = "税收收入"
COLUMNS = {
    "B": Column("本年累计", "amount", "万元", "2024-01/2024-06", True),
    "C": Column("上年同期累计", "amount", "万元", "2023-01/2023-06", True),
    "D": Column("增减额", "yoy_change", "万元", "2024-01/2024-06", True),
    "E": Column("增减%", "growth", "%", "2024-01/2024-06", True),
    "F": Column("占税收收入%", "share", "%", "2024-01/2024-06", True),
}
SECOND = {
    "制造业": ("48260", "45112"),
    "建筑业": ("9735", "10284"),
    "电力热力燃气及水生产和供应业": ("3418", "3290"),
}
THIRD = {
    "批发和零售业": ("15620", "14385"),
    "交通运输、仓储和邮政业": ("4107", "3862"),
    "金融业": ("8954", "9210"),
    "房地产业": ("12385", "16740"),
    "租赁和商务服务业": ("6243", "5518"),
    "其他行业": ("5076", "4839"),
}
SLIPPED = {
    "批发和零售业": "9210",
    "交通运输、仓储和邮政业": "14385",
    "金融业": "3862",
}


def _sum(*parts: tuple[str, str]) -> tuple[str, str]:
    return total(*(part[0] for part in parts)), total(*(part[1] for part in parts))


def tax_by_trade() -> Book:
    """Planted: three figures of last year stand one row too low; the column adds up all the same."""
    book = Book(
        "f10_税收分行业_2024年6月.ods",
        "ods",
        "青岚区2024年6月税收收入分行业完成情况表",
        "青岚区",
        "2024年1-6月",
        ".ods;标题写6月、表头写累计;一、二两级编号;增减额、增减%、占比并列;种下的错:上年同期三行错位(合计仍相符)",
    )
    page = book.sheet("分行业")
    page.say("A1", book.title, "标题", "F1")
    page.say("F2", "单位：万元", "单位行")
    page.heads(("A3", "行　业"), *((f"{letter}3", column.header) for letter, column in COLUMNS.items()))
    second, third = _sum(*SECOND.values()), _sum(*THIRD.values())
    whole = _sum(second, third)
    lines = [("税收收入合计", NAME, whole), ("一、第二产业", f"{NAME}/第二产业", second)]
    lines += [
        (f"　{n}.{trade}", f"{NAME}/第二产业/{trade}", one)
        for n, (trade, one) in enumerate(SECOND.items(), 1)
    ]
    lines.append(("二、第三产业", f"{NAME}/第三产业", third))
    lines += [
        (f"　{n}.{trade}", f"{NAME}/第三产业/{trade}", one) for n, (trade, one) in enumerate(THIRD.items(), 1)
    ]
    for at, (label, indicator, (now, before)) in enumerate(lines, 4):
        trade = indicator.rpartition("/")[2]
        shown: Entry = before
        if trade in SLIPPED:
            shown = number(SLIPPED[trade], disputed=True, true_value=before)
        change = str(Decimal(now) - Decimal(before))
        entries: list[Entry] = [now, shown, change, growth(now, before), share(now, whole[0])]
        page.line(at, Row(label, indicator=indicator, category=trade), COLUMNS, entries, "A")
        follows(book, page, "difference", f"D{at}", f"B{at}", f"C{at}")
        follows(book, page, "growth", f"E{at}", f"B{at}", f"C{at}")
        follows(book, page, "completion", f"F{at}", f"B{at}", "B4")
        if trade in SLIPPED:
            how = "增减额、增减%只与真值相符;三个数整体下移一行"
            book.plant(page, "row_shifted", f"C{at}", SLIPPED[trade], before, how)
    page.say("A16", "注：税收收入为全口径，不含海关代征。", "附注", "F16")
    for letter in "BCD":
        foots(book, page, f"{letter}4", [f"{letter}5", f"{letter}9"])
        foots(book, page, f"{letter}5", [f"{letter}{n}" for n in range(6, 9)])
        foots(book, page, f"{letter}9", [f"{letter}{n}" for n in range(10, 16)])
    book.ask(
        page, ["C10", "C11", "C12"], "上年同期三行与增减额、增减%都不符，换回一行即相符，是否错位？", "错行"
    )
    return book
