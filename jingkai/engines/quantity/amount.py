"""One number with its magnitude and unit inside a text: the middle part of a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from jingkai.engines.quantity.lexicon import CHAIN_LINK, Lexicon, Patterns
from jingkai.engines.quantity.numbers import EXACT, exact, scaled
from jingkai.engines.quantity.numerals import read_numeral, read_vague
from jingkai.engines.quantity.registry import Units
from jingkai.engines.quantity.units import NUMBER, Unit

# Magnitudes that are no part of a unit's name: nobody prints a column in 百元, but 5百元 is typed.
_SMALL = {"百": Fraction(100), "十": Fraction(10)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number up to `end` in its text; `lo` and `hi` differ for 二三十. Its unit may still be open."""

    lo: Decimal
    hi: Decimal
    end: int
    start: int = 0  # of a numeral
    mark: str = ""  # what 余, 多 or 来 said inside it
    unit: Unit | None = None
    magnitude: str = ""
    numeral: bool = False  # in Chinese characters

    @property
    def is_bare(self) -> bool:
        """Neither unit nor magnitude was typed."""
        return self.unit is None and not self.magnitude


class AmountReader:
    """Finds an Amount at a place in a folded text."""

    def __init__(self, units: Units, lexicon: Lexicon, patterns: Patterns) -> None:
        self._units = units
        self._lexicon = lexicon
        self._patterns = patterns

    def read(self, text: str, at: int) -> Amount | None:
        """The amount that starts at `at`; None if none does, or if what follows makes it another thing."""
        part = self._patterns.part.match(text, at)
        if part is not None:
            inner = self._number(text, part.end())
            unit = self._units.get(self._lexicon.parts[part[1]])
            return None if inner is None else replace(inner, unit=unit, numeral=False)
        currency = self._patterns.currency.match(text, at)
        number = self._number(text, currency.end() if currency is not None else at)
        if number is None:
            return None
        amount = max(
            (self._with_unit(text, candidate) for candidate in _splits(text, number)),
            key=lambda found: found.end,
        )
        if amount.unit is not None and not all(atom.bare for atom, _ in amount.unit.parts[:1]):
            return None
        return self._in_currency(amount, currency[1]) if currency is not None else self._read_as(text, amount)

    def settle(self, amount: Amount, wanted: Unit | None) -> tuple[Decimal, Decimal, Unit]:
        """The ends and the unit, `wanted` filling what was not typed."""
        unit = amount.unit if amount.unit is not None else wanted
        if unit is None:
            unit = NUMBER
        if not amount.magnitude:
            return amount.lo, amount.hi, unit
        if amount.unit is None:
            unit = self._without_magnitude(unit)
        larger = None if unit.is_number else self._units.find(f"{amount.magnitude}{unit.name}")
        if larger is not None:
            return amount.lo, amount.hi, larger
        size = self._units.magnitudes.get(amount.magnitude) or _SMALL[amount.magnitude]
        return scaled(amount.lo, size), scaled(amount.hi, size), unit

    def _number(self, text: str, at: int) -> Amount | None:
        chain = self._patterns.chain.match(text, at)
        if chain is not None:
            return self._chain(chain[0], chain.end())
        digits = self._patterns.digits.match(text, at)
        if digits is not None:
            return self._digits(digits[0], digits.end())
        numeral = self._patterns.numeral.match(text, at)
        return None if numeral is None else _numeral(numeral[0], numeral.end())

    def _digits(self, typed: str, end: int) -> Amount | None:
        whole = typed.partition(".")[0]
        is_code = len(whole) > 1 and whole.startswith("0")
        if is_code or (len(whole) > self._lexicon.longest_plain_digits and "," not in whole):
            return None
        value = exact(typed.replace(",", ""))
        return Amount(value, value, end)

    def _chain(self, typed: str, end: int) -> Amount | None:
        """1亿2000万, 2万5千: magnitudes that fall from link to link."""
        total, before = Decimal(0), None
        for digits, magnitude in CHAIN_LINK.findall(typed):
            size = self._units.magnitudes.get(magnitude) or _SMALL[magnitude]
            if before is not None and size >= before:
                return None
            total = EXACT.add(total, scaled(exact(digits.replace(",", "")), size))
            before = size
        return Amount(total, total, end)

    def _with_unit(self, text: str, number: Amount) -> Amount:
        amount = self._inside(text, number)
        named = self._unit(text, amount)
        if named is not None:
            return named
        magnitude = self._patterns.magnitude.match(text, amount.end)
        if magnitude is None:
            return amount
        larger = self._inside(text, replace(amount, end=magnitude.end(), magnitude=magnitude[1]))
        return self._unit(text, larger) or larger

    def _inside(self, text: str, amount: Amount) -> Amount:
        word = self._patterns.inside.match(text, amount.end)
        if word is None:
            return amount
        return replace(amount, end=word.end(), mark=self._lexicon.inside[word[1]])

    def _unit(self, text: str, amount: Amount) -> Amount | None:
        found = self._patterns.unit.match(text, amount.end)
        unit = None if found is None else self._units.find(found[1])
        if found is None or unit is None or (amount.magnitude and unit != self._without_magnitude(unit)):
            return None
        return replace(amount, end=found.end(), unit=unit)

    def _without_magnitude(self, unit: Unit) -> Unit:
        if unit.is_number:
            return unit
        (first, power), *others = unit.parts
        stem = self._units.get(first.stem).parts[0][0]
        return Unit(((stem, power), *others))

    def _in_currency(self, amount: Amount, sign: str) -> Amount | None:
        money = self._units.get(self._lexicon.currencies[sign])
        if amount.unit is None:
            return replace(amount, unit=money)
        return amount if amount.unit.dimension == money.dimension else None

    def _read_as(self, text: str, amount: Amount) -> Amount:
        """三成 is 30 %, 三成五 35 %."""
        if amount.unit is None or not amount.unit.parts or not amount.unit.parts[0][0].read_as:
            return amount
        tenth = self._patterns.numeral.match(text, amount.end)
        digit = None if tenth is None else read_numeral(tenth[0])
        lo, hi, end = amount.lo, amount.hi, amount.end
        if tenth is not None and digit is not None and 1 <= digit <= 9:
            more = digit.scaleb(-1)
            lo, hi, end = EXACT.add(lo, more), EXACT.add(hi, more), tenth.end()
        target = self._units.get(amount.unit.parts[0][0].read_as)
        factor = amount.unit.factor / target.factor
        return replace(amount, lo=scaled(lo, factor), hi=scaled(hi, factor), end=end, unit=target)


def _splits(text: str, number: Amount) -> list[Amount]:
    """五千瓦时 is 五 + 千瓦时, not 五千 + 瓦 + 时: the last character of a numeral may belong to the unit."""
    shorter = None
    if number.numeral and number.end - number.start > 1:
        shorter = _numeral(text[number.start : number.end - 1], number.end - 1)
    return [number] if shorter is None else [number, shorter]


def _numeral(typed: str, end: int) -> Amount | None:
    # First as an interval: 五六家 is five or six, not 56.
    ends = read_vague(typed)
    if ends is None:
        value = read_numeral(typed)
        ends = None if value is None else (value, value)
    return None if ends is None else Amount(*ends, end, end - len(typed), numeral=True)
