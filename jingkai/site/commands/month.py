"""`jingkai month 2024-03`: a zone's month computed from its facts, targets and rules."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, REFUSED, actor, as_of, complain, guarded, language, now, person, seal, today
from .matters import reader_of

if TYPE_CHECKING:
    from jingkai.systems.economy.month import Month
    from jingkai.systems.economy.on_record import OnRecord

NAME = "month"
HELP = "print a zone's month: value, growth, target, schedule, light, trend, what differs, signals"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PERIOD, --zone, --as-of, --json, --html, --force, --publish, --yes, --as, --lang."""
    parser.add_argument("period", metavar="PERIOD", help="2024-03, 2024-Q1, 2024-H1 or 2024")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    as_of(parser)
    parser.add_argument("--json", action="store_true", help="print the canonical document of the month")
    parser.add_argument("--html", metavar="FILE", help="write the month as one page with its proofs")
    parser.add_argument("--force", action="store_true", help="write the page over a file that is there")
    parser.add_argument(
        "--publish", action="store_true", help="store figures, lights, rule versions and as-of"
    )
    parser.add_argument("--yes", action="store_true", help="publish although indicators have no figure")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Computes, and stores only with --publish. With --as what that person may see, else all. A page is never written
    over a file without --force.

    Raises Problem `site.month-has-blanks`, `economy.publishes-now` and those of `publish`.
    """
    from jingkai.engines.periods import Period
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.api import compute, on_record, page, publish
    from jingkai.systems.economy.problems import AS_OF_PUBLISHED

    if args.publish and args.as_of is not None:
        raise AS_OF_PUBLISHED()
    reader, zone = reader_of(args), find_zone(args.zone, today())
    period = Period.parse(args.period)
    if args.html and not args.force and Path(args.html).exists():
        complain(
            args,
            f"{args.html} 已存在，未覆盖。请另写文件名，或加 --force 覆盖。",
            f"{args.html} exists and is kept: choose another name, or add --force.",
        )
        return REFUSED
    if args.publish and not args.yes:
        _assert_no_blanks(compute(zone, period, None, reader))
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


def _assert_no_blanks(month: Month) -> None:
    """Raises Problem `site.month-has-blanks` where indicators of the zone have no figure. Of an empty month, and to
    whom sees a part of it, `publish` says why it is not published.
    """
    from jingkai.kernel.parties.queries import subtree_ids
    from jingkai.site.problems import MONTH_HAS_BLANKS
    from jingkai.systems.economy.api import blanks

    if month.empty or not all(month.seen.has(one) for one in subtree_ids([month.zone])):
        return
    if blank := blanks(month):
        raise MONTH_HAS_BLANKS(period=month.period, rows=len(month.lines), blank=len(blank))


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
