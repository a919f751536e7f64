"""Reading figures as clerks type them (读数): 1.2亿元, 5000余家, 近百, 不足100, 8.1～8.6, ▼2.8."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from jingkai.engines.quantity.amount import Amount, AmountReader
from jingkai.engines.quantity.lexicon import Lexicon, Patterns, compiled, shipped_patterns
from jingkai.engines.quantity.problems import Problem
from jingkai.engines.quantity.quantity import Quantity
from jingkai.engines.quantity.registry import Units
from jingkai.engines.quantity.units import Unit

# Full-width digits, letters and signs are one offset away from ASCII; the rest are the minus signs of fonts.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("　"): " ",
    ord("\u00a0"): " ",
    ord("−"): "-",
    ord("﹣"): "-",
    ord("‑"): "-",
    ord("～"): "~",
    ord("﹪"): "%",
    ord("∼"): "~",
}
_SEPARATOR = re.compile(r"[\s、,;，；和及与]*")
_PARENTHESES = re.compile(r"\((?P<inner>[0-9][0-9,.]*\s*%?)\)")
_LONGEST_TEXT = 80  # a cell with one figure; longer texts are searched, not read
_MOST_WORDS = 4  # on one side of a figure
_OWN_SIGNS = ("+", "-")  # these belong to the number, other signs (▼, 下降) to the whole figure


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a running text: where it stands and what it says."""

    start: int
    end: int
    quantity: Quantity


class Reader:
    """Reads figures with a unit table and a lexicon; both default to what is shipped."""

    def __init__(self, units: Units | None = None, lexicon: Lexicon | None = None) -> None:
        self._units = units or Units.shipped()
        self._lexicon = lexicon or Lexicon.shipped()
        shipped = units is None and lexicon is None
        self._patterns: Patterns = shipped_patterns() if shipped else compiled(self._lexicon, self._units)
        self._fold = _HALF_WIDTH | {ord(old): new for old, new in self._lexicon.traditional.items()}
        self._amounts = AmountReader(self._units, self._lexicon, self._patterns)

    def number(self, text: str, unit: Unit | str | None = None) -> Quantity | None:
        """The one figure that `text` is, or None if it is none, several, or not wholly understood.

        `unit` is what the header says; a unit in the text wins over it, and a magnitude in the text replaces
        the header's (1.2亿 under 万元 is 1.2 亿元). The text is kept as typed.
        """
        wanted = self._units.get(unit) if isinstance(unit, str) else unit
        folded = self._folded(text)
        if folded is None:
            return None
        quantity = self._parenthesised(folded, wanted)
        if quantity is None:
            quantity, end = self._quantity(folded, 0, wanted)
            if end != len(folded):
                return None
        return None if quantity is None else replace(quantity, text=text)

    def numbers(self, text: str, unit: Unit | str | None = None) -> list[Quantity]:
        """The figures that `text` is a list of (8处8家 is two); empty if anything else is in it."""
        wanted = self._units.get(unit) if isinstance(unit, str) else unit
        folded = self._folded(text)
        if folded is None:
            return []
        result: list[Quantity] = []
        at = 0
        while at < len(folded):
            quantity, end = self._quantity(folded, at, wanted)
            if quantity is None:
                return []
            result.append(replace(quantity, text=folded[at:end]))
            gap = _SEPARATOR.match(folded, end)
            at = gap.end() if gap is not None else end
        return result if len(result) != 1 else [replace(result[0], text=text)]

    def find(self, text: str) -> list[Found]:
        """The figures in a running text, in order. Dates, clocks, ordinals and codes are passed over."""
        folded = text.translate(self._fold)
        found: list[Found] = []
        at = 0
        while (start := self._patterns.start.search(folded, at)) is not None:
            begin = start.start()
            quantity, end = self._quantity(folded, begin, None, prose=True)
            if quantity is None:
                at = _past(folded, begin)
                continue
            found.append(Found(begin, end, replace(quantity, text=text[begin:end])))
            at = end
        return found

    # The parts of a figure, in the order they are typed

    def _quantity(
        self, text: str, at: int, wanted: Unit | None, *, prose: bool = False
    ) -> tuple[Quantity | None, int]:
        """The figure that starts at `at`, and where it ends; (None, at) if none does."""
        marks, place = self._words(self._patterns.before, self._lexicon.before, text, at)
        direction, place = self._direction(text, place)
        more, place = self._words(self._patterns.before, self._lexicon.before, text, place)
        first = self._signed(text, place)
        if first is None:
            return None, at
        amounts = [first, *self._other_end(text, first)]
        after, end = self._words(self._patterns.after, self._lexicon.after, text, amounts[-1].end)
        arrow = self._patterns.sign_after.match(text, end)
        if arrow is not None and not direction:
            direction, end = arrow[1], arrow.end()
        if prose and self._is_no_figure(text, at, end, amounts):
            return None, at
        said = [*marks, *more, *(amount.mark for amount in amounts), *after]
        try:
            return self._put_together(amounts, direction, {mark for mark in said if mark}, wanted), end
        except Problem:  # the ends the wrong way round, or units that do not convert: no figure
            return None, at

    def _words(
        self, pattern: re.Pattern[str], meaning: Mapping[str, str], text: str, at: int
    ) -> tuple[list[str], int]:
        marks: list[str] = []
        while len(marks) < _MOST_WORDS and (word := pattern.match(text, at)) is not None:
            marks.append(meaning[word[1]])
            at = word.end()
        return marks, at

    def _direction(self, text: str, at: int) -> tuple[str, int]:
        sign = self._patterns.sign.match(text, at)
        if sign is None or sign[1] in _OWN_SIGNS:
            return "", at
        return sign[1], sign.end()

    def _signed(self, text: str, at: int) -> Amount | None:
        sign = self._patterns.sign.match(text, at)
        if sign is None or sign[1] not in _OWN_SIGNS:
            return self._amounts.read(text, at)
        amount = self._amounts.read(text, sign.end())
        if amount is None or self._lexicon.signs[sign[1]] > 0:
            return amount
        return replace(amount, lo=amount.hi.copy_negate(), hi=amount.lo.copy_negate())

    def _other_end(self, text: str, first: Amount) -> list[Amount]:
        between = self._patterns.range.match(text, first.end)
        if between is None:
            return []
        read = self._signed if between[1] in self._lexicon.ranges else self._amounts.read
        second = read(text, between.end())
        # 5万至8: eight or eighty thousand? Left unread, so that somebody asks.
        return [] if second is None or (second.is_bare and not first.is_bare) else [second]

    # What the parts say together

    def _put_together(
        self, amounts: list[Amount], direction: str, marks: set[str], wanted: Unit | None
    ) -> Quantity | None:
        lo, hi, unit = self._ends(amounts, wanted)
        quantity = _marked(Quantity(lo, hi, unit=unit), marks)
        if quantity is None or not direction:
            return quantity
        if any(amount.lo < 0 for amount in amounts) and direction in self._lexicon.signs_after:
            return None  # ▼-2.8: nobody knows which of the two was meant
        return -quantity if self._lexicon.signs[direction] < 0 else quantity

    def _ends(self, amounts: list[Amount], wanted: Unit | None) -> tuple[Decimal, Decimal, Unit]:
        first = amounts[0]
        if len(amounts) == 1:
            return self._amounts.settle(first, wanted)
        second = amounts[1]
        if first.is_bare:  # 5至8万元: both in 万元
            first = replace(first, unit=second.unit, magnitude=second.magnitude)
        _, hi, unit = self._amounts.settle(second, second.unit or first.unit or wanted)
        lo, _, lower_unit = self._amounts.settle(first, first.unit or unit)
        low = Quantity(lo, lo, unit=lower_unit).to(unit).lo
        assert low is not None
        return low, hi, unit

    # Where there is none

    def _folded(self, text: str) -> str | None:
        if len(text) > _LONGEST_TEXT:
            return None
        folded = text.translate(self._fold).strip()
        if self._patterns.any_digit.search(folded) is None:  # most cells of a sheet are words
            return None
        return None if any(word in folded for word in self._lexicon.not_numbers) else folded

    def _parenthesised(self, text: str, wanted: Unit | None) -> Quantity | None:
        """(12.3) is -12.3 to an accountant, while (12) under no unit may be an item's number."""
        found = _PARENTHESES.fullmatch(text)
        if found is None or (wanted is None and found["inner"].isdigit()):
            return None
        quantity, end = self._quantity(found["inner"], 0, wanted)
        return -quantity if quantity is not None and end == len(found["inner"]) else None

    def _is_no_figure(self, text: str, at: int, end: int, amounts: list[Amount]) -> bool:
        """In running text: 2024年, 第3, 9:30, 一般, part of a code."""
        last = amounts[-1]
        if all(amount.numeral and amount.unit is None for amount in amounts):
            return True
        if last.is_bare and text[end : end + 1] in self._lexicon.not_before and end < len(text):
            return True
        if text[at - 1 : at] in self._lexicon.not_after and at > 0:
            return True
        return any(text.startswith(idiom, at) for idiom in self._lexicon.idioms) or _is_part_of_code(
            text, at, end
        )


