"""`jingkai undo BATCH`: an import is taken back as a whole, while nothing published stands on it."""

from __future__ import annotations

import argparse

from ._common import DONE, actor, guarded, language, now, person, say, seal
from .matters import reader_of

NAME = "undo"
HELP = "take a batch back as a whole; refused while a published month stands on it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """BATCH, --reason, --as, --lang."""
    parser.add_argument("batch", type=int, help="the number that import printed")
    parser.add_argument("--reason", default="", help="why it is taken back")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Withdraws the batch; with --as one that this person finds (kernel.facts.batches)."""
    from jingkai.kernel.facts.batches import find_batch, take_back

    batch = find_batch(args.batch, reader_of(args))
    entry = take_back(actor(args), batch, at=now(), reason=args.reason)
    seal()
    say(
        args,
        f"批次 {args.batch} 已撤回（留痕 {entry.seq}）。按 --as-of {entry.seq - 1} 仍可查看撤回前的情况。",
        f"Batch {args.batch} is taken back (entry {entry.seq}). --as-of {entry.seq - 1} still shows it.",
    )
    return DONE
