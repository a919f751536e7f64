"""A copy of the database file with one byte changed: verify names the place, or nothing that we hold has
changed.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections

from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import Basis
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.tests.samples import AT, CLERK, imported, written
from jingkai.kernel.records.verify import verify
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from tests.proof import proves

from .attack import append_only_tables

FLIPS = 150

pytestmark = [
    pytest.mark.usefixtures("committed_db"),
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'",
        reason="PostgreSQL's files are checked by its own page checksums; changed rows: test_verify_names...",
    ),
]


def a_history() -> None:
    written("one", "two")
    base = imported(*(f"第{n}季度台账" for n in range(40)))
    with writing(CLERK, act="month.publish", at=AT, key="publish-2024-03", content="2024-03") as call:
        call.stand_on("publication:2024-03", [base])
    withdraw(CLERK, written("wrong"), at=AT, reason="传错文件")
    seal()


def the_file() -> bytearray:
    """The whole database in one file, nothing left in the log."""
    connections.close_all()
    path = connection.settings_dict["NAME"]
    link = sqlite3.connect(path)
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.execute("PRAGMA journal_mode=DELETE")
    link.close()
    return bytearray(Path(path).read_bytes())


@contextmanager
def opened(content: bytes, directory: Path) -> Iterator[None]:
    """Django on a database file with this content."""
    copy = directory / "changed.sqlite3"
    for old in directory.glob("changed.sqlite3*"):
        old.unlink()
    copy.write_bytes(content)
    kept = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = str(copy)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = kept


def noticed() -> str:
    """Where verify or doctor say that something is wrong; empty if they see nothing."""
    try:
        report = verify(files=False)
        faults = [one.place for one in examine() if one.level == "fault"]
    except (DatabaseError, UnicodeDecodeError) as error:
        return f"unreadable: {error}"
    return report.first.place if report.first else " ".join(faults)


def held(path: Path) -> str:
    """Every row of every append-only table, as stored."""
    link = sqlite3.connect(path)
    try:
        link.text_factory = bytes
        rows = [
            link.execute(f'SELECT * FROM "{one.table}" ORDER BY 1').fetchall() for one in append_only_tables()
        ]
        return repr(rows)
    except sqlite3.DatabaseError as error:
        return f"unreadable: {error}"
    finally:
        link.close()


@proves("K2.2.6")
@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("第7季度台账", "jk_records.file"),
        ("publication:2024-03", "jk_records.basis"),
        ("publish-2024-03", "jk_records.requestkey"),
        ("传错文件", "jk_records.withdrawal"),
        ("month.publish", "jk_records."),
        ("records.withdraw", "jk_records."),
    ],
)
def test_a_changed_letter_is_found_and_its_row_named(words: str, table: str, tmp_path: Path) -> None:
    a_history()
    content = the_file()
    places = [n for n in range(len(content)) if content.startswith(words.encode(), n)]
    assert places
    for place in places:
        changed = bytearray(content)
        changed[place + len(words.encode()) - 1] ^= 0x01
        with opened(changed, tmp_path):
            assert noticed().startswith((table, "sqlite")), place


@proves("K2.2.6")
def test_any_changed_byte_is_found_unless_it_changes_nothing_that_we_hold(tmp_path: Path) -> None:
    a_history()
    content = the_file()
    whole = held(Path(connection.settings_dict["NAME"]))
    assert str(Basis.objects.get().row_hash) in whole
    chance = random.Random(7)
    found = 0
    for _ in range(FLIPS):
        place = chance.randrange(100, len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        with opened(changed, tmp_path):
            seen = noticed()
        found += bool(seen)
        assert seen or held(tmp_path / "changed.sqlite3") == whole, f"byte {place} changed and nobody noticed"
    assert found


def test_an_unchanged_copy_is_not_accused(tmp_path: Path) -> None:
    a_history()
    with opened(the_file(), tmp_path):
        assert noticed() == ""
