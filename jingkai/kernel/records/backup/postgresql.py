"""PostgreSQL: pg_dump in the snapshot in which we read; pg_restore in one transaction.

Both are fed through a pipe by us: if we die, so do they, and what they began is nothing.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from ..problems import DATABASE_NOT_EMPTY, DATABASE_NOT_READY, TOOL_FAILED, TOOL_MISSING
from ..role import become_app, become_owner, ensure_role
from .copier import read_state
from .disk import sync
from .manifest import State

# Options of the connection that are no parameters of libpq.
_OF_DJANGO = {"assume_role", "isolation_level", "pool", "server_side_binding"}
_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class PostgreSQLCopier:
    """The dump names no owner, and the rights of the program's role: the server it goes to may have another
    login.
    """

    vendor = "postgresql"
    part = "database.pgdump"

    def __init__(self, link: BaseDatabaseWrapper) -> None:
        self._link = link

    def copy(self, place: Path) -> State:
        program = _program("pg_dump")
        if "jk_records_counter" not in self._link.introspection.table_names():
            raise DATABASE_NOT_READY(lacking="jk_records_counter")
        with transaction.atomic(using=self._link.alias, durable=True), self._link.cursor() as cursor:

            def ask(sql: str) -> list[tuple[Any, ...]]:
                cursor.execute(sql)
                return list(cursor.fetchall())

            cursor.execute(_SNAPSHOT)
            snapshot = ask("SELECT pg_export_snapshot()")[0][0]
            state = read_state(ask)
            with place.open("wb") as target:
                self._run(
                    [program, "--format=custom", "--no-owner", f"--snapshot={snapshot}"],
                    lambda process: shutil.copyfileobj(process.stdout, target),
                    stdout=subprocess.PIPE,
                )
                sync(target)
        return state

    def server(self) -> str:
        with self._link.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])

    def assert_empty(self) -> None:
        if self._link.introspection.table_names():
            raise DATABASE_NOT_EMPTY(place=self._link.settings_dict["NAME"])

    def load(self, source: IO[bytes]) -> None:
        program = _program("pg_restore")
        become_owner(self._link)
        ensure_role(self._link)

        def feed(process: Any) -> None:
            try:
                shutil.copyfileobj(source, process.stdin)
                process.stdin.close()
            except BrokenPipeError:
                # It ended before it had read all; its own words say why.
                return

        command = [program, "--single-transaction", "--exit-on-error", "--no-owner"]
        self._run(command, feed, stdin=subprocess.PIPE)
        become_app(self._link)

    def _run(self, command: list[str], pipe: Callable[[Any], None], **ends: Any) -> None:
        """Run a client program on this database. Raises Problem `records.tool-failed`."""
        password = self._link.settings_dict["PASSWORD"]
        environment = os.environ | ({"PGPASSWORD": password} if password else {})
        with TemporaryFile() as said:
            call = [*command, f"--dbname={self._address()}"]
            with subprocess.Popen(call, env=environment, stderr=said, **ends) as process:
                pipe(process)
            if process.returncode:
                said.seek(0)
                lines = said.read().decode(errors="replace").strip().splitlines()
                raise TOOL_FAILED(tool=Path(command[0]).name, why=lines[0] if lines else process.returncode)

    def _address(self) -> str:
        """Where the database is, without the password, which every user of the machine could read there."""
        settings = self._link.settings_dict
        login = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
        given = {word: settings[name] for word, name in login.items() if settings[name]}
        options = {word: value for word, value in settings["OPTIONS"].items() if word not in _OF_DJANGO}
        return make_conninfo(**given, **options)


def _program(name: str) -> str:
    if (found := shutil.which(name)) is None:
        raise TOOL_MISSING(tool=name)
    return found
