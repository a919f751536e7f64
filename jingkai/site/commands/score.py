"""`jingkai score SCHEME FACTS`: the points and places of a scheme on plain files, without a database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, language, refuse, unread

if TYPE_CHECKING:
    from jingkai.engines.scoring import Scored

NAME = "score"
HELP = "score units by a scheme: points and places of every node, and what each point comes from (nothing is stored)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SCHEME, FACTS, --units, --period, --trace, --out, --lang."""
    parser.add_argument("scheme", metavar="SCHEME", type=Path, help="the scheme, YAML")
    parser.add_argument(
        "facts",
        metavar="FACTS",
        type=Path,
        help="unit,indicator,period,value[,qualifier,...] as CSV or Parquet",
    )
    parser.add_argument("--units", metavar="FILE", type=Path, help="unit,group,... as CSV or Parquet")
    parser.add_argument(
        "--period",
        metavar="PERIOD",
        action="append",
        help="score this period only, as it is written in FACTS (may be repeated); the others are for comparison",
    )
    parser.add_argument(
        "--trace",
        choices=("full", "failed", "none"),
        default="full",
        help="which rows of the trace are written",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="where the files are written")
    language(parser)


def run(args: argparse.Namespace) -> int:
    """Writes scores.csv and trace.parquet and prints the total's places; 1 when the scheme or the facts are refused."""
    from jingkai.engines.quantity import Problem
    from jingkai.engines.scoring import load_scheme, score, write_scores, write_trace

    try:
        scored = score(
            load_scheme(args.scheme), args.facts, args.units, trace=args.trace, periods=args.period
        )
        args.out.mkdir(parents=True, exist_ok=True)
        write_scores(scored, args.out / "scores.csv")
        if scored.trace is not None:
            write_trace(scored, args.out / "trace.parquet")
    except Problem as problem:
        return refuse(args, problem, str(args.scheme))
    except OSError as error:
        return unread(args, error.filename or args.scheme, error)
    for line in _totals(scored, args.lang):
        print(line)
    return DONE


def _totals(scored: Scored, lang: str) -> list[str]:
    """The total of every unit in the last period, by place."""
    root = scored.plan.slots[0].item.id
    rows = [row for row in scored.scores.to_pylist() if row["node"] == root]
    last = [row for row in rows if row["period"] == rows[-1]["period"]]
    head = f"{last[0]['period']}  {root}"
    places = sorted(last, key=lambda row: (row["rank"] is None, row["rank"], row["unit"]))
    nothing = "没有数" if lang == "zh" else "no value"
    return [
        head,
        *(f"{row['rank'] or '—':>4}  {row['unit']}  {_points(row['points'], nothing)}" for row in places),
    ]


def _points(points: float | None, nothing: str) -> str:
    return nothing if points is None else f"{points:.4f}".rstrip("0").rstrip(".")
