"""SQLite: VACUUM INTO writes one moment of the database to another file; writers go on meanwhile."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.parse import quote

from django.db.backends.base.base import BaseDatabaseWrapper

from ..problems import DATABASE_NOT_EMPTY, DATABASE_NOT_READY, TOOL_FAILED
from .copier import read_state
from .disk import sync, sync_folder
from .manifest import State


class SQLiteCopier:
    """Not the online backup: that copies page by page, also free pages, and in them what was erased."""

    vendor = "sqlite"
    part = "database.sqlite3"

    def __init__(self, link: BaseDatabaseWrapper) -> None:
        self._link = link
        self._path = Path(link.settings_dict["NAME"])

    def copy(self, place: Path) -> State:
        if not self._path.exists():
            raise DATABASE_NOT_READY(lacking=self._path)
        with _failing(), closing(_open(self._path, "ro")) as source:
            if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'jk_records_counter'").fetchone():
                raise DATABASE_NOT_READY(lacking="jk_records_counter")
            source.execute("VACUUM INTO ?", [str(place)])
        with _failing(), closing(_open(place, "ro")) as copied:
            return read_state(lambda sql: copied.execute(sql).fetchall())

    def server(self) -> str:
        return sqlite3.sqlite_version

    def assert_empty(self) -> None:
        if not self._path.exists():
            # A journal without its database would be played into the one that is put beside it.
            if self._beside("-wal").exists() or self._beside("-journal").exists():
                raise DATABASE_NOT_EMPTY(place=self._path)
            return
        self._link.close()
        try:
            with closing(_open(self._path, "rw")) as there:
                # Leaving WAL needs the database for oneself, and takes the journal away.
                there.execute("PRAGMA busy_timeout = 0")
                tables = there.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                alone = there.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        except sqlite3.Error as error:
            raise DATABASE_NOT_EMPTY(place=self._path) from error
        if tables or not alone:
            raise DATABASE_NOT_EMPTY(place=self._path)

    def load(self, source: IO[bytes]) -> None:
        self._link.close()
        folder = self._path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".jingkai-restore-") as scratch:
            draft = Path(scratch) / self.part
            with draft.open("wb") as target:
                shutil.copyfileobj(source, target)
                sync(target)
            self.assert_empty()
            self._path.unlink(missing_ok=True)
            try:
                # Unlike a rename, it never takes the place of what somebody made in between.
                os.link(draft, self._path)
            except FileExistsError as error:
                raise DATABASE_NOT_EMPTY(place=self._path) from error
            sync_folder(folder)

    def _beside(self, ending: str) -> Path:
        return self._path.with_name(self._path.name + ending)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=60)


@contextmanager
def _failing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise TOOL_FAILED(tool="SQLite", why=error) from error
