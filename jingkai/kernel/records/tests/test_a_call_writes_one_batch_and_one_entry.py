from datetime import datetime

import pytest

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import BatchLive, Entry, File, RequestKey
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.writing import journal, writing
from tests.proof import proves

from .samples import AT, CLERK, a_file

pytestmark = pytest.mark.django_db


@proves("K2.1.1")
def test_what_a_call_wrote_is_known_from_its_number_on() -> None:
    before = latest()
    with writing(CLERK, act="files.add", at=AT, ref="matter:1") as call:
        call.add(a_file())

    entry = Entry.objects.get(batch=call.batch)
    assert entry.seq == before + 1 == latest()
    assert (entry.at, entry.person, entry.post, entry.act, entry.ref) == (AT, 7, 3, "files.add", "matter:1")
    assert File.objects.known_at(before).count() == 0
    assert File.objects.known_at(before + 1).count() == 1
    assert File.objects.known_at().count() == 1


def test_a_call_that_fails_leaves_nothing_and_gives_its_number_back() -> None:
    before = latest()

    def break_off() -> None:
        with writing(CLERK, act="files.add", at=AT) as call:
            call.add(a_file())
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    assert File.objects.count() == 0
    assert Entry.objects.count() == 0
    with writing(CLERK, act="files.add", at=AT) as call:
        call.add(a_file())
    assert latest() == before + 1


def test_a_reading_is_journalled_without_a_batch() -> None:
    entry = journal(CLERK, act="sealed.read", at=AT, ref="plan:9")
    assert entry.seq == latest()
    assert entry.batch is None
    assert not BatchLive.objects.exists()


@proves("INV.6")
def test_a_request_sent_twice_has_one_effect() -> None:
    def add() -> int:
        with writing(CLERK, act="files.add", at=AT, key="req-1", content={"name": "三月.xlsx"}) as call:
            if call.repeated:
                return call.repeated.pk
            call.add(a_file())
            return call.batch.pk

    assert add() == add()
    assert File.objects.count() == 1
    assert Entry.objects.count() == 1
    assert RequestKey.objects.count() == 1


@proves("INV.6")
def test_a_service_that_forgets_to_look_still_writes_nothing_twice() -> None:
    def add() -> None:
        with writing(CLERK, act="files.add", at=AT, key="req-1", content="三月") as call:
            call.add(a_file())

    add()
    with pytest.raises(Problem) as refusal:
        add()
    assert refusal.value.code == "records.request-repeated"
    assert File.objects.count() == 1


@proves("INV.6")
def test_the_same_key_with_other_content_is_refused() -> None:
    with writing(CLERK, act="files.add", at=AT, key="req-1", content="三月") as call:
        call.add(a_file())
    with (
        pytest.raises(Problem) as refusal,
        writing(CLERK, act="files.add", at=AT, key="req-1", content="四月") as call,
    ):
        call.add(a_file())
    assert refusal.value.code == "records.request-changed"
    assert str(call_batch()) in refusal.value.zh
    assert File.objects.count() == 1


def call_batch() -> int:
    return RequestKey.objects.get(key="req-1").batch_id


def test_a_call_inside_a_call_is_a_fault_of_the_program() -> None:
    with (
        pytest.raises(RuntimeError),
        writing(CLERK, act="outer", at=AT),
        writing(CLERK, act="inner", at=AT),
    ):
        pass


def test_a_time_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="time zone"), writing(CLERK, act="x", at=datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
