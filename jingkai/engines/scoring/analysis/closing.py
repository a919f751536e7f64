"""How much more of an indicator's own unit brings a unit to the points of another, where that can be told."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..reading import Slot
from ..shape import Band, Curve, Reference, Take
from ..stages import asks
from .board import Line, settled

# Why there is no figure in the indicator's own unit.
WHY_NOT: dict[str, tuple[str, str]] = {
    "place": ("按位次计分，要看超过几家", "scored by place: it depends on whom it passes"),
    "steps": ("按档或整步计分，得分是台阶", "scored in bands or whole steps: points jump"),
    "flat": ("这一段数值变动不加分", "over this stretch more of it wins nothing"),
    "peers": ("所比的统计量会随自己的数一起变", "what it is compared with would move along"),
    "absent": ("本单位没有可用的数", "the unit has no figure to start from"),
    "absent-ahead": ("对方没有可用的数", "the unit ahead has no figure to compare with"),
    "points": ("数是别的结点的得分", "its figure is the points of another node"),
    "unknown": ("这种方法不能反推", "this method cannot be turned round"),
}
_BY_PLACE = ("rank", "behind", "gain", "relative-gain", "percentile")
_TURNED_ROUND = ("value", "difference", "ratio", "growth", "position", "z")
_EXTREMES = ("min", "max", "best", "worst")


@dataclass(frozen=True)
class Closing:
    """The `value` to reach and how much `more` (less: below zero) than now it is, in the indicator's unit; or `why`
    there is none, of `WHY_NOT`.
    """

    value: float | None = None
    more: float | None = None
    why: str = ""


def closing(slot: Slot, own: Line, ahead: Line, *, same_peers: bool) -> Closing:
    """What brings `own` to the points that `ahead` has on this indicator, all others' values held.

    `same_peers`: both are compared with the same units. Only where between the two more is always worth more: ranks,
    steps and flat stretches have no figure, nor has what is compared with a statistic that its own value would move -
    unless the other's very value is what is needed, which brings both to the same points whatever moves.
    """
    take, curve = slot.take, slot.curve
    if take is None or curve is None:
        return Closing(why="unknown")
    if asks(slot):
        return Closing(why="points")
    if take.kind in _BY_PLACE:
        return Closing(why="place")
    if take.kind not in _TURNED_ROUND:
        return Closing(why="unknown")
    if own.value is None or own.taken is None:
        return Closing(why="absent")
    if ahead.value is None or ahead.taken is None:
        return Closing(why="absent-ahead")
    needed = reach(curve, own.taken, ahead.taken)
    if isinstance(needed, str):
        return Closing(why=needed)
    value = _value(take, needed, own, low_is_good=slot.leaf.direction == "low")
    if value is None:
        return Closing(why="unknown")
    if _moves(take, own, value):
        alike = same_peers and not _own_reference(take) and math.isclose(needed, ahead.taken, abs_tol=1e-9)
        if not alike:
            return Closing(why="peers")
        value = ahead.value
    return Closing(settled(value), settled(value - own.value))


def reach(curve: Curve, start: float, end: float) -> float | str:
    """The first of what is taken, from `start` towards `end`, with the points of `end`; or why there is none: `steps`
    where the points jump on the way, `flat` where they do not grow.
    """
    if any(_jumps(band, start, end) for band in curve.bands):
        return "steps"
    target = float(curve(np.asarray(end)))
    between = sorted(
        {
            at
            for band in curve.bands
            for at in (band.start, band.end)
            if min(start, end) < at < max(start, end)
        },
        reverse=end < start,
    )
    here = start
    for there in (*between, end):
        low, high = _plain(curve, here), _plain(curve, there)
        below_floor = curve.floor is not None and low < curve.floor - 1e-12
        if high <= low or below_floor:
            return "flat"
        if high >= target - 1e-12:
            return here + min((target - low) / (high - low), 1.0) * (there - here)
        here = there
    return "flat"


def _plain(curve: Curve, taken: float) -> float:
    """Before the limits."""
    return sum((float(band(np.asarray(taken))) for band in curve.bands), curve.base)


def _jumps(band: Band, start: float, end: float) -> bool:
    low, high = min(start, end), max(start, end)
    if band.jump and low <= band.start <= high:
        return True
    first, last = min(band.start, band.end), max(band.start, band.end)
    return bool(band.step) and first < high and low < last


def _value(take: Take, taken: float, own: Line, *, low_is_good: bool) -> float | None:
    """The value of which so much is taken, with what it is compared with as it is."""
    sign = -1.0 if low_is_good else 1.0
    beside = own.previous if take.reference and take.reference.is_own_past else own.reference
    match take.kind:
        case "value":
            return taken
        case "difference" if beside is not None:
            return beside + taken * sign
        case "growth" if beside is not None:
            return beside * (1 + taken * sign / 100)
        case "ratio" if beside is not None and low_is_good:
            return beside / taken * 100 if taken else None
        case "ratio" if beside is not None:
            return beside * taken / 100
        case "z" if own.mean is not None and own.deviation is not None:
            return own.mean + taken * own.deviation * sign
        case "position" if own.low is not None and own.high is not None:
            if take.bend:
                grown = 1 + taken / 100 * (take.bend - 1)
                if grown <= 0:
                    return None
                taken = math.log(grown) / math.log(take.bend) * 100
            if take.log:
                return math.exp(math.log(own.low) + taken / 100 * (math.log(own.high) - math.log(own.low)))
            return own.low + taken / 100 * (own.high - own.low)
    return None


def _references(take: Take, own: Line) -> list[tuple[Reference, float | None]]:
    pairs = ((take.reference, own.reference), (take.low, own.low), (take.high, own.high))
    return [(reference, figure) for reference, figure in pairs if reference is not None]


def _own_reference(take: Take) -> bool:
    """Compared with something of its own: equal values need not be equal points."""
    return any(
        one is not None and one.kind == "figure" and not one.unit
        for one in (take.reference, take.low, take.high)
    )


def _moves(take: Take, own: Line, value: float) -> bool:
    """Whether a statistic of the peers changes when the unit's value becomes `value`."""
    if take.kind == "z":
        return True
    for reference, figure in _references(take, own):
        if reference.kind != "peers":
            continue
        if reference.name not in _EXTREMES or figure is None or not reference.times or own.value is None:
            return True
        extreme = figure / reference.times
        own_side, new_side = settled(own.value - extreme), settled(value - extreme)
        if own_side == 0 or own_side * new_side < 0:
            return True
    return False
