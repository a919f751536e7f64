"""The file itself is wrong: empty, cut, a bomb, locked, or something else under a spreadsheet's name."""

from __future__ import annotations

import struct
from pathlib import Path

import xlwt  # type: ignore[import-untyped]

from tests.hell.case import SHEET, Case, Reading, at
from tests.hell.grid import Grid, write_xlsx
from tests.hell.honest import TITLE, honest, output_table
from tests.hell.package import edit_parts, read_zip, write_bomb, write_ole, write_zip

SHEET_PART, STRINGS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
CONTENT_TYPES, BOOK_PART = "[Content_Types].xml", "xl/workbook.xml"


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    write_xlsx(path, output_table())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


def _bomb(path: Path, lies: bool) -> None:
    write_xlsx(path, output_table())
    write_bomb(path, read_zip(path), SHEET_PART, lies)


def _entities(path: Path) -> None:
    """Ten levels of ten: the shared strings would unfold to ten thousand million words."""
    write_xlsx(path, output_table())
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    doctype = f'<!DOCTYPE sst [<!ENTITY e0 "经开">{levels}]>'
    edit_parts(
        path,
        {STRINGS_PART: lambda xml: xml.replace("<sst", doctype + "<sst", 1).replace("云桥街道", "&e10;")},
    )


def _html(path: Path) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in output_table().rows())
    page = f"<html><head><meta charset='utf-8'></head><body><table border=1>{cells}</table></body></html>"
    path.write_text(page, encoding="utf-8")


def _locked_xlsx(path: Path) -> None:
    scheme = b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    info = struct.pack("<HHI", 4, 4, 0x40) + scheme
    package = bytes((i * 37 + 11) % 256 for i in range(8192))
    write_ole(path, {"EncryptionInfo": info, "EncryptedPackage": package})


def _locked_xls(path: Path) -> None:
    """BIFF8 with a FILEPASS record after the first BOF ([MS-XLS] 2.4.117, RC4): what follows is noise."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0x41, 0x06)
    key = bytes((i * 29 + 7) % 256 for i in range(48))
    filepass = struct.pack("<HHHHH", 0x002F, 54, 1, 1, 1) + key
    noise = bytes((i * 53 + 19) % 256 for i in range(4000))
    write_ole(path, {"Workbook": begin + filepass + noise})


def _only_hidden(path: Path) -> None:
    table = output_table()
    table.hidden = True
    write_xlsx(path, Grid("Sheet1"), table)


def _macros(path: Path) -> None:
    write_xlsx(path, output_table())
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    part = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    edit_parts(
        path,
        {CONTENT_TYPES: lambda xml: xml.replace(plain, macro).replace("</Types>", part)},
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000},
    )


def _not_a_workbook(path: Path) -> None:
    """A Word document under a workbook's name: a good zip without any sheet."""
    body = f"<w:document><w:body><w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p></w:body></w:document>"
    write_zip(path, {CONTENT_TYPES: b"<Types/>", "word/document.xml": body.encode()})


def _picture(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(i % 251 for i in range(20000)))


def _old_xls_cut(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    for row, values in enumerate(output_table().rows()):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    book.save(str(path))
    path.write_bytes(path.read_bytes()[:3072])


def _sheet_part_lost(path: Path) -> None:
    write_xlsx(path, output_table())
    members = read_zip(path)
    del members[SHEET_PART]
    write_zip(path, members)


REFUSED = "technical: broken xlsx (practice-S 4.5); turned away whole, in words, saying what to do"

CASES = (
    Case("empty-file", _empty, "refused", REFUSED),
    Case("truncated-zip", _truncated, "refused", REFUSED),
    Case("zip-bomb-of-1-gib", lambda p: _bomb(p, False), "refused", REFUSED, bomb=True),
    Case("zip-bomb-that-lies-about-its-size", lambda p: _bomb(p, True), "refused", REFUSED, bomb=True),
    Case("entity-bomb-in-the-shared-strings", _entities, "refused", REFUSED, bomb=True),
    Case("password-protected-xlsx", _locked_xlsx, "refused", REFUSED),
    Case("password-protected-xls", _locked_xls, "refused", REFUSED, file="工业产值.xls"),
    Case("word-document-named-xlsx", _not_a_workbook, "refused", REFUSED),
    Case("photo-named-xls", _picture, "refused", REFUSED, file="IMG_20240408.xls"),
    Case("xls-cut-in-the-middle", _old_xls_cut, "refused", REFUSED, file="工业产值.xls"),
    Case("sheet-part-lost-from-the-zip", _sheet_part_lost, "refused", REFUSED),
    Case(
        "html-page-named-xls",
        _html,
        "refused",
        "web systems export a page as .xls; turning it away is fine, reading it wholly right is better",
        file="青岚经济开发区2024年3月工业产值.xls",
        or_read=True,
        # A reader of pages may name the sheet as it likes: the cells are what counts.
        kept=tuple(Reading(cell=r.cell, value=r.value, sheet="*", period=r.period) for r in honest()),
    ),
    Case(
        "xlsx-content-named-xls",
        lambda p: write_xlsx(p, output_table()),
        "clean",
        "the content decides, not the ending",
        file="青岚经济开发区2024年3月工业产值.xls",
        kept=honest(),
        may_warn=True,
    ),
    Case(
        "macro-workbook",
        _macros,
        "clean",
        "values are read, the macro never runs; a word about it is allowed",
        file="青岚经济开发区2024年3月工业产值.xlsm",
        kept=honest(),
        may_warn=True,
    ),
    Case(
        "data-only-in-a-hidden-sheet",
        _only_hidden,
        "asked",
        "practice-S 4.5 hidden sheet: nobody showed this data on purpose, so nobody has reported it yet",
        spots=at(sheet="*"),
        never=(Reading(sheet="*"),),
        or_refused=True,
    ),
)
