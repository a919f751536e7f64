"""A scheme's file as the commands read it: what is wrong with it, and what may be a slip, each with its line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import refuse, unread

if TYPE_CHECKING:
    from jingkai.engines.scoring import Fault, Plan


def read_scheme_file(args: argparse.Namespace, path: Path) -> Plan | None:
    """The scheme; None, and what is wrong is printed."""
    from jingkai.engines.quantity import Problem
    from jingkai.engines.scoring import load_scheme

    try:
        return load_scheme(path)
    except OSError as error:
        unread(args, path, error)
    except Problem as problem:
        lines = _faults(args, path)
        for line in lines:
            print(line, file=sys.stderr)
        if not lines:
            refuse(args, problem, str(path))
    return None


def print_remarks(args: argparse.Namespace, path: Path, plan: Plan) -> None:
    """What the scheme may mean, and is more often a slip."""
    from jingkai.engines.scoring import remarks

    for line in _placed(args, path, remarks(plan)):
        print(line, file=sys.stderr)


def _faults(args: argparse.Namespace, path: Path) -> list[str]:
    """A line for each thing that is wrong with a text that can be read; none where it cannot be."""
    from jingkai.engines.documents import Wrong, load_text
    from jingkai.engines.scoring import faults

    try:
        document = load_text(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, Wrong):
        return []
    return _placed(args, path, faults(document.get("body", document)))


def _placed(args: argparse.Namespace, path: Path, found: Iterable[Fault]) -> list[str]:
    """A line for each, with the line of the file that it is about."""
    from jingkai.engines.documents import lines_of, load_text

    text = path.read_text(encoding="utf-8-sig")
    lines, head = lines_of(text), ("body",) if "body" in load_text(text) else ()
    said = []
    for one in found:
        place = (*head, *one.place)
        line = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)
        at = ".".join(map(str, one.place)) or "/"
        said.append(
            f"{path}:{line}: {at}: {one.en}" if args.lang == "en" else f"{path}:{line}：{at}：{one.zh}"
        )
    return said
