"""An import's way to write: rows in short transactions that nobody sees, then one small commit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import models

from .actor import Actor
from .declare import declarations
from .hashing import label_of
from .models import Batch, BatchLive, Entry, Recorded
from .problems import BATCH_LIVE_ALREADY
from .roots import Roots
from .translate import translated
from .turn import transacting
from .writer import Writer, insert

T = TypeVar("T", bound=Recorded)

# Rows a transaction. The write lock is held about 30 ms for that many (README), of the 200 ms allowed.
ROWS_A_TRANSACTION = 500


def stage(kind: str) -> Batch:
    """Open a batch that stays invisible until `go_live`. If that never comes, its rows are never known."""
    with transacting():
        batch = Batch(kind=kind, staged=True)
        batch.save(force_insert=True)
    return batch


def stage_rows(batch: Batch, rows: Iterable[T]) -> list[T]:
    """Write rows of one table into a staged batch, a short transaction at a time; they get their keys.

    Raises Problem `records.not-stageable` for rows that are never staged, `records.batch-closed` if the batch
    is live; ValueError for a table with a unique constraint that leaves the batch out.
    """
    written: list[T] = []
    source = iter(rows)
    while chunk := list(islice(source, ROWS_A_TRANSACTION)):
        for model in {type(row) for row in chunk}:
            _assert_stageable(model)
        with translated(batch=batch.pk), transacting():
            written.extend(insert(chunk, batch))
    return written


@contextmanager
def going_live(
    actor: Actor, batch: Batch, *, act: str, at: datetime, key: str = "", content: Any = None, ref: str = ""
) -> Iterator[Writer]:
    """Make a staged batch live. The body may add what belongs to the same commit; it is kept short.

    As `writing()` otherwise. If the key had its effect before, this batch stays invisible for good. Raises
    Problem `records.batch-live`.
    """
    writer = Writer(actor, at, act, ref)
    roots = _roots_of(batch).settle()
    with translated(batch=batch.pk), transacting():
        if BatchLive.objects.filter(batch=batch).exists():
            raise BATCH_LIVE_ALREADY(batch=batch.pk)
        if len(roots) != _count(batch):
            # Rows were staged since they were read: read again, now that the batch is about to close.
            roots = _roots_of(batch)
        writer.open(key, content, staged=batch, roots=roots)
        if writer.repeated is None:
            yield writer
            writer.close()
            return
    yield writer


def go_live(
    actor: Actor, batch: Batch, *, act: str, at: datetime, key: str = "", content: Any = None, ref: str = ""
) -> Entry:
    """Make a staged batch live by one small commit; the entry, or that of the earlier call with this key."""
    with going_live(actor, batch, act=act, at=at, key=key, content=content, ref=ref) as call:
        pass
    return Entry.objects.get(batch=call.repeated or call.batch)


def _tables() -> list[type[Recorded]]:
    return [one.model for one in declarations() if one.carries_batch and issubclass(one.model, Recorded)]


def _roots_of(batch: Batch) -> Roots:
    roots = Roots()
    for model in _tables():
        label = label_of(model)
        for key, row_hash in model._base_manager.filter(batch=batch).values_list("pk", "row_hash"):
            roots.add_row(label, key, row_hash)
    return roots


def _count(batch: Batch) -> int:
    return sum(model._base_manager.filter(batch=batch).count() for model in _tables())


def _assert_stageable(model: type[models.Model]) -> None:
    """A staged row may stay invisible for ever; it must not take a place that a visible row needs."""
    groups = [set(group) for group in model._meta.unique_together]
    groups += [set(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    groups += [{f.name} for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    for group in groups:
        if "batch" not in group:
            raise ValueError(f"{model.__name__} is unique over {sorted(group)}: add batch, or write directly")
