"""Parameters that are possible and more often a slip: a part of one where it is in %, points where it is in %."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .methods import METHODS, Method
from .methods.against import Completion, CompletionBands, Efficacy, MinMax, ZScore
from .methods.ranks import PercentileBands, RankShare
from .methods.steps import FlatYear, Growth
from .scheme import Leaf

Said = tuple[str, str]
# What a method is told in %, and how little all of it together is worth a question.
_IN_PERCENT: Mapping[type[Method], tuple[Callable[[Any], Mapping[str, float]], float]] = {
    CompletionBands: (lambda one: {"bands": max(start for start, _ in one.bands)}, 2.0),
    PercentileBands: (lambda one: {"bands": max(start for start, _ in one.bands)}, 1.0),
    MinMax: (lambda one: {"low": one.low, "high": one.high}, 1.0),
    ZScore: (lambda one: {"at": one.at, "per": one.per}, 1.0),
    Efficacy: (lambda one: {"base": one.base, "span": one.span}, 1.0),
    FlatYear: (lambda one: {"share": one.share}, 2.0),
    RankShare: (lambda one: {"step": one.step}, 0.5),
    Growth: (lambda one: {"per": one.per}, 0.1),
}


def doubts(leaf: Leaf, full: float) -> Iterator[tuple[str, Said]]:
    """What may be meant otherwise, each with the key of it: one of the method's, or of the indicator's own."""
    ((name, given),) = leaf.method.items()
    method = METHODS[name].model_validate(given or {})
    if (asked := _IN_PERCENT.get(type(method))) is not None:
        told, little = asked[0](method), asked[1]
        if all(abs(value) <= little for value in told.values()):
            zh = "、".join(f"{key} 写的是 {value:g}" for key, value in told.items())
            en = ", ".join(f"{key} is {value:g}" for key, value in told.items())
            yield (
                f"method.{name}",
                (
                    f"“{leaf.id}”的 {name} 里 {zh}，都以 % 计：80% 写 80，不写 0.8",
                    f"'{leaf.id}': of {name} {en}, in %: 80 % is 80 and not 0.8",
                ),
            )
    if isinstance(method, Completion) and isinstance(method.cap, float) and method.cap < 100:
        most = full * method.cap / 100
        yield (
            f"method.{name}.cap",
            (
                f"“{leaf.id}”的 cap 写的是 {method.cap:g}，以满分的 % 计，最多得 {most:g} 分，够不到满分 {full:g}；"
                "要写分数的，cap 写在指标上",
                f"'{leaf.id}': its cap of {method.cap:g} is in % of the full marks, {most:g} points of {full:g} at "
                "most; a cap in points stands with the indicator",
            ),
        )
    if leaf.floor is not None and 0 < full < leaf.floor:
        yield (
            "floor",
            (
                f"“{leaf.id}”保底 {leaf.floor:g} 分，高于满分 {full:g}，人人一样",
                f"'{leaf.id}': a floor of {leaf.floor:g} points is above its full marks of {full:g}, and "
                "all have the same",
            ),
        )
