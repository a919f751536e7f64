"""PostgreSQL: migrations run as the owner of the tables, everything else as jk_app."""

import pytest
from django.db import connection, transaction

from jingkai.kernel.problems import Problem
from jingkai.kernel.records import role
from jingkai.kernel.records.role import become_app, become_owner, ensure_role
from tests.proof import proves

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles"),
]


def who() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@proves("K2.1.6")
def test_a_test_too_runs_as_the_program() -> None:
    assert who() == role.APP_ROLE
    become_owner(connection)
    assert who() != role.APP_ROLE
    become_app(connection)
    assert who() == role.APP_ROLE


def test_the_role_is_made_where_it_is_missing_and_left_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(role, "APP_ROLE", "jk_app_of_a_test")
    become_owner(connection)
    with transaction.atomic():
        ensure_role(connection)
        ensure_role(connection)
        become_app(connection)
        assert who() == "jk_app_of_a_test"
        transaction.set_rollback(True)


def test_without_the_right_to_make_it_the_migration_says_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(role, "APP_ROLE", "jk_app_that_is_missing")
    with pytest.raises(Problem) as refusal, transaction.atomic():
        ensure_role(connection)
    assert refusal.value.code == "records.role-missing"
    assert "CREATE ROLE jk_app_that_is_missing" in refusal.value.zh


def test_a_database_that_was_never_migrated_has_nothing_to_protect(monkeypatch: pytest.MonkeyPatch) -> None:
    become_owner(connection)
    owner = who()
    monkeypatch.setattr(role, "APP_ROLE", "jk_app_that_is_missing")
    become_app(connection)
    assert who() == owner
    monkeypatch.undo()
    become_app(connection)
