"""重点项目推进表: a list of projects under group rows, dates in four manners, figures inside texts."""

from decimal import Decimal

from tests.exam.checks import foots, share
from tests.exam.model import Book, Column, Entry, Printed, Row, Sheet, Stored, ratio, text

SPAN = "2024-01/2024-04"
HEADERS = {
    "A": "序号",
    "B": "项目名称",
    "C": "建设单位",
    "D": "总投资",
    "E": "年度计划投资",
    "F": "完成投资",
    "G": "占年度计划%",
    "H": "开工时间",
    "I": "进展情况",
    "J": "存在问题",
    "K": "责任单位",
    "L": "责任人",
}
COLUMNS = {
    "D": Column("总投资", "plan_total", "亿元", "2024", None, "总投资"),
    "E": Column("年度计划投资", "plan", "亿元", "2024", None, "年度计划投资"),
    "F": Column("1-4月/完成投资", "amount", "亿元", SPAN, True, "完成投资"),
    "G": Column("1-4月/占年度计划%", "completion_rate", "%", SPAN, True, "占年度计划"),
}
STARTED = Printed(Stored(Decimal(45352), "yyyy-mm-dd"), "2024-03-01")
GROUPS = (
    ("一", "产业项目（3个）", "38.6", "12.4", "3.72", (
        ("新能源电池壳体生产基地", "云溪精密机械有限公司", "20.5", "6", "2.1", STARTED,
         "主厂房钢结构完成60%，\n设备已订购15台套", "无", "先进制造园", "园区主任"),
        ("绿色新材料二期", "云溪绿源新材料有限责任公司", "12.1", "4.4", "1.32", text("2023.11", "2023-11"),
         "正在进行桩基施工", "110千伏线路迁改尚未完成，影响约200米", "供电公司、先进制造园", "分管副主任"),
        ("食品产业园", "龙泉食品有限公司", "6", "2", "0.3", text("2024年4月", "2024-04"),
         "已取得施工许可", "资金缺口0.5亿元", "现代物流园", "园区主任"),
    )),
    ("二", "基础设施项目（2个）", "9.35", "4.1", "1.03", (
        ("临江大道改造", "云溪城市建设投资有限公司", "5.15", "2.5", "0.83", text("2023-9-15", "2023-09-15"),
         "完成路基2.3公里", "/", "建设局", "科长"),
        ("污水处理厂提标", "云溪水务有限公司", "4.2", "1.6", "0.2", text("拟5月", "拟5月"),
         "正在招标", "环评批复未取得", "生态环境分局", "副局长"),
    )),
)  # fmt: skip


def project_list() -> Book:
    """No error is planted: figures inside texts are no facts, group rows are no projects."""
    book = Book(
        "e08_重点项目推进情况_截至4月底.xlsx",
        "xlsx",
        "云溪经济开发区2024年重点项目推进情况表",
        "云溪经济开发区",
        "2024年1-4月",
        "项目清单(应以记录返回),两行表头,分组小计行与最上合计行不是项目;开工时间四种写法(含日期单元格);文字里的数不是事实;隐藏的责任人列",
    )
    page = book.sheet("重点项目")
    page.say("A1", "云溪经济开发区2024年重点项目推进情况表", "标题", "L1")
    page.say("A2", "（截至4月底）", "期间行", "C2")
    page.say("J2", "单位：亿元", "单位行", "L2")
    for letter, name in HEADERS.items():
        if letter in "FG":
            page.heads((f"{letter}4", name))
        else:
            page.heads((f"{letter}3", name, f"{letter}4"))
    page.heads(("F3", "1-4月", "G3"))
    page.hidden_columns.add("L")
    page.say("A5", "合计（5个）", "行名", "C5")
    _sums(
        page,
        5,
        Row("合计（5个）", category="全部重点项目"),
        ["47.95", "16.5", "4.75", share("4.75", "16.5", 2)],
    )
    at = 6
    for number, label, whole, plan, done, projects in GROUPS:
        page.say(f"A{at}", number, "序号")
        page.say(f"B{at}", label, "行名", f"C{at}")
        _sums(page, at, Row(label, category=label[:-4]), [whole, plan, done, ratio(share(done, plan, 1))])
        for n, project in enumerate(projects, 1):
            _project(page, at + n, n, project)
        first, at = at, at + len(projects) + 1
        for letter in "DEF":
            foots(book, page, f"{letter}{first}", [f"{letter}{n}" for n in range(first + 1, at)])
    for letter in "DEF":
        foots(book, page, f"{letter}5", [f"{letter}6", f"{letter}10"])
    page.say(f"A{at}", "备注：总投资为项目全期；占年度计划按完成投资除以年度计划投资计算。", "附注", f"L{at}")
    return book


def _sums(page: Sheet, at: int, row: Row, entries: list[Entry]) -> None:
    for (letter, column), entry in zip(COLUMNS.items(), entries, strict=True):
        page.figure(f"{letter}{at}", row, column, entry)
        page.facts[-1]["optional"] = True


def _project(page: Sheet, at: int, n: int, project: tuple[str | Printed, ...]) -> None:
    name, builder, whole, plan, done, start, progress, trouble, unit, person = project
    assert isinstance(name, str)
    assert isinstance(done, str)
    assert isinstance(plan, str)
    texts = {
        "A": str(n),
        "B": name,
        "C": builder,
        "H": start,
        "I": progress,
        "J": trouble,
        "K": unit,
        "L": person,
    }
    page.record(at, {HEADERS[letter]: (letter, entry) for letter, entry in texts.items()})
    row = Row(name, name)
    for (letter, column), entry in zip(COLUMNS.items(), (whole, plan, done, share(done, plan)), strict=True):
        page.figure(f"{letter}{at}", row, column, entry)
        fact = page.facts[-1]
        fact |= {"optional": True, "accept": {"holder": [builder]}}
        page.records[-1]["fields"][column.header.split("/")[-1]] = fact["value"]
