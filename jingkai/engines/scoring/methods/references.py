"""What a value is laid beside, as a scheme writes it: whose figure, of which indicator, how long ago."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator

from jingkai.engines.documents import Wrong

from ..shape import YEAR_BEFORE, Ago, Reference, Statistic, Step

LAST_YEAR = Reference("figure", back=(YEAR_BEFORE,))
# Each stands alone; those of a recorded figure may stand together.
_ALONE = ("number", "node", "peers")
_OF_A_FIGURE = ("indicator", "unit", "before")
_STEPS: Mapping[str, Step] = {"years": "year", "periods": "period"}
_FURTHEST = 50


def _reference(value: Any) -> Any:
    """20, {indicator: 目标}, {node: 项目}, {unit: 全省}, {peers: mean}, {before: year}; each with `times`."""
    if isinstance(value, Reference):
        return value
    if not isinstance(value, dict):
        return Reference("number", number=_number(value))
    alone = [key for key in _ALONE if key in value]
    kinds = [*alone, *(key for key in _OF_A_FIGURE if key in value)]
    strange = [str(key) for key in value if key not in (*kinds, "times")]
    if strange:
        raise Wrong(
            f"这里没有“{'、'.join(strange)}”这一项；写一个数，或 indicator、node、unit、peers、before 之一，可加 times",
            f"there is no {', '.join(strange)} here: a number is needed, or one of indicator, node, unit, "
            "peers, before, with times if need be",
        )
    if not kinds:
        raise Wrong(
            "写一个数，或 indicator、node、unit、peers、before 之一",
            "a number is needed, or one of indicator, node, unit, peers, before",
        )
    if alone and len(kinds) > 1:
        raise Wrong(
            f"{'、'.join(kinds)} 只能写一个；可以同写的只有 {'、'.join(_OF_A_FIGURE)}",
            f"only one of {', '.join(kinds)} is possible; together stand only {', '.join(_OF_A_FIGURE)}",
        )
    times = _number(value.get("times", 1))
    match kinds[0]:
        case "number":
            return Reference("number", number=_number(value["number"]), times=times)
        case "node":
            return Reference("node", name=str(value["node"]), times=times)
        case "peers":
            name, number = _statistic(value["peers"])
            return Reference("peers", number=number, name=name, times=times)
    return Reference(
        "figure",
        times=times,
        indicator=str(value.get("indicator", "")),
        unit=str(value.get("unit", "")),
        back=_back(value["before"]) if "before" in value else (),
    )


def _statistic(said: Any) -> tuple[str, float]:
    """mean, or {percentile: 95}, with the number of that."""
    plain = [name for name in get_args(Statistic) if name != "percentile"]
    if isinstance(said, dict) and list(said) == ["percentile"]:
        return "percentile", _percent(_number(said["percentile"]))
    if said not in plain:
        raise Wrong(
            f"只能是 {'、'.join(plain)}，百分位数另写一层 percentile: 95",
            f"it can only be {', '.join(plain)}, or a percentile below it, percentile: 95",
        )
    return str(said), 0.0


def _percent(number: float) -> float:
    if not 0 <= number <= 100:
        raise Wrong("百分位应在 0 与 100 之间", "a percentile is between 0 and 100")
    if 0 < number < 1:
        raise Wrong(
            f"百分位以 % 计，{number:g} 是 {number:g}%；要 {number * 100:g}% 请写 {number * 100:g}",
            f"a percentile is in %: {number:g} is {number:g} %. For {number * 100:g} % write {number * 100:g}",
        )
    return number


def _back(said: Any) -> tuple[Ago, ...]:
    """year, period, {years: 2}, or {years: 3, of: mean}, which is of each of the three years."""
    if said in get_args(Step):
        return (Ago(said),)
    step = next((key for key in _STEPS if isinstance(said, dict) and key in said), "")
    if not step or set(said) - {step, "of"} or said.get("of", "mean") != "mean":
        raise Wrong(
            "只能是 year、period，或另写一层 years: 2、periods: 2，几年的平均再加 of: mean",
            "it can only be year, period, or below it years: 2 or periods: 2, with of: mean for the mean of so many",
        )
    number = _number(said[step])
    if number != int(number) or not 1 <= number <= _FURTHEST:
        raise Wrong(f"{step} 应为 1 到 {_FURTHEST} 的整数", f"{step} is a whole number from 1 to {_FURTHEST}")
    counts = range(1, int(number) + 1) if "of" in said else [int(number)]
    return tuple(Ago(_STEPS[step], count) for count in counts)


def _number(said: Any) -> float:
    try:
        number = float(said)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise Wrong(f"应为数，写的是“{said}”", f"a number is needed, not '{said}'")
    return number


To = Annotated[Reference, BeforeValidator(_reference)]
