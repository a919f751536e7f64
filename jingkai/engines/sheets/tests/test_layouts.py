"""Where things stand: merged headers, units, notes, panels, hidden parts, blanks."""

from decimal import Decimal

from jingkai.engines.sheets import understand
from jingkai.engines.sheets.tests.making import N, Shown, book_of, fact_at, read, sheet_of
from tests.proof import proves

TWO_ROWS: list[list[Shown]] = [
    ["云溪区2024年1-3月财政收支情况表", None, None, None, None],
    [None, None, None, None, "单位:万元"],
    ["镇街", "一般公共预算收入", None, "一般公共预算支出", None],
    [None, "当月", "累计", "当月", "累计"],
    ["甲镇", 10, 31, 42, 130],
    ["乙镇", 20, 64, 55, 160],
]
MERGES = ["A1:E1", "A3:A4", "B3:C3", "D3:E3"]


@proves("K3.4.1", "K3.4.2")
def test_a_header_of_two_rows_gives_each_figure_its_name_and_period() -> None:
    reading = read(TWO_ROWS, merges=MERGES)
    assert len(reading.facts) == 8
    spent = fact_at(reading, "E6")
    assert (spent.holder, spent.indicator, spent.period) == ("乙镇", "一般公共预算支出", "2024-01/2024-03")
    assert (spent.value, spent.unit, spent.measure) == (Decimal(160), "万元", "amount")
    assert (spent.sheet, spent.cell, spent.header) == ("Sheet1", "E6", "一般公共预算支出/累计")
    assert fact_at(reading, "B5").period == "2024-03"


@proves("K3.4.2")
def test_a_header_of_three_rows_is_read_to_its_leaf() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年8月预算执行情况表"], [None, None, None, None, "单位:万元、%"],
        ["项目", "8月份", None, "1-8月累计", None], [None, "完成数", "比上年同月", "完成数", "比上年同期"],
        [None, None, "±%", None, "±%"], ["税收收入", 1653, N("9"), 22804, N("6.9")],
        ["非税收入", 871, N("-3.2"), 12900, N("12.5")],
    ]  # fmt: skip
    reading = read(rows, merges=["A3:A5", "B3:C3", "D3:E3", "B4:B5", "D4:D5"], name="云溪区_2024年8月.xlsx")
    growth = fact_at(reading, "E6")
    assert (growth.indicator, growth.measure, growth.unit) == ("税收收入", "growth", "%")
    assert growth.period == "2024-01/2024-08"
    assert fact_at(reading, "C7").period == "2024-08"
    assert fact_at(reading, "B7").unit == "万元"


@proves("K3.4.3")
def test_the_nearest_unit_wins_cell_row_header_line() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月主要指标"], [None, None, "单位:万元"], ["指标", "单位", "1-3月累计", "计划投资（亿元）"],
        ["税收收入", None, 31, 2], ["用电量", "万度", 64, 3], ["进出口总额", "亿美元", "1.5亿元", 4],
    ]  # fmt: skip
    reading = read(rows)
    assert fact_at(reading, "C4").unit == "万元"
    assert fact_at(reading, "C5").unit == "万千瓦时"
    assert fact_at(reading, "C6").unit == "亿元"
    assert fact_at(reading, "D4").unit == "亿元"


@proves("K3.4.5")
def test_notes_and_signatures_under_a_table_are_no_figures() -> None:
    rows: list[list[Shown]] = [
        *TWO_ROWS, ["注:1.3月份全区收入增长12.7%,累计95万元。"], ["2.甲镇含2023年结转30万元,属一次性因素。"],
        ["制表人:李某  审核:王某  填报日期:2024年4月8日"],
    ]  # fmt: skip
    reading = read(rows, merges=MERGES)
    assert len(reading.facts) == 8
    assert not reading.questions


