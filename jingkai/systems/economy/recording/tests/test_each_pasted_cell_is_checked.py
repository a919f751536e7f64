"""A block copied from Excel: every cell that holds something says what was understood of it, or why it is refused."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import write
from jingkai.kernel.facts.by_hand import enter
from jingkai.kernel.facts.measures import register_measure
from jingkai.kernel.problems import Problem
from jingkai.systems.economy.recording.setting import Setting
from jingkai.systems.economy.recording.understood import Understood, understand
from jingkai.systems.economy.stories.people import AT, Town, a_town
from jingkai.web.grid.block import MOST_CELLS, Block
from tests.proof import proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def setting(town: Town, when: str = "") -> Setting:
    return Setting(
        town.zone,
        town.audit,
        town.zone,
        "公布",
        "简报",
        AT.date(),
        Period.parse(when) if when else None,
        None,
    )


def read(town: Town, text: str, when: str = "") -> Understood:
    return understand(Block.pasted(text), setting(town, when), lambda ref: f"/{ref}")


def figures(found: Understood) -> list[str]:
    """Each draft as: name aspect holder period quantity."""
    return [
        f"{one.name} {one.aspect} {one.holder.name} {one.period} {write(one.quantity)}"
        for _, one in sorted(found.figures.items())
    ]


@proves("W1.3.5")
def test_the_three_printed_figures_of_a_bulletin(town: Town) -> None:
    found = read(
        town, "指标\t2023年\n科技支出（万元）\t1,992\n科技支出同比增长\t20.5%\n科技支出·占比（％）\t５．２\n"
    )
    zone = town.zone.name
    assert found.refused == []
    assert figures(found)[0] == f"科技支出 amount {zone} 2023 1992万元"
    assert figures(found)[1] == f"科技支出 growth {zone} 2023 20.5%"
    assert figures(found)[2] == f"科技支出 share {zone} 2023 5.2%"
    assert all(one.fate.value == "new" for one in found.laid.values())


@proves("W1.3.5")
def test_merged_headings_of_two_rows_and_units_across(town: Town) -> None:
    text = (
        "单位：万元\n"
        "单位名称\t科技支出\t\t教育支出\t\n"
        "\t2022年\t2023年\t2022年\t2023年\n"
        "财政审计部\t1653\t1992\t800余\t近900\n"
        "项目办\t0\t\t—\t不足100\n"
    )
    found = read(town, text)
    assert found.refused == []
    assert figures(found) == [
        "科技支出 amount 财政审计部 2022 1653万元",
        "科技支出 amount 财政审计部 2023 1992万元",
        "教育支出 amount 财政审计部 2022 ≥800万元",
        "教育支出 amount 财政审计部 2023 ≈900万元",
        "科技支出 amount 项目办 2022 0万元",
        "教育支出 amount 项目办 2023 <100万元",
    ]
    # A dash is said to be unknown; a blank cell says nothing and is no figure.
    assert found.marks[4, 3].kind == "wait"
    assert (4, 2) not in found.marks


@proves("W1.3.5")
@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("abc", "读不出一个数"),
        ("1992 1993", "有几个数"),
        ("12、13", "有几个数"),
        ("20%", "表头的单位是万元，格里是%"),
        ("8家", "表头的单位是万元，格里是家"),
        ("翻番", "读不出一个数"),
    ],
)
def test_what_cannot_be_understood_is_refused_at_its_cell(town: Town, cell: str, why: str) -> None:
    found = read(town, f"指标\t2022年\t2023年\n科技支出（万元）\t1653\t{cell}\n")
    assert found.refused == [(1, 2)]
    assert why in found.marks[1, 2].zh
    # The cell beside it stands as it is.
    assert figures(found) == [f"科技支出 amount {town.zone.name} 2022 1653万元"]


@proves("W1.3.5")
def test_a_figure_without_unit_indicator_or_period_is_refused(town: Town) -> None:
    assert "没有计量单位" in read(town, "指标\t2023年\n科技支出\t1992\n").marks[1, 1].zh
    assert "哪个指标" in read(town, "\t2023年\n\t1992万元\n").marks[1, 1].zh
    assert "哪个时期" in read(town, "指标\t全区\n科技支出（万元）\t1992\n").marks[1, 1].zh


@proves("W1.3.5")
def test_a_row_without_headings_takes_the_period_that_is_chosen(town: Town) -> None:
    found = read(town, "科技支出（万元）\t1992\n教育支出（万元）\t8000\n", when="2023")
    assert found.marks[0, 1].zh.startswith("1992万元 · 2023年 · 新数据")
    assert figures(found) == [
        f"科技支出 amount {town.zone.name} 2023 1992万元",
        f"教育支出 amount {town.zone.name} 2023 8000万元",
    ]


@proves("W1.3.5")
def test_months_take_the_year_that_is_chosen_and_a_unit_column_says_the_unit(town: Town) -> None:
    found = read(
        town,
        "序号\t指标\t计量单位\t3月\t1-3月\t同比\n1\t税收\t亿元\t0.5\t1.5\t-3.6\n2\t新签约项目\t个\t2\t9\t\n",
        "2024",
    )
    assert found.refused == []
    zone = town.zone.name
    assert figures(found) == [
        f"税收 amount {zone} 2024-03 0.5亿元",
        f"税收 amount {zone} 2024-01/2024-03 1.5亿元",
        f"税收 growth {zone} 2024 -3.6%",
        f"新签约项目 count {zone} 2024-03 2个",
        f"新签约项目 count {zone} 2024-01/2024-03 9个",
    ]


@proves("W1.3.5")
def test_every_cell_that_holds_something_says_what_became_of_it(town: Town) -> None:
    block = Block.pasted(
        "科技支出情况表\n单位：万元\n指标\t2022年\t2023年\t备注\n科技支出\t1653\tx\t见附件\n\t5\t\t\n合计数\t/\t0\t\n"
    )
    found = understand(block, setting(town), lambda ref: "")
    silent = [
        (row, column)
        for row, texts in enumerate(block.rows)
        for column, text in enumerate(texts)
        if text and (row, column) not in found.marks
    ]
    assert silent == []


@proves("W1.3.5")
def test_a_figure_beside_what_is_on_record(town: Town) -> None:
    first = read(town, "指标\t2022年\n科技支出（万元）\t1653\n")
    enter(town.clerk, town.audit, [one.draft for one in first.laid.values()], at=AT)
    found = read(town, "指标\t2022年\t2023年\n科技支出（亿元）\t0.1653\t0.1992\n科技支出（万元）\t1600\t\n")
    # In one block 0.1653亿元 and 1600万元 contradict each other.
    assert found.refused == [(1, 1), (2, 1)]
    found = read(town, "指标\t2022年\t2023年\n科技支出（万元）\t1600\t1992\n")
    assert found.marks[1, 1].kind == "corrected"
    assert "原为 1653万元" in found.marks[1, 1].zh
    assert found.marks[1, 1].link.startswith("/fact:")
    assert (found.corrections, found.new) == (1, 1)


def test_another_unit_of_a_registered_measure_is_refused(town: Town) -> None:
    register_measure(town.clerk, "科技支出", unit="元", at=AT)
    found = read(town, "指标\t2021年\n科技支出（平方米）\t16\n")
    assert found.refused == [(1, 1)]
    assert "换算不过来" in found.marks[1, 1].zh


def test_a_block_is_read_as_excel_copies_it() -> None:
    block = Block.pasted('\n"两\n行"\t"有\t表"\r\n"引""号"\t\u200b1\u00a0\n\t\t\n')
    assert block.rows == (("两 行", "有 表"), ('引"号', "1"))
    assert Block.pasted("").is_blank


def test_a_block_with_more_cells_than_a_form_takes_is_refused() -> None:
    with pytest.raises(Problem) as refusal:
        Block.pasted("\n".join(["1"] * (MOST_CELLS + 1)))
    assert refusal.value.code == "web.block-too-large"


@proves("W1.3.5")
def test_a_unit_that_is_not_known_is_named_and_one_in_brackets_is_read(town: Town) -> None:
    found = read(town, "指标\t2023年\n没听说过的数（嗨）\t3\n生猪出栏（头）\t1200\n")
    assert "“嗨”不是认识的计量单位" in found.marks[1, 1].zh
    assert figures(found) == [f"生猪出栏 amount {town.zone.name} 2023 1200头"]


@proves("W1.3.5")
def test_what_is_in_doubt_is_asked_at_its_cell_and_answered_with_a_reason(town: Town) -> None:
    text = "指标\t2024年1-3月\t2024年1-4月\n到位资金（亿元）\t12.5\t1.2\n新签约项目（个）\t-3\t\n税收占比（%）\t883\t\n"
    found = read(town, text)
    # Fewer projects than none can't be; the others may be so, and are asked.
    assert found.refused == [(2, 1)]
    assert "不能为负" in found.marks[2, 1].zh
    assert [one.cell for one in found.asked] == ["C2", "B4"]
    assert found.marks[1, 2].kind == "warn"
    assert "累计数比前期小" in found.marks[1, 2].zh
    assert "smaller than the one before" in found.marks[1, 2].en
    again = understand(Block.pasted(text), setting(town), lambda ref: "", {(1, 2): "项目退出"})
    assert again.marks[1, 2].kind == "answered"
    assert [one.reason for one in again.asked] == ["项目退出", ""]


@proves("W1.3.5")
def test_a_heading_may_be_written_as_an_address_writes_a_period(town: Town) -> None:
    found = read(town, "指标\t2024-01/2024-04\t2024-04\n工业投资（万元）\t3200\t800\n")
    assert found.refused == []
    zone = town.zone.name
    assert figures(found) == [
        f"工业投资 amount {zone} 2024-01/2024-04 3200万元",
        f"工业投资 amount {zone} 2024-04 800万元",
    ]
