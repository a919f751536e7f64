"""Keeping the index: in the call that writes a row, and whole, when it is missing or behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Exists, OuterRef

from ..models import Counter, Recorded, SearchText
from ..turn import transacting
from .findable import Findable, findable_of, findables
from .folding import grams
from .stores import Entry, put, store_of

# Rows a transaction when many are put in: the lock is held about 20 ms for that many, of the 200 ms allowed.
ROWS_A_TRANSACTION = 500


def index(rows: Sequence[Recorded]) -> None:
    """Make rows of one table that were just inserted findable, if their table is. Part of the call that wrote them."""
    declared = findable_of(type(rows[0])) if rows else None
    if declared is not None:
        put(_entry(declared, row) for row in rows)


def rebuild() -> int:
    """Make the whole index anew, from the rows; how many were put in. Others may write meanwhile."""
    with transacting():
        store_of(connection).clear(connection)
    return catch_up()


def catch_up() -> int:
    """Put in the rows that the index lacks, as after an upgrade; how many these were."""
    return sum(_catch_up(one) for one in findables())


def _catch_up(declared: Findable) -> int:
    done = 0
    while True:
        with transacting():
            # Two that catch up at once would put the same row in twice: who holds the counter goes first.
            Counter.objects.select_for_update().get(id=1)
            missing = list(_missing(declared)[:ROWS_A_TRANSACTION])
            put(_entry(declared, row) for row in missing)
        done += len(missing)
        if len(missing) < ROWS_A_TRANSACTION:
            return done


def _missing(declared: Findable) -> models.QuerySet[models.Model]:
    there = SearchText.objects.filter(kind=declared.kind, row=OuterRef("pk"))
    rows = declared.model._base_manager.filter(~Exists(there))
    return declared.along_with(rows).order_by("pk")


def _entry(declared: Findable, row: models.Model) -> Entry:
    text = declared.words_of(row)
    return Entry(declared.kind, int(row.pk), text, grams(text))


def entries(texts: Iterable[tuple[str, int, str]]) -> Iterable[Entry]:
    """Entries of texts that are folded already."""
    return (Entry(kind, row, text, grams(text)) for kind, row, text in texts)
