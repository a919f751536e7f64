"""A list comes back as records and gives no facts; a table of figures gives facts and no records."""

import json
from decimal import Decimal

import pytest

from jingkai.engines.sheets.tests.listed import MATTERS, Value, entry, matter, matters, read
from tests.proof import proves


@proves("K3.4.15")
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("序号", "姓名", "身份证号", "所在社区"), (1, "志愿者甲", "320000198005121014", "云桥社区")),
        (("姓名", "公民身份号码"), ("志愿者甲", "320000198005121014")),
        (("序号", "企业名称", "统一社会信用代码", "行业"), (1, "甲公司", "91320000MA10003751", "纺织")),
        (("序号", "项目名称", "建设单位", "责任人", "进展情况"), (1, "冷链中心", "乙公司", "科长", "在建")),
        (MATTERS, matter(1, "雨污分流")),
    ],
)
def test_people_firms_projects_and_matters_come_back_as_records(
    header: tuple[str, ...], row: tuple[Value, ...]
) -> None:
    other = tuple(2 if value == 1 else value for value in row)
    reading = read(header, row, (*other[:-1], other[-1]))
    assert len(reading.records) == 2
    assert reading.facts == []


def test_a_table_of_figures_is_no_list() -> None:
    header = ("镇街", "1-3月产值", "同比%")
    reading = read(header, ("云桥街道", Decimal("36.52"), Decimal("10.3")), ("石门街道", Decimal("27.05"), Decimal(7)),
                   title="青岚经济开发区2024年3月工业产值(单位:亿元)")  # fmt: skip
    assert reading.records == []
    assert len(reading.facts) == 4


def test_a_record_names_its_cells_and_a_header_that_recurs_keeps_both() -> None:
    header = ("序号", "事项", "牵头单位", "完成时限", "备注", "备注")
    reading = read(
        header, (1, "甲", "建设局", "2024年6月", "一", "二"), (2, "乙", "建设局", "2024年6月", "三", "四")
    )
    fields = reading.records[0].fields
    assert [fields[name].text for name in ("备注", "备注(F)")] == ["一", "二"]
    assert [fields[name].cell for name in ("事项", "备注(F)")] == ["B3", "F3"]


def test_a_date_cell_reads_as_its_day() -> None:
    reading = matters(matter(1, "甲"), matter(2, "乙"))
    assert (entry(reading, 3, "完成时限").text, entry(reading, 3, "完成时限").date) == (
        "2024-06-28",
        "2024-06-28",
    )


def test_a_reading_with_records_is_plain_data_and_says_what_waits() -> None:
    reading = matters(matter(1, "甲", due="近日", lead=None), matter(2, "乙"))
    data = json.loads(json.dumps(reading.to_json(), ensure_ascii=False))
    first, second = data["records"]
    assert (first["held"], first["held_because"]) == (True, ["lead"])
    assert (first["fields"]["完成时限"]["held"], first["fields"]["完成时限"]["held_because"]) == (
        True,
        ["date"],
    )
    assert "held" not in second
    assert second["fields"]["配合单位"]["units"] == ["财政局"]


@proves("K3.4.15")
def test_reading_twice_gives_the_same_records_and_an_honest_list_asks_nothing() -> None:
    rows = (matter(1, "甲"), matter(2, "乙", state="已办结", closed="2024年4月22日"))
    first, second = matters(*rows), matters(*rows)
    assert first.to_json() == second.to_json()
    assert first.questions == []
    assert first.warnings == []
