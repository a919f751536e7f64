"""`jingkai prove REF`: any figure down to the cells, people and hashes that prove it."""

from __future__ import annotations

import argparse

from ._common import DONE, as_of, guarded, language, person, today
from .matters import reader_of

NAME = "prove"
HELP = "print the proof sheet of a figure: value, formula, cells, people, as-of, hash"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """REF, --zone, --as-of, --as, --lang."""
    parser.add_argument(
        "ref", help="fact:ID, target:ID, month:ID, INDICATOR@2024-03 or INDICATOR@2024-03@UNIT"
    )
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    as_of(parser)
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints the sheet; with --as as far as that person may see."""
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.api import prove, sheet

    reader, zone = reader_of(args), find_zone(args.zone, today())
    proof = prove(args.ref, zone, as_of=args.as_of, lang=args.lang, reader=reader)
    print(sheet(proof, args.lang))
    return DONE
