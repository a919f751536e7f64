import pytest

from jingkai.kernel.problems import Problem
from jingkai.kernel.records import staging
from jingkai.kernel.records.models import Basis, Batch, BatchLive, Entry, File, RequestKey, Withdrawal
from jingkai.kernel.records.roots import Roots
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.staging import ROWS_A_TRANSACTION, go_live, going_live, stage, stage_rows
from jingkai.kernel.records.verify import verify
from tests.proof import proves

from .samples import AT, CLERK, a_file, files, imported, known

pytestmark = pytest.mark.django_db


@proves("K2.3.1", "INV.8")
def test_rows_are_known_all_at_once_by_one_entry() -> None:
    batch = stage("files.import")
    stage_rows(batch, files(3))
    stage_rows(batch, [a_file("later.xlsx")])
    assert File.objects.count() == 4
    assert known() == []
    assert Entry.objects.count() == 0

    entry = go_live(CLERK, batch, act="files.import", at=AT)

    assert len(known()) == 4
    assert known(entry.seq - 1) == []
    assert list(Entry.objects.values_list("seq", "batch")) == [(entry.seq, batch.pk)]


def test_more_rows_than_one_transaction_holds_keep_their_order_and_get_keys() -> None:
    batch = stage("files.import")
    rows = stage_rows(batch, files(ROWS_A_TRANSACTION + 7))
    assert [row.name for row in rows] == [f"{n}.xlsx" for n in range(ROWS_A_TRANSACTION + 7)]
    assert len({row.pk for row in rows}) == ROWS_A_TRANSACTION + 7


@proves("INV.8")
def test_nothing_is_added_to_a_live_batch() -> None:
    batch = imported("a")
    with pytest.raises(Problem) as refusal:
        stage_rows(batch, [a_file("too late")])
    assert refusal.value.code == "records.batch-closed"
    assert known() == ["a"]


def test_a_batch_goes_live_once() -> None:
    batch = imported("a")
    with pytest.raises(Problem) as refusal:
        go_live(CLERK, batch, act="files.import", at=AT)
    assert refusal.value.code == "records.batch-live"
    assert Entry.objects.count() == 1


@proves("INV.6")
def test_an_import_sent_twice_has_one_effect() -> None:
    def send() -> Entry:
        batch = stage("files.import")
        stage_rows(batch, [a_file("a")])
        return go_live(CLERK, batch, act="files.import", at=AT, key="import-1", content="sha of the file")

    assert send() == send()
    assert known() == ["a"]
    assert Batch.objects.filter(live__isnull=True).count() == 1


def test_an_import_key_with_other_content_is_refused_and_stays_invisible() -> None:
    def send(name: str) -> None:
        batch = stage("files.import")
        stage_rows(batch, [a_file(name)])
        go_live(CLERK, batch, act="files.import", at=AT, key="import-1", content=name)

    send("a")
    with pytest.raises(Problem) as refusal:
        send("b")
    assert refusal.value.code == "records.request-changed"
    assert known() == ["a"]
    assert RequestKey.objects.count() == 1


def test_what_belongs_to_the_same_commit_is_added_while_going_live() -> None:
    batch = stage("files.import")
    stage_rows(batch, [a_file("a")])
    before = latest()
    with going_live(CLERK, batch, act="files.import", at=AT) as call:
        call.add(a_file("b"))
    assert known() == ["a", "b"]
    assert latest() == before + 1


def test_rows_staged_while_the_batch_is_being_read_are_in_its_root_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch = stage("files.import")
    stage_rows(batch, [a_file("a")])
    read = staging._roots_of

    def read_and_then_another_row_comes(of: Batch) -> Roots:
        roots = read(of)
        if File.objects.count() == 1:
            stage_rows(of, [a_file("b")])
        return roots

    monkeypatch.setattr(staging, "_roots_of", read_and_then_another_row_comes)
    go_live(CLERK, batch, act="files.import", at=AT)
    assert known() == ["a", "b"]
    assert verify(files=False).intact


def test_rows_that_stand_for_ever_are_never_staged() -> None:
    live = imported("a")
    batch = stage("files.import")
    row = Withdrawal(withdrawn=live, reason="x")
    with pytest.raises(ValueError, match="add batch"):
        stage_rows(batch, [row])


def test_the_database_itself_refuses_to_stage_lasting_rows() -> None:
    live = imported("a")
    batch = stage("files.import")
    with pytest.raises(Problem) as refusal, going_live(CLERK, batch, act="files.import", at=AT) as call:
        call.add(Withdrawal(withdrawn=live, reason="x"))
    assert refusal.value.code == "records.not-stageable"
    assert not Basis.objects.exists()
    assert BatchLive.objects.count() == 1
