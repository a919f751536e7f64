"""Writing a quantity: with marks (≥230人), in words (230人以上), in English; and as a row that reads back."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypedDict

from jingkai.engines.quantity.numbers import exact, plain, shortest
from jingkai.engines.quantity.problems import Problem, problem
from jingkai.engines.quantity.quantity import Quantity
from jingkai.engines.quantity.registry import Units
from jingkai.engines.quantity.units import Unit

Style = Literal["marks", "words", "en"]

UNKNOWN_WORDS = {"marks": "未填报", "words": "未填报", "en": "not reported"}

_WORDS = {
    "": "{v}",
    "≥": "{v}以上",
    ">": "超过{v}",
    "<": "不足{v}",
    "≤": "不超过{v}",
    "≈": "约{v}",
    "~": "{v}",
    "≈≥": "约{v}以上",
    "≈>": "约超过{v}",
    "≈<": "约不足{v}",
    "≈≤": "约不超过{v}",
    "≈~": "约{v}",
}
_INTERVAL = re.compile(r"([(\[]?)(-?\d[\d.]*)~(-?\d[\d.]*)([)\]]?)\Z")


class Row(TypedDict):
    """A quantity in four columns of an export; the qualifier has its own (st-S26)."""

    value: str
    qualifier: str
    unit: str
    text: str


def write(quantity: Quantity, *, style: Style = "marks", grouped: bool = False) -> str:
    """`quantity` as people read it, in its own unit and with its own decimals.

    `marks` puts the mark before the number (≥230人, ≈1.2亿元, 5~8家), `words` says it (230人以上), `en` is
    English (≥230 people). `grouped` sets commas (1,330.5). The unknown is "未填报", never 0. `read_number`
    reads the first two back to the same quantity, except for interval ends left out, which only marks show:
    (5~8]家.
    """
    if not quantity.known:
        return UNKNOWN_WORDS[style]
    if style == "marks":
        return f"{write_number(quantity, grouped=grouped)}{quantity.unit.name}"
    shown = _in_english_magnitude(quantity) if style == "en" else quantity
    unit = shown.unit.named("en" if style == "en" else "zh")
    gap = " " if style == "en" and unit not in ("", "%", "‰") else ""
    number = f"{_value(shown, plain_ends=style == 'words', grouped=grouped)}{gap}{unit}"
    if style == "words":
        return _WORDS[shown.qualifier].format(v=number)
    return f"{_mark(shown)}{number}"


def write_number(quantity: Quantity, *, grouped: bool = False, trimmed: bool = False) -> str:
    """The number of a known quantity with its mark and without its unit: ≥1,230. `trimmed` leaves out zeros at the
    end of its decimals: 8.00 is 8.
    """
    return f"{_mark(quantity)}{_value(quantity, plain_ends=False, grouped=grouped, trimmed=trimmed)}"


def _mark(quantity: Quantity) -> str:
    return quantity.qualifier.replace("~", "")


def to_row(quantity: Quantity) -> Row:
    """The four columns. `from_row` restores the equal quantity with its text (DESIGN 3.6)."""
    value = _value(quantity, plain_ends=False, grouped=False) if quantity.known else ""
    return Row(value=value, qualifier=quantity.qualifier, unit=quantity.unit.name, text=quantity.text)


def from_row(row: Row, units: Units | None = None) -> Quantity:
    """The quantity of an exported row. Raises Problem `quantity.row-unreadable`, `quantity.unit-unknown`."""
    unit = (units or Units.shipped()).get(row["unit"])
    mark, value, text = row["qualifier"].strip(), row["value"].strip(), row["text"]
    about, bound = mark.startswith("≈"), mark.removeprefix("≈")
    unreadable = problem("quantity.row-unreadable", value=value[:40], qualifier=mark[:4])
    if bound == "?" or (bound == "" and not about and not value):
        if value or about:
            raise unreadable
        return Quantity.unknown(unit, text=text)
    try:
        lo, hi, lo_open, hi_open = _ends(bound, value)
    except (Problem, KeyError):
        raise unreadable from None
    return Quantity(lo, hi, lo_open, hi_open, about, unit, text)


def _ends(bound: str, value: str) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    if bound == "~":
        found = _INTERVAL.match(value)
        if found is None:
            raise KeyError(value)
        left, lo, hi, right = found.groups()
        return exact(lo), exact(hi), left == "(", right == ")"
    number = exact(value)
    return {
        "": (number, number, False, False),
        "≥": (number, None, False, False),
        ">": (number, None, True, False),
        "≤": (None, number, False, False),
        "<": (None, number, False, True),
    }[bound]


def _value(quantity: Quantity, *, plain_ends: bool, grouped: bool, trimmed: bool = False) -> str:
    lo, hi = quantity.lo, quantity.hi
    if lo is None or hi is None or lo == hi:
        end = lo if lo is not None else hi
        assert end is not None  # known
        return _number(end, grouped, trimmed)
    if plain_ends:
        return f"{_number(lo, grouped, trimmed)}至{_number(hi, grouped, trimmed)}"
    left = "(" if quantity.lo_open else "[" if quantity.hi_open else ""
    right = ")" if quantity.hi_open else "]" if quantity.lo_open else ""
    return f"{left}{_number(lo, grouped, trimmed)}~{_number(hi, grouped, trimmed)}{right}"


def _number(value: Decimal, grouped: bool, trimmed: bool) -> str:
    text = shortest(value) if trimmed else plain(value)
    if not grouped:
        return text
    whole, point, decimals = text.partition(".")
    return (
        f"{int(whole):,}{point}{decimals}"
        if not whole.startswith("-")
        else f"-{int(whole[1:]):,}{point}{decimals}"
    )


def _in_english_magnitude(quantity: Quantity) -> Quantity:
    """English has no word for 万 and 亿: 3500万元 is 35 million yuan, 1.2亿元 is 120 million yuan."""
    units = Units.shipped()
    if len(quantity.unit.parts) != 1:
        return _in_stems(quantity, units)
    atom, power = quantity.unit.parts[0]
    if atom.en or power != 1:
        return quantity
    stem = units.find(atom.stem)
    if stem is None or not stem.parts[0][0].en:
        return quantity
    largest = max(abs(end) for end in (quantity.lo, quantity.hi) if end is not None)
    million = units.find(f"million {stem.named('en')}")
    target = million if million and Fraction(largest) * atom.factor >= million.factor else stem
    return _plainly(quantity.to(target))


def _in_stems(quantity: Quantity, units: Units) -> Quantity:
    """699.3万元/亩 is 6993000 yuan/mu: what English has no word for is written out."""
    if all(atom.en for atom, _ in quantity.unit.parts):
        return quantity
    parts = []
    for atom, power in quantity.unit.parts:
        stem = units.find(atom.stem)
        parts.append((stem.parts[0][0] if stem is not None and not atom.en else atom, power))
    return _plainly(quantity.to(Unit(tuple(parts))))


def _plainly(other: Quantity) -> Quantity:
    """The same without zeros at the end that converting left."""
    trim = {
        name: Decimal(shortest(end)) for name in ("lo", "hi") if (end := getattr(other, name)) is not None
    }
    return Quantity(
        trim.get("lo"), trim.get("hi"), other.lo_open, other.hi_open, other.about, other.unit, other.text
    )
