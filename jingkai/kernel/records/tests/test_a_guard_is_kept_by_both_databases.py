"""A table made for the occasion, with every thing a declaration can say."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from jingkai.kernel.problems import Problem
from jingkai.kernel.records import declare
from jingkai.kernel.records.declare import Guard, append_only, declaration_of
from jingkai.kernel.records.dialects import dialect_of
from jingkai.kernel.records.role import APP_ROLE, become_app, become_owner
from jingkai.kernel.records.translate import translate, translated
from tests.proof import proves


@pytest.fixture
def line(committed_db: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Rows with a parent, a number that is unique while open, and a size that must not be negative."""
    del committed_db
    monkeypatch.setattr(declare, "_DECLARED", dict(declare._DECLARED))
    with isolate_apps("jingkai.kernel.records"):

        @append_only(
            Guard("parent-is-older", "NEW.parent_id >= NEW.id", "records.sequence-gap"),
            Guard(
                "not-alone",
                {
                    "sqlite": 'NEW."to" = 1 AND 2 > (SELECT count(*) FROM jk_records_line)',
                    "postgresql": 'NEW."to" = 1 AND (SELECT count(*) FROM jk_records_line) < 2',
                },
                "records.seal-gap",
            ),
            Guard("switched-off", lambda: "", "records.seal-gap"),
            problems={"jk_line_number": "records.batch-live", "jk_line_size": "records.reason-missing"},
        )
        class Line(models.Model):
            parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
            to = models.IntegerField(default=0)
            number = models.IntegerField(default=0)
            open = models.BooleanField(default=True)
            size = models.IntegerField(default=0)
            pair = models.IntegerField(default=0)

            class Meta:
                app_label = "jk_records"
                constraints = [
                    models.UniqueConstraint(
                        fields=["number"], condition=models.Q(open=True), name="jk_line_number"
                    ),
                    models.UniqueConstraint(fields=["number", "pair"], name="jk_line_pair"),
                    models.CheckConstraint(condition=models.Q(size__gte=0), name="jk_line_size"),
                ]

        if connection.vendor == "postgresql":
            become_owner(connection)
        with connection.schema_editor() as editor:
            editor.create_model(Line)
        dialect, found = dialect_of(connection), declaration_of(Line)
        assert found
        for trigger in dialect.render(found):
            dialect.create(connection, trigger)
        dialect.grant(connection, [found])
        if connection.vendor == "postgresql":
            become_app(connection)
        yield Line


def code_of(attempt: Any) -> str:
    with pytest.raises(Problem) as refusal, translated(), transaction.atomic():
        attempt()
    return refusal.value.code


@proves("K2.1.6")
def test_a_row_is_refused_with_the_guards_code_and_leaves_nothing(line: Any) -> None:
    first = line.objects.create(number=1)
    second = line.objects.create(number=2, parent=first)
    assert code_of(lambda: line.objects.create(id=900, number=3, parent_id=900)) == "records.sequence-gap"
    assert code_of(lambda: line.objects.create(id=901, number=3, parent_id=902)) == "records.sequence-gap"
    assert list(line.objects.order_by("id")) == [first, second]


def test_a_guard_sees_the_new_row_with_its_key_and_every_row_of_a_bulk_insert(line: Any) -> None:
    first = line.objects.create(number=1)
    rows = [line(number=2, parent=first), line(number=3, parent_id=10**6)]
    assert code_of(lambda: line.objects.bulk_create(rows)) == "records.sequence-gap"
    assert line.objects.count() == 1


def test_a_guard_may_be_written_for_each_database(line: Any) -> None:
    assert code_of(lambda: line.objects.create(to=1, number=1)) == "records.seal-gap"
    line.objects.create(number=1)
    line.objects.create(to=1, number=2)
    assert line.objects.count() == 2


def test_a_constraints_violation_has_the_code_that_was_declared_for_it(line: Any) -> None:
    line.objects.create(number=1)
    assert code_of(lambda: line.objects.create(number=1, pair=1)) == "records.batch-live"
    assert code_of(lambda: line.objects.create(number=2, size=-1)) == "records.reason-missing"
    # A unique constraint that nobody gave a meaning is still a Problem.
    line.objects.create(number=3, open=False)
    assert code_of(lambda: line.objects.create(number=3, open=False)) == "records.row-exists"


def test_a_partial_constraint_binds_only_where_its_condition_holds(line: Any) -> None:
    line.objects.create(number=1, open=False, pair=1)
    line.objects.create(number=1, open=True, pair=2)
    line.objects.create(number=1, open=False, pair=3)
    assert code_of(lambda: line.objects.create(number=1, open=True, pair=4)) == "records.batch-live"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
def test_replace_by_a_partial_constraint_is_refused_too(line: Any) -> None:
    line.objects.create(number=1, open=True, pair=1)
    sql = (
        'REPLACE INTO jk_records_line ("to", number, open, size, pair)'
        " SELECT 0, 1, 1, 0, 2 FROM jk_records_line LIMIT 1"
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    assert code_of(lambda: connection.cursor().execute(sql)) == "records.batch-live"


def test_what_is_no_refusal_of_ours_stays_what_it_is(line: Any) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        line.objects.create(number=None)
    assert translate(error.value) is None
    with pytest.raises(IntegrityError), translated(), transaction.atomic():
        line.objects.create(number=None)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")
@pytest.mark.usefixtures("line")
def test_the_programs_role_may_read_and_insert_and_no_more() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE table_name = 'jk_records_line' AND grantee = %s",
            [APP_ROLE],
        )
        assert {row[0] for row in cursor.fetchall()} == {"SELECT", "INSERT"}
