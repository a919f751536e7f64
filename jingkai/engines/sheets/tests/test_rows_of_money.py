"""Sums of a project: parts within their whole, nothing negative, another unit in a cell is converted and said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets.tests.listed import Value, answered, asked, entry, read
from tests.proof import proves

HEADER = (
    "序号",
    "项目名称",
    "建设单位",
    "总投资(万元)",
    "2024年计划投资(万元)",
    "累计完成投资(万元)",
    "进展情况",
)
OTHER = (2, "园区变电站", "丁公司", 12500, 9000, 4100, "在建")


def _project(total: Value = 88000, plan: Value = 30000, done: Value = 8700) -> tuple[Value, ...]:
    return (1, "光伏车间", "丙公司", total, plan, done, "在建")


@proves("K6.2.2")
@given(total=st.integers(1, 10**7), plan=st.integers(0, 10**7), done=st.integers(0, 10**7))
def test_a_part_is_asked_about_exactly_when_it_exceeds_its_whole(total: int, plan: int, done: int) -> None:
    cells = {
        cells
        for kind, cells in asked(read(HEADER, _project(total, plan, done), OTHER))
        if kind == "row-exceeds"
    }
    # Once a pair waits, the total is no longer a yardstick for the other.
    expected = {("F3", "D3")} if done > total else {("E3", "D3")} if plan > total else set()
    assert cells >= expected
    assert bool(cells) == (done > total or plan > total)


@proves("K6.2.2")
@pytest.mark.parametrize(
    ("given", "cell"), [({"total": -88000}, "D3"), ({"plan": -1}, "E3"), ({"done": -5}, "F3")]
)
def test_a_negative_sum_is_asked_and_the_answered_number_takes_its_place(
    given: dict[str, Value], cell: str
) -> None:
    assert asked(read(HEADER, _project(**given), OTHER)) == [("row-negative", (cell,))]
    header = HEADER["ABCDEFG".index(cell[0])]
    after = entry(answered(HEADER, _project(**given), OTHER, answer="5000"), 3, header)
    assert (after.value, after.unit, after.held) == ("5000", "万元", ())


@proves("K3.4.15", "K6.2.2")
@pytest.mark.parametrize(
    ("typed", "value"), [("8.8亿元", "88000"), ("8.8亿", "88000"), ("880000000元", "88000")]
)
def test_another_unit_in_the_cell_is_converted_and_said(typed: str, value: str) -> None:
    reading = read(HEADER, _project(total=typed), OTHER)
    assert (entry(reading, 3, HEADER[3]).value, entry(reading, 3, HEADER[3]).unit) == (value, "万元")
    assert entry(reading, 3, HEADER[3]).text == typed
    assert [(notice.severity, notice.cells) for notice in reading.warnings] == [("info", ("D3",))]
    assert reading.questions == []


def test_parts_are_compared_across_units() -> None:
    header = (*HEADER[:3], "总投资(亿元)", *HEADER[4:])
    fine = (1, "光伏车间", "丙公司", Decimal("8.8"), 30000, 8700, "在建")
    over = (1, "光伏车间", "丙公司", Decimal("0.8"), 3000, 8700, "在建")
    other = (2, "园区变电站", "丁公司", Decimal("1.25"), 9000, 4100, "在建")
    assert read(header, fine, other).questions == []
    assert asked(read(header, over, other)) == [("row-exceeds", ("F3", "D3"))]


@pytest.mark.parametrize("typed", ["待定", "—", None])
def test_a_total_that_is_not_known_is_not_zero(typed: str | None) -> None:
    reading = read(HEADER, _project(total=typed), OTHER)
    assert HEADER[3] not in reading.records[0].fields or entry(reading, 3, HEADER[3]).value is None
    assert [kind for kind, _ in asked(reading) if kind.startswith("row-")] == []
