"""python -m jingkai.engines.quantity TEXT... : what each text is read as; `--find` searches running text.

With `-` the texts are the lines of standard input. `--unit 万元` is the unit of a header. Prints text,
marks, value, qualifier and unit, separated by tabs; exits 1 if a text is no figure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from jingkai.engines.quantity.problems import Problem
from jingkai.engines.quantity.quantity import Quantity
from jingkai.engines.quantity.reading import find_numbers, read_numbers
from jingkai.engines.quantity.writing import to_row, write


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m jingkai.engines.quantity", description="读数 read figures"
    )
    parser.add_argument(
        "texts", nargs="+", metavar="TEXT", help="a figure, or - for the lines of standard input"
    )
    parser.add_argument("--unit", help="the unit a header gives, e.g. 万元")
    parser.add_argument("--find", action="store_true", help="search running text for figures")
    options = parser.parse_args(arguments)
    texts = (line.rstrip("\n") for line in sys.stdin) if options.texts == ["-"] else iter(options.texts)
    try:
        unread = [text for text in texts if not _print(text, _read(text, options.unit, options.find))]
    except Problem as refused:
        print(refused, file=sys.stderr)
        return 2
    return 1 if unread else 0


def _read(text: str, unit: str | None, find: bool) -> list[Quantity]:
    return [found.quantity for found in find_numbers(text)] if find else read_numbers(text, unit)


def _print(text: str, quantities: Iterable[Quantity]) -> bool:
    read = list(quantities)
    for quantity in read:
        row = to_row(quantity)
        print(row["text"], write(quantity), row["value"], row["qualifier"], row["unit"], sep="\t")
    if not read:
        print(text, "不是数 not a figure", sep="\t")
    return bool(read)


if __name__ == "__main__":
    sys.exit(main())
