"""One cell to a value: a number, an interval, "no figure", or text that is no figure at all."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jingkai.engines.quantity import read_number
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.lexicon import words
from jingkai.engines.sheets.load.cells import plain
from jingkai.engines.sheets.workbook import Cell, Kind

_SIGNS = {"▲": 1, "△": 1, "↑": 1, "+": 1, "▼": -1, "▽": -1, "↓": -1, "-": -1, "−": -1}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_EXACT = re.compile(rf"^(?P<sign>[▲△↑▼▽↓+\-−]{{0,2}})(?P<number>{_NUMBER})(?P<percent>%|个?百分点)?$")
_BRACKETED = re.compile(rf"^[(](?P<number>{_NUMBER})(?P<percent>%)?[)]$")
_RANGE = re.compile(rf"^(?P<low>[+\-]?(?:{_NUMBER}))%?(?:-|~|至|到)(?P<high>(?:{_NUMBER}))(?P<percent>%)?$")
_FOOTNOTE = re.compile(r"(?<=[\d%])\s*[①-⑳*※¹²³⁰-⁹]+\s*$")
_THOUSANDS = re.compile(r"[0#?](,+)(?=[^0#?,]*$)")
"""Commas behind the last digit of a number format: each shows the number a thousand times smaller."""
_HAS_DIGIT = re.compile(r"\d|[一二三四五六七八九十两几数近超约上余不].*[十百千万亿]")


@dataclass(frozen=True)
class Value:
    """A cell's figure as printed. `low == high` for an exact number; both None for "no figure".

    `percent` says that the cell itself is a percentage; `scale` is 100 when it stores a ratio.
    `qualifier` is a bound or approximation (≥, <, ≈ ...); `marker` the sign mark that was printed.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    percent: bool = False
    points: bool = False
    scale: int = 1
    qualifier: str = ""
    magnitude: bool = False
    """Whether 万 or 亿 was typed without a unit: 8.8亿 under a header of 万元."""
    marker: str = ""
    unit: str = ""
    unchanged: bool = False

    @property
    def missing(self) -> bool:
        """Whether the cell says that there is no figure."""
        return self.low is None and self.high is None and not self.unchanged

    @property
    def exact(self) -> Decimal | None:
        """The number, when there is exactly one."""
        return self.low if self.low is not None and self.low == self.high and not self.qualifier else None

    @property
    def is_range(self) -> bool:
        """Whether the cell prints an interval."""
        return self.low is not None and self.high is not None and self.low != self.high


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def read_value(cell: Cell) -> Value | None:
    """The value in a cell, or None when the cell is a label, a date, an error or anything else."""
    if cell.kind is Kind.NUMBER:
        assert cell.number is not None
        if thousands := _THOUSANDS.search(cell.number_format.split(";")[0]):
            shown = cell.number.scaleb(-3 * len(thousands[1]))
            return Value(shown, shown)
        if cell.shown_as_percent:
            number = cell.number * 100
            return Value(number, number, percent=True, scale=100)
        return Value(cell.number, cell.number)
    if cell.kind is not Kind.TEXT:
        return None
    return _of_text(fold(_FOOTNOTE.sub("", cell.text.lstrip("'’"))))


def _of_text(text: str) -> Value | None:
    if words()["missing"].match(text):
        return Value()
    if words()["unchanged"].match(text):
        return Value(unchanged=True)
    if not _HAS_DIGIT.search(text) or len(text) > 24:
        return None
    if told := words()["told_change"].match(text):
        return _told(told)
    try:
        if match := _EXACT.match(text):
            sign = 1
            for mark in match["sign"]:
                sign *= _SIGNS[mark]
            number = sign * _decimal(match["number"])
            suffix = match["percent"] or ""
            return Value(
                number,
                number,
                percent=suffix == "%",
                points=suffix.endswith("百分点"),
                marker=match["sign"][:1],
            )
        if match := _BRACKETED.match(text):
            number = -_decimal(match["number"])
            return Value(number, number, percent=bool(match["percent"]), marker="()")
        if match := _RANGE.match(text):
            low, high = _decimal(match["low"]), _decimal(match["high"])
            return Value(low, high, percent=bool(match["percent"])) if low < high else None
    except InvalidOperation:
        return None
    return _of_words(text)


def _told(match: re.Match[str]) -> Value:
    """A change in words. 降幅收窄 is up, 降幅扩大 is down."""
    down = bool(words()["told_down"].search(match["verb"]))
    if match["of"] in ("降幅", "跌幅"):
        down = not down
    number = -_decimal(match["number"]) if down else _decimal(match["number"])
    return Value(number, number, percent=match["unit"] == "%", points=match["unit"] == "百分点")


def _of_words(text: str) -> Value | None:
    """Numbers as officials write them: 5000余家, 近200万, 超10亿, 1.2亿元."""
    quantity = read_number(text)
    if quantity is None or not quantity.known:
        return None
    unit = quantity.unit.name
    magnitude = not unit and bool(re.search("[万亿]", text))
    return Value(
        quantity.lo,
        quantity.hi,
        percent=unit == "%",
        qualifier=quantity.qualifier,
        unit=unit,
        magnitude=magnitude,
    )


def printed(number: Decimal) -> str:
    """A number as facts carry it: without exponent or trailing zeros."""
    return plain(number)


def decimals_of(number: Decimal) -> int:
    """How many digits are printed after the point."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
