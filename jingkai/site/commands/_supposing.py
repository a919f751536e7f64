"""What `jingkai score` computes besides, when it is asked: what if, gain plan, rank intervals."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jingkai.site.columns import table

if TYPE_CHECKING:
    from jingkai.engines.scoring import Choices, Gain, Outcome, RankRange, Scored

# So many gains of a unit are printed; the file has them all.
_SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--what-if, --gains, --intervals."""
    parser.add_argument(
        "--what-if",
        metavar="FILE",
        type=Path,
        help="unit,indicator,value: what would change; without a unit the weight of a node, empty to leave it out",
    )
    parser.add_argument(
        "--gains",
        metavar="FILE",
        type=Path,
        nargs="?",
        const=Path(),
        help="what each improvement brings: by a tenth of the figure, or as FILE (indicator,step,effort) says",
    )
    parser.add_argument(
        "--intervals",
        metavar="N",
        type=_count,
        nargs="?",
        const=10_000,
        help="how firm places are: N replications (10000) with other weights, methods and treatment of absent values",
    )
    parser.add_argument(
        "--vary",
        choices=("weights", "methods", "missing"),
        action="append",
        help="of --intervals: vary this only (may be repeated)",
    )


def suppose(args: argparse.Namespace, scored: Scored) -> list[str]:
    """Writes what-if.csv, gains.csv and intervals.csv of the last scored period where they are asked for; the lines to
    print. Raises the Problems of the engine, and OSError.
    """
    from jingkai.engines.scoring import (
        Cube,
        Gain,
        Outcome,
        RankRange,
        gains,
        rank_ranges,
        read_changes,
        read_steps,
        what_if,
        write_rows,
    )

    lines: list[str] = []
    if not (args.what_if or args.gains or args.intervals):
        return lines
    cube = Cube.of(scored)
    if args.what_if:
        outcomes = what_if(cube, read_changes(args.what_if))
        write_rows(outcomes, Outcome, args.out / "what-if.csv")
        lines += ["", *_outcomes(outcomes, scored.plan.slots[0].item.id, args.lang)]
    if args.gains:
        found = gains(cube, read_steps(args.gains) if args.gains != Path() else None)
        write_rows(found, Gain, args.out / "gains.csv")
        lines += ["", *_gains(found, args.lang)]
    if args.intervals:
        ranges = rank_ranges(cube, _choices(args))
        write_rows(ranges, RankRange, args.out / "intervals.csv")
        lines += ["", *_ranges(ranges, args.lang)]
    return lines


def _choices(args: argparse.Namespace) -> Choices:
    from jingkai.engines.scoring import Choices

    every = Choices(args.intervals)
    if not args.vary:
        return every
    return Choices(
        args.intervals,
        weights=every.weights if "weights" in args.vary else 0.0,
        methods=every.methods if "methods" in args.vary else (),
        missing=every.missing if "missing" in args.vary else (),
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("1–1000000")
    return int(text)


def _outcomes(found: Sequence[Outcome], root: str, lang: str) -> list[str]:
    title, *head = (
        ("假设测算", "位次", root, "得分", "原位次", "原得分")
        if lang == "zh"
        else ("What if", "place", root, "points", "place before", "points before")
    )
    totals = [one for one in found if one.node == root]
    if any(one.group_rank_before for one in totals):
        # As everywhere on this page: the place in the group, where units have groups.
        totals = [replace(one, rank=one.group_rank, rank_before=one.group_rank_before) for one in totals]
    totals.sort(key=lambda one: (one.rank or math.inf, one.unit))
    rows = [
        [
            _or_dash(one.rank),
            one.unit,
            _or_dash(one.points),
            _or_dash(one.rank_before),
            _or_dash(one.points_before),
        ]
        for one in totals
    ]
    return [title, *table(head, rows)]


def _gains(found: Sequence[Gain], lang: str) -> list[str]:
    title, *head = (
        (
            f"提分测算（每个单位前 {_SHOWN} 项）",
            "单位",
            "指标",
            "现为",
            "改到",
            "加分",
            "位次",
            "每份投入加分",
        )
        if lang == "zh"
        else (
            f"Gains (the first {_SHOWN} of each unit)",
            "unit",
            "indicator",
            "is",
            "to",
            "points",
            "place",
            "per effort",
        )
    )
    rows: list[list[str]] = []
    shown: dict[str, int] = {}
    for one in found:
        shown[one.unit] = shown.get(one.unit, 0) + 1
        if shown[one.unit] <= _SHOWN:
            place = f"{one.rank} → {one.rank_after}" if one.rank_after != one.rank else str(one.rank)
            figures = [_or_dash(number) for number in (one.value, one.better, one.points)]
            rows.append([one.unit, one.indicator, *figures, place, _or_dash(one.per_effort)])
    if all(one.effort is None for one in found):
        head, rows = head[:-1], [row[:-1] for row in rows]
    return [title, *table(head, rows)]


def _ranges(found: Sequence[RankRange], lang: str) -> list[str]:
    title, *head = (
        ("位次区间（权重、方法、缺数处理变动时）", "位次", "单位", "九成在", "最好", "最差", "位次不变")
        if lang == "zh"
        else ("Rank intervals", "place", "unit", "90 % within", "best", "worst", "place held")
    )
    rows = [
        [str(one.rank), one.unit, f"{one.low}–{one.high}", str(one.best), str(one.worst), f"{one.held:.0%}"]
        for one in found
    ]
    return [title, *table(head, rows)]


def _or_dash(number: float | None) -> str:
    return "—" if number is None else f"{number:.4f}".rstrip("0").rstrip(".")
