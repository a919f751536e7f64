"""The one way to write: one call, one transaction, one batch, one entry."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from .actor import Actor
from .hashing import content_hash, root_hash, row_hash
from .models import Basis, Batch, Entry, Recorded, RequestKey
from .problems import BATCH_NOT_LIVE, BATCH_WITHDRAWN, REQUEST_CHANGED, REQUEST_REPEATED
from .sequence import enter
from .translate import translated

T = TypeVar("T", bound=Recorded)

# Bounds a single statement: SQLite allows 32766 values in one, and a chunk is what Python holds twice.
_ROWS_A_STATEMENT = 500


class Writer:
    """Collects the rows of one call. Made by `writing()`.

    `batch` is the call's batch. `repeated` is the batch of an earlier call with the same key and content, or None; if
    it is set the service returns what that batch holds, and writes nothing.
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
        self._rows: list[tuple[str, Any, str]] = []

    @property
    def batch(self) -> Batch:
        """The batch of this call. Raises Problem `records.request-repeated` if the call had its effect before."""
        if self._batch is None:
            raise REQUEST_REPEATED(key=self._key, batch=self.repeated and self.repeated.pk)
        return self._batch

    def add(self, row: T) -> T:
        """Insert one row into the batch; afterwards it has its key."""
        self._prepare(row)
        row.save(force_insert=True)
        self._rows.append((row._meta.label_lower, row.pk, row.row_hash))
        return row

    def add_all(self, rows: Iterable[T]) -> list[T]:
        """Insert rows of one table, in few statements; afterwards they have their keys."""
        prepared = [self._prepare(row) for row in rows]
        if not prepared:
            return []
        type(prepared[0])._base_manager.bulk_create(prepared, batch_size=_ROWS_A_STATEMENT)
        self._rows.extend((row._meta.label_lower, row.pk, row.row_hash) for row in prepared)
        return prepared

    def stand_on(self, ref: str, batches: Iterable[Batch], row: str = "") -> list[Basis]:
        """Say that the published result `ref` stands on these batches: from now on they can't be withdrawn.

        Raises Problem `records.batch-not-live` or `records.batch-withdrawn`.
        """
        found = sorted({batch.pk: batch for batch in batches}.values(), key=lambda batch: batch.pk)
        for batch in found:
            hold_live(batch)
        return self.add_all([Basis(ref=ref, stands_on=batch, row=row) for batch in found])

    def _prepare(self, row: T) -> T:
        row.batch = self.batch
        row.row_hash = row_hash(row)
        return row

    def _open(self, key: str, content: Any) -> None:
        self._key = key
        digest = content_hash(content) if key else ""
        if key and self._seen(key, digest):
            return
        self._batch = Batch(kind=self.act)
        self._batch.save(force_insert=True)
        if not key:
            return
        try:
            with transaction.atomic():
                self.add(RequestKey(key=key, content=digest))
        except IntegrityError:
            # Another call with this key was in flight and has now committed.
            self._batch = None
            if not self._seen(key, digest):
                raise

    def _seen(self, key: str, digest: str) -> bool:
        earlier = RequestKey.objects.select_related("batch").filter(key=key).first()
        if earlier is None:
            return False
        if earlier.content != digest:
            raise REQUEST_CHANGED(key=key, batch=earlier.batch.pk)
        self.repeated = earlier.batch
        return True

    def _close(self) -> None:
        if self._batch is None:
            return
        digest = root_hash(self._batch, self._rows)
        self.entry = enter(
            self.actor, at=self.at, act=self.act, batch=self._batch, ref=self.ref, digest=digest
        )


@contextmanager
def writing(
    actor: Actor, *, act: str, at: datetime, key: str = "", content: Any = None, ref: str = ""
) -> Iterator[Writer]:
    """Open the only transaction of a call; at its end write its entry and make its batch live.

    `act` names what is done (`facts.import`), `at` when, `key` and `content` make a repeated request have one effect,
    `ref` is what the entry is about. On any exception nothing of the call remains. Database refusals come out as
    Problems. Raises Problem `records.request-changed`; RuntimeError if a transaction is open already: a service that
    is part of another takes its Writer.
    """
    writer = Writer(actor, at, act, ref)
    with translated(), transaction.atomic(durable=True):
        writer._open(key, content)
        if writer.repeated is None:
            yield writer
            writer._close()
            return
    # The call had its effect before: no transaction is open, and the Writer takes no row.
    yield writer


def journal(actor: Actor, *, act: str, at: datetime, ref: str = "", digest: str = "") -> Entry:
    """Write an entry without a batch: somebody read what is sealed, or tried to."""
    with translated(), transaction.atomic(durable=True):
        return enter(actor, at=at, act=act, ref=ref, digest=digest)


def hold_live(batch: Batch) -> None:
    """Hold the batch's row until commit, so that nobody withdraws it or stands on it meanwhile.

    Raises Problem `records.batch-not-live` or `records.batch-withdrawn`.
    """
    from .models import BatchLive

    live = BatchLive.objects.select_for_update().filter(batch=batch).first()
    if live is None:
        raise BATCH_NOT_LIVE(batch=batch.pk)
    if live.withdrawn_seq is not None:
        raise BATCH_WITHDRAWN(batch=batch.pk)
