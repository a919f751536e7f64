"""What a reading says, whatever the cells it stands in: two readings that say the same are equal."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from jingkai.engines.quantity import Units
from jingkai.engines.sheets import ReadFact, Reading
from jingkai.engines.sheets.fold import fold

Saying = tuple[object, ...]


def sayings(reading: Reading, *, waiting: bool = True) -> Counter[Saying]:
    """The facts by holder, indicator, category, period, measure and value in base unit; `waiting`: and whether held."""
    return Counter(_saying(fact, waiting) for fact in reading.facts)


def _saying(fact: ReadFact, waiting: bool) -> Saying:
    return (
        fold(fact.holder or ""),
        fold(fact.indicator),
        fold(fact.category or ""),
        fact.period,
        fact.cumulative,
        fact.measure,
        *_in_base_unit(fact),
        fact.qualifier,
        bool(fact.held) and waiting,
    )


def _in_base_unit(fact: ReadFact) -> tuple[object, ...]:
    unit = Units.shipped().find(fact.unit or "")
    if unit is None:
        return fact.unit, fact.low, fact.high
    return unit.dimension, _times(fact.low, unit.factor), _times(fact.high, unit.factor)


def _times(number: Decimal | None, factor: Fraction) -> Fraction | None:
    return None if number is None else Fraction(number) * factor


def differences(before: Counter[Saying], after: Counter[Saying]) -> str:
    """A line for each saying that got lost (-) or appeared (+); empty when there is none."""
    lost = [f"- {_line(saying)} x{n}" for saying, n in (before - after).items()]
    new = [f"+ {_line(saying)} x{n}" for saying, n in (after - before).items()]
    return "\n".join(sorted([*lost, *new], key=lambda line: line[2:]))


def _line(saying: Saying) -> str:
    return " ".join(str(part) for part in saying)
