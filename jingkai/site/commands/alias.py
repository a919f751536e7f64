"""`jingkai alias add`: another name by which tables and people call a unit."""

from __future__ import annotations

import argparse

from ._common import DONE, actor, day, guarded, language, now, person, say, seal, today
from .matters import unit_of, zone_of

NAME = "alias"
HELP = "enter further names of units, so that tables which use them are understood"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    text = "say that a unit also goes by this name"
    add = words.add_parser("add", help=text, description=text)
    add.add_argument("name", metavar="NAME", help="the further name, such as a short one")
    add.add_argument("--unit", required=True, help="the unit whose name it is; the zone's name for the zone")
    add.add_argument(
        "--kind",
        choices=("short", "variant", "former"),
        default="short",
        help="a short name, another way of writing it, or a name it had",
    )
    add.add_argument(
        "--since",
        type=day,
        metavar="DAY",
        help="from when the name is used; as long as the unit, if left out",
    )
    add.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    person(add)
    language(add)


@guarded
def run(args: argparse.Namespace) -> int:
    """Enters the name; twice changes nothing.

    Raises Problem `parties.name-missing`, `parties.name-unknown`, `parties.name-ambiguous`, `site.alias-taken`.
    """
    from jingkai.kernel.parties.models import AliasKind
    from jingkai.kernel.parties.queries import organisations_named
    from jingkai.kernel.parties.services import add_alias
    from jingkai.site.problems import ALIAS_TAKEN

    at, zone = now(), zone_of(args)
    unit = unit_of(args.unit, zone)
    for other in organisations_named(args.name, on=today(), under=zone):
        if other.pk != unit.pk:
            raise ALIAS_TAKEN(name=args.name, unit=other)
        say(args, f"“{args.name}”已是“{unit}”的名称，没有改动。", f"{args.name} is a name of {unit} already.")
        return DONE
    since = args.since or unit.since
    add_alias(actor(args), unit, args.name, kind=AliasKind(args.kind), since=since, at=at)
    seal()
    say(args, f"登记：“{args.name}”即“{unit}”", f"entered: {args.name} is {unit}")
    return DONE
