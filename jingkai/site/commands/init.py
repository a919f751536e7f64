"""`jingkai init`: the database is made or brought up to date, the release's rules hold, a zone stands in it."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from ._common import DONE, actor, day, guarded, language, now, person, say, seal, today

if TYPE_CHECKING:
    from jingkai.kernel.parties.models import Organisation

NAME = "init"
HELP = "make the database or bring it up to date, load the release's rules; found a zone and its units"
# Before any figure that a zone's files bring: national zones were founded from 1984 on.
_FOUNDED = date(1984, 1, 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--zone, --region, --since, --unit, --as, --lang."""
    parser.add_argument("--zone", default="", help="the zone's name; found it if it is not there")
    parser.add_argument("--region", default="", help="its code of GB/T 2260, for the rules of its city")
    parser.add_argument("--since", type=day, default=_FOUNDED, help="when it was founded")
    parser.add_argument("--unit", action="append", default=[], help="a unit of the zone; may be repeated")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Migrates, then founds what is not there yet; a second run changes nothing.

    Raises Problem `facts.no-zone`, `facts.zone-unnamed` for units without a zone to stand in, `facts.zone-ambiguous`.
    """
    from django.core.management import call_command

    from jingkai.kernel.records.search.indexing import catch_up
    from jingkai.kernel.rules.services.ship import ship

    call_command("migrate", interactive=False, verbosity=0)
    ship(at=now())
    catch_up()
    if args.zone or args.unit:
        _register(args, _zone(args))
    seal()
    say(args, "就绪。", "Ready.")
    return DONE


def _zone(args: argparse.Namespace) -> Organisation:
    """The zone that is meant, founded if there is none of that name."""
    from jingkai.kernel.facts.zones import find_zone, zones
    from jingkai.kernel.parties.queries import organisations_named
    from jingkai.kernel.parties.services.organisations import found_zone

    at = now()
    there = {one.pk for one in zones(today())}
    if not args.zone or any(one.pk in there for one in organisations_named(args.zone, on=today())):
        return find_zone(args.zone, today())
    zone = found_zone(actor(args), args.zone, since=args.since, at=at, region=args.region)
    say(args, f"建区：{zone.name}", f"founded: {zone.name}")
    return zone


def _register(args: argparse.Namespace, zone: Organisation) -> None:
    from jingkai.kernel.parties.queries import organisations_named
    from jingkai.kernel.parties.services.organisations import add_organisation

    at = now()
    for name in args.unit:
        if not organisations_named(name, on=today(), under=zone):
            # A unit is not older than its zone.
            since = max(args.since, zone.since)
            add_organisation(actor(args), name, kind="unit", parent=zone, since=since, at=at)
            say(args, f"登记单位：{name}", f"registered: {name}")
