"""Why a file is no table: what its reader stumbled over, and at which line."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Said = tuple[str, str]
_AS_CSV = ("请另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8 (comma separated)")
# What files of other programs begin with.
_BEGINNINGS: tuple[tuple[bytes, Said], ...] = (
    (b"PK\x03\x04", ("这是 Excel 工作簿（xlsx），不是 CSV", "it is an Excel workbook (xlsx) and no CSV")),
    (b"\xd0\xcf\x11\xe0", ("这是 Excel 工作簿（xls），不是 CSV", "it is an Excel workbook (xls) and no CSV")),
    *(
        (mark, ("文件是 UTF-16 编码", "it is in UTF-16"))
        for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ),
)
_NO_TEXT = ("不是 UTF-8 或 GB 18030 的文本", "it is no text in UTF-8 or GB 18030")


def why_unreadable(path: Path, encoding: str | None) -> Said:
    """The first thing that is wrong with a file that could not be read; `encoding` is that of its text, if any."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        return "文件是空的", "it is empty"
    for beginning, (zh, en) in _BEGINNINGS:
        if start.startswith(beginning):
            return f"{zh}，{_AS_CSV[0]}", f"{en}: {_AS_CSV[1]}"
    if path.suffix.lower() == ".parquet":
        return "不是完整的 Parquet 文件", "it is no whole Parquet file"
    if encoding is None:
        return _NO_TEXT
    try:
        with path.open(encoding=encoding, newline="") as text:
            return _of_lines(text)
    except UnicodeDecodeError:
        return _NO_TEXT
    except csv.Error:
        return _open_quote(path, encoding)


def _of_lines(text: Iterable[str]) -> Said:
    rows = csv.reader(text, strict=True)
    head = next(rows, [])
    twice = [name for name, times in Counter(one.strip() for one in head).items() if times > 1]
    if twice:
        return f"有两列都叫“{twice[0]}”", f"two columns are called '{twice[0]}'"
    for row in rows:
        if row and len(row) != len(head):
            line = rows.line_num
            return (
                f"第 {line} 行有 {len(row)} 格，首行有 {len(head)} 列；数里的千分位逗号请去掉，"
                "文字里有逗号的请加引号",
                f"line {line} has {len(row)} cells and the first line {len(head)}: take out the commas of "
                "thousands, and "
                "quote a text that has a comma",
            )
    return "不是逗号分隔的表", "it is no table with commas between its cells"


def _open_quote(path: Path, encoding: str) -> Said:
    """The line after which a quotation mark has no other."""
    inside, since = False, 0
    with path.open(encoding=encoding, newline="") as text:
        for number, line in enumerate(text, 1):
            if line.count('"') % 2:
                inside, since = not inside, number
    if inside:
        return f"第 {since} 行的引号没有配对", f"a quotation mark of line {since} is not closed"
    return "引号的位置不对", "a quotation mark stands where none can"
