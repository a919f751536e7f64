"""`jingkai doctor`: are the guards in place, the sequence whole, the caches true?"""

from __future__ import annotations

import argparse

from ._common import DONE, REFUSED, guarded, language, say

NAME = "doctor"
HELP = "examine the installation: guards, sequence, caches, and what services must have kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--lang."""
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints faults and notes; 1 if there is a fault."""
    from jingkai.kernel.records.doctor import examine

    found = examine()
    for one in found:
        mark = "×" if one.level == "fault" else "·"
        print(f"{mark} {one.code} {one.place}: {one.en if args.lang == 'en' else one.zh}")
    faults = [one for one in found if one.level == "fault"]
    if not faults:
        say(args, "没有发现问题。", "No fault was found.")
    return REFUSED if faults else DONE
