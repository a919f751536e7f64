from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.db import connection

from jingkai.kernel.problems import Problem
from jingkai.kernel.records import writer
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import Basis, Batch, BatchLive, Entry, File, Withdrawal
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.tests.samples import AT, CLERK, a_file, imported, known, written
from jingkai.kernel.records.verify import verify
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from tests.proof import proves

from .together import together

pytestmark = pytest.mark.usefixtures("committed_db")

WRITERS = 12


def add(name: str, key: str = "", content: str = "") -> Callable[[], int]:
    def work() -> int:
        with writing(CLERK, act="files.add", at=AT, key=key, content=content) as call:
            if call.repeated:
                return int(call.repeated.pk)
            call.add(a_file(name))
            return int(call.batch.pk)

    return work


@proves("INV.6")
def test_one_request_sent_many_times_at_once_has_one_effect() -> None:
    given = together(*(add("a", key="req-1", content="a") for _ in range(WRITERS)))
    assert given == [given[0]] * WRITERS
    assert File.objects.count() == Entry.objects.count() == latest() == 1


@proves("INV.6")
def test_one_key_with_two_contents_at_once_has_the_effect_of_one() -> None:
    given = together(*(add(str(n % 2), key="req-1", content=str(n % 2)) for n in range(WRITERS)))
    refused = [one for one in given if isinstance(one, Problem)]
    assert {one.code for one in refused} == {"records.request-changed"}
    assert len(refused) == WRITERS // 2
    assert len(known()) == 1


def test_numbers_of_writers_at_once_have_no_gap_and_no_repeat() -> None:
    given = together(*(add(str(n)) for n in range(WRITERS)))
    assert len(set(given)) == WRITERS
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, WRITERS + 1))


def test_a_number_is_seen_only_when_every_smaller_one_is() -> None:
    """Order of numbers is order of commits: who took a number first and is slow holds up the next one."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time, so there is no slow one to overtake")
    taken, let_go = Event(), Event()

    def slow() -> int:
        with writing(CLERK, act="slow", at=AT) as call:
            call.add(a_file("slow"))
            call.at_the_end(lambda entry: taken.set() or let_go.wait())
        return call.entry.seq if call.entry else 0

    def quick() -> int:
        taken.wait()
        with connection.cursor() as cursor:
            # Were the slow one's number free to be overtaken, this would not run into the limit.
            cursor.execute("SET lock_timeout = '200ms'")
        try:
            written("quick")
        finally:
            let_go.set()
        return latest()

    first, second = together(slow, quick)
    assert first == 1
    assert "lock timeout" in str(second)
    assert known() == ["slow"]
    assert latest() == 1


@proves("K2.3.1", "INV.8")
def test_a_batch_is_either_withdrawn_or_stood_upon_never_both() -> None:
    for _ in range(6):
        batch = imported("a")

        def publish(batch: Batch = batch) -> str:
            with writing(CLERK, act="publish", at=AT) as call:
                call.stand_on(f"publication:{batch.pk}", [batch])
            return "published"

        def take_back(batch: Batch = batch) -> str:
            withdraw(CLERK, batch, at=AT, reason="x")
            return "withdrawn"

        given = together(publish, take_back)
        refused = [one.code for one in given if isinstance(one, Problem)]
        assert refused in (["records.batch-published"], ["records.batch-withdrawn"])
        published = Basis.objects.filter(stands_on=batch).exists()
        withdrawn = Withdrawal.objects.filter(withdrawn=batch).exists()
        assert published != withdrawn


def test_two_publications_on_the_same_batches_in_another_order_do_not_block_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batches = [imported(str(n)) for n in range(2)]
    meeting = Barrier(2)
    hold = writer.hold_live

    def hold_and_look_round(batch: Batch) -> BatchLive:
        """Each waits for the other to hold its first batch too; in one order only one of them ever does."""
        held = hold(batch)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=0.3)
        return held

    monkeypatch.setattr(writer, "hold_live", hold_and_look_round)

    def publish(order: list[Batch]) -> Callable[[], int]:
        def work() -> int:
            with writing(CLERK, act="publish", at=AT) as call:
                return len(call.stand_on("publication:1", order))

        return work

    assert together(publish(batches), publish(batches[::-1])) == [2, 2]


def test_two_sealers_at_once_make_one_chain() -> None:
    for n in range(20):
        written(str(n))
    given = together(seal, seal, seal)
    assert not [one for one in given if isinstance(one, Exception)]
    assert verify(files=False).sealed == 20
    assert verify(files=False).breaks == []
    assert [one for one in examine() if one.level == "fault"] == []
