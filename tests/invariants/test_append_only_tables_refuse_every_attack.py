"""Each append-only table, of whatever room, is attacked by direct SQL; a new table is attacked from its
first day.
"""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from jingkai.kernel.records.declare import Declaration
from jingkai.kernel.records.translate import translate
from tests.proof import proves

from .attack import (
    append_only_tables,
    as_owner,
    columns,
    insert,
    key_column,
    one_row,
    refusal,
    table_name,
    undone,
    unique_groups,
    values_for,
)

pytestmark = pytest.mark.django_db

each_table = pytest.mark.parametrize("table", append_only_tables(), ids=table_name)
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="an attack in SQLite's dialect")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="an attack in PostgreSQL's")

REFUSED = "records.append-only"


def changes(table: Declaration) -> list[str]:
    name, key, every = f'"{table.table}"', f'"{key_column(table)}"', columns(table)
    copied = ", ".join(f'"{column}" = excluded."{column}"' for column in every if f'"{column}"' != key)
    copied = copied or f"{key} = excluded.{key}"
    return [
        *(f'UPDATE {name} SET "{column}" = "{column}"' for column in every),
        f"UPDATE {name} SET {key} = {key} WHERE 1 = 1",
        f"DELETE FROM {name}",
        f"DELETE FROM {name} WHERE {key} IS NOT NULL",
        f"INSERT INTO {name} SELECT * FROM {name} WHERE 1 = 1 ON CONFLICT ({key}) DO UPDATE SET {copied}",
    ]


@each_table
@on_sqlite
@proves("K2.2.1", "K2.2.2", "INV.1")
def test_sqlite_refuses_change_and_deletion_of_a_row(table: Declaration) -> None:
    name, key = f'"{table.table}"', f'"{key_column(table)}"'
    with one_row(table) as row, connection.cursor() as cursor:
        for sql in [
            *changes(table),
            f"UPDATE OR REPLACE {name} SET {key} = {key}",
            f"UPDATE OR IGNORE {name} SET {key} = {key}",
            f"WITH g AS (SELECT {key} AS k FROM {name}) DELETE FROM {name} WHERE {key} IN (SELECT k FROM g)",
        ]:
            code = refusal(sql)
            # An upsert is refused as soon as it inserts a key that is there.
            assert code == REFUSED or (sql.startswith("INSERT") and code), sql
        cursor.execute(f"SELECT * FROM {name} WHERE {key} = %s", [row[key_column(table)]])
        assert len(cursor.fetchall()) == 1


@each_table
@on_sqlite
@pytest.mark.parametrize("pragma", ["ON", "OFF"])
@proves("K2.2.2")
def test_sqlite_refuses_to_replace_a_row_by_any_key_also_to_a_stranger(
    table: Declaration, pragma: str
) -> None:
    """With recursive_triggers off, as in a connection that is not ours, REPLACE deletes without a delete
    trigger.
    """
    for group in unique_groups(table):
        with one_row(table) as row, connection.cursor() as cursor:
            cursor.execute(f"PRAGMA recursive_triggers = {pragma}")
            try:
                intruder = values_for(table) | {column: row[column] for column in group}
                names = ", ".join(f'"{name}"' for name in intruder)
                marks = ", ".join(["%s"] * len(intruder))
                for verb in ("REPLACE", "INSERT OR REPLACE", "INSERT OR IGNORE"):
                    sql = f'{verb} INTO "{table.table}" ({names}) VALUES ({marks})'
                    assert refusal(sql, list(intruder.values())), (verb, group)
            finally:
                cursor.execute("PRAGMA recursive_triggers = ON")


@each_table
@on_sqlite
def test_sqlite_lets_a_row_with_other_keys_in(table: Declaration) -> None:
    """What the attacks above prove is not that nothing can be inserted."""
    with one_row(table), connection.cursor() as cursor:
        insert(table, values_for(table))
        cursor.execute(f'SELECT count(*) FROM "{table.table}"')
        assert cursor.fetchone()[0] >= 2


@each_table
@on_postgresql
@proves("K2.2.1", "K2.2.2", "K2.2.3", "INV.1")
def test_postgresql_refuses_change_deletion_and_truncation(table: Declaration) -> None:
    name = f'"{table.table}"'
    attacks = [*changes(table), f"TRUNCATE {name} CASCADE", f"TRUNCATE {name} RESTART IDENTITY CASCADE"]
    for sql in attacks:
        assert refusal(sql) == REFUSED, sql
    with as_owner():
        for sql in attacks:
            assert refusal(sql) == REFUSED, f"as the owner: {sql}"


@each_table
@on_postgresql
@proves("K2.2.4")
def test_postgresql_gives_the_program_no_right_to_take_the_triggers_away(table: Declaration) -> None:
    name = f'"{table.table}"'
    for sql in (
        f"ALTER TABLE {name} DISABLE TRIGGER ALL",
        f"DROP TABLE {name} CASCADE",
        f"CREATE RULE silent AS ON INSERT TO {name} DO INSTEAD NOTHING",
    ):
        assert refusal(sql) == REFUSED, sql


@each_table
@proves("INV.1")
def test_the_orm_changes_nothing_either(table: Declaration) -> None:
    key = table.model._meta.pk.attname

    def attempts() -> None:
        rows = table.model._base_manager.all()
        for attempt in (
            lambda: rows.update(**{key: 1}),
            lambda: rows._raw_delete(using="default"),
        ):
            with pytest.raises(DatabaseError) as error, transaction.atomic():
                attempt()
            problem = translate(error.value)
            assert problem is not None
            assert problem.code == REFUSED

    if connection.vendor == "sqlite":
        with one_row(table):
            attempts()
    else:
        attempts()


@proves("K2.2.3")
def test_a_flush_is_refused_by_command_and_by_database() -> None:
    with pytest.raises(CommandError, match=r"records\.flush-refused"):
        call_command("flush", interactive=False)
    table = append_only_tables()[0]
    statements = connection.ops.sql_flush(no_style(), [table.table], allow_cascade=True)
    if connection.vendor == "sqlite":
        with one_row(table):
            own = (
                f'DELETE FROM "{table.table}"'  # the others are of tables that point at it, and may be empty
            )
            assert [refusal(sql) for sql in statements if sql.startswith(own)] == [REFUSED]
    else:
        with undone():
            assert refusal(statements[0]) == REFUSED
