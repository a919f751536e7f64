"""One address for the database: JINGKAI_DATABASE_URL to Django's DATABASES entry, for SQLite and
PostgreSQL.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# DESIGN 5.3. IMMEDIATE: a read-then-write transaction never loses its snapshot to another writer.
# recursive_triggers: INSERT OR REPLACE deletes a row, and only with it do the triggers see that.
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "recursive_triggers": "ON",
    "cache_size": "-65536",
    "mmap_size": "268435456",
    "temp_store": "MEMORY",
    "journal_size_limit": "67108864",
}
# SQLite's busy handler is unfair: under many writers the unlucky one waits for many turns.
SQLITE_TIMEOUT_SECONDS = 60


class AddressError(ValueError):
    """JINGKAI_DATABASE_URL is not understood; `zh` and `en` say what to write."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en, self.code = zh, en, "site.database-address"


def database_from_url(url: str) -> dict[str, Any]:
    """The DATABASES entry for `sqlite:///abs/path` or `postgresql://user:password@host:port/name?host=/socket`.

    Raises AddressError, with the forms that are understood, for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    raise AddressError(
        f"看不懂 JINGKAI_DATABASE_URL={url!r}。请写成 sqlite:///绝对路径.sqlite3 或 postgresql://用户@主机/库名。",
        f"JINGKAI_DATABASE_URL={url!r} is not understood: "
        "write sqlite:///absolute/path.sqlite3 or postgresql://user@host/name",
    )


def _sqlite(path: str) -> dict[str, Any]:
    if not path.startswith("/") or path == "/":
        raise AddressError(
            "JINGKAI_DATABASE_URL：SQLite 的路径要写绝对路径，如 sqlite:////srv/jingkai/db.sqlite3。",
            "JINGKAI_DATABASE_URL: a SQLite path is absolute, as in sqlite:////srv/jingkai/db.sqlite3",
        )
    # sqlite:///abs and sqlite:////abs are both in use for the same absolute path.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path("/" + unquote(path).lstrip("/"))),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": SQLITE_TIMEOUT_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items()),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise AddressError(
            "JINGKAI_DATABASE_URL 没有写库名：postgresql://用户@主机/库名。",
            "JINGKAI_DATABASE_URL names no database: postgresql://user@host/name",
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or (str(parts.port) if parts.port else "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }
