"""An export is read literally: what is no longer as it was laid out is refused, the file or the cell."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from jingkai.engines.sheets.load import load_workbook
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks import export_reading
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .exports import HEADINGS, Desk, nothing_new
from .samples import a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db

Edit = Callable[[Any], object]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    zone = a_zone()
    recorded(a_draft(zone), a_draft(zone, "5.5", name="税收", caliber="自报", reported_by=zone.finance))
    return Desk(zone, tmp_path)


def put(cell: str, value: object) -> Edit:
    def edit(sheet: Any) -> None:
        sheet[cell].value = value

    return edit


def move_column(sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=HEADINGS):
        row[1].value, row[2].value = row[2].value, row[1].value


WHOLE_FILE: list[tuple[str, str, Edit]] = [
    ("a column is missing", "export.columns", lambda sheet: sheet.delete_cols(3)),
    ("a column was put in", "export.columns", lambda sheet: sheet.insert_cols(3)),
    ("columns were moved", "export.columns", move_column),
    ("a heading was changed", "export.columns", put("L3", "金额")),
    ("the headings are gone", "export.columns", lambda sheet: sheet.delete_rows(HEADINGS)),
    ("a row was put in above", "export.title", lambda sheet: sheet.insert_rows(1)),
    ("the title is gone", "export.title", lambda sheet: sheet.delete_rows(1)),
    ("the title was changed", "export.title", put("A1", "滨河经济开发区3月数据")),
    ("cells are merged", "export.merged", lambda sheet: sheet.merge_cells("B4:B5")),
    ("headings are merged", "export.merged", lambda sheet: sheet.merge_cells("R3:S3")),
    (
        "a later format",
        "export.version",
        put("A1", "滨河经济开发区 · 经开数据导出 · 格式 2 · 截至留痕第 9 号"),
    ),
    (
        "another zone",
        "export.other-zone",
        put("A1", "临江经济开发区 · 经开数据导出 · 格式 1 · 截至留痕第 9 号"),
    ),
]


@proves("INV.6")
@pytest.mark.parametrize(
    ("code", "edit"), [(code, edit) for _, code, edit in WHOLE_FILE], ids=[x for x, *_ in WHOLE_FILE]
)
def test_a_file_that_is_not_laid_out_as_it_was_is_refused_whole(desk: Desk, code: str, edit: Edit) -> None:
    before = latest()
    path = desk.edited(desk.typed(desk.export(), 1, {"数值": 6}), edit)
    with pytest.raises(Problem) as refusal:
        desk.bring(path, reason="x")
    assert refusal.value.code == code
    assert "数据" in refusal.value.zh
    assert latest() == before


def test_another_zones_export_is_refused_and_the_zones_other_names_are_known(
    desk: Desk, tmp_path: Path
) -> None:
    other = a_zone("临江经济开发区")
    recorded(a_draft(other))
    with pytest.raises(Problem, match=r"export\.other-zone") as refusal:
        desk.bring(Desk(other, tmp_path / "..").export())
    assert "临江经济开发区" in refusal.value.zh
    traditional = put("A1", "濱河經濟開發區 · 经开数据导出 · 格式 1 · 截至留痕第 9 号")
    assert nothing_new(desk.bring(desk.edited(desk.export(), traditional)))


def test_a_sheet_that_was_not_read_to_its_end_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jingkai.engines.sheets.load.limits.MAX_ROWS", 4)
    with pytest.raises(Problem, match=r"export\.cut-short"):
        desk.bring(desk.export())


CELLS: list[tuple[str, object, str]] = [
    ("A5", None, "export.number"),
    ("A5", "fact:999999", "export.number"),
    ("A5", "2", "export.number"),
    ("A5", "=A4", "export.number"),
    ("B5", "统计办", "export.fixed"),
    ("C5", None, "export.fixed"),
    ("D5", "同比", "export.fixed"),
    ("E5", "制造业", "export.fixed"),
    ("G5", "2024年1-4月", "export.fixed"),
    ("H5", datetime.date(2024, 4, 30), "export.fixed"),
    ("I5", "计划", "export.fixed"),
    ("J5", "认定", "export.fixed"),
    ("N5", "6.5", "export.fixed"),
    ("O5", "约", "export.fixed"),
    ("P5", "统计办", "export.fixed"),
    ("Q5", "别处", "export.fixed"),
    ("R5", "更正", "export.fixed"),
    ("L5", None, "export.not-a-value"),
    ("L5", "=5+1", "export.not-a-value"),
    ("L5", datetime.date(2024, 5, 5), "export.not-a-value"),
    ("L5", True, "export.not-a-value"),
    ("K5", "?", "quantity.row-unreadable"),
    ("L5", "约6亿", "quantity.row-unreadable"),
    ("K5", "大约", "quantity.row-unreadable"),
    ("M5", "亿圆整", "quantity.unit-unknown"),
]


@proves("INV.6")
@pytest.mark.parametrize(("cell", "value", "code"), CELLS)
def test_a_cell_that_is_not_what_it_was_is_refused_at_the_cell(
    desk: Desk, cell: str, value: object, code: str
) -> None:
    before = latest()
    done = desk.bring(desk.edited(desk.export(), put(cell, value)), reason="x")
    (waiting,) = done.waiting
    for sentence in (waiting.zh, waiting.en):
        assert sentence.endswith(f"[{code}]")
    where = "L5" if code == "quantity.row-unreadable" else cell
    assert (waiting.sheet, waiting.cell) == ("数据", where)
    assert (done.unchanged, done.corrected, done.changed, done.batch) == (1, [], [], None)
    assert latest() == before


def test_a_formula_is_no_typed_figure_whatever_it_came_to(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "公式.xlsx"
    with ZipFile(desk.export()) as source, ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>5.5</v>", b"<f>5+0.5</f><v>5.5</v>"))
    done = desk.bring(copy, reason="x")
    assert [(one.cell, "[export.not-a-value]" in one.zh) for one in done.waiting] == [("L5", True)]
    assert done.unchanged == 1


@proves("INV.6", "INV.7")
def test_the_number_of_another_zones_fact_is_like_none(desk: Desk) -> None:
    recorded(a_draft(a_zone("临江经济开发区"), name="金丝雀"))
    foreign = Fact.objects.get(measure__name="金丝雀")
    path = desk.export()
    (hidden,) = desk.bring(desk.edited(path, put("A5", f"fact:{foreign.pk}"))).waiting
    (absent,) = desk.bring(desk.edited(path, put("A5", "fact:999999"))).waiting
    assert hidden.zh.replace(str(foreign.pk), "999999") == absent.zh
    assert "金丝雀" not in hidden.zh


def test_what_stands_beside_the_export_is_left_unread_and_that_is_said(desk: Desk) -> None:
    def write_beside(sheet: Any) -> None:
        sheet["T4"].value = 38.62
        sheet.parent.create_sheet("我的测算")["A1"].value = 7

    done = desk.bring(desk.edited(desk.export(), write_beside))
    assert (done.unchanged, done.waiting) == (2, [])
    assert [(one.sheet, one.cells) for one in done.warnings] == [("数据", ("T4",)), ("我的测算", ())]


def test_a_departments_own_long_table_is_no_export(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "长表.csv"
    path.write_text("单位,数据项,时期,数值,计量单位\n向阳街道,税收,2024年1-3月,5,万元\n", encoding="utf-8")
    assert not export_reading.is_export(load_workbook(path))
    assert export_reading.is_export(load_workbook(desk.export(lang="en")))
