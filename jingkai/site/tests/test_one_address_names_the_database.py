from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from jingkai.site.database import database_from_url
from jingkai.site.secret import secret_key
from tests.proof import proves


@pytest.mark.parametrize("url", ["sqlite:///srv/经开/db.sqlite3", "sqlite:////srv/经开/db.sqlite3"])
def test_a_sqlite_address_is_an_absolute_path(url: str) -> None:
    database = database_from_url(url)
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == "/srv/经开/db.sqlite3"


def test_a_path_may_hold_what_an_address_must_escape() -> None:
    assert database_from_url("sqlite:///srv/my%20zone.sqlite3")["NAME"] == "/srv/my zone.sqlite3"


def test_a_postgresql_address_names_a_socket_or_a_host() -> None:
    socket = database_from_url("postgresql://clerk@/zone?host=/run/pg")
    assert {key: socket[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "zone", "USER": "clerk", "PASSWORD": "", "HOST": "/run/pg", "PORT": ""
    }  # fmt: skip
    host = database_from_url("postgres://clerk:p%40ss@db.zone:5433/zone?sslmode=require")
    assert (host["HOST"], host["PORT"], host["PASSWORD"]) == ("db.zone", "5433", "p@ss")
    assert host["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "zone.sqlite3", "sqlite://", "sqlite:///", "postgresql://a@b"]
)
def test_what_is_not_understood_is_answered_with_what_is(url: str) -> None:
    with pytest.raises(ValueError, match="JINGKAI_DATABASE_URL"):
        database_from_url(url)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PRAGMAs are SQLite's")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
@proves("K2.1.6")
def test_every_sqlite_connection_is_durable_and_sees_what_replace_deletes(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_a_page_takes_no_write_lock_and_the_clock_is_the_zones() -> None:
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
    assert (settings.TIME_ZONE, settings.USE_TZ, settings.LANGUAGE_CODE) == ("Asia/Shanghai", True, "zh-hans")
    assert settings.AUTH_USER_MODEL == "jk_parties.Account"


def test_the_secret_key_is_made_once_and_is_nobody_elses_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JINGKAI_SECRET_KEY", raising=False)
    made = secret_key(tmp_path / "data")
    assert len(made) > 50
    assert secret_key(tmp_path / "data") == made
    (kept,) = (tmp_path / "data").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    assert secret_key(tmp_path / "other") != made
    monkeypatch.setenv("JINGKAI_SECRET_KEY", "given")
    assert secret_key(tmp_path / "data") == "given"
