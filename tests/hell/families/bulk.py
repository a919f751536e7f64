"""Too much of something: a table of five rows inside a million, 16k merges, endless text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.hell.case import SHEET, Case, Reading
from tests.hell.grid import Grid, write_xlsx
from tests.hell.honest import FIRST, STREETS, TITLE, ZONE, honest, output_table
from tests.hell.package import write_zip

ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def _last_cell(path: Path) -> None:
    """Someone pressed the space bar in XFD1048576: the sheet is declared 17 thousand million cells."""
    write_xlsx(path, output_table().put(XFD1048576=" "))


def _three_cells(path: Path) -> None:
    write_xlsx(path, Grid(SHEET).put(A1=TITLE, C524288="见附件", XFD1048576="完"))


def _merges(path: Path) -> None:
    table = output_table()
    table.merges = {f"A{row}:B{row}": "" for row in range(30, 30 + 16384)}
    write_xlsx(path, table)


def _wide(path: Path) -> None:
    """195 months across, one street a row: a series kept since 2008."""
    table = Grid(SHEET).put(A1=f"{ZONE}规模以上工业总产值分月当月值", A2="单位:亿元", A3="单位名称")
    for index, (year, month) in enumerate(_months()):
        letters = _letters(index + 1)
        table.put(**{f"{letters}3": f"{year}年{month}月"})
        for offset in range(3):
            table.put(**{f"{letters}{FIRST + offset}": _wide_value(index, offset)})
    for offset in range(3):
        table.put(**{f"A{FIRST + offset}": STREETS[offset]})
    write_xlsx(path, table)


def _months() -> list[tuple[int, int]]:
    return [(2008 + n // 12, n % 12 + 1) for n in range(195)]


def _wide_value(index: int, offset: int) -> Decimal:
    return Decimal(500 + 3 * index + 170 * offset + (index * 7) % 23) / 100


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _long_text(path: Path) -> None:
    table = output_table().put(F3="备注", F5="同比口径说明。" * 4681)
    write_xlsx(path, table)


def _ods_repeats(path: Path) -> None:
    """As WPS and LibreOffice do write it: the blank rest is one cell, repeated 16384 x 1048568 times."""
    rows = "".join(f"<table:table-row>{_ods_row(r)}</table:table-row>" for r in output_table().rows())
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048568">{blank}</table:table-row>'
    sheet = f'<table:table table:name="{SHEET}">{rows}{rest}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {ODS_NAMES}>{body}"
    entry = (
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    )
    spaces = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = (
        f"<?xml version='1.0' encoding='UTF-8'?><manifest:manifest {spaces}>{entry}</manifest:manifest>"
    )
    members = {
        "mimetype": ODS_TYPE.encode(),
        "content.xml": f"{content}</office:document-content>".encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    write_zip(path, members)


def _ods_row(values: list[str]) -> str:
    return "".join(_ods_cell(value) for value in values)


def _ods_cell(value: str) -> str:
    shown = f"<text:p>{value}</text:p>" if value else ""
    try:
        Decimal(value)
    except ArithmeticError:
        kind = 'office:value-type="string"' if value else ""
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}>{shown}</table:table-cell>"


CASES = (
    Case(
        "a-blank-in-the-very-last-cell",
        _last_cell,
        "clean",
        "a declared range of 17 thousand million cells is not a reason to take memory, nor to lose five rows",
        kept=honest(),
        may_warn=True,
        bomb=True,
    ),
    Case(
        "a-million-rows-with-three-cells",
        _three_cells,
        "either",
        "three texts far apart are no figures; whatever is said of them, nothing is emitted, nothing hangs",
        never=(Reading(),),
        or_refused=True,
        bomb=True,
    ),
    Case(
        "sixteen-thousand-merged-cells",
        _merges,
        "clean",
        "blank merges below the table are only formatting",
        kept=honest(),
        may_warn=True,
        bomb=True,
    ),
    Case(
        "ods-that-repeats-blanks-to-the-end",
        _ods_repeats,
        "clean",
        "the blank rest of an ODS sheet is one repeated cell, not 17 thousand million",
        file="青岚经济开发区2024年3月工业产值.ods",
        kept=honest(),
        may_warn=True,
        bomb=True,
    ),
    Case(
        "a-hundred-and-ninety-five-months-wide",
        _wide,
        "clean",
        "a long series is wide, not wrong",
        file="青岚经济开发区工业产值分月.xlsx",
        kept=tuple(
            Reading(
                cell=f"{_letters(index + 1)}{FIRST + offset}",
                value=str(_wide_value(index, offset)),
                holder=STREETS[offset],
                period=f"{_months()[index][0]}-{_months()[index][1]:02}",
                cumulative=False,
                unit="亿元",
            )
            for index in (0, 11, 12, 100, 194)
            for offset in range(3)
        ),
        bomb=True,
    ),
    Case(
        "a-remark-of-32767-characters",
        _long_text,
        "clean",
        "a long remark is a remark",
        kept=honest(),
        never=(Reading(cell="F5"),),
    ),
)
