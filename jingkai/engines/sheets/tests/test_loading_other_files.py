"""xls, ods and CSV, and the door: the bytes decide, not the extension."""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets import SheetProblem
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.load.delimited import read as read_csv
from jingkai.engines.sheets.workbook import Kind, Sheet
from tests.proof import proves

ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles>
 <style:style style:name="off"><style:table-properties table:display="false"/></style:style>
 </office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>
 </office:document-content>"""


def ods(path: Path, tables: str) -> list[Sheet]:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", ODS.format(tables))
    return load_workbook(path).sheets


@proves("K3.4.11")
def test_an_xls_keeps_formats_merges_and_what_is_hidden(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("四月")
    page.write_merge(0, 0, 0, 2, "工商税收")
    page.write(1, 0, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    page.write(1, 1, 28152.11)
    page.write(1, 2, True)
    page.row(1).hidden = True
    page.col(2).hidden = True
    book.add_sheet("底稿").visibility = 1
    book.save(str(tmp_path / "b.xls"))
    first, second = load_workbook(tmp_path / "b.xls").sheets
    assert first.cells[1, 0].shown_as_percent
    assert first.cells[1, 1].number == Decimal("28152.11")
    assert first.cells[1, 2].kind is Kind.BOOL
    assert [(m.top, m.left, m.bottom, m.right) for m in first.merges] == [(0, 0, 0, 2)]
    assert (first.hidden_rows, first.hidden_cols) == ({1}, {2})
    assert (first.hidden, second.hidden) == (False, True)


@proves("K3.4.11")
def test_an_ods_keeps_values_formulas_spans_and_what_is_hidden(tmp_path: Path) -> None:
    first, second = ods(
        tmp_path / "b.ods",
        """<table:table table:name="一"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>合计</text:p></table:table-cell>
        <table:covered-table-cell/></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell office:value-type="percentage"
         office:value="0.123"><text:p>12.3%</text:p></table:table-cell><table:table-cell office:value-type="float"
         office:value="7" table:formula="of:=SUM([.A1:.B1])"><text:p>7</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="float"
         office:value="3"><text:p>3</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="二" table:style-name="off"/>""",
    )
    assert first.cells[0, 0].text == "合计"
    assert [(m.top, m.left, m.bottom, m.right) for m in first.merges] == [(0, 0, 0, 1)]
    assert first.cells[1, 0].shown_as_percent
    assert first.cells[1, 0].number == Decimal("0.123")
    assert first.cells[1, 1].formula == "SUM(A1:B1)"
    assert [first.cells[2, col].number for col in (0, 1)] == [3, 3]
    assert (first.hidden_rows, first.hidden_cols) == ({1}, {1})
    assert (first.hidden, second.hidden) == (False, True)


def test_a_million_repeated_blank_rows_of_an_ods_cost_nothing(tmp_path: Path) -> None:
    (sheet,) = ods(
        tmp_path / "b.ods",
        '<table:table table:name="一"><table:table-row table:number-rows-repeated="1048575"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>',
    )
    assert not sheet.cells


@proves("K3.4.11")
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_the_encodings_and_delimiters_of_offices(encoding: str, delimiter: str) -> None:
    lines = [["单位", "产值"], ["西天尾镇", '"86.8"'], ["镇海办", '"1,330.5"']]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    (sheet,) = read_csv(data, "产值.csv").sheets
    assert [cell.text for cell in sheet.cells.values()] == [
        "单位",
        "产值",
        "西天尾镇",
        "86.8",
        "镇海办",
        "1,330.5",
    ]


def test_invisible_characters_are_taken_out_of_a_text() -> None:
    (sheet,) = read_csv("\u200b合\u00ad计,\ufeff12\n甲,3\n".encode(), "b.csv").sheets
    assert [cell.text for cell in sheet.cells.values()] == ["合计", "12", "甲", "3"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets.empty"),
        (b"   \n ", "sheets.empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "sheets.web-page"),
        (b"PK\x03\x04 broken", "sheets.damaged"),
        (bytes(range(32)) * 40, "sheets.not-a-workbook"),
        (b"\x81\x20\xff\xff" * 50, "sheets.encoding"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_code_and_a_next_step(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    with pytest.raises(SheetProblem) as refused:
        load_workbook(path)
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en
    assert refused.value.clause == "K3.4"


def test_a_protected_workbook_is_refused_as_protected(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(SheetProblem) as refused:
        load_workbook(path)
    assert refused.value.code == "sheets.encrypted"


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (12 * 2**20))
    with pytest.raises(SheetProblem) as refused:
        load_workbook(path)
    assert refused.value.code == "sheets.too-large"


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# Old workbooks apart: see test_no_bytes_of_an_old_workbook_bring_the_reader_down.
@given(
    st.binary(max_size=400).filter(lambda data: not data.startswith(_OLD)),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_bring_the_reader_down(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(head + tail)
    assert _read_or_refused(path)


@pytest.mark.parametrize("tail", [b"", b"\0" * 600, b"\xff" * 600])
def test_no_bytes_of_an_old_workbook_bring_the_reader_down(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "any.xls"
    path.write_bytes(_OLD + tail)
    assert _read_or_refused(path)


def _read_or_refused(path: Path) -> bool:
    """Whether a file is read or refused with a Problem; anything else it raises goes through."""
    try:
        return bool(load_workbook(path).sheets)
    except SheetProblem as refused:
        return refused.code.startswith("sheets.")
