"""CSV: damaged bytes, two encodings in one file, other delimiters, torn rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hell.case import Case, Reading, at
from tests.hell.honest import honest, output_table

NAME = "青岚经济开发区2024年3月工业产值.csv"
SHEET = "csv"


def _bytes(data: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


TEXT = output_table().csv()
LINES = TEXT.split("\r\n")
DAMAGED = TEXT.encode().replace("石门街道".encode(), "石门街道".encode()[:4] + "街道".encode())
SURROGATE = TEXT.encode().replace("石门街道".encode(), b"\xed\xa0\x80" + "石门街道".encode())
DAMAGED_GBK = TEXT.encode("gb18030").replace(
    "石门街道".encode("gb18030"), b"\xca\xff\xc3\xc5\xbd\xd6\xb5\xc0"
)
MIXED = b"\r\n".join(
    [line.encode("gb18030") for line in LINES[:5]] + [line.encode("utf-8") for line in LINES[5:]]
)
QUOTED = (
    TEXT.replace("3月当月", '"3月\n当月"')
    .replace("石门街道", '"石门街道"')
    .replace("累计同比增长(%)", '"累计同比\r\n增长(%)"')
)
NULS = TEXT.encode().replace(b"27.05", b"27\x00.05")
SEMICOLONS = output_table().csv(delimiter=";")
UTF16 = output_table().csv(delimiter="\t").encode("utf-16")
SPLIT = output_table("万元").csv().replace("270500", "270,500")
UNCLOSED = TEXT.replace("石门街道", '"石门街道')
BLANK_TAIL = "\ufeff" + TEXT.replace("\r\n", ",,,,\r\n") + ",,,,,,,,\r\n" * 3


def _kept(without: str = "", free: str = "", unit: str = "亿元") -> tuple[Reading, ...]:
    return honest(without=without, free=free, sheet=SHEET, unit=unit)


CASES = (
    Case(
        "utf8-cut-inside-a-character",
        _bytes(DAMAGED),
        "asked",
        "practice-S 4.5: damage without U+FFFD; a name that lost bytes is no name, the others are well",
        file=NAME,
        spots=at("A5", "B5", "C5", "D5", "E5", sheet=SHEET),
        kept=_kept(without="5 8"),
        or_refused=True,
    ),
    Case(
        "lone-surrogate-in-utf8",
        _bytes(SURROGATE),
        "asked",
        "ED A0 80 is no character in any encoding",
        file=NAME,
        spots=at("A5", "B5", "C5", "D5", "E5", sheet=SHEET),
        kept=_kept(without="5 8"),
        or_refused=True,
    ),
    Case(
        "gb18030-with-one-broken-character",
        _bytes(DAMAGED_GBK),
        "asked",
        "one bad byte in one name",
        file=NAME,
        spots=at("A5", "B5", "C5", "D5", "E5", sheet=SHEET),
        kept=_kept(without="5 8"),
        or_refused=True,
    ),
    Case(
        "two-encodings-in-one-file",
        _bytes(MIXED),
        "asked",
        "the lower half was pasted from another system; mojibake is not a street",
        file=NAME,
        spots=at(*(f"A{row}" for row in range(1, 9)), sheet=SHEET),
        never=tuple(
            Reading(cell=f"{c}{r}", holder=name.encode("utf-8").decode("gb18030", "replace"), sheet=SHEET)
            for c in "BC"
            for r, name in ((6, "柳溪镇"), (7, "白塘镇"))
        ),
        or_refused=True,
    ),
    Case(
        "nul-inside-a-figure",
        _bytes(NULS),
        "either",
        "a byte that cannot be seen stands in 27.05",
        file=NAME,
        spots=at("C5", sheet=SHEET),
        kept=(*_kept(without="C5 E5 C8 E8"), Reading(cell="C5", value="27.05", sheet=SHEET)),
        never=(Reading(cell="C5", value="27", sheet=SHEET), Reading(cell="C5", value="5", sheet=SHEET)),
        or_refused=True,
    ),
    Case(
        "semicolons",
        _bytes(SEMICOLONS.encode("gb18030")),
        "clean",
        "another machine",
        file=NAME,
        kept=_kept(),
    ),
    Case(
        "utf16-with-tabs",
        _bytes(UTF16),
        "clean",
        "Excel's Unicode text",
        file=NAME,
        kept=_kept(),
        may_warn=True,
    ),
    Case(
        "line-breaks-inside-quotes",
        _bytes(QUOTED.encode()),
        "clean",
        "as Excel quotes",
        file=NAME,
        kept=_kept(),
    ),
    Case(
        "bom-and-a-tail-of-commas",
        _bytes(BLANK_TAIL.encode()),
        "clean",
        "blank columns",
        file=NAME,
        kept=_kept(),
    ),
    Case(
        "thousands-comma-splits-a-row",
        _bytes(SPLIT.encode()),
        "asked",
        "270,500 without quotes became 270 and 500: the rest of the row stands one column to the right",
        file=NAME,
        spots=at("A5", "B5", "C5", "D5", "E5", "F5", sheet=SHEET),
        kept=_kept(without="5 8", free="B", unit="万元"),
        never=(
            Reading(cell="C5", value="270", sheet=SHEET),
            Reading(cell="D5", value="500", sheet=SHEET),
            Reading(cell="E5", value="252800", sheet=SHEET),
        ),
    ),
    Case(
        "quote-never-closed",
        _bytes(UNCLOSED.encode()),
        "asked",
        "from the quote on everything is one cell: the lower half of the table must not vanish in silence",
        file=NAME,
        spots=at(*(f"{c}{r}" for r in range(5, 9) for c in "ABCDE"), sheet=SHEET),
        kept=_kept(without="5 6 7 8"),
        or_refused=True,
    ),
)
