"""xlsx: values with what the number alone does not say - percent formats, formulas, hidden parts, notes."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from jingkai.engines.sheets import SheetProblem, understand
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.workbook import Cell, Kind, Sheet, Workbook
from tests.proof import proves

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def bare(path: Path, cells: str, *, shared: str = "", properties: str = "", rest: str = "") -> Sheet:
    """The sheet of a workbook whose XML is written here by hand, as other programs write it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/>'
            '<sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/s.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{rest}</worksheet>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        )
        if shared:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return load_workbook(path).sheets[0]


def at(sheet: Sheet, row: int, col: int) -> Cell:
    cell = sheet.get(row, col)
    assert cell is not None
    return cell


@proves("K3.4.8")
def test_a_percent_format_is_kept_with_the_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["B1"], page["C1"] = 0.123, 0.123, 12.3
    page["A1"].number_format = "0.0%"
    page["C1"].number_format = '0.0"%"'  # words in a format do not multiply by one hundred
    book.save(tmp_path / "b.xlsx")
    sheet = load_workbook(tmp_path / "b.xlsx").sheets[0]
    assert [at(sheet, 0, col).shown_as_percent for col in range(3)] == [True, False, False]
    assert [at(sheet, 0, col).number for col in range(3)] == [
        Decimal("0.123"),
        Decimal("0.123"),
        Decimal("12.3"),
    ]


@proves("K3.4.10")
def test_hidden_rows_columns_and_sheets_are_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in range(1, 5):
        page.append([row, row, row, row])
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    book.save(tmp_path / "b.xlsx")
    sheets = load_workbook(tmp_path / "b.xlsx").sheets
    assert sheets[0].hidden_rows == {1}
    assert sheets[0].hidden_cols == {2}
    assert [sheet.hidden for sheet in sheets] == [False, True, True]


def test_merged_cells_and_notes_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["B2"] = "增长"
    page.merge_cells("B2:D3")
    page["B2"].comment = Comment("应为 5", "统计科")
    book.save(tmp_path / "b.xlsx")
    sheet = load_workbook(tmp_path / "b.xlsx").sheets[0]
    (merge,) = sheet.merges
    assert (merge.top, merge.left, merge.bottom, merge.right) == (1, 1, 2, 3)
    assert "应为 5" in at(sheet, 1, 1).comment


@proves("K3.4.22")
def test_a_formula_is_kept_with_or_without_its_stored_value(tmp_path: Path) -> None:
    sheet = bare(
        tmp_path / "b.xlsx",
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>7</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v>14</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>0</v></c></row>',
    )
    first, second = at(sheet, 0, 0), at(sheet, 0, 1)
    assert (first.formula, first.cached, first.number) == ("SUM(B1:C1)", True, Decimal(7))
    assert (second.formula, second.cached, second.number) == ("1+1", False, None)
    assert at(sheet, 0, 2).formula == "A1*2"
    follower = at(sheet, 1, 2)
    assert follower.formula is not None
    assert follower.number == 0


def test_texts_are_read_inline_shared_and_in_runs_without_reading_aids(tmp_path: Path) -> None:
    sheet = bare(
        tmp_path / "b.xlsx",
        '<row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1" t="s"><v>1</v></c><c r="D1" t="str"><f>"甲"</f><v>甲</v></c></row>',
        shared="<si><t>荔城区</t></si>"
        "<si><r><t>税收</t></r><r><rPr/><t>比重</t></r><rPh sb='0' eb='1'><t>ZEI</t></rPh></si>",
    )
    assert [at(sheet, 0, col).text for col in range(4)] == ["合计", "荔城区", "税收比重", "甲"]


def test_days_count_from_1900_or_from_1904(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" s="1"><v>45383</v></c></row>'
    usual = at(bare(tmp_path / "a.xlsx", cells), 0, 0)
    old_mac = at(bare(tmp_path / "b.xlsx", cells, properties='date1904="1"'), 0, 0)
    assert usual.kind is Kind.DATE
    assert _day(usual) == date(2024, 4, 1)
    assert _day(old_mac) == date(2028, 4, 2)


def _day(cell: Cell) -> date:
    assert isinstance(cell.when, datetime | date)
    return cell.when.date() if isinstance(cell.when, datetime) else cell.when


def test_error_and_truth_cells_are_no_numbers(tmp_path: Path) -> None:
    sheet = bare(
        tmp_path / "b.xlsx",
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="b"><v>1</v></c></row>',
    )
    assert (at(sheet, 0, 0).kind, at(sheet, 0, 0).text) == (Kind.ERROR, "#DIV/0!")
    assert (at(sheet, 0, 1).kind, at(sheet, 0, 1).number) == (Kind.BOOL, None)


def test_cells_without_addresses_stand_one_after_the_other(tmp_path: Path) -> None:
    sheet = bare(tmp_path / "b.xlsx", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert {key: cell.number for key, cell in sheet.cells.items()} == {(0, 0): 1, (0, 1): 2, (1, 0): 3}


@pytest.mark.parametrize(
    ("stored", "meant"),
    [("28152.110000000001", "28152.11"), ("0.1", "0.1"), ("1E3", "1000"), ("234267", "234267")],
)
def test_a_double_is_read_as_the_shortest_decimal_it_stands_for(
    tmp_path: Path, stored: str, meant: str
) -> None:
    sheet = bare(tmp_path / "b.xlsx", f'<row r="1"><c r="A1"><v>{stored}</v></c></row>')
    assert at(sheet, 0, 0).number == Decimal(meant)


def test_one_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    """docs/decisions/0008: a dense reader asks for 512 GiB here, and the process dies."""
    sheet = bare(
        tmp_path / "b.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>',
    )
    assert list(sheet.cells) == [(0, 0)]
    assert sheet.truncated


def test_a_workbook_whose_sheet_is_missing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    bare(path, "")
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if "worksheets" not in name}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    with pytest.raises(SheetProblem) as refused:
        load_workbook(path)
    assert refused.value.code == "sheets.damaged"


def test_a_workbook_of_hidden_sheets_only_is_refused() -> None:
    hidden = Sheet("1月", hidden=True)
    with pytest.raises(SheetProblem) as refused:
        understand(Workbook("表.xlsx", "xlsx", [hidden]))
    assert refused.value.code == "sheets.nothing-visible"
