"""For migrations that give up an append-only table: its rows are kept as they were written, which proves their batches,
and what they say goes on elsewhere, as rows of a batch of its own. Models are those of the migration's own state.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .dialects import dialect_of
from .hashing import row_hash, row_text
from .roots import Roots
from .sequence import moved_on, take


def retire(apps: Apps, editor: BaseDatabaseSchemaEditor, label: str) -> None:
    """Keep every row of the table `label` (`jk_room.name`), which the migration then drops."""
    lift(editor.connection, ["jk_records_retired"])
    rows = apps.get_model("jk_records", "Retired").objects
    for row in apps.get_model(label)._base_manager.order_by("pk"):
        rows.create(
            label=label,
            key=str(row.pk),
            written_with_id=row.batch_id,
            text=row_text(row),
            digest=row.row_hash,
        )


def lift(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Take the triggers of these tables out: after the migrations they are put in as they are declared then."""
    dialect, wanted = dialect_of(connection), set(tables)
    for trigger in dialect.installed(connection):
        if trigger.table in wanted and trigger.name.startswith("jk_"):
            dialect.drop(connection, trigger)


class CarriedOver:
    """A batch in which a migration writes what rows of a retired table say, and its entry, by the platform itself."""

    def __init__(self, apps: Apps, act: str, at: datetime) -> None:
        self.apps, self.act, self.at = apps, act, at
        self.batch = apps.get_model("jk_records", "Batch").objects.create(kind=act)
        self._roots = Roots()

    def add(self, label: str, **values: Any) -> Any:
        """Write a row of the table `label`."""
        row = self.apps.get_model(label)(batch=self.batch, **values)
        row.row_hash = row_hash(row)
        row.save(force_insert=True)
        self._roots.add([row])
        return row

    def close(self) -> None:
        """Write the entry; from here on the batch is live."""
        digest = self._roots.of(self.batch)
        taken = take()
        entry = self.apps.get_model("jk_records", "Entry")(
            seq=taken, at=self.at, act=self.act, batch=self.batch, ref="", digest=digest
        )
        entry.save(force_insert=True)
        self.apps.get_model("jk_records", "BatchLive").objects.create(batch=self.batch, live_seq=taken)
        moved_on(self._roots.rooms, taken)
