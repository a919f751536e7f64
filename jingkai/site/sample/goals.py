"""What the zone and its parts are to reach in 2024, from what they reached in 2023."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from jingkai.engines.periods import Period

from .declared import IndicatorPart, TargetPart, indicators_file
from .series import by_parts, whole_year

YEAR = Period.of_year(2024)


def part_aims(name: str) -> dict[str, Decimal]:
    """What the parts are to reach of the figure of this name."""
    (one,) = (one for one in indicators_file().indicators if one.name == name)
    return dict(list(aims_of(one))[1:])


def aims_of(one: IndicatorPart) -> Iterator[tuple[str, Decimal]]:
    """The zone's target first (its unit is empty), then those of its parts; none where nothing is aimed at."""
    target = one.target
    if target is None:
        return
    parts = {unit: _aim(one, target, unit) for unit in by_parts(one)}
    whole = sum(parts.values(), Decimal(0)) if parts else _aim(one, target, "")
    yield "", whole + target.short
    yield from parts.items()


def _aim(one: IndicatorPart, target: TargetPart, unit: str) -> Decimal:
    if target.value is not None:
        return target.value
    if target.growth is None:
        raise ValueError(f"indicators.yaml: the target of {one.code} has neither value nor growth")
    reached = whole_year(one, unit, YEAR.start.year - 1) * (1 + target.growth / 100)
    # People set round targets: one decimal less than is told, or whole hundreds.
    last = Decimal(1).scaleb(1 - one.decimals if one.decimals else 2)
    return (reached / last).quantize(Decimal(1), ROUND_HALF_UP) * last
