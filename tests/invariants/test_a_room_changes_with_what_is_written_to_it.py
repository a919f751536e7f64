"""The number at which each room last changed is kept in the commit that takes it, and what was read of a room is
believed until then and no longer.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from jingkai.kernel.facts.models import Answer
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.services import add_person, found_zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import caches
from jingkai.kernel.records.models import Batch, RoomVersion
from jingkai.kernel.records.remembering import all_remembered, reading, remembered
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.staging import go_live, stage, stage_rows
from jingkai.kernel.records.tests.samples import AT, CLERK, imported, written
from jingkai.kernel.records.translate import translated
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import journal, writing
from tests.watching import NotNamedError, rooms_in

_ASKED: list[str] = []


def versions() -> dict[str, int]:
    return dict(RoomVersion.objects.values_list("room", "seq"))


def doctor_says() -> list[str]:
    return [one.place for one in caches()]


@pytest.fixture
def unit() -> Organisation:
    return found_zone(CLERK, "开发区", since=AT.date(), at=AT)


def staged(unit: Organisation, answer: str) -> Batch:
    """A batch of one answer that nobody sees yet."""
    batch = stage("facts.import")
    stage_rows(batch, [Answer(unit=unit, question="口径", answer=answer)])
    return batch


@remembered(8, "facts")
def answers() -> tuple[str, ...]:
    """The answers on record; notes that the database was asked."""
    _ASKED.append("answers")
    return tuple(Answer.objects.known_at().order_by("pk").values_list("answer", flat=True))


def asked() -> tuple[tuple[str, ...], int]:
    """What was answered, and how often the database was asked, by one page."""
    _ASKED.clear()
    with reading():
        return answers(), len(_ASKED)


@pytest.mark.django_db
def test_a_write_moves_its_rooms_and_leaves_the_others() -> None:
    add_person(CLERK, "张三", at=AT)
    first = latest()
    written("三月.xlsx")
    assert versions() == {"jk_parties": first, "jk_records": latest()}
    assert latest() == first + 1
    assert doctor_says() == []


@pytest.mark.django_db
def test_what_is_staged_moves_its_room_when_it_goes_live_and_when_it_is_withdrawn(unit: Organisation) -> None:
    batch = staged(unit, "是")
    journal(CLERK, act="files.read", at=AT)
    assert "jk_facts" not in versions()
    go_live(CLERK, batch, act="facts.import", at=AT)
    assert versions()["jk_facts"] == latest()
    written("四月.xlsx")
    assert versions()["jk_facts"] < latest()
    withdraw(CLERK, batch, at=AT, reason="录错")
    assert versions()["jk_facts"] == versions()["jk_records"] == latest() > versions()["jk_parties"]
    withdraw(CLERK, imported("五月.xlsx"), at=AT, reason="录错")
    assert versions()["jk_facts"] < versions()["jk_records"] == latest()
    assert doctor_says() == []


def add_and_fail() -> None:
    with writing(CLERK, act="people.add", at=AT) as call:
        call.add(Person(name="李四"))
        raise ZeroDivisionError


@pytest.mark.django_db
def test_what_failed_and_what_was_sent_twice_moves_nothing() -> None:
    with writing(CLERK, act="people.add", at=AT, key="once", content="张三") as call:
        call.add(Person(name="张三"))
    before = versions()
    with writing(CLERK, act="people.add", at=AT, key="once", content="张三") as call:
        assert call.repeated
    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert versions() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE jk_records_roomversion SET seq = seq - 1 WHERE room = 'jk_parties'",
        "UPDATE jk_records_roomversion SET seq = seq + 1 WHERE room = 'jk_parties'",
        "UPDATE jk_records_roomversion SET room = 'jk_facts' WHERE room = 'jk_parties'",
        "DELETE FROM jk_records_roomversion WHERE room = 'jk_parties'",
    ],
)
def test_the_database_refuses_what_is_no_write(sql: str) -> None:
    add_person(CLERK, "张三", at=AT)
    with pytest.raises(Problem) as refusal, translated(), transaction.atomic():
        connection.cursor().execute(sql)
    # On PostgreSQL the program has no right to delete at all.
    assert refusal.value.code in ("records.room-version", "records.append-only")


@pytest.mark.django_db
def test_doctor_finds_a_room_that_is_behind_or_missing() -> None:
    add_person(CLERK, "张三", at=AT)
    assert doctor_says() == []
    # As a program would leave it that writes past the services.
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jk_records_roomversion (room, seq) VALUES ('jk_facts', 1)")
    assert doctor_says() == ["jk_records_roomversion"]


@pytest.mark.django_db
def test_what_was_read_of_a_room_stands_until_something_is_written_there(unit: Organisation) -> None:
    assert asked() == ((), 1)
    written("三月.xlsx")
    assert asked() == ((), 0)
    batch = staged(unit, "是")
    assert asked() == ((), 0)
    go_live(CLERK, batch, act="facts.import", at=AT)
    assert asked() == (("是",), 1)
    add_person(CLERK, "张三", at=AT)
    assert asked() == (("是",), 0)
    withdraw(CLERK, batch, at=AT, reason="录错")
    assert asked() == ((), 1)


@remembered(8, "rules")
def asks_without_naming() -> tuple[str, ...]:
    return answers()


@remembered(8, "rules")
def reads_without_naming() -> int:
    return Person.objects.count()


@remembered(8, "parties")
def reads_what_is_live() -> int:
    with connection.cursor() as cursor:
        cursor.execute('SELECT max("live_seq") FROM "jk_records_batchlive"')
        return int(cursor.fetchone()[0] or 0)


@pytest.mark.django_db
@pytest.mark.parametrize("function", [asks_without_naming, reads_without_naming, reads_what_is_live])
def test_the_watch_finds_who_reads_what_it_did_not_name(function: Callable[[], Any]) -> None:
    with reading():
        answers()
        with pytest.raises(NotNamedError):
            function()


def test_a_statement_says_its_rooms() -> None:
    known = str(Person.objects.known_at().query)
    assert rooms_in(known) == rooms_in(str(Person.objects.known_at(7).query)) == {"jk_parties"}
    assert rooms_in(known + ' AND EXISTS (SELECT 1 FROM "jk_records_batch" b)') == {
        "jk_parties",
        "jk_records",
    }


def test_what_is_named_is_a_room() -> None:
    from django.apps import apps

    labels = {one.label for one in apps.get_app_configs()}
    assert [one for one in all_remembered() if set(one.rooms) - labels] == []
