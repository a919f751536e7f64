"""Direct SQL, past every service: what the database itself refuses."""

from typing import Any

from django.db import connection, models, transaction

from jingkai.kernel.records.models import Batch, Recorded
from jingkai.kernel.records.translate import translated


def insert(row: Recorded, **raw: Any) -> int:
    """Insert the row by SQL, with a batch of its own; its key. Raises the Problem that the database gave."""
    with translated(), transaction.atomic():
        row.batch = Batch.objects.create(kind="attack")
        row.row_hash = "0" * 64
        values = {
            str(field.column): field.get_db_prep_save(getattr(row, field.attname), connection)
            for field in row._meta.concrete_fields
            if not field.primary_key
        } | raw
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{row._meta.db_table}" ({names}) VALUES ({marks}) RETURNING id',
                list(values.values()),
            )
            return int(cursor.fetchone()[0])


def table_of(model: type[models.Model]) -> str:
    return str(model._meta.db_table)
