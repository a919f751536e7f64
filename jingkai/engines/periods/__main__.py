"""python -m jingkai.engines.periods: due dates, working days and periods on the command line.

    due 2024-01-05 "30 working days"     2024-02-21, and the moment time is up
    back 2024-12-31 "30 days"            2024-12-01: the latest start
    workdays 2024-02-01 2024-02-29       18
    period 2024-03                       the period, the one before, last year's, its share of the year

`--calendar FILE.csv` takes another holiday table (columns date, kind, name, notice, year).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from jingkai.engines.periods.calendar import Calendar
from jingkai.engines.periods.period import Period
from jingkai.engines.periods.term import SHANGHAI, Term
from jingkai.engines.quantity import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0, or 2 for a refusal."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, Calendar], str] = options.run
    try:
        calendar = Calendar.load(options.calendar) if options.calendar else Calendar.shipped()
        print(run(options, calendar))
    except (Problem, OSError) as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingkai.engines.periods", description="时期与期限")
    parser.add_argument("--calendar", type=Path, help="another holiday table, CSV")
    commands = parser.add_subparsers(required=True)
    _command(commands, "due", _due, start=_moment, term=str)
    _command(commands, "back", _back, end=date.fromisoformat, term=str)
    _command(commands, "workdays", _workdays, first=date.fromisoformat, last=date.fromisoformat)
    _command(commands, "period", _period, text=str)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace, Calendar], str],
    **arguments: Callable[[str], object],
) -> None:
    command = commands.add_parser(name)
    for argument, read in arguments.items():
        command.add_argument(argument, type=read)
    command.set_defaults(run=run)


def _moment(text: str) -> date | datetime:
    if "T" not in text and " " not in text and ":" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _due(options: argparse.Namespace, calendar: Calendar) -> str:
    due = Term.parse(options.term).due(options.start, calendar)
    note = (
        "" if due.assured else "\t未公布放假安排，只按周末推算 weekends only: no holiday notice for the year"
    )
    return f"{due.day}\t{due.instant.isoformat()}{note}"


def _back(options: argparse.Namespace, calendar: Calendar) -> str:
    return Term.parse(options.term).back_from(options.end, calendar).isoformat()


def _workdays(options: argparse.Namespace, calendar: Calendar) -> str:
    return str(calendar.working_days(options.first, options.last))


def _period(options: argparse.Namespace, _: Calendar) -> str:
    period = Period.parse(options.text)
    facts = (period, period.previous(), period.same_period_last_year(), period.share_of_year())
    return "\t".join(str(fact) for fact in facts)


if __name__ == "__main__":
    sys.exit(main())
