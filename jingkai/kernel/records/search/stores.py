"""Where the pieces of the texts lie: FTS5 on SQLite, a tsvector with GIN on PostgreSQL. Both get them from Python.

The migration `0003_search` makes these places; Django's models do not know them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TEXTS, GRAMS = "jk_records_searchtext", "jk_records_searchgrams"
# A piece that no text has: the kind, so that it is found by the index like a word.
_KIND = "\ue000"


_SQLITE_TEXTS = f"""
    INSERT INTO {TEXTS} (kind, "row", text)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(%s)
"""
_SQLITE_GRAMS = f"""
    INSERT INTO {GRAMS} (rowid, grams) SELECT t.id, json_extract(e.value, '$[3]') FROM json_each(%s) e
    JOIN {TEXTS} t ON t.kind = json_extract(e.value, '$[0]') AND t."row" = json_extract(e.value, '$[1]')
"""
_POSTGRESQL_TEXTS = f"""
    INSERT INTO {TEXTS} (kind, "row", text, grams)
    SELECT e.kind, e.key, e.text, array_to_tsvector(string_to_array(e.pieces, ' '))
    FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[]) AS e (kind, key, text, pieces)
"""


@dataclass(frozen=True)
class Entry:
    """A row to be found: its kind, its key, its folded text and the pieces of that."""

    kind: str
    row: int
    text: str
    grams: set[str]

    @property
    def pieces(self) -> str:
        """The pieces and the kind, separated by blanks."""
        return " ".join([*sorted(self.grams), _KIND + self.kind])


@dataclass(frozen=True)
class Where:
    """What a query joins, its conditions and their values, for rows whose texts hold what is sought; and what orders
    them as they were put in.
    """

    tables: list[str]
    conditions: list[str]
    values: list[str]
    order: str


class Store(Protocol):
    """One database's way."""

    vendor: str

    def put(self, link: BaseDatabaseWrapper, entries: Sequence[Entry]) -> None:
        """Add texts with their pieces, in few statements."""

    def clear(self, link: BaseDatabaseWrapper) -> None:
        """Take all of them out."""

    def where(self, kind: str, grams: Sequence[str]) -> Where:
        """What finds the texts of a kind that hold all of these pieces."""

    def counted(self, link: BaseDatabaseWrapper) -> dict[str, int]:
        """Each piece and in how many texts it is, for doctor."""


class SQLite:
    """An FTS5 table without content and without positions, keyed by the text's id.

    Its tokenizer `ascii` takes any character beyond ASCII for part of a word: what is a word was decided before. Not a
    trigram table: that finds nothing for words of one or two characters, and silently.
    """

    vendor = "sqlite"

    def put(self, link: BaseDatabaseWrapper, entries: Sequence[Entry]) -> None:
        rows = json.dumps([[one.kind, one.row, one.text, one.pieces] for one in entries])
        with link.cursor() as cursor:
            cursor.execute(_SQLITE_TEXTS, [rows])
            cursor.execute(_SQLITE_GRAMS, [rows])

    def clear(self, link: BaseDatabaseWrapper) -> None:
        with link.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TEXTS}")
            cursor.execute(f"INSERT INTO {GRAMS} ({GRAMS}) VALUES ('delete-all')")

    def where(self, kind: str, grams: Sequence[str]) -> Where:
        wanted = " AND ".join(f'"{one}"' for one in [*grams, _KIND + kind])
        conditions = [f"{GRAMS} MATCH %s", f"{TEXTS}.id = {GRAMS}.rowid"]
        # Only by its own key is FTS5 read from the newest on, without sorting.
        return Where([GRAMS, TEXTS], conditions, [wanted], f"{GRAMS}.rowid")

    def counted(self, link: BaseDatabaseWrapper) -> dict[str, int]:
        with link.cursor() as cursor:
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.jk_searchterms"
                f" USING fts5vocab('main', '{GRAMS}', 'row')"
            )
            cursor.execute("SELECT term, doc FROM temp.jk_searchterms")
            found = dict(cursor.fetchall())
            cursor.execute("DROP TABLE temp.jk_searchterms")
        return found


class PostgreSQL:
    """A column of the texts' own table that Django does not know, with a GIN index."""

    vendor = "postgresql"

    def put(self, link: BaseDatabaseWrapper, entries: Sequence[Entry]) -> None:
        columns = [[getattr(one, name) for one in entries] for name in ("kind", "row", "text", "pieces")]
        with link.cursor() as cursor:
            cursor.execute(_POSTGRESQL_TEXTS, columns)

    def clear(self, link: BaseDatabaseWrapper) -> None:
        with link.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TEXTS}")

    def where(self, kind: str, grams: Sequence[str]) -> Where:
        wanted = " & ".join(f"'{one}'" for one in [*grams, _KIND + kind])
        return Where([TEXTS], [f"{TEXTS}.grams @@ %s::tsquery"], [wanted], f"{TEXTS}.id")

    def counted(self, link: BaseDatabaseWrapper) -> dict[str, int]:
        with link.cursor() as cursor:
            cursor.execute(f"SELECT word, ndoc FROM ts_stat('SELECT grams FROM {TEXTS}')")
            return dict(cursor.fetchall())


def store_of(link: BaseDatabaseWrapper) -> Store:
    """The store of this connection. Raises KeyError for a database that is neither of the two."""
    stores: dict[str, type[Store]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
    return stores[link.vendor]()


def put(entries: Iterable[Entry]) -> None:
    """Add texts with their pieces to the default database."""
    some = list(entries)
    if some:
        store_of(connection).put(connection, some)
