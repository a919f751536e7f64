"""Collects the rows of one call and closes it with its entry."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from .actor import Actor
from .hashing import content_hash, label_of, row_hash
from .models import Basis, Batch, BatchLive, Entry, Recorded, RequestKey
from .problems import BATCH_NOT_LIVE, BATCH_WITHDRAWN, REQUEST_CHANGED, REQUEST_REPEATED
from .ready import Ready
from .roots import Roots
from .search.indexing import index
from .sequence import enter, moved_on

T = TypeVar("T", bound=Recorded)

# Bounds a single statement: SQLite allows 32766 values in one, and a chunk is what Python holds twice.
ROWS_A_STATEMENT = 500


class Writer:
    """One call's writing. Made by `writing()` and `going_live()`.

    `batch` is the call's batch. `repeated` is the batch of an earlier call with the same key and content, or
    None; if it is set the service returns what that batch holds, and writes nothing.
    """

    def __init__(self, actor: Actor, at: datetime, act: str, ref: str) -> None:
        if at.tzinfo is None:
            raise ValueError("`at` needs a time zone")
        self.actor = actor
        self.at = at
        self.act = act
        self.ref = ref
        self.repeated: Batch | None = None
        self.entry: Entry | None = None
        self._key = ""
        self._batch: Batch | None = None
        self._roots = Roots()
        self._changed: set[str] = set()
        self._at_the_end: list[Callable[[Entry], object]] = []

    @property
    def batch(self) -> Batch:
        """The batch of this call. Raises Problem `records.request-repeated` if it had its effect before."""
        if self._batch is None:
            raise REQUEST_REPEATED(key=self._key, batch=self.repeated and self.repeated.pk)
        return self._batch

    def add(self, row: T) -> T:
        """Insert one row into the batch; afterwards it has its key."""
        prepare(row, self.batch)
        row.save(force_insert=True)
        index([row])
        self._roots.add([row])
        return row

    def add_all(self, rows: Iterable[T]) -> list[T]:
        """Insert rows of one table, in few statements; afterwards they have their keys."""
        prepared = insert(rows, self.batch)
        self._roots.add(prepared)
        return prepared

    def add_ready(self, rows: Ready[T], parents: Sequence[models.Model]) -> None:
        """Insert rows that were made ready before the call, each under one of these."""
        label = label_of(rows.model)
        for key, digest in rows.write(self.batch, parents):
            self._roots.add_row(label, key, digest)

    def stand_on(self, ref: str, batches: Iterable[Batch], row: str = "") -> list[Basis]:
        """Say that the published result `ref` stands on these batches: from now on they can't be withdrawn.

        Raises Problem `records.batch-not-live` or `records.batch-withdrawn`.
        """
        # In one order everywhere, or two publications could wait for each other.
        found = sorted({batch.pk: batch for batch in batches}.values(), key=lambda batch: int(batch.pk))
        for batch in found:
            hold_live(batch)
        return self.add_all([Basis(ref=ref, stands_on=batch, row=row) for batch in found])

    def changes(self, rooms: Iterable[str]) -> None:
        """Say that what is known of these rooms (labels of apps) is another from this call on, though it adds no row
        to them.
        """
        self._changed |= set(rooms)

    def at_the_end(self, do: Callable[[Entry], object]) -> None:
        """Have `do` called with the call's entry, for a cache that holds its number. It adds no rows."""
        self._at_the_end.append(do)

    def open(self, key: str, content: Any, staged: Batch | None = None, roots: Roots | None = None) -> None:
        """Claim the request key, then begin a batch, or go on with one that is staged and its roots."""
        self._key = key
        digest = content_hash(content) if key else ""
        if key and self._seen(digest):
            return
        if staged is None:
            self._batch = Batch(kind=self.act)
            self._batch.save(force_insert=True)
        else:
            self._batch = staged
            self._roots = roots or Roots()
        if not key:
            return
        try:
            with transaction.atomic():
                self.add(RequestKey(key=key, content=digest))
        except IntegrityError:
            # Another call with this key was in flight and has now committed.
            self._batch = None
            if not self._seen(digest):
                raise

    def close(self) -> None:
        """Write the entry, and of which rooms it has rows; the batch is live from here on."""
        batch = self.batch
        digest = self._roots.of(batch)
        self.entry = enter(self.actor, at=self.at, act=self.act, batch=batch, ref=self.ref, digest=digest)
        moved_on(self._changed | self._roots.rooms, self.entry.seq)
        for do in self._at_the_end:
            do(self.entry)

    def _seen(self, digest: str) -> bool:
        earlier = RequestKey.objects.select_related("batch").filter(key=self._key).first()
        if earlier is None:
            return False
        if earlier.content != digest:
            raise REQUEST_CHANGED(key=self._key, batch=earlier.batch.pk)
        self.repeated = earlier.batch
        return True


def prepare(row: T, batch: Batch) -> T:
    """Give the row its batch and its hash."""
    row.batch = batch
    row.row_hash = row_hash(row)
    return row


def insert(rows: Iterable[T], batch: Batch) -> list[T]:
    """Insert rows of one table into the batch; afterwards they have their keys."""
    prepared = [prepare(row, batch) for row in rows]
    if prepared:
        type(prepared[0])._base_manager.bulk_create(prepared, batch_size=ROWS_A_STATEMENT)
        index(prepared)
    return prepared


def hold_live(batch: Batch) -> BatchLive:
    """Hold the batch until commit, so that nobody withdraws it or stands on it meanwhile.

    Raises Problem `records.batch-not-live` or `records.batch-withdrawn`.
    """
    live = BatchLive.objects.select_for_update().filter(batch=batch).first()
    if live is None:
        raise BATCH_NOT_LIVE(batch=batch.pk)
    if live.withdrawn_seq is not None:
        raise BATCH_WITHDRAWN(batch=batch.pk)
    return live
