"""规上企业产值一览表: one row an enterprise with its credit code, growth as formulas, a stale total."""

from tests.exam.checks import follows, foots, growth, total
from tests.exam.model import Book, Column, Printed, Row, Sheet, formula, text

SPAN, NAME = "2024-01/2024-03", "产值"
LEVEL = Column("1-3月产值", "amount", "万元", SPAN, True, NAME)
BEFORE = Column("上年同期", "amount", "万元", "2023-01/2023-03", True, NAME)
RATE = Column("同比%", "growth", "%", SPAN, True, NAME)
FIRMS = (
    ("云溪精密机械有限公司", "91321199MA00TRT11P", "通用设备制造业", "先进制造园", "18620", "17105"),
    (
        "云溪绿源新材料有限责任公司",
        "91321199MA00TRT2XF",
        "化学原料和化学制品制造业",
        "先进制造园",
        "25310",
        "24880",
    ),
    ("临江纺织（集团）有限公司", "91321199MA00TRT38F", "纺织业", "现代物流园", "6425", "7012"),
    (
        "白沙电子科技股份有限公司",
        "91321199MA00TRT46A",
        "计算机、通信和其他电子设备制造业",
        "数字经济园",
        "31205",
        "27300",
    ),
    ("龙泉食品有限公司", "91321199MA00TXT50N", "食品制造业", "现代物流园", "4180", "4022"),
    ("石桥建材有限公司", "91321199700000714K", "非金属矿物制品业", "先进制造园", "9960", "11240"),
)


def enterprise_list() -> Book:
    """Planted: the total's cache misses the last firm; besides, one credit code fails its check digit."""
    book = Book(
        "e07_规上工业企业产值_2024年一季度.xlsx",
        "xlsx",
        "云溪经济开发区2024年一季度规模以上工业企业产值一览表",
        "云溪经济开发区",
        "2024年一季度",
        "企业清单(应以记录返回),带18位信用代码(不得当数字);同比由公式算出;合计在最下;种下的错:合计公式缓存陈旧(未含末行)",
    )
    page = book.sheet("企业")
    page.say("A1", "云溪经济开发区2024年一季度规模以上工业企业产值一览表", "标题", "I1")
    page.say("A2", "填报单位：经济发展局", "表下注/签署", "D2")
    page.say("H2", "单位：万元", "单位行", "I2")
    names = (
        "序号",
        "企业名称",
        "统一社会信用代码",
        "行业",
        "所属园区",
        "1-3月产值",
        "上年同期",
        "同比%",
        "备注",
    )
    page.heads(*((f"{letter}3", name) for letter, name in zip("ABCDEFGHI", names, strict=True)))
    for at, firm in enumerate(FIRMS, 4):
        _firm(page, at, *firm)
    page.say("I6", "停产检修12天", "备注")
    page.say("A10", "合　　计", "行名", "E10")
    row = Row("合　　计")
    stale = total(*(firm[4] for firm in FIRMS[:-1]))
    true = total(*(firm[4] for firm in FIRMS))
    before = total(*(firm[5] for firm in FIRMS))
    loose = {"optional": True}
    page.figure("F10", row, LEVEL, formula("=SUM(F4:F9)", stale, disputed=True, true_value=true, **loose))
    page.figure("G10", row, BEFORE, formula("=SUM(G4:G9)", before, **loose))
    page.figure("H10", row, RATE, text(growth(true, before), growth(true, before), **loose))
    for letter in "FG":
        foots(book, page, f"{letter}10", [f"{letter}{n}" for n in range(4, 10)])
    for at in range(4, 11):
        follows(book, page, "growth", f"H{at}", f"F{at}", f"G{at}")
    book.ask(page, ["F10"], f"合计缓存值{stale}，公式重算{true}，以哪个为准？", "公式缓存陈旧")
    book.warn(page, "credit_code", "error", ["C8"], "龙泉食品有限公司的信用代码校验位不符，末位应为M")
    how = f"公式=SUM(F4:F9)={true},缓存未含第9行;同比{growth(true, before)}%也只与{true}相符"
    book.plant(page, "stale_cached_formula", "F10", f"{stale}(缓存值)", true, how)
    return book


def _firm(page: Sheet, at: int, name: str, code: str, trade: str, park: str, now: str, before: str) -> None:
    fields: dict[str, tuple[str, str | Printed]] = {
        "序号": ("A", str(at - 3)),
        "企业名称": ("B", name),
        "统一社会信用代码": ("C", code),
        "行业": ("D", trade),
        "所属园区": ("E", park),
    }
    page.record(at, fields)
    row = Row(name, name)
    rate = growth(now, before, 2)
    for letter, column, entry in (
        ("F", LEVEL, now),
        ("G", BEFORE, before),
        ("H", RATE, formula(f"=ROUND((F{at}/G{at}-1)*100,2)", rate, optional=True)),
    ):
        page.figure(f"{letter}{at}", row, column, entry)
        page.facts[-1]["optional"] = True
        page.records[-1]["fields"][column.header] = page.facts[-1]["value"]
