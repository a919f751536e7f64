"""Many rows of one table made ready before a call: what they hold and what is hashed of them is computed while nobody
waits for a lock; in the call they only get the batch and the rows that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection, models

from .hashing import encoded, hashed_values, sha256
from .models import Batch, Recorded
from .search.findable import findable_of

T = TypeVar("T", bound=Recorded)

# SQLite takes at most 32766 values in one statement.
_VALUES_A_STATEMENT = 32000


class Ready(Generic[T]):
    """Rows of `model`, each with the place of the row that it hangs on by the foreign key `under`, in the sequence that
    `write` is given. Raises ValueError for a table that is searched: its words are put in with each row.
    """

    def __init__(self, model: type[T], under: str, rows: Iterable[tuple[int, T]]) -> None:
        if findable_of(model) is not None:
            raise ValueError(f"{model.__name__} is searched: write it by add_all")
        self.model = model
        fields = [one for one in model._meta.concrete_fields if not one.primary_key]
        (parent,) = (one.attname for one in fields if one.name == under)
        filled = ["batch_id", parent, "row_hash"]
        self._fixed = [one for one in fields if one.attname not in filled]
        by_name = {one.attname: one for one in fields}
        columns = [*self._fixed, *(by_name[name] for name in filled)]
        self._columns = [str(one.column) for one in columns]
        self._types = [one.db_type(connection) for one in columns]
        # In the order of their columns, as what is hashed has them.
        self._holes = sorted((str(by_name[name].column), name == parent) for name in filled[:2])
        self._unknown = {column for column, _ in self._holes}
        self._rows = [(place, self._pieces(row), self._values(row)) for place, row in rows]

    def write(self, batch: Batch, parents: Sequence[models.Model]) -> Iterator[tuple[Any, str]]:
        """Insert them; (key, hash) of each."""
        here = str(batch.pk)
        keys = [str(one.pk) for one in parents]
        lines = []
        for place, (head, middle, tail), values in self._rows:
            first, second = (keys[place], here) if self._holes[0][1] else (here, keys[place])
            digest = sha256(f"{head}{first}{middle}{second}{tail}")
            lines.append((*values, batch.pk, parents[place].pk, digest))
        size = _VALUES_A_STATEMENT // len(self._columns)
        for start in range(0, len(lines), size):
            some = lines[start : start + size]
            yield from zip(self._insert(some), (one[-1] for one in some), strict=True)

    def _values(self, row: T) -> tuple[Any, ...]:
        return tuple(one.get_db_prep_save(getattr(row, one.attname), connection) for one in self._fixed)

    def _pieces(self, row: T) -> tuple[str, str, str]:
        """The row's text to be hashed, cut where the two numbers stand that are not known yet."""
        values = hashed_values(row) | {column: None for column, _ in self._holes}
        parts, piece = [], "{"
        for number, column in enumerate(sorted(values)):
            piece += ("," if number else "") + encoded(column) + ":"
            if column in self._unknown:
                parts.append(piece)
                piece = ""
            else:
                piece += encoded(values[column])
        head, middle = parts
        return head, middle, piece + "}"

    def _insert(self, lines: Sequence[tuple[Any, ...]]) -> list[Any]:
        quoted = connection.ops.quote_name
        values: list[Any]
        if connection.vendor == "postgresql":
            # An array a column: a value of its own for each place takes the driver seven times as long.
            rows = f"SELECT * FROM unnest({', '.join(f'%s::{one}[]' for one in self._types)})"
            values = [list(column) for column in zip(*lines, strict=True)]
        else:
            row = f"({', '.join(['%s'] * len(self._columns))})"
            rows = f"VALUES {', '.join([row] * len(lines))}"
            values = [value for line in lines for value in line]
        statement = (
            f"INSERT INTO {quoted(self.model._meta.db_table)} ({', '.join(map(quoted, self._columns))})"
            f" {rows} RETURNING {quoted(str(self.model._meta.pk.column))}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [one for (one,) in cursor.fetchall()]
