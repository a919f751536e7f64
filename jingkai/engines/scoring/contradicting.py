"""What a scheme says in two places that cannot both be meant, or that no unit could ever meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from jingkai.engines.documents import Place, Wrong

from .scheme import Leaf, Missing, Node, Scheme, Tier
from .shape import NEAR, Curve, Take

_All = TypeVar("_All", int, float)


def contradictions(scheme: Scheme) -> Iterator[tuple[Place, Wrong]]:
    """Each with its place."""
    yield from _gathered_in_two_ways(scheme)
    yield from _all_aside(scheme)
    for key, tiers in (("tiers", scheme.tiers), ("alone", scheme.alone)):
        yield from _never_reached(key, tiers)
        yield from _more_than_all(key, tiers)


def takes_the_rest(tiers: Sequence[Tier]) -> bool:
    """Whether the last of the tiers takes whoever is left: it has no conditions, or the shares are 100 % together."""
    last = tiers[-1]
    free = last.score is last.rank is last.last is None and last.of_at_least == 1
    return free and (last.share is None or _together(tiers) >= 100 - NEAR)


def _together(tiers: Sequence[Tier]) -> float:
    """What the shares add to, of each tier its largest."""
    shares: dict[str, float] = {}
    for tier in tiers:
        if tier.share is not None:
            shares[tier.tier] = max(tier.share, shares.get(tier.tier, 0.0))
    return sum(shares.values())


def _gathered_in_two_ways(scheme: Scheme) -> Iterator[tuple[Place, Wrong]]:
    """Facts are made one figure before anything is taken of them: of one name there is one way to, and who says none
    has that.
    """
    ways: dict[str, tuple[str, tuple[object, ...]]] = {}
    for place, item, _ in scheme.placed():
        if isinstance(item, Leaf) and (item.gather, item.none) != ("one", None):
            way = (item.gather, item.trim, item.none or "missing")
            first, before = ways.setdefault(item.name, (item.id, way))
            if before != way:
                yield (
                    place,
                    Wrong(
                        f"与“{first}”用同一指标“{item.name}”的数，gather、trim、none 应写得相同",
                        f"it has the facts of '{item.name}' as '{first}' has: gather, trim and none must be the same",
                    ),
                )


def _all_aside(scheme: Scheme) -> Iterator[tuple[Place, Wrong]]:
    """A node has points of something, and the total stands aside of nothing."""
    for place, item, parent in scheme.placed():
        if (parent is None and item.aside) or (isinstance(item, Node) and not item.parts):
            yield (
                place,
                Wrong(
                    f"“{item.id}”没有计入得分的下级，或自己就是总分，不能都写 aside",
                    f"'{item.id}' has no part left that counts, or is the total itself: it cannot be aside",
                ),
            )


def weighed_in_a_sum(scheme: Scheme) -> Iterator[tuple[Place, Wrong]]:
    """Of a document: a sum adds points, and a weight beside other full marks would do nothing."""
    for place, item, parent in scheme.placed():
        if parent is None or parent.combine != "sum" or item.weight is item.full is None:
            continue
        if item.weight is not None and item.full is not None and item.weight != item.full:
            yield (
                (*place, "weight"),
                Wrong(
                    f"“{parent.id}”的各项相加，“{item.id}”满分 {item.full:g}，权重 {item.weight:g} 不起作用。"
                    f"各项按百分制打分、按权重汇总的，“{parent.id}”写 combine: arithmetic；相加的，删去权重",
                    f"the parts of '{parent.id}' are added: '{item.id}' has full marks of {item.full:g}, and "
                    f"its weight of {item.weight:g} does nothing. For the weighted mean say combine: arithmetic of "
                    f"'{parent.id}'; for the sum leave the weight out",
                ),
            )


def _never_reached(key: str, tiers: tuple[Tier, ...]) -> Iterator[tuple[Place, Wrong]]:
    """Tiers stand from the best down: whoever meets a later one must not always have met an earlier one."""
    for number, tier in enumerate(tiers):
        before = next((one for one in tiers[:number] if _admits(one, tier) and one.tier != tier.tier), None)
        if before is not None:
            yield (
                (key, number),
                Wrong(
                    f"“{tier.tier}”永远轮不到：符合它的条件的，都已先符合前面的“{before.tier}”。等次从最好的往下写，"
                    "不附条件的写在最后",
                    f"nobody comes to '{tier.tier}': whoever meets it has met '{before.tier}' before it. Tiers stand "
                    "from the best down, the one without conditions last",
                ),
            )


def _admits(one: Tier, other: Tier) -> bool:
    """Whether whoever meets `other` meets `one`."""
    return (
        one.share is None
        and one.of_at_least <= other.of_at_least
        and (one.score is None or (other.score is not None and one.score <= other.score))
        and _as_wide(one.rank, other.rank)
        and _as_far_from_the_end(one, other)
    )


def _as_wide(one: _All | None, other: _All | None) -> bool:
    return one is None or (other is not None and one >= other)


def _as_far_from_the_end(one: Tier, other: Tier) -> bool:
    """A number of units and a share say nothing of each other: that hangs on how many there are."""
    if isinstance(one.last, int) and isinstance(other.last, int):
        return one.last >= other.last
    if one.last_share is not None and other.last_share is not None:
        return one.last_share >= other.last_share
    return one.last is None


def _more_than_all(key: str, tiers: tuple[Tier, ...]) -> Iterator[tuple[Place, Wrong]]:
    """Each tier has its own share of the class."""
    total = _together(tiers)
    if total <= 100 + NEAR:
        return
    last = max(number for number, tier in enumerate(tiers) if tier.share is not None)
    yield (
        (key, last, "share"),
        Wrong(
            f"各等次的比例合计 {total:g}%，超过 100%：share 是这一等自己占的比例，不是累计的",
            f"the shares of the tiers add to {total:g} %: a share is the tier's own and not the tiers' so far",
        ),
    )


def nothing_is_full_marks(leaf: Leaf, missing: Missing, take: Take, curve: Curve) -> Wrong | None:
    """Events of which a unit has none: where they count 0 points and the figure 0 has other points, which is meant?"""
    if leaf.none is not None or missing != "zero" or leaf.gather not in ("sum", "count"):
        return None
    points = _of_zero(leaf, take, curve)
    if points is None or abs(points) < NEAR:
        return None
    return Wrong(
        f"一条数据也没有的单位，按 missing: zero 得 0 分，按数值 0 得 {points:g} 分。没有数据就是没有发生的，写 "
        "none: 0；"
        "确要计 0 分的，写 none: missing",
        f"a unit without facts has 0 points by missing: zero and {points:g} for a figure of 0. Where no fact "
        "means that "
        "nothing happened say none: 0; where 0 points are meant say none: missing",
    )


def of_points(take: Take) -> Wrong | None:
    """Points are of this period and of units that are scored: what an indicator of a node cannot be held against."""
    of_the_points = [one for one in take.references.values() if one.kind == "figure" and not one.indicator]
    if take.kind in ("gain", "relative-gain") or any(one.back for one in of_the_points):
        return Wrong(
            "结点的得分只有本期的，不能与以前比：先评以前各期，把 scores.csv 的得分作为数据",
            "points of a node are of this period: to hold them against earlier ones score those first and make facts "
            "of scores.csv",
        )
    if of_the_points:
        return Wrong(
            "不参加评分的单位没有结点得分，不能拿来比",
            "a unit that is not scored has no points of a node to be held against",
        )
    return None


def _of_zero(leaf: Leaf, take: Take, curve: Curve) -> float | None:
    """The points of the figure 0, None where they depend on more than it."""
    if take.kind == "value":
        return float(curve(np.zeros(())))
    if take.kind == "difference" and take.reference is not None and take.reference.kind == "number":
        line = take.reference.number * take.reference.times
        return float(curve(np.asarray(line if leaf.direction == "low" else -line)))
    return None
