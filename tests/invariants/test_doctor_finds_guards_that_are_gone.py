"""A migration, or somebody with the owner's rights, can take a guard away; doctor says so, and migrating
heals it.
"""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, models

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.declare import Declaration
from jingkai.kernel.records.dialects import Trigger, dialect_of
from jingkai.kernel.records.doctor import Finding, examine
from jingkai.kernel.records.install import after_migrations, assert_guarded, before_migrations
from jingkai.kernel.records.role import become_app, become_owner
from tests.harness import CommittedDatabase
from tests.proof import proves

from .attack import append_only_tables, table_name

each_table = pytest.mark.parametrize("table", append_only_tables(), ids=table_name)


def faults() -> list[Finding]:
    return [finding for finding in examine() if finding.level == "fault"]


def as_a_migration_would(change: Callable[[], None]) -> None:
    """With the owner's rights; on SQLite with foreign keys off, as Django rebuilds a table."""
    if connection.vendor == "postgresql":
        become_owner(connection)
        change()
        become_app(connection)
    else:
        change()


def drop_all(triggers: list[Trigger]) -> None:
    for trigger in triggers:
        dialect_of(connection).drop(connection, trigger)


def a_rebuild(table: Declaration) -> None:
    """What a migration does to a table's columns: SQLite builds the table anew, PostgreSQL alters it."""
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(table.model)
        else:
            added = models.CharField(max_length=300, null=True)
            added.set_attributes_from_name("added_later")
            added.model = table.model
            editor.add_field(table.model, added)


@pytest.mark.usefixtures("committed_db")
def test_a_fresh_database_has_no_fault() -> None:
    assert faults() == []
    assert_guarded(connection)


@each_table
@pytest.mark.usefixtures("committed_db")
@proves("K2.2.4", "K2.1.6")
def test_triggers_dropped_one_by_one_are_each_found_and_put_back(table: Declaration) -> None:
    dialect = dialect_of(connection)
    ours = dialect.render(table)
    as_a_migration_would(lambda: drop_all(ours))

    found = [one for one in faults() if one.code == "records.trigger-missing"]
    assert {one.place for one in found} == {table.table}
    assert len(found) == len(ours) > 0
    with pytest.raises(Problem) as refusal:
        assert_guarded(connection)
    assert refusal.value.code == "records.triggers-differ"
    assert ours[0].name in refusal.value.en

    call_command("migrate", verbosity=0)
    assert faults() == []


@each_table
@pytest.mark.usefixtures("committed_db")
@proves("K2.2.4")
def test_a_migration_past_our_machinery_is_found_where_it_loses_triggers(table: Declaration) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Without it SQLite refuses to rename a table back while another table's trigger names it.
            cursor.execute("PRAGMA legacy_alter_table = ON")
    as_a_migration_would(lambda: a_rebuild(table))
    lost = {one.place for one in faults() if one.code == "records.trigger-missing"}
    # SQLite drops a rebuilt table's triggers; PostgreSQL alters in place and keeps them.
    assert lost == ({table.table} if connection.vendor == "sqlite" else set())
    call_command("migrate", verbosity=0)
    assert faults() == []


@each_table
@pytest.mark.usefixtures("committed_db")
@proves("K2.1.6")
def test_a_migration_of_ours_rebuilds_any_table_and_leaves_every_guard_in_place(table: Declaration) -> None:
    before_migrations(using="default", plan=["a migration"])
    a_rebuild(table)
    assert connection.vendor != "sqlite" or faults()
    after_migrations(using="default")
    assert faults() == []


@pytest.mark.usefixtures("committed_db")
@proves("K2.2.4", "K2.1.6")
def test_a_trigger_that_was_changed_or_added_is_found() -> None:
    def tamper() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute('DROP TRIGGER "jk_records_entry_no_update"')
                cursor.execute(
                    'CREATE TRIGGER "jk_records_entry_no_update" BEFORE UPDATE ON jk_records_entry'
                    " WHEN 1 = 0 BEGIN SELECT 1; END"
                )
                cursor.execute(
                    "CREATE TRIGGER helpful AFTER INSERT ON jk_records_file"
                    " BEGIN DELETE FROM jk_records_counter; END"
                )
            else:
                cursor.execute("ALTER TABLE jk_records_entry DISABLE TRIGGER jk_records_entry_no_change")
                cursor.execute(
                    "CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
                )
                cursor.execute(
                    "CREATE TRIGGER helpful BEFORE INSERT ON jk_records_file"
                    " FOR EACH ROW EXECUTE FUNCTION helpful()"
                )

    as_a_migration_would(tamper)
    found = {(one.code, one.place) for one in faults()}
    assert ("records.trigger-missing", "jk_records_entry") in found
    assert ("records.trigger-foreign", "jk_records_file") in found


@pytest.mark.usefixtures("committed_db")
@proves("K2.2.4")
def test_a_function_emptied_behind_its_trigger_or_a_condition_added_to_it_is_found() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's triggers have no functions; the test above changes their text")

    def tamper() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                'CREATE OR REPLACE FUNCTION "jk_records_seal_no_change"() RETURNS trigger'
                " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
            )
            cursor.execute("DROP TRIGGER jk_records_file_batch_closed ON jk_records_file")
            cursor.execute(
                "CREATE TRIGGER jk_records_file_batch_closed AFTER INSERT ON jk_records_file"
                " FOR EACH ROW WHEN (NEW.size < 0) EXECUTE FUNCTION jk_records_file_batch_closed()"
            )

    as_a_migration_would(tamper)
    found = {one.place for one in faults() if one.code == "records.trigger-missing"}
    assert found == {"jk_records_seal", "jk_records_file"}


@pytest.mark.usefixtures("committed_db")
@proves("K2.1.6")
def test_rights_or_settings_that_pass_the_triggers_by_are_found() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA recursive_triggers = OFF")
        else:
            become_owner(connection)
            cursor.execute("GRANT UPDATE ON jk_records_entry TO jk_app")
    shown = " ".join(one.en for one in faults() if one.code == "records.connection")
    wanted = (
        ["recursive_triggers"] if connection.vendor == "sqlite" else ["jk_app may UPDATE", "current_user"]
    )
    assert all(word in shown for word in wanted)


def test_every_table_of_ours_says_what_it_is() -> None:
    from jingkai.kernel.records.checks import declared_tables

    assert [str(message) for message in declared_tables(None)] == []


def test_each_connection_of_another_process_is_the_programs_not_the_owners(
    committed_db: CommittedDatabase,
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no roles")
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("jk_app",)