_CODE_BEFORE = re.compile(r"[0-9A-Za-z_*.#@][-./:]?\Z")
_CODE_AFTER = re.compile(r"[-./:]?[0-9A-Za-z_*]")
_CODE = re.compile(r"[0-9A-Za-z.,:*/_-]+")


def _is_part_of_code(text: str, at: int, end: int) -> bool:
    """138****1234, 2024-03-01, V1.2.3."""
    before = _CODE_BEFORE.search(text[max(0, at - 2) : at]) is not None and text[at].isascii()
    return before or (_CODE_AFTER.match(text, end) is not None and text[end - 1].isascii())


def _past(text: str, at: int) -> int:
    code = _CODE.match(text, at)
    return code.end() if code is not None else at + 1


def _marked(quantity: Quantity, marks: set[str]) -> Quantity | None:
    """`quantity` with what the words said of it; None if they contradict each other."""
    about, bounds = "~" in marks, marks - {"~"}
    quantity = replace(quantity, about=about)
    if not bounds:
        return quantity
    if quantity.lo != quantity.hi or (bounds & {">", ">="} and bounds & {"<", "<="}):
        return None
    if bounds & {">", ">="}:
        return replace(quantity, hi=None, lo_open=">" in bounds)
    return replace(quantity, lo=None, hi_open="<" in bounds)


@cache
def _shipped() -> Reader:
    return Reader()


def read_number(text: str, unit: Unit | str | None = None) -> Quantity | None:
    """`Reader.number` with the shipped units and words."""
    return _shipped().number(text, unit)


def read_numbers(text: str, unit: Unit | str | None = None) -> list[Quantity]:
    """`Reader.numbers` with the shipped units and words."""
    return _shipped().numbers(text, unit)


def find_numbers(text: str) -> list[Found]:
    """`Reader.find` with the shipped units and words."""
    return _shipped().find(text)
