"""`jingkai score SCHEME FACTS`: the points and places of a scheme on plain files, without a database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from . import _supposing
from ._common import DONE, REFUSED, complain, language, refuse, unread
from ._schemes import print_remarks, read_scheme_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingkai.engines.scoring import Loaded, Result, Scored

NAME = "score"
HELP = "score units by a scheme: points and places of every node, and what each point comes from (nothing is stored)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SCHEME, FACTS, --units, --period, --trace, --engine, --against, --report, --out, --lang."""
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
    parser.add_argument(
        "--engine",
        choices=("arrays", "duckdb", "spark"),
        default="arrays",
        help="what computes; the files are the same (spark: pip install 'jingkai[spark]', and Java)",
    )
    parser.add_argument(
        "--against",
        metavar="PERIOD",
        help="what report.html compares with, in the place of the period before",
    )
    parser.add_argument(
        "--report",
        metavar="UNIT",
        action="append",
        default=[],
        help="show this unit in report.html (may be repeated); of many units only the first are",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="where the files are written")
    _supposing.add_arguments(parser)
    language(parser)


def run(args: argparse.Namespace) -> int:
    """Writes scores.csv, results.csv, trace.parquet, report.html and the scheme, prints the places; 1 when something
    is refused.
    """
    from jingkai.engines.quantity import Problem
    from jingkai.engines.scoring import (
        Result,
        assert_unedited,
        draws,
        grade,
        keep,
        load,
        noticed,
        problems,
        score,
        write_rows,
        write_scores,
        write_trace,
    )
    from jingkai.engines.scoring.analysis.report import write_report

    if args.trace != "full" and (args.against or args.report):
        return refuse(args, problems.problem("scoring.no-trace"))
    plan = read_scheme_file(args, args.scheme)
    if plan is None:
        return REFUSED
    try:
        assert_unedited(plan, args.out)
    except Problem as problem:
        return refuse(args, problem, str(args.scheme))
    except OSError as error:
        return unread(args, error.filename or args.scheme, error)
    try:
        scored = score(
            plan, args.facts, args.units, trace=args.trace, engine=args.engine, periods=args.period
        )
        results = grade(scored)
        args.out.mkdir(parents=True, exist_ok=True)
        if args.trace == "full":
            write_report(
                scored,
                args.out / "report.html",
                facts=args.facts.name,
                lang=args.lang,
                before=args.against,
                units=args.report,
            )
        write_scores(scored, args.out / "scores.csv")
        if scored.plan.scheme.tiers or scored.plan.scheme.gates:
            write_rows(results, Result, args.out / "results.csv")
        if scored.trace is not None:
            write_trace(scored, args.out / "trace.parquet")
        supposed = _supposing.suppose(args, scored)
        keep(args.scheme, args.out)
    except Problem as problem:
        # It says itself which file it is of.
        refuse(args, problem)
        if problem.code in ("scoring.missing", "scoring.undefined"):
            _remark_unused(args, load(plan, args.facts, args.units), meant=True)
        return REFUSED
    except OSError as error:
        return unread(args, error.filename or args.scheme, error)
    for line in [*_places(results, scored.plan.slots[0].item.id, args.lang), *supposed]:
        print(line)
    print_remarks(args, args.scheme, plan)
    for zh, en in noticed(scored, results, listed=args.units is not None):
        complain(args, zh, en)
    _remark_unused(args, scored.loaded)
    _remark_skipped(args, scored)
    for one in draws(scored):
        complain(
            args,
            f"{one.period}{one.group and '，' + one.group}：得分最多只差 {one.spread:g}，未拉开档次，公布前请说明理由",
            f"{one.period}{one.group and ', ' + one.group}: the points differ by {one.spread:g} at most: no spread; a "
            "reason is needed before this is published",
        )
    return DONE


def _remark_unused(args: argparse.Namespace, loaded: Loaded, *, meant: bool = False) -> None:
    """What was given and not used; with `meant`, beside it the name that perhaps was."""
    from jingkai.engines.documents import near

    if loaded.unused:
        known = list(loaded.indicators) if meant else []
        meant_by = {name: near(name, known, likeness=0.5) for name in loaded.unused}
        zh = "、".join(name + said[0] for name, said in meant_by.items())
        en = ", ".join(name + said[1] for name, said in meant_by.items())
        complain(
            args,
            f"数据中有方案不用的指标，没有计分：{zh}",
            f"indicators that the scheme does not use, not scored: {en}",
        )


def _remark_skipped(args: argparse.Namespace, scored: Scored) -> None:
    """The periods that were not scored, where a result looks back at them."""
    skipped = [one for one in scored.loaded.periods if args.period and one not in args.period]
    if skipped and scored.plan.scheme.repeated:
        zh, en = "、".join(skipped), ", ".join(skipped)
        complain(
            args,
            f"{zh}没有评分，连续等次（repeated）没有计入这些时期",
            f"{en} not scored: what a tier that comes back brings (repeated) does not count them",
        )


def _places(results: Sequence[Result], root: str, lang: str) -> list[str]:
    """The result of every unit in the last period, by group and place."""
    last = [one for one in results if one.period == results[-1].period]
    nothing = "没有数" if lang == "zh" else "no value"
    head = ["位次", root, "得分"] if lang == "zh" else ["place", root, "points"]
    rows = [[str(one.rank or "—"), one.unit, _points(one.points, nothing)] for one in last]
    for title, column in (
        (("分组", "group"), [one.group for one in last]),
        (("等次", "tier"), [one.tier for one in last]),
    ):
        if any(column):
            head.append(title[lang == "en"])
            rows = [[*row, said] for row, said in zip(rows, column, strict=True)]
    return [last[0].period, *table(head, rows)]


def _points(points: float | None, nothing: str) -> str:
    return nothing if points is None else f"{points:.4f}".rstrip("0").rstrip(".")
