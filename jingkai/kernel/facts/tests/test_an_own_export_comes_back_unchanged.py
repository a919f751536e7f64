"""INV.6: importing an own export changes nothing, whatever the facts are, and exporting again gives the same cells."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.known import current
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.facts.tests.exports import HEADINGS, Desk, column, grids, nothing_new
from jingkai.kernel.facts.workbooks import exporting
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.services import add_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.registers.services import enter
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.services import ship
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import AT, CLERK, Zone, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db

FORMULA = "=1+1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(a_zone(), tmp_path)


# Found by the test of any facts below: what a day ends with when it is read from a workbook.
ENDS_LIKE_A_DAY = "第一批T00:00:00"


def drafts_of_every_kind(zone: Zone) -> list[Draft]:
    """One draft for each way in which facts differ."""
    project = enter(CLERK, "project", "新材料二期", zone.park, code="XM-7", at=AT)
    rough = Quantity.approximately("1.2", "亿元", text="约1.2亿")
    return [
        a_draft(zone),
        # Another department says another figure of the same place.
        a_draft(zone, "37.9", reported_by=zone.finance, caliber="自报"),
        a_draft(zone, "45", nature="planned", caliber="自报", period=Period.of_year(2024)),
        a_draft(zone, aspect="growth", quantity=Quantity.exactly("-8.0", "%", text="-8.0")),
        a_draft(zone, aspect="rank", quantity=Quantity.exactly("3", "位", text="第3位")),
        a_draft(zone, aspect="completion_rate", quantity=Quantity.exactly("25.75", "%", text="25.75")),
        a_draft(zone, name="税收", category="制造业", quantity=rough, note="不含留抵退税"),
        a_draft(zone, name="务工", quantity=Quantity.at_least("200", "人", text="200多名"), holder=zone.park),
        a_draft(zone, name="税收", category=ENDS_LIKE_A_DAY, note=ENDS_LIKE_A_DAY),
        a_draft(zone, name="企业", quantity=Quantity.less_than("100", "家", text="不足百家")),
        a_draft(zone, name="亩均", quantity=Quantity.between("5", "8", "万元/亩", text="5-8万元")),
        a_draft(zone, name="系数", quantity=Quantity.exactly("0.37", text="0.37")),
        a_draft(zone, name="用水量", quantity=Quantity.unknown("吨", text="未填报")),
        a_draft(zone, name="用电量", period=Period.parse("2024-02-01/2024-02-09")),
        a_draft(zone, name="税收", period=Period.parse("2023-11/2024-02")),
        a_draft(zone, name="到访", period=Period.parse("2024-03-08")),
        a_draft(zone, name="投资", subject=project, holder=zone.park),
        a_draft(zone, name="结余", quantity=Quantity.exactly("12345678901234.56", "元", text="")),
        a_draft(zone, name=FORMULA, category="@x", note="-1", source=Source(words="+A1")),
        a_draft(zone, name="#N/A", category="_x0041_\ufffe\u200b", note="  两边\t有空格\r\n换行 "),
    ]


def expect_round_trip(desk: Desk) -> None:
    """Out and in changes nothing, and out again gives the same cells."""
    before = latest(), Fact.objects.count()
    first = desk.export()
    done = desk.bring(first)
    assert nothing_new(done)
    assert done.unchanged == len(grids(first)[0]) - HEADINGS
    assert (latest(), Fact.objects.count()) == before
    assert grids(desk.export()) == grids(first)


@proves("INV.6")
def test_facts_of_every_kind_come_back_as_known_already(desk: Desk) -> None:
    recorded(*drafts_of_every_kind(desk.zone))
    expect_round_trip(desk)
    english = desk.export(lang="en")
    assert nothing_new(desk.bring(english))
    assert "self-reported" in column(english, "Caliber")


@proves("INV.6")
def test_a_departments_own_table_comes_back_with_its_cells(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["滨河经济开发区2024年1-3月主要指标"], ["指标", "单位", "1-3月累计"], ["税收", "万元", 88.5]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "三月.xlsx")
    sender = Sender(desk.zone.zone, desk.zone.finance, "自报")
    assert len(import_workbook(CLERK, tmp_path / "三月.xlsx", sender, at=AT).facts) == 1
    expect_round_trip(desk)
    assert column(desk.export(), "来源") == ["三月.xlsx Sheet!C3"]


@proves("INV.6")
def test_a_corrected_line_is_one_row_that_says_why(desk: Desk) -> None:
    recorded(a_draft(desk.zone, caliber="自报"))
    old = desk.export()
    newer = Quantity.exactly("38.26", "亿元", text="38.26")
    correct(CLERK, Fact.objects.get().pk, newer, reason="重复计算", source="更正函", at=AT)
    expect_round_trip(desk)
    assert column(desk.export(), "更正原因") == ["重复计算"]
    # What was exported before the correction does not undo it.
    assert nothing_new(desk.bring(old, reason="旧表"))
    assert [str(row.text) for row in current()] == ["38.26"]
    assert column(desk.export(as_of=latest() - 1), "数值") == column(old, "数值")


@proves("INV.6")
def test_what_was_withdrawn_since_stays_withdrawn(desk: Desk) -> None:
    batch = recorded(a_draft(desk.zone))
    recorded(a_draft(desk.zone, "5", name="税收"))
    old = desk.export()
    withdraw(CLERK, batch, at=AT, reason="传错文件")
    done = desk.bring(old, reason="旧表")
    assert (done.batch, done.unchanged, [one.cell for one in done.waiting]) == (None, 1, ["A4"])
    assert "[export.number]" in done.waiting[0].en
    assert [row.measure.name for row in current()] == ["税收"]


@proves("INV.6")
def test_a_row_that_is_deleted_or_moved_changes_nothing(desk: Desk) -> None:
    recorded(*(a_draft(desk.zone, value, name=f"指标{value}") for value in ("1", "2", "3")))

    def sort_and_delete(sheet: object) -> None:
        rows = [list(row) for row in sheet.iter_rows(min_row=HEADINGS + 1, values_only=True)]  # type: ignore[attr-defined]
        sheet.delete_rows(HEADINGS + 1, 3)  # type: ignore[attr-defined]
        for row in (rows[2], rows[0]):
            sheet.append(row)  # type: ignore[attr-defined]

    done = desk.bring(desk.edited(desk.export(), sort_and_delete), reason="x")
    assert nothing_new(done)
    assert done.unchanged == 2


def test_text_that_looks_like_a_formula_stays_text(desk: Desk) -> None:
    recorded(*drafts_of_every_kind(desk.zone))
    sheet = load_workbook(desk.export()).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells}
    # Text stays text also after somebody has opened and left the cell.
    assert {cell.number_format for cell in cells if cell.data_type == "s"} == {"@"}


def test_a_person_finds_headings_in_view_numbers_as_numbers_and_a_filter(desk: Desk) -> None:
    recorded(*drafts_of_every_kind(desk.zone))
    path = desk.export()
    sheet = load_workbook(path).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D4", f"A3:R{sheet.max_row}")
    assert sheet["A1"].value == f"滨河经济开发区 · 经开数据导出 · 格式 1 · 截至留痕第 {latest()} 号"
    assert sheet.page_setup.orientation == "landscape"
    said = dict(zip(column(path, "原文"), column(path, "数值"), strict=True))
    assert (said["约1.2亿"], said["200多名"], said["5-8万元"], said["-8.0"]) == (1.2, 200, "5~8", -8)
    formats = {cell.value: cell.number_format for cell in sheet["L"]}
    assert (formats[-8], formats[25.75], formats[200]) == ("#,##0.0", "#,##0.00", "#,##0")
    # A double would lose its last digits.
    assert "12345678901234.56" in column(path, "数值")
    assert {"2024年1-3月", "2024年", "2024-03-08", "2023-11/2024-02"} <= set(column(path, "时期"))


def test_unit_and_period_choose_what_is_about_the_unit_and_ends_in_the_period(desk: Desk) -> None:
    zone = desk.zone
    periods = ("2024-03", "2024-01/2024-03", "2024-02", "2024")
    recorded(*(a_draft(zone, name=period, period=Period.parse(period)) for period in periods))
    recorded(a_draft(zone, name="街道的", holder=zone.park))

    def names(**choice: object) -> set[object]:
        return set(column(desk.export(**choice), "数据项"))

    assert names(period=Period.parse("2024-03")) == {"2024-03", "2024-01/2024-03", "街道的"}
    assert names(period=Period.parse("2024-01/2024-02")) == {"2024-02"}
    assert names(unit=zone.park) == {"街道的"}
    with pytest.raises(Problem, match=r"export\.nothing"):
        desk.export(unit=zone.park, period=Period.parse("2024-02"))


def test_another_zones_facts_are_not_in_it(desk: Desk) -> None:
    recorded(a_draft(desk.zone), a_draft(a_zone("临江经济开发区"), name="别区的"))
    assert column(desk.export(), "数据项") == ["固定资产投资"]


@proves("INV.7", "K2.4.5")
def test_a_reader_finds_what_the_grants_open_and_no_sign_of_more(desk: Desk) -> None:
    ship(at=AT)
    zone = desk.zone
    person = add_person(CLERK, "包片干部", at=AT)
    hold(person, "street", zone.park, Scope.UNIT)
    seen = a_draft(zone, name="看得到", holder=zone.park)
    project = enter(CLERK, "project", "金丝雀项目", zone.finance, at=AT)
    recorded(
        seen, a_draft(zone, name="金丝雀"), a_draft(zone, name="看不全", holder=zone.park, subject=project)
    )
    path = desk.export(reader=reader_for(person.pk, on=date(2024, 4, 8)))
    assert column(path, "数据项") == ["看得到"]
    assert "金丝雀" not in str(grids(path))
    assert nothing_new(desk.bring(path))


def test_facts_beyond_one_sheet_go_on_in_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "FACTS_A_SHEET", 2)
    recorded(*(a_draft(desk.zone, value, name=f"指标{value}") for value in "12345"))
    path = desk.export()
    assert [(len(grid) - HEADINGS) for grid in grids(path)] == [2, 2, 1]
    assert load_workbook(path).sheetnames == ["数据", "数据2", "数据3"]
    done = desk.bring(path)
    assert nothing_new(done)
    assert done.unchanged == 5


def test_a_file_that_is_there_is_never_overwritten(desk: Desk) -> None:
    recorded(a_draft(desk.zone))
    path = desk.export()
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        exporting.write_export(path, desk.zone.zone, exporting.facts_of(desk.zone.zone, reader=None), 1, "zh")
    assert path.read_bytes() == before


# ---- whatever the facts are

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
WORDS = st.one_of(
    TEXT,
    st.sampled_from(["=A1", "+1", "-1", "@x", "#REF!", "_x0041_", "1", "2024-03", " ", "TRUE", "T00:00:00"]),
)
MEASURES = [("投资", "amount", "亿元"), ("投资", "amount", "万元"), ("投资", "growth", "%"), ("人数", "count", "人"),
            ("名次", "rank", "位"), ("产值", "completion_rate", "%"), ("系数", "share", "")]  # fmt: skip
NUMBERS = st.decimals(min_value=-999_999, max_value=999_999, places=4) | st.integers(-(10**6), 10**6)
PERIODS = st.sampled_from(
    [
        "2024-03",
        "2024-01/2024-03",
        "2024-Q1",
        "2024-H1",
        "2024",
        "2023-12/2024-02",
        "2024-02-29",
        "2024-01-05/2024-03-01",
    ]
)


@st.composite
def quantities(draw: st.DrawFn, unit: str) -> Quantity:
    make = draw(
        st.sampled_from(["exactly", "at_least", "more_than", "at_most", "less_than", "approximately"])
    )
    if draw(st.integers(0, 9)) == 0:
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
        open_ends = low < high and draw(st.booleans())
        quantity = Quantity.between(low, high, unit)
        return Quantity(
            quantity.lo, quantity.hi, open_ends, False, draw(st.booleans()), quantity.unit, draw(WORDS)
        )
    if draw(st.integers(0, 19)) == 0:
        return Quantity.unknown(unit, text=draw(WORDS))
    value = draw(NUMBERS)
    text = draw(st.one_of(WORDS, st.just(str(value))))
    return getattr(Quantity, make)(value, unit, text=text)  # type: ignore[no-any-return]


@st.composite
def facts(draw: st.DrawFn) -> dict[str, object]:
    name, aspect, unit = draw(st.sampled_from(MEASURES))
    return {
        "name": name,
        "aspect": aspect,
        "quantity": draw(quantities(unit)),
        "period": Period.parse(draw(PERIODS)),
        "caliber": draw(st.sampled_from(["统计", "认定", "公布", "自报"])),
        "nature": draw(st.sampled_from(["actual", "expected", "planned"])),
        "category": draw(WORDS),
        "note": draw(WORDS),
        "holder": draw(st.sampled_from(["zone", "park", "finance"])),
        "reported_by": draw(st.sampled_from(["statistics", "finance", "zone"])),
        "corrected": draw(st.booleans()),
    }


NUMBERED = count(1)


@proves("INV.6")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(facts(), min_size=1, max_size=12))
def test_any_facts_come_back_unchanged(tmp_path: Path, drawn: list[dict[str, object]]) -> None:
    number = next(NUMBERED)
    folder = tmp_path / str(number)
    folder.mkdir()
    zone = a_zone(f"第{number}开发区")
    drafts = []
    for one in drawn:
        said = {key: value for key, value in one.items() if key != "corrected"}
        for key in ("holder", "reported_by"):
            said[key] = getattr(zone, str(said[key]))
        drafts.append(a_draft(zone, **said))  # type: ignore[arg-type]
    batch = recorded(*drafts)
    for row, one in zip(Fact.objects.filter(batch=batch).order_by("pk"), drawn, strict=True):
        if one["corrected"] and one["caliber"] != "统计":
            quantity = Quantity.exactly("7", row.unit, text="7")
            correct(CLERK, row.pk, quantity, reason="=更正", source="函", at=AT)
    expect_round_trip(Desk(zone, folder))
