import pytest
from django.db import IntegrityError, transaction

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Basis, Batch, BatchLive, Entry, Withdrawal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.staging import stage
from jingkai.kernel.records.translate import translate
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from tests.proof import proves

from .samples import AT, CLERK, imported, known, written

pytestmark = pytest.mark.django_db


@proves("K2.3.1", "INV.8")
def test_a_withdrawn_batch_is_gone_now_and_still_known_as_of_before() -> None:
    imported("kept")
    batch = imported("a", "b")
    before = latest()

    entry = withdraw(CLERK, batch, at=AT, reason="传错文件")

    assert entry.seq == before + 1
    assert known() == ["kept"]
    assert known(before) == ["a", "b", "kept"]
    assert known(entry.seq) == ["kept"]
    assert Withdrawal.objects.get().reason == "传错文件"


def publish_on(*batches: Batch) -> Basis:
    with writing(CLERK, act="month.publish", at=AT) as call:
        (basis, *_) = call.stand_on("publication:1", batches)
    return basis


@proves("K2.3.1", "INV.8")
def test_what_a_published_result_stands_on_is_not_withdrawn() -> None:
    batch, other = imported("a"), imported("b")
    publish_on(batch)

    with pytest.raises(Problem) as refusal:
        withdraw(CLERK, batch, at=AT, reason="x")
    assert refusal.value.code == "records.batch-published"
    assert "publication:1" in refusal.value.zh
    assert known() == ["a", "b"]

    withdraw(CLERK, other, at=AT, reason="nothing stands on this one")
    assert known() == ["a"]


def test_when_the_publication_itself_is_withdrawn_nothing_stands_on_the_batch_any_more() -> None:
    batch = imported("a")
    basis = publish_on(batch)
    withdraw(CLERK, basis.batch, at=AT, reason="公示有误")
    withdraw(CLERK, batch, at=AT, reason="x")
    assert known() == []


@pytest.mark.parametrize(("state", "code"), [("staged", "batch-not-live"), ("withdrawn", "batch-withdrawn")])
def test_only_a_live_batch_is_withdrawn_or_stood_upon(state: str, code: str) -> None:
    batch = stage("files.import") if state == "staged" else imported("a")
    if state == "withdrawn":
        withdraw(CLERK, batch, at=AT, reason="x")
    for attempt in (lambda: withdraw(CLERK, batch, at=AT, reason="again"), lambda: publish_on(batch)):
        with pytest.raises(Problem) as refusal:
            attempt()
        assert refusal.value.code == f"records.{code}"


def test_a_withdrawal_says_why() -> None:
    batch = imported("a")
    with pytest.raises(Problem) as refusal:
        withdraw(CLERK, batch, at=AT, reason="  ")
    assert refusal.value.code == "records.reason-missing"
    assert known() == ["a"]


def test_nobody_is_asked_for_a_reason_that_would_help_nothing() -> None:
    batch, published = imported("a"), imported("b")
    publish_on(published)
    withdrawal = withdraw(CLERK, batch, at=AT, reason="x").batch
    assert withdrawal is not None
    for one, code in ((published, "published"), (batch, "withdrawn"), (withdrawal, "lasting")):
        with pytest.raises(Problem) as refusal:
            withdraw(CLERK, one, at=AT, reason="")
        assert refusal.value.code == f"records.batch-{code}"


def test_a_withdrawal_is_not_taken_back() -> None:
    batch = imported("a")
    entry = withdraw(CLERK, batch, at=AT, reason="x")
    assert entry.batch is not None
    with pytest.raises(Problem) as refusal:
        withdraw(CLERK, entry.batch, at=AT, reason="undo the undo")
    assert refusal.value.code == "records.batch-lasting"


@proves("INV.6")
def test_the_same_withdrawal_sent_twice_has_one_effect() -> None:
    batch = written("a")
    first = withdraw(CLERK, batch, at=AT, reason="x", key="w-1")
    again = withdraw(CLERK, batch, at=AT, reason="x", key="w-1")
    assert first == again
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("published", "records.batch-published"),
        ("staged", "records.batch-not-live"),
        ("withdrawn", "records.batch-withdrawn"),
        ("a withdrawal", "records.batch-lasting"),
        ("without reason", "records.reason-missing"),
    ],
)
@proves("INV.8")
def test_the_database_refuses_the_same_with_the_same_code_behind_the_service(what: str, code: str) -> None:
    batch, reason = imported("a"), "x"
    if what == "published":
        publish_on(batch)
    elif what == "staged":
        batch = stage("files.import")
    elif what == "withdrawn":
        withdraw(CLERK, batch, at=AT, reason="x")
    elif what == "a withdrawal":
        done = withdraw(CLERK, batch, at=AT, reason="x").batch
        assert done is not None
        batch = done
    else:
        reason = ""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Withdrawal(batch=_an_open_batch(), withdrawn=batch, reason=reason, row_hash="0" * 64).save()
    problem = translate(error.value)
    assert problem is not None
    assert problem.code == code


def _an_open_batch() -> Batch:
    batch = Batch(kind="attack")
    batch.save(force_insert=True)
    return batch


def test_the_numbers_of_a_batch_are_not_rewritten() -> None:
    batch = imported("a")
    withdraw(CLERK, batch, at=AT, reason="x")
    row = BatchLive.objects.filter(batch=batch)
    for attempt in (
        lambda: row.update(live_seq=99),
        lambda: row.update(withdrawn_seq=None),
        lambda: row.delete(),
    ):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            attempt()
        problem = translate(error.value)
        assert problem is not None
        assert problem.code == "records.cache-rewritten"
