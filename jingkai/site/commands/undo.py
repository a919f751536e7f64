"""`jingkai undo BATCH`: an import is taken back as a whole, while nothing published stands on it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ._common import DONE, actor, guarded, language, now, person, say, seal

if TYPE_CHECKING:
    from jingkai.kernel.records.models import Batch

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
    """Withdraws the batch."""
    from jingkai.kernel.records.models import Batch
    from jingkai.kernel.records.problems import BATCH_NOT_LIVE
    from jingkai.kernel.records.withdrawal import withdraw

    batch = Batch.objects.filter(pk=args.batch).first()
    if batch is None:
        raise BATCH_NOT_LIVE(batch=args.batch)
    _assert_can_be_taken_back(batch)
    entry = withdraw(actor(args), batch, at=now(), reason=args.reason)
    seal()
    say(
        args,
        f"批次 {args.batch} 已撤回（留痕 {entry.seq}）。按 --as-of {entry.seq - 1} 仍可查看撤回前的情况。",
        f"Batch {args.batch} is taken back (entry {entry.seq}). --as-of {entry.seq - 1} still shows it.",
    )
    return DONE


def _assert_can_be_taken_back(batch: Batch) -> None:
    """So that nobody is asked for a reason that would help nothing; `withdraw` looks again when it has one.

    Raises Problem `records.batch-not-live`, `records.batch-withdrawn`, `records.batch-published`.
    """
    from django.db import transaction

    from jingkai.kernel.records.models import Basis
    from jingkai.kernel.records.problems import BATCH_PUBLISHED
    from jingkai.kernel.records.writer import hold_live

    with transaction.atomic():
        hold_live(batch)
    results = Basis.objects.known_at().filter(stands_on=batch).order_by("ref")
    if refs := list(results.values_list("ref", flat=True).distinct()):
        raise BATCH_PUBLISHED(batch=batch.pk, basis=", ".join(refs))
