"""An indicator's method in words, from what it takes and its line to points: no method is known here by name."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from ...methods import METHODS
from ...reading import Slot
from ...shape import Band, Curve, Reference, Take
from .said import Lang, plain

Said = tuple[str, str]
# What a figure that is named in a scheme is called on the page.
Names = Callable[[str], str]
_TAKES: dict[str, Said] = {
    "value": ("数值", "the value"),
    "difference": ("数值与 {reference} 之差", "the value less {reference}"),
    "ratio": ("数值 ÷ {reference}（%）", "the value / {reference} (%)"),
    "position": ("在 {low} 与 {high} 之间的位置（%）", "the position between {low} and {high} (%)"),
    "growth": ("比 {reference} 的增幅（%）", "growth over {reference} (%)"),
    "z": ("距各单位平均数几个标准差", "standard deviations from the mean of the peers"),
    "rank": ("名次", "the place among the peers"),
    "behind": ("领先几个单位", "peers left behind"),
    "gain": ("名次比上期提升几位", "places gained since the period before"),
    "relative-gain": ("名次提升位数 ÷ 上期名次", "places gained / the place before"),
    "formula": ("{formula}", "{formula}"),
    "percentile": ("百分位（%）", "the percentile (%)"),
}
# Chinese has spaces beside figures only.
_SPACES = re.compile(r"(?<=[⺀-鿿（），：“”]) +(?=[⺀-鿿（），：“”])| +(?=（)")
# What is turned round where low is good.
_LOW: dict[str, Said] = {
    "ratio": ("{reference} ÷ 数值（%）", "{reference} / the value (%)"),
    "difference": ("{reference} 与数值之差", "{reference} less the value"),
}
_PEERS: dict[str, Said] = {
    "min": ("各单位最小", "the least of the peers"),
    "max": ("各单位最大", "the most of the peers"),
    "mean": ("各单位平均", "the mean of the peers"),
    "median": ("各单位中位数", "the median of the peers"),
    "sum": ("各单位合计", "the sum of the peers"),
    "best": ("各单位最好", "the best of the peers"),
    "worst": ("各单位最差", "the worst of the peers"),
    "percentile": ("各单位第 {} 百分位数", "percentile {} of the peers"),
}
# So long ago: once, several times, and so many of which the mean is taken.
_AGO: dict[str, tuple[Said, Said, Said]] = {
    "year": (
        ("上年同期", "the same period of last year"),
        ("{} 年前同期", "the same period {} years before"),
        ("前 {} 年同期平均", "the same period of the {} years before"),
    ),
    "period": (
        ("上期", "the period before"),
        ("{} 期之前", "{} periods before"),
        ("前 {} 期平均", "the {} periods before"),
    ),
}


def method_in_words(slot: Slot, lang: Lang, called: Names = str) -> str:
    """One sentence: its name, what is taken, how that becomes points, whether low is good and who the peers are.
    Other figures go by what they are `called`; by the name that the scheme has, if nothing else is said.
    """
    take, curve = slot.take, slot.curve
    at = 0 if lang == "zh" else 1
    kind = METHODS.get(slot.method)
    name = (kind.zh, kind.en)[at] if kind else slot.method
    if take is None or curve is None or take.kind not in _TAKES:
        return name
    if slot.leaf.node:
        name += ("（“{}”的得分）", " (the points of '{}')")[at].format(called(slot.leaf.node))
    low = slot.leaf.direction == "low"
    line = _fixed_line(take) if low and _stairs_of(curve) else None
    if line is None:
        parts = [_taken(take, low, at, called), *(said[at] for said in _line(curve))]
    else:
        parts = [_TAKES["value"][at], *(said[at] for said in _stairs_down(curve, line))]
    if slot.leaf.direction == "low":
        parts.append(("越低越好", "low is good")[at])
    if slot.leaf.within:
        same = ("组", "group") if slot.leaf.within == "group" else (slot.leaf.within, slot.leaf.within)
        parts.append((f"在同一{same[0]}内比较", f"among the same {same[1]}")[at])
    return _SPACES.sub("", f"{name}：{'，'.join(parts)}") if lang == "zh" else f"{name}: {', '.join(parts)}"


def _taken(take: Take, low_is_good: bool, at: int, called: Names) -> str:
    said = _LOW.get(take.kind, _TAKES[take.kind]) if low_is_good else _TAKES[take.kind]
    named = {"reference": take.reference, "low": take.low, "high": take.high}
    words = {key: _beside(one, at, called) for key, one in named.items() if one is not None}
    if take.formula is not None:
        inputs = [f"{name} = {_beside(one, at, called)}" for name, one in take.inputs if name != "full"]
        words["formula"] = ("，" if at == 0 else ", ").join([take.formula.text, *inputs])
    more = ("，取对数", ", of logarithms")[at] if take.log else ""
    more += (
        ("，每进一步按同一倍数增长", ", growing by the same ratio with every step")[at] if take.bend else ""
    )
    return said[at].format(**words) + more


def _beside(reference: Reference, at: int, called: Names) -> str:
    times = "" if reference.times == 1 else (" 的 {} 倍", " times {}")[at].format(plain(reference.times))
    match reference.kind:
        case "number":
            return plain(reference.number * reference.times)
        case "peers":
            return _PEERS[reference.name][at].format(plain(reference.number)) + times
        case "node":
            name = called(reference.name)
            return (f"“{name}”的得分", f"the points of '{name}'")[at] + times
    return _recorded(reference, at, called) + times


def _recorded(reference: Reference, at: int, called: Names) -> str:
    """Whose figure, of which indicator, how long ago."""
    named = [
        name for name in (reference.unit, called(reference.indicator) if reference.indicator else "") if name
    ]
    parts = [(f"“{name}”", f"'{name}'")[at] for name in named]
    whose = "的".join(parts) if at == 0 else " of ".join(reversed(parts))
    if not reference.back:
        return whose
    once, more, mean = _AGO[reference.back[0].step]
    said = mean if len(reference.back) > 1 else once if reference.back[0].count == 1 else more
    ago = said[at].format(max(one.count for one in reference.back))
    if at == 0:
        return f"{whose}{ago}"
    return f"{'the mean of ' if said is mean else ''}{f'{whose} in ' if whose else ''}{ago}"


def _points(number: float) -> str:
    return f"{plain(number)} point{'' if number == 1 else 's'}"


def _line(curve: Curve) -> Iterator[Said]:
    if stairs := _stairs_of(curve):
        yield from _stairs(curve.base, stairs)
    else:
        if curve.base:
            yield f"基准 {plain(curve.base)} 分", f"{_points(curve.base)} to begin with"
        for band in curve.bands:
            yield from _slope(band)
    yield from _limits(curve)


def _stairs_of(curve: Curve) -> list[Band]:
    """The bands of a curve of jumps alone, none of any other."""
    stairs = [band for band in curve.bands if band.jump]
    return stairs if len(stairs) == len(curve.bands) else []


def _fixed_line(take: Take) -> float | None:
    """The number that a value lies below, None of anything else."""
    reference = take.reference
    if take.kind != "difference" or reference is None or reference.kind != "number":
        return None
    return reference.number * reference.times


def _stairs_down(curve: Curve, line: float) -> Iterator[Said]:
    """The stairs of how far a value lies below `line`, said of the value; the limits as of any curve."""
    points = curve.base
    for band in sorted(curve.bands, key=lambda one: one.start):
        points += band.jump
        at = plain(line - band.start)
        yield f"不高于 {at} 得 {plain(points)} 分", f"{_points(points)} up to {at}"
    yield f"再高的 {plain(curve.base)} 分", f"above that {plain(curve.base)}"
    yield from _limits(curve)


def _limits(curve: Curve) -> Iterator[Said]:
    if curve.cap is not None:
        yield f"最高 {plain(curve.cap)} 分", f"at most {_points(curve.cap)}"
    if curve.floor is not None:
        yield f"最低 {plain(curve.floor)} 分", f"at least {_points(curve.floor)}"


def _stairs(base: float, stairs: list[Band]) -> Iterator[Said]:
    points = base
    for band in sorted(stairs, key=lambda one: one.start):
        points += band.jump
        yield (
            f"达到 {plain(band.start)} 得 {plain(points)} 分",
            f"{_points(points)} from {plain(band.start)}",
        )
    yield f"不到的 {plain(base)} 分", f"below that {plain(base)}"


def _slope(band: Band) -> Iterator[Said]:
    step = band.step or 1.0
    rate = band.rate * step * (-1 if band.side < 0 else 1)
    if rate:
        ends = math.isfinite(band.end)
        at, end = plain(band.start), plain(band.end) if ends else ""
        whole = ("每满" if band.step else "每"), ("each whole" if band.step else "each")
        where: Said = ("", "")
        if band.side > 0:
            where = (f"{at} 以上" + f"至 {end}" * ends, f"above {at}" + f" to {end}" * ends)
        elif band.side < 0:
            where = (f"{at} 以下" + f"至 {end}" * ends, f"below {at}" + f" to {end}" * ends)
        elif band.start:
            where = (f"与 {at} 相比", f"from {at}")
        does = ("得" if rate > 0 else "扣", "wins" if rate > 0 else "takes off")
        amount, unit = plain(abs(rate)), plain(step)
        yield (
            f"{where[0]}{whole[0]} {unit} {does[0]} {amount} 分",
            f"{where[1]} {whole[1]} {unit} {does[1]} {amount}".strip(),
        )
    if band.jump:
        yield (
            f"达到 {plain(band.start)} 加 {plain(band.jump)} 分",
            f"{plain(band.jump)} for reaching {plain(band.start)}",
        )
