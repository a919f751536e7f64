"""`jingkai init`: the database is made or brought up to date, the release's rules hold, a zone stands in it."""

from __future__ import annotations

import argparse
from datetime import date

from ._common import DONE, actor, day, guarded, language, now, person, say, seal

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
    """Migrates, then founds what is not there yet; a second run changes nothing."""
    from django.core.management import call_command

    from jingkai.kernel.rules.services.ship import ship

    call_command("migrate", interactive=False, verbosity=0)
    ship(at=now())
    if args.zone:
        _found(args)
    seal()
    say(args, "就绪。", "Ready.")
    return DONE


def _found(args: argparse.Namespace) -> None:
    from jingkai.kernel.facts.zones import zones
    from jingkai.kernel.parties.queries import organisations_named
    from jingkai.kernel.parties.services.organisations import add_organisation, found_zone

    at, who = now(), actor(args)
    zone = next((one for one in zones(at.date()) if one.name == args.zone), None)
    if zone is None:
        zone = found_zone(who, args.zone, since=args.since, at=at, region=args.region)
        say(args, f"建区：{zone.name}", f"founded: {zone.name}")
    for name in args.unit:
        if not organisations_named(name, on=at.date(), under=zone):
            add_organisation(who, name, kind="unit", parent=zone, since=args.since, at=at)
            say(args, f"登记单位：{name}", f"registered: {name}")
