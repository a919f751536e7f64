"""The one door: looks at the bytes, not at the extension, and hands the file to the reader of its format."""

import zipfile
from io import BytesIO
from pathlib import Path

from jingkai.engines.sheets.load import delimited, limits, ods, xls, xlsx
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version", b"{\\rtf")
_PDF = b"%pdf"


def load_workbook(path: Path, name: str | None = None) -> Workbook:
    """Reads a .xlsx, .xlsm, .xls, .ods or .csv file.

    Raises SheetProblem when it cannot be read as a table at all, OSError when it cannot be opened.
    """
    name = name or path.name
    size = path.stat().st_size
    if size == 0:
        raise SheetProblem("sheets.empty")
    if size > limits.MAX_FILE_BYTES:
        raise SheetProblem("sheets.too-large", f"{size // 2**20} MB")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _zipped(data, name)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SheetProblem("sheets.encrypted")
        return xls.read(data, name)
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_PDF):
        raise SheetProblem("sheets.pdf")
    if head.startswith(_MARKUP) or b"<table" in head or b"<html" in head:
        raise SheetProblem("sheets.web-page")
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return xls.read(data, name)
    return delimited.read(data, name)


def _zipped(data: bytes, name: str) -> Workbook:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bombs(members)
            names = {member.filename for member in members}
            if "content.xml" in names:
                return ods.read(archive, name)
            if "xl/workbook.xml" in names or any(n.lower().endswith("workbook.xml") for n in names):
                return xlsx.read(archive, name)
            if any(member.flag_bits & 1 for member in members):
                raise SheetProblem("sheets.encrypted")
    except (zipfile.BadZipFile, EOFError, OSError, zipfile.LargeZipFile, NotImplementedError) as error:
        raise SheetProblem("sheets.damaged", type(error).__name__) from error
    raise SheetProblem("sheets.not-a-workbook", "压缩包里没有工作簿")


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > limits.MAX_MEMBERS:
        raise SheetProblem("sheets.too-large", f"{len(members)} 个部件")
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise SheetProblem("sheets.too-large", f"展开后 {unpacked // 2**20} MB")
    if unpacked > 8 * 2**20 and unpacked / packed > limits.MAX_COMPRESSION:
        raise SheetProblem("sheets.too-large", f"压缩比 {unpacked // packed}")
