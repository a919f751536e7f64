"""分镇投资: a GB18030 CSV with two header rows, arrows for growth, full-width digits, the year in the file's name."""

from tests.exam.books2.allowing import ANY, allowing
from tests.exam.checks import follows, foots, share, total
from tests.exam.model import Book, Column, Entry, Row, Sheet, nothing, text

SPAN, YEAR = "2022-01/2022-06", "2022"
NAME, INDUSTRY = "固定资产投资", "工业投资"
COLUMNS = {
    "B": Column("年度计划", "plan", "亿元", YEAR, None, NAME),
    "C": Column("本月止累计/完成额", "amount", "亿元", SPAN, True, NAME),
    "D": Column("本月止累计/为计划%", "completion_rate", "%", SPAN, True, NAME),
    "E": Column("本月止累计/同比", "growth", "%", SPAN, True, NAME),
    "F": Column("其中：工业投资/完成额", "amount", "亿元", SPAN, True, f"{NAME}/{INDUSTRY}"),
    "G": Column("其中：工业投资/同比", "growth", "%", SPAN, True, f"{NAME}/{INDUSTRY}"),
    "H": Column(
        "亿元以上项目（个）",
        "count",
        "个",
        "2022-06",
        None,
        "亿元以上项目",
        extra=allowing(cumulative=ANY, period=[SPAN]),
    ),
}
# town, plan, done, growth, industry, its growth, projects
TOWNS: tuple[tuple[str, ...], ...] = (
    ("金溪镇", "24.5", "13.62", "↑12.3%", "8.17", "↑18.0%", "7"),
    ("白马镇", "15.8", "8.46", "↑6.1%", "5.03", "↓2.7%", "4"),
    ("杨家镇", "9.2", "4.31", "↓4.5%", "1.94", "持平", "2"),
    ("沿江街道", "31.0", "17.05", "↑9.8%", "6.58", "↑7.4%", "9"),
    ("石桥乡", "3.6", "1.27", "↓15.2%", "…", "…", "无"),
    ("开发区本级", "46.0", "27.90", "↑14.6%", "25.31", "↑16.2%", "12"),
)
WHOLE = ("全县", "", "", "↑10.0%", "47.04", "↑12.1%", "34")
WRONG = "白马镇"


def town_investment() -> Book:
    """Planted: one digit of a town's investment is another; 0.01 in the sum of industry is rounding and no error."""
    book = Book(
        "g12_分镇固定资产投资_2022年6月.csv",
        "csv",
        "各镇（街道）固定资产投资完成情况",
        "金溪县",
        "2022年1-6月",
        "GB18030编码CSV;两行表头,合并格成空格;年月只在文件名里,表头写“本月止累计”;↑↓%与持平文本;全角数字;无、…为缺数;县名只在填报单位里;"
        "开发区本级与镇并列;工业投资合计差0.01属四舍五入;种下的错:一位数字错",
    )
    page = book.sheet("csv")
    page.say("A1", book.title, "标题")
    page.say("A2", "填报单位：金溪县统计局", "表下注/签署")
    page.say("H2", "单位：亿元、个", "单位行")
    page.heads(
        ("A3", "镇（街道）"),
        ("B3", "年度计划"),
        ("C3", "本月止累计"),
        ("F3", "其中：工业投资"),
        ("H3", "亿元以上项目（个）"),
    )
    page.heads(("C4", "完成额"), ("D4", "为计划%"), ("E4", "同比"), ("F4", "完成额"), ("G4", "同比"))
    for at, town in enumerate(TOWNS, 5):
        _line(page, at, Row(town[0], town[0]), town)
        if town[0] == "开发区本级":
            for fact in page.facts[-7:]:
                fact["accept"] = dict(fact.get("accept", {})) | {"holder": ["金溪开发区", "开发区"]}
    _line(
        page, 11, Row("全县"), (WHOLE[0], *(total(*(town[n] for town in TOWNS)) for n in (1, 2)), *WHOLE[3:])
    )
    page.say(
        "A12",
        "注：1.↑为增长、↓为下降；2.上半年全县固定资产投资增长10.0%，居全市第3位；3.工业投资石桥乡未单列。",
        "附注(含位次文字)",
    )
    page.say("A13", "填表：投资股　2022年7月8日", "表下注/签署")
    for letter in "BC":
        foots(book, page, f"{letter}11", [f"{letter}{n}" for n in range(5, 11)])
    foots(book, page, "F11", ["F5", "F6", "F7", "F8", "F10"])
    foots(book, page, "H11", ["H5", "H6", "H7", "H8", "H10"])
    for at in range(5, 12):
        follows(book, page, "completion", f"D{at}", f"C{at}", f"B{at}")
    book.warn(page, "footing", "info", ["F11"], "工业投资相加47.03，全县47.04，属四舍五入")
    book.ask(page, ["C6"], "白马镇完成额9.46：为计划53.5%、全县合计72.61都要求8.46，是否录错？", "数字录错")
    book.ask(page, ["A10"], "“开发区本级”是否即金溪开发区？", "简称", must=False)
    how = "8.46÷15.8=53.5%;全县72.61只与8.46相符"
    book.plant(page, "digit_mistyped", "C6", "9.46", "8.46", how)
    return book


def _line(page: Sheet, at: int, row: Row, figures: tuple[str, ...]) -> None:
    _, plan, done, rate, made, made_rate, projects = figures
    shown = text("9.46", "9.46", disputed=True, true_value=done) if row.label == WRONG else text(done, done)
    completed = share(done, plan)
    entries: list[Entry] = [
        text(plan, plan),
        shown,
        text(f"{completed}%", completed) if at % 2 else text(completed, completed),
        _rate(rate),
        text(made, made) if made != "…" else nothing(made),
        _rate(made_rate),
        # 无 is as much as none, and may as well be left out.
        text(projects, projects) if projects != "无" else text("无", "0", optional=True),
    ]
    if row.label == "沿江街道":
        entries[0] = text("３１．０", plan)
    page.line(at, row, COLUMNS, entries, "A")


def _rate(shown: str) -> Entry:
    if shown == "…":
        return nothing(shown)
    if shown == "持平":
        return text(shown, "0")
    figure = shown.strip("↑↓%")
    return text(shown, f"-{figure}" if shown.startswith("↓") else figure)
