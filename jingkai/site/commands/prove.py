"""`jingkai prove REF`: any figure down to the cells, people and hashes that prove it."""

from __future__ import annotations

import argparse

from ._common import DONE, guarded, language, now

NAME = "prove"
HELP = "print the proof sheet of a figure: value, formula, cells, people, as-of, hash"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """REF, --zone, --as-of, --lang."""
    parser.add_argument(
        "ref", help="fact:ID, target:ID, month:ID, INDICATOR@2024-03 or INDICATOR@2024-03@UNIT"
    )
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument("--as-of", type=int, metavar="N", help="as it was known at number N of the journal")
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints the sheet."""
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.api import prove, sheet

    zone = find_zone(args.zone, now().date())
    print(sheet(prove(args.ref, zone, as_of=args.as_of, lang=args.lang), args.lang))
    return DONE
