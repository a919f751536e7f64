"""Figures as a month prints them: the mark stays, the unit stands apart, what is missing is a dash."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.quantity import Quantity, Units, round_half_up, shortest, write, write_number
from jingkai.web.dates import moment

from .words import Lang

__all__ = ["DASH", "Shown", "moment", "percent", "shown", "signed"]

DASH = "—"
# What a figure nobody set decimals for is rounded to when it has no end (a quotient).
_MOST_DECIMALS = 4


@dataclass(frozen=True)
class Shown:
    """A number and its unit, apart."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        gap = " " if self.unit[:1].isascii() and self.unit[:1].isalpha() else ""
        return f"{self.number}{gap}{self.unit}"


def shown(quantity: Quantity | None, lang: Lang, *, unit: str = "", decimals: int | None = None) -> Shown:
    """A quantity in `unit` (its own, if empty), rounded half up to `decimals` (as it is, if None)."""
    if quantity is None or not quantity.known:
        return Shown(DASH)
    target = Units.shipped().find(unit) if unit else None
    if target is not None and target.dimension == quantity.unit.dimension:
        quantity = quantity.to(target)
    quantity, trimmed = _rounded(quantity, decimals)
    if lang == "en":
        # English counts in millions, so number and unit change together.
        number, unit = _apart(write(_trimmed(quantity) if trimmed else quantity, style="en", grouped=True))
        return Shown(number.replace("-", "−"), unit)
    number = write_number(quantity, grouped=True, trimmed=trimmed).replace("-", "−")
    return Shown(number, quantity.unit.named(lang))


def signed(quantity: Quantity | None, decimals: int | None) -> str:
    """A growth or deviation with its sign: +11.2, −3.6, ≈+4.5."""
    found = shown(quantity, "zh", decimals=decimals).number
    value = quantity.value if quantity is not None else None
    if value is None or value <= 0 or found == "0":
        return found
    mark = found[: len(found) - len(found.lstrip("≈"))]
    return f"{mark}+{found.removeprefix(mark)}"


def percent(quantity: Quantity | None) -> Decimal | None:
    """The number of a percentage for drawing a bar; None of a bound or what is not known."""
    return quantity.to("%").value if quantity is not None and quantity.known else None


def _apart(text: str) -> tuple[str, str]:
    """Number and unit of a figure written in English: 6,988 million yuan, 9.1%."""
    number, _, unit = text.partition(" ")
    return (number, unit) if unit else (number.rstrip("%‰"), number[len(number.rstrip("%‰")) :])


def _rounded(quantity: Quantity, decimals: int | None) -> tuple[Quantity, bool]:
    """The quantity as it is printed, and whether zeros at the end of its decimals are left out."""
    if decimals is None:
        ends = [end for end in (quantity.lo, quantity.hi) if end is not None]
        endless = any(_decimals(end) > _MOST_DECIMALS for end in ends)
        return (round_half_up(quantity, _MOST_DECIMALS), True) if endless else (quantity, False)
    return round_half_up(quantity, decimals), True


def _decimals(number: Decimal) -> int:
    return len(shortest(number).partition(".")[2])


def _trimmed(quantity: Quantity) -> Quantity:
    lo = None if quantity.lo is None else Decimal(shortest(quantity.lo))
    same = quantity.hi is quantity.lo
    hi = lo if same else None if quantity.hi is None else Decimal(shortest(quantity.hi))
    return Quantity(lo, hi, quantity.lo_open, quantity.hi_open, quantity.about, quantity.unit)
