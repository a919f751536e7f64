"""`jingkai export FILE`: a zone's facts as a workbook that people read and that `jingkai import` takes back, or as
columns that engines read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ._common import DONE, as_of, guarded, language, person, say, today
from .matters import reader_of

NAME = "export"
HELP = "write facts into a workbook that people read and sort and that import takes back, or into Parquet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, PERIOD, --zone, --unit, --as-of, --as, --lang."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the .xlsx to write, or .parquet for analysis; one that is there is never overwritten",
    )
    parser.add_argument(
        "period",
        nargs="?",
        metavar="PERIOD",
        help="only what ends in it: 2024-03, 2024-Q1, 2024 or 2024-01/2024-06; everything if left out",
    )
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument("--unit", default="", help="only the figures of this unit and of those under it")
    as_of(parser)
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Writes the workbook; nothing else changes."""
    from jingkai.engines.periods import Period
    from jingkai.kernel.facts.workbooks.exporting import facts_of, write_columns, write_export
    from jingkai.kernel.facts.zones import find_unit, find_zone
    from jingkai.kernel.records.sequence import latest

    on = today()
    zone = find_zone(args.zone, on)
    number = latest() if args.as_of is None else args.as_of
    facts = facts_of(
        zone,
        reader=reader_of(args),
        unit=find_unit(args.unit, zone, on),
        period=Period.parse(args.period) if args.period else None,
        as_of=number,
    )
    path = Path(args.file)
    columns = path.suffix.lower() == ".parquet"
    count = write_columns(path, facts) if columns else write_export(path, zone, facts, number, args.lang)
    say(
        args,
        f"{args.file}：导出 {count} 条，截至留痕第 {number} 号。",
        f"{args.file}: {count} facts as of number {number}.",
    )
    return DONE