@proves("K3.4.6")
def test_panels_below_and_beside_each_other_are_read() -> None:
    below: list[list[Shown]] = [
        ["云溪区2024年1-3月工业产值"], [None, None, "单位:万元"],
        ["序号", "镇街", "1-3月产值"], [1, "甲镇", 31], [2, "乙镇", 64],
        [], ["云溪区2024年1-3月主要行业产值"], ["序号", "行业", "1-3月产值"], [1, "鞋革", 20], [2, "机械", 75],
    ]  # fmt: skip
    reading = read(below)
    assert {(fact.holder, fact.category) for fact in reading.facts} == {
        ("甲镇", None), ("乙镇", None), ("云溪区", "鞋革"), ("云溪区", "机械")
    }  # fmt: skip
    beside: list[list[Shown]] = [
        ["云溪区2024年1-3月工业产值"], [None] * 5 + ["单位:万元"],
        ["序号", "镇街", "1-3月产值", "序号", "镇街", "1-3月产值"],
        [1, "甲镇", 31, 3, "丙镇", 20], [2, "乙镇", 64, 4, "丁镇", 75],
    ]  # fmt: skip
    assert {(fact.cell, fact.holder) for fact in read(beside).facts} == {
        ("C4", "甲镇"), ("C5", "乙镇"), ("F4", "丙镇"), ("F5", "丁镇")
    }  # fmt: skip


@proves("K3.4.7")
def test_a_blank_and_a_dash_give_no_fact_and_a_zero_does() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月工业产值"], [None, "单位:万元"], ["镇街", "1-3月产值"], ["甲镇", 0], ["乙镇", None],
        ["丙镇", "—"], ["丁镇", "0.0"], ["戊镇", 12],
    ]  # fmt: skip
    reading = read(rows)
    assert {fact.cell: fact.value for fact in reading.facts} == {"B4": 0, "B7": 0, "B8": 12}


@proves("K3.4.10")
def test_hidden_columns_and_sheets_are_left_out_aloud_and_hidden_rows_are_marked() -> None:
    shown = sheet_of(TWO_ROWS, merges=MERGES)
    shown.hidden_cols, shown.hidden_rows = {4}, {5}
    draft = sheet_of([["甲镇", 1], ["乙镇", 2]], name="底稿")
    draft.hidden = True
    reading = understand(book_of(shown, draft))
    assert {fact.cell: fact.hidden for fact in reading.facts} == {
        "B5": False, "C5": False, "D5": False, "B6": True, "C6": True, "D6": True
    }  # fmt: skip
    assert {notice.kind for notice in reading.warnings} == {"hidden_rows", "hidden_column", "hidden_sheet"}


@proves("K3.4.9")
def test_last_years_figure_is_of_last_year() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月工业产值"], [None, None, None, "单位:万元"], ["镇街", "1-3月累计", "上年同期", "增长%"],
        ["甲镇", 110, 100, N("10")], ["乙镇", 63, 70, N("-10")],
    ]  # fmt: skip
    reading = read(rows)
    assert fact_at(reading, "C4").period == "2023-01/2023-03"
    assert fact_at(reading, "D4").period == "2024-01/2024-03"
    assert not reading.questions


@proves("K3.4.9")
def test_last_years_months_may_be_named_in_the_header() -> None:
    """With months of its own, a header of last year needs nothing else to say its period."""
    rows: list[list[Shown]] = [
        ["云溪区2024年3月工业产值"], [None, None, None, None, "单位:万元"],
        ["镇街", "3月", "上年同期3月", "1-3月累计", "上年1-3月"],
        ["甲镇", 41, 38, 110, 100], ["乙镇", 22, 25, 63, 70],
    ]  # fmt: skip
    reading = read(rows)
    assert [fact_at(reading, f"{col}4").period for col in "BCDE"] == [
        "2024-03", "2023-03", "2024-01/2024-03", "2023-01/2023-03"
    ]  # fmt: skip


@proves("K3.4.15")
def test_a_list_of_projects_comes_back_as_records() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年重点项目清单"],
        ["序号", "项目名称", "建设单位", "总投资（亿元）", "责任单位", "形象进度", "备注"],
        [1, "智能终端产业园", "云溪城投公司", N("12.5"), "招商局", "主体封顶", None],
        [2, "污水处理厂二期", "云溪水务公司", N("3.2"), "住建局", "正在进行基础施工", "省重点"],
    ]  # fmt: skip
    reading = read(rows)
    assert [record.row for record in reading.records] == [3, 4]
    second = reading.records[1].fields
    assert second["项目名称"].text == "污水处理厂二期"
    assert second["备注"].text == "省重点"
    assert "备注" not in reading.records[0].fields
    assert not [fact for fact in reading.facts if not fact.held]
