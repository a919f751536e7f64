"""Looking for things by their words, as far as the reader may see them.

Each kind is asked with the reader's own condition before anything is counted, by the same queries whether something is
hidden, absent or there. Without a reader (the platform's own console) all is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from jingkai.kernel.records.declare import declaration_of
from jingkai.kernel.records.search import Findable, Sought, findables
from jingkai.kernel.records.search.findable import findable
from jingkai.kernel.records.search.holding import holding

from .access import Reader, visible

# How many of a kind are counted at most: beyond, it is said that there are more.
MOST = 50


@dataclass(frozen=True)
class Hits:
    """Things of a kind: how many there are (at least, if `more`), and those that are shown."""

    kind: Findable
    count: int
    more: bool
    rows: Sequence[Any]


def search(wanted: Sought, reader: Reader | None, *, shown: int, most: int = MOST) -> list[Hits]:
    """What holds every word, kind by kind, the newest `shown` of each; kinds of which there is nothing are left out."""
    found = (search_kind(one, wanted, reader, last=shown, most=most) for one in findables())
    return [one for one in found if one.count]


def search_kind(
    kind: Findable, wanted: Sought, reader: Reader | None, *, last: int, first: int = 0, most: int = MOST
) -> Hits:
    """The things of one kind that hold every word, the newest first: from `first` up to `last` are shown."""
    rows = holding(_readable(kind, reader), wanted)
    hits = list(rows.values_list("pk", *kind.same)[: most + 1])
    newest: dict[tuple[Any, ...], int] = {}
    for key, *same in hits[:most]:
        newest.setdefault(tuple(same), key)
    keys = list(newest.values())
    shown = _rows(kind, keys[first:last])
    return Hits(kind, len(keys), len(hits) > most, shown)


def _rows(kind: Findable, keys: Sequence[int]) -> list[Any]:
    """The rows of these keys, in their order. They were found to be readable."""
    if not keys:
        return []
    rows = kind.along_with(kind.model._base_manager.filter(pk__in=keys))
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys]


def named(refs: Iterable[str], reader: Reader | None) -> Mapping[str, tuple[Findable, Any]]:
    """What these references name (`matter:3-2024-17`), as far as the reader may see it; one query a kind named."""
    wanted: dict[Findable, dict[str, Mapping[str, int]]] = {}
    for ref in refs:
        kind, _, rest = ref.partition(":")
        declared = findable(kind)
        columns = declared.named(rest) if declared is not None else None
        if declared is not None and columns is not None:
            wanted.setdefault(declared, {})[ref] = columns
    found: dict[str, tuple[Findable, Any]] = {}
    for declared, by_ref in wanted.items():
        any_of = reduce(or_, (Q(**columns) for columns in by_ref.values()))
        for row in declared.along_with(_readable(declared, reader).filter(any_of)).order_by("pk"):
            for ref, columns in by_ref.items():
                if all(getattr(row, name) == value for name, value in columns.items()):
                    found.setdefault(ref, (declared, row))
    return found


def _readable(kind: Findable, reader: Reader | None) -> models.QuerySet[Any]:
    """The rows of a kind that are known and that the reader may see; all that are known, without one."""
    rows, as_of = kind.model._default_manager.all(), reader.as_of if reader is not None else None
    declared = declaration_of(kind.model)
    # Lasting rows are never staged and never withdrawn: all there are are known.
    if as_of is not None or declared is None or not declared.lasting:
        rows = rows.known_at(as_of)  # type: ignore[attr-defined]
    return visible(rows, reader) if reader is not None else rows
