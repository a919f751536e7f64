"""`jingkai forecast FACTS --indicator NAME --year YEAR`: the year's total of figures to date, with past errors."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jingkai.site.columns import table

from ._common import DONE, REFUSED, language, listed, refuse, unread

if TYPE_CHECKING:
    from jingkai.engines.periods import Forecast, Period
    from jingkai.engines.quantity import Problem, Quantity
    from jingkai.engines.scoring import Series

NAME = "forecast"
HELP = (
    "forecast an indicator to the end of the year, with what the same method missed in earlier years "
    "(nothing is stored)"
)
_COLUMNS = (
    "unit", "indicator", "period", "method", "to_date", "forecast", "low", "high",
    "error", "n", "errors", "facts", "why",
)  # fmt: skip
_HEAD = {
    "zh": ("单位", "方法", "时期", "累计", "全年预计", "低", "高", "平均误差", "往年误差"),
    "en": ("unit", "method", "period", "to date", "forecast", "low", "high", "mean error", "past errors"),
}
# Decimals of what is printed, and of what is written.
_DECIMALS, _SETTLED = 4, 9


class _Line(NamedTuple):
    """A unit and a method: the forecast, or why there is none."""

    unit: str
    series: Series
    period: Period
    method: str
    said: Forecast | Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FACTS, --indicator, --year, --month, --unit, --method, --years, --out, --lang."""
    parser.add_argument(
        "facts",
        metavar="FACTS",
        type=Path,
        help="unit,indicator,period,value[,qualifier,...] as CSV or Parquet",
    )
    parser.add_argument("--indicator", required=True, help="the indicator, as it is named in FACTS")
    parser.add_argument("--year", type=int, required=True, help="the year that is forecast")
    parser.add_argument(
        "--month",
        type=int,
        choices=range(1, 13),
        metavar="MONTH",
        help="from January to which month; the last that has a figure, if left out",
    )
    parser.add_argument("--unit", action="append", help="this unit only (may be repeated)")
    parser.add_argument(
        "--method",
        action="append",
        choices=("progress", "growth", "linear"),
        help="this method only (may be repeated); all of them, if left out",
    )
    parser.add_argument(
        "--years",
        type=int,
        choices=range(1, 11),
        default=3,
        metavar="N",
        help="how many earlier years the shares are taken from",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="also write the table as CSV")
    language(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the forecasts, a line for each unit and method; 1 when one is refused, each with its reason."""
    from jingkai.engines.quantity import Problem
    from jingkai.engines.scoring import series_of

    try:
        units = series_of(args.facts, args.indicator, args.unit)
        _assert_year(args, units)
        lines = [line for unit, series in units.items() for line in _forecasts(args, unit, series)]
        if args.out:
            _write(args, lines)
    except Problem as problem:
        return refuse(args, problem, str(args.facts))
    except OSError as error:
        return unread(args, error.filename or args.facts, error)
    rows = [_row(args, line, line.said) for line in lines if not isinstance(line.said, Problem)]
    for text in table(_HEAD[args.lang], rows) if rows else ():
        print(text)
    refused = _refusals(lines)
    for unit, methods, problem in refused:
        refuse(args, problem, f"{unit} {listed(args, methods)}")
    return REFUSED if refused else DONE


def _refusals(lines: Sequence[_Line]) -> list[tuple[str, list[str], Problem]]:
    """What is refused for the same reason, once, with the methods it is of."""
    from jingkai.engines.quantity import Problem

    found: dict[tuple[str, str], tuple[str, list[str], Problem]] = {}
    for line in lines:
        if isinstance(said := line.said, Problem):
            found.setdefault((line.unit, str(said)), (line.unit, [], said))[1].append(line.method)
    return list(found.values())


def _forecasts(args: argparse.Namespace, unit: str, series: Series) -> Iterator[_Line]:
    from jingkai.engines.periods import FORECASTS, forecast
    from jingkai.engines.quantity import Problem

    period = _to_date(args, series)
    for method in args.method or FORECASTS:
        try:
            said: Forecast | Problem = forecast(series.figures, period, method, years=args.years)
        except Problem as refusal:
            said = refusal
        yield _Line(unit, series, period, method, said)


def _assert_year(args: argparse.Namespace, units: Mapping[str, Series]) -> None:
    """Raises Problem `scoring.period-unknown` for a year of which nobody has a figure."""
    from jingkai.engines.scoring.problems import problem

    years = sorted({one.end.year for series in units.values() for one in series.figures})
    if args.year not in years:
        raise problem("scoring.period-unknown", period=args.year, known="、".join(map(str, years)) or "—")


def _to_date(args: argparse.Namespace, series: Series) -> Period:
    """January to the month asked for, or to the last of that year that has a figure."""
    from jingkai.engines.periods import Period

    months = [one.end.month for one in series.figures if one.end.year == args.year]
    return Period.ytd(args.year, args.month or max(months, default=12))


def _row(args: argparse.Namespace, line: _Line, one: Forecast) -> list[str]:
    figures = (line.series.figures[line.period], one.value, one.low, one.high)
    return [
        line.unit,
        one.method.zh if args.lang == "zh" else one.method.en,
        line.period.words(args.lang),
        *(_shown(figure, _DECIMALS) for figure in figures),
        f"{_shown(one.error, 1)}%",
        " ".join(f"{past.year} {_signed(past.error)}%" for past in one.past),
    ]


def _write(args: argparse.Namespace, lines: Sequence[_Line]) -> None:
    """A row for each unit and method; what is refused has no figures, and says why."""
    from jingkai.engines.quantity import Problem

    with args.out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for line in lines:
            head = [line.unit, args.indicator, line.period, line.method]
            if isinstance(line.said, Problem):
                rows.writerow([*head, *[""] * (len(_COLUMNS) - len(head) - 1), line.said.code])
                continue
            one, ids = line.said, line.series.ids
            figures = (line.series.figures[line.period], one.value, one.low, one.high, one.error)
            errors = " ".join(f"{past.year}:{_shown(past.error, _SETTLED)}" for past in one.past)
            facts = " ".join(ids[period] for period in one.used if ids[period])
            shown = [_shown(figure, _SETTLED) for figure in figures]
            rows.writerow([*head, *shown, len(one.past), errors, facts, ""])


def _shown(figure: Quantity, decimals: int) -> str:
    from jingkai.engines.quantity import round_half_up, shortest

    value = round_half_up(figure, decimals).value
    assert value is not None
    return shortest(value)


def _signed(error: Quantity) -> str:
    shown = _shown(error, 1)
    return shown if shown.startswith("-") else f"+{shown}"
