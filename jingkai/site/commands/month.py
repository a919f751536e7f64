"""`jingkai month 2024-03`: a zone's month computed from its facts, targets and rules."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, actor, as_of, guarded, language, now, person, seal
from .matters import reader_of

if TYPE_CHECKING:
    from jingkai.systems.economy.month import Month
    from jingkai.systems.economy.on_record import OnRecord

NAME = "month"
HELP = "print a zone's month: value, growth, target, schedule, light, trend, what differs, signals"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PERIOD, --zone, --as-of, --json, --html, --publish, --as, --lang."""
    parser.add_argument("period", help="2024-03, 2024-Q1, 2024-H1 or 2024")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    as_of(parser)
    parser.add_argument("--json", action="store_true", help="print the canonical document of the month")
    parser.add_argument("--html", metavar="FILE", help="write the month as one page with its proofs")
    parser.add_argument(
        "--publish", action="store_true", help="store figures, lights, rule versions and as-of"
    )
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Computes, and stores only with --publish. With --as what that person may see, else all."""
    from jingkai.engines.periods import Period
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.api import compute, on_record, page, publish
    from jingkai.systems.economy.problems import AS_OF_PUBLISHED

    if args.publish and args.as_of is not None:
        raise AS_OF_PUBLISHED()
    reader, zone = reader_of(args), find_zone(args.zone, now().date())
    period = Period.parse(args.period)
    published = publish(actor(args), zone, period, at=now()) if args.publish else None
    month = compute(zone, period, published.as_of if published else args.as_of, reader)
    record = on_record(month, args.as_of)
    _print(args, month, record)
    if args.html:
        Path(args.html).write_text(page(month, args.lang, record), encoding="utf-8")
    if published is not None:
        seal()
    if not args.json:
        _print_published(args, month)
    return DONE


def _print_published(args: argparse.Namespace, month: Month) -> None:
    """What was published of this month, and whether that is still what is known."""
    from jingkai.systems.economy.api import Words, changed_since, last_published

    published = last_published(month)
    if published is None:
        return
    words = Words(args.lang)
    said = words("published", id=published.pk, as_of=published.as_of, digest=published.digest)
    print(f"\n{said}")
    if changed_since(published, month):
        print(words("changed_since", as_of=published.as_of))


def _print(args: argparse.Namespace, month: Month, record: OnRecord) -> None:
    from jingkai.systems.economy.api import as_bytes, report, text

    if args.json:
        sys.stdout.write(as_bytes(report(month, record)).decode("utf-8") + "\n")
    else:
        print(text(month, args.lang, record))
