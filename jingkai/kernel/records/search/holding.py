"""Which rows hold what is sought."""

from __future__ import annotations

from typing import Any

from django.db import connections, models

from .findable import findable_of
from .folding import Sought
from .stores import TEXTS, store_of


def holding(rows: models.QuerySet[Any], wanted: Sought) -> models.QuerySet[Any]:
    """Those of the rows that hold every word, the newest first; none if nothing is sought.

    It joins, so that with few rows wanted the database walks along the index from the newest and stops: an IN would
    gather every hit first. Raises LookupError for a table that is not declared findable.
    """
    declared = findable_of(rows.model)
    if declared is None:
        raise LookupError(
            f"{rows.model._meta.label} does not say what of it may be found: declare @find(...)"
        )
    if not wanted:
        return rows.none()
    found = store_of(connections[rows.db]).where(declared.kind, wanted.grams)
    meta = rows.model._meta
    assert meta.pk is not None
    conditions = [
        *found.conditions,
        f'{TEXTS}."row" = "{meta.db_table}"."{meta.pk.column}"',
        *(f"{TEXTS}.text LIKE %s" for _ in wanted.unsure),
    ]
    values = [*found.values, *(f"%{word}%" for word in wanted.unsure)]
    # The order of the texts is that of the rows, but for rows that were put in when the index caught up.
    return rows.extra(tables=found.tables, where=conditions, params=values, order_by=[f"-{found.order}"])
