import pytest
from django.db import connection

from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import BatchLive, Entry
from jingkai.kernel.records.tests.samples import AT, CLERK, imported, written
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .attack import refusal

pytestmark = pytest.mark.django_db

ENTRY = (
    "INSERT INTO jk_records_entry (seq, at, act, ref, digest)"
    " VALUES ({seq}, '2026-01-01 00:00:00', 'x', '', '')"
)


def faults() -> set[str]:
    return {finding.code for finding in examine() if finding.level == "fault"}


@pytest.mark.parametrize("seq", [-1, 0, 1, 2, 3, 4, 99])
@proves("K2.2.5")
def test_an_entry_with_a_number_of_its_own_choice_is_refused(seq: int) -> None:
    written("a")
    written("b")
    code = refusal(ENTRY.format(seq=seq))
    assert code in {"records.sequence-gap", "records.row-exists"}
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE jk_records_counter SET last = last + 2",
        "UPDATE jk_records_counter SET last = last - 1",
        "UPDATE jk_records_counter SET last = 0",
        "UPDATE jk_records_counter SET id = 0",
        "DELETE FROM jk_records_counter",
    ],
)
@proves("K2.2.5")
def test_the_counter_only_goes_forward_by_one(sql: str) -> None:
    written("a")
    assert refusal(sql) == "records.sequence-gap"


@proves("K2.2.5")
def test_a_number_taken_without_an_entry_is_found_by_doctor_and_no_later_entry_hides_it() -> None:
    written("a")
    assert refusal("UPDATE jk_records_counter SET last = last + 1") == ""
    assert "records.counter" in faults()
    assert refusal("UPDATE jk_records_counter SET last = last + 1") == ""
    assert refusal(ENTRY.format(seq=3)) == "records.sequence-gap"


@proves("INV.8")
def test_doctor_rebuilds_what_is_live_and_names_the_row_that_differs() -> None:
    kept, gone = imported("a"), imported("b")
    withdraw(CLERK, gone, at=AT, reason="x")
    assert faults() == set()
    assert refusal(f"UPDATE jk_records_batchlive SET withdrawn_seq = 3 WHERE batch_id = {kept.pk}") == ""
    found = [finding for finding in examine() if finding.code == "records.cache"]
    assert len(found) == 2
    assert all(f"batch_id={kept.pk}" in finding.en for finding in found)
    assert BatchLive.objects.get(batch=gone).withdrawn_seq == 3


def test_doctor_notes_what_waits_and_calls_it_no_fault() -> None:
    from jingkai.kernel.records.staging import stage

    stage("files.import")
    written("a")
    notes = {finding.code for finding in examine() if finding.level == "note"}
    assert notes == {"records.staged", "records.unsealed"}
    assert faults() == set()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's owner alone can come to that")
def test_doctor_finds_a_row_that_points_nowhere() -> None:
    from .attack import undone

    batch = written("a")
    with undone(), connection.cursor() as cursor:
        cursor.execute('DROP TRIGGER "jk_records_batch_no_delete"')
        cursor.execute("DELETE FROM jk_records_batch WHERE id = %s", [batch.pk])
        assert "records.reference" in faults()


@proves("K2.2.5")
def test_a_seal_that_leaves_one_out_is_refused() -> None:
    for name in "abc":
        written(name)
    assert refusal("INSERT INTO jk_records_seal (entry_id, digest) VALUES (1, 'x')") == ""
    assert refusal("INSERT INTO jk_records_seal (entry_id, digest) VALUES (3, 'x')") == "records.seal-gap"
    assert refusal("INSERT INTO jk_records_seal (entry_id, digest) VALUES (2, 'x')") == ""
