"""Figures as integers: what goes in by millionths, points by billionths, which is as far as an engine settles them."""

from decimal import Decimal
from typing import TypeAlias

from jingkai.engines.quantity import shortest

from .problems import TOO_FINE

MICRO, NANO = 10**6, 10**9
Number: TypeAlias = Decimal | int | str


def to_micro(value: Number) -> int:
    """A figure in millionths. Raises Problem `rounds.too-fine` for one that is finer, or no number."""
    return _integer(value, MICRO)


def to_nano(value: Number) -> int:
    """Points in billionths. Raises Problem `rounds.too-fine`."""
    return _integer(value, NANO)


def points_to_nano(points: float | None) -> int | None:
    """Points as the engine gives them, settled to nine decimals."""
    return None if points is None else round(Decimal(repr(points)) * NANO)


def micro_text(micro: int) -> str:
    """Millionths as they are written: 98500000 is 98.5."""
    return shortest(Decimal(micro) / MICRO)


def nano_text(nano: int | None) -> str:
    """Billionths as they are written; a dash for what is not known."""
    return "—" if nano is None else shortest(Decimal(nano) / NANO)


def _integer(value: Number, scale: int) -> int:
    try:
        exact = Decimal(value) * scale
        if exact % 1 == 0:
            return int(exact)
    except ArithmeticError:
        pass
    raise TOO_FINE(value=value, decimals=len(str(scale)) - 1)
