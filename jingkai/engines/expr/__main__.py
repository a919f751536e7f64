"""`python -m jingkai.engines.expr EXPRESSION --facts facts.csv`: computes an expression from plain files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from jingkai.engines.expr.check import make_plan
from jingkai.engines.expr.evaluate import evaluate
from jingkai.engines.expr.explain import explain, open_up
from jingkai.engines.expr.files import read_files
from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.values import Unknown, say
from jingkai.engines.quantity import Problem, Quantity, to_row

REFUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the value, if asked with words and trace; 0, or 2 with the Problem on standard error."""
    options = _options().parse_args(argv)
    records = dict(_named_file(text) for text in options.rows)
    try:
        files = read_files(options.facts, records, period=options.period, holder=options.holder)
        made = make_plan(options.expression, files.schema)
        result = evaluate(made, files.source)
    except ExprProblem as problem:
        print(problem.sentence(options.lang), f"[{problem.code}]", file=sys.stderr)
        return REFUSED
    except (Problem, OSError) as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    if options.json:
        print(
            json.dumps(_as_json(made.text, result.value, result.references, options.lang), ensure_ascii=False)
        )
        return 0
    if options.explain:
        print(explain(made, options.lang))
    print(
        *(open_up(made, result, options.lang) if options.trace else [say(result.value, options.lang)]),
        sep="\n",
    )
    return 0


def _as_json(text: str, value: object, references: Sequence[object], lang: str) -> dict[str, object]:
    said: dict[str, object] = {"expression": text, "references": [str(reference) for reference in references]}
    if isinstance(value, Unknown):
        return {**said, "value": None, "why": value.zh if lang == "zh" else value.en}
    if isinstance(value, Quantity):
        return {**said, **to_row(value)}
    return {**said, "value": value if isinstance(value, bool) else str(value)}


def _named_file(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    return name, Path(path)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingkai.engines.expr", description=__doc__)
    parser.add_argument("expression")
    parser.add_argument(
        "--facts", type=Path, action="append", default=[], help="CSV of figures; may be repeated"
    )
    parser.add_argument("--rows", action="append", default=[], metavar="NAME=FILE", help="CSV of records")
    parser.add_argument(
        "--period", default="", help="the period, 2024-03; by default the latest in the files"
    )
    parser.add_argument("--holder", default="", help="whose figures; by default the first in the files")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--explain", action="store_true", help="say the expression in words first")
    parser.add_argument("--trace", action="store_true", help="open the value down to what was read")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
