"""What somebody with the database file, or with the owner's rights, changed behind the triggers."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from jingkai.kernel.records.dialects import dialect_of
from jingkai.kernel.records.filestore import path_of, store
from jingkai.kernel.records.models import Entry, File, Seal, Withdrawal
from jingkai.kernel.records.role import become_app, become_owner
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import journal, writing
from tests.proof import proves

from .samples import AT, CLERK, imported, written


@pytest.fixture
def a_history(committed_db: object) -> None:
    """Six sealed entries: 1 writes, 2 imports, 3 reads, 4 publishes on 2, 5 writes, 6 withdraws 5."""
    del committed_db
    written("one")
    base = imported("two", "three")
    journal(CLERK, act="sealed.read", at=AT, ref="plan:1")
    with writing(CLERK, act="month.publish", at=AT) as call:
        call.stand_on("publication:1", [base])
    withdraw(CLERK, written("wrong"), at=AT, reason="传错")
    assert seal() == 6


@pytest.fixture
def unguarded(a_history: None) -> Iterator[None]:
    """As somebody who got past every trigger."""
    del a_history
    dialect = dialect_of(connection)
    if connection.vendor == "postgresql":
        become_owner(connection)
    for trigger in dialect.installed(connection):
        dialect.drop(connection, trigger)
    yield
    if connection.vendor == "postgresql":
        become_app(connection)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("a_history")
def test_an_untouched_history_is_intact() -> None:
    report = verify(files=False)
    assert report.intact
    assert (report.entries, report.sealed, report.batches) == (6, 6, 5)
    # 4 files, 1 basis, 1 withdrawal
    assert report.rows == 6
    assert report.head == Seal.objects.get(entry_id=6).digest


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("sql", "seq", "place"),
    [
        ("UPDATE jk_records_file SET name = 'threE' WHERE name = 'three'", 2, "file#{three}"),
        ("UPDATE jk_records_file SET row_hash = {other_hash} WHERE name = 'three'", 2, "file#{three}"),
        ("UPDATE jk_records_file SET batch_id = {first} WHERE name = 'three'", 1, "file#{three}"),
        ("DELETE FROM jk_records_file WHERE name = 'two'", 2, "batch#{second}"),
        ("UPDATE jk_records_file SET id = 999999 WHERE name = 'two'", 2, "batch#{second}"),
        ("UPDATE jk_records_batch SET kind = 'other' WHERE id = {first}", 1, "batch#{first}"),
        ("UPDATE jk_records_withdrawal SET reason = 'y'", 6, "withdrawal#{withdrawal}"),
        ("UPDATE jk_records_entry SET person = 8 WHERE seq = 3", 3, "seal#3"),
        ("UPDATE jk_records_entry SET at = '2026-11-21 09:00:01+00:00' WHERE seq = 3", 3, "seal#3"),
        ("UPDATE jk_records_entry SET post = NULL WHERE seq = 4", 4, "seal#4"),
        ("UPDATE jk_records_entry SET digest = {other_hash} WHERE seq = 2", 2, "batch#{second}"),
        ("UPDATE jk_records_seal SET digest = {other_hash} WHERE entry_id = 5", 5, "seal#5"),
        ("DELETE FROM jk_records_seal WHERE entry_id = 3", 4, "seal#4"),
    ],
)
@proves("K2.2.6")
def test_a_change_behind_the_triggers_is_named(sql: str, seq: int, place: str) -> None:
    names = {
        "three": File.objects.get(name="three").pk,
        "first": Entry.objects.get(seq=1).batch_id,
        "second": Entry.objects.get(seq=2).batch_id,
        "withdrawal": Withdrawal.objects.get().pk,
        "other_hash": "'" + "ab" * 32 + "'",
    }
    run(sql.format(**names))
    first = verify(files=False).first
    assert first is not None
    assert (first.seq, first.place) == (seq, "jk_records." + place.format(**names))


@pytest.mark.usefixtures("unguarded")
@proves("K2.2.6")
def test_an_entry_taken_out_of_the_middle_is_named_by_its_number() -> None:
    run("DELETE FROM jk_records_seal WHERE entry_id = 3")
    run("DELETE FROM jk_records_entry WHERE seq = 3")
    first = verify(files=False).first
    assert first is not None
    assert (first.seq, first.en) == (3, "number 3 is missing")


@pytest.mark.usefixtures("unguarded")
def test_an_end_that_was_cut_off_is_seen_by_who_kept_the_head() -> None:
    kept = verify(files=False).head
    for sql in (
        "DELETE FROM jk_records_batchlive WHERE live_seq = 6",
        "UPDATE jk_records_batchlive SET withdrawn_seq = NULL",
        "DELETE FROM jk_records_seal WHERE entry_id = 6",
        "DELETE FROM jk_records_entry WHERE seq = 6",
        "UPDATE jk_records_counter SET last = 5",
    ):
        run(sql)
    report = verify(files=False)
    assert report.intact
    assert report.head != kept


@pytest.mark.usefixtures("unguarded")
def test_a_row_that_can_not_be_read_any_more_is_named() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("a PostgreSQL column can't hold what is not of its type")
    run("UPDATE jk_records_file SET size = 'many' WHERE name = 'three'")
    damaged = File.objects.filter(name="three").values_list("pk", flat=True)[0]
    assert [(one.seq, one.place) for one in verify(files=False).breaks] == [(2, f"jk_records.file#{damaged}")]


@pytest.mark.usefixtures("a_history")
def test_entries_that_are_not_sealed_yet_are_counted_apart() -> None:
    written("new")
    report = verify(files=False)
    assert report.intact
    assert (report.entries, report.sealed) == (7, 6)
    assert seal() == 1
    assert seal() == 0
    assert verify(files=False).sealed == Entry.objects.count()


@pytest.mark.django_db
@proves("K2.2.6", "K2.1.1")
def test_a_stored_file_that_changed_or_went_is_named() -> None:
    good, changed, gone = (store(ContentFile(content)) for content in (b"good", b"changed", b"gone"))
    with writing(CLERK, act="files.add", at=AT) as call:
        call.add_all(one.row("x", "text/plain") for one in (good, changed, gone))
    assert verify().intact
    path_of(changed.sha256).chmod(0o600)
    path_of(changed.sha256).write_bytes(b"Changed")
    path_of(gone.sha256).unlink()
    assert {one.place for one in verify().breaks} == {f"file:{changed.sha256}", f"file:{gone.sha256}"}
