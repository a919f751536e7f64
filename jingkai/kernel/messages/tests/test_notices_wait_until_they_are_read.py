from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.messages.models import Notice, Step
from jingkai.kernel.messages.queries import count_waiting, earlier, waiting
from jingkai.kernel.messages.services import receive, send
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import AT, DAY, Zone, a_person, a_zone
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import reader_for
from tests.proof import proves

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


@pytest.fixture
def zone() -> Zone:
    return a_zone()


def said(zone: Zone, title: str, to: Person, hours: int = 0, *, must: bool = False) -> Notice:
    at = AT + timedelta(hours=hours)
    return send(zone.actor(zone.clerk), title, at=at, people=[to], must_acknowledge=must)


def note(person: Person, notice: Notice, step: Step) -> None:
    receive(Actor(person.pk), notice.pk, step, at=LATER + timedelta(days=1))


def reader_of(person: Person) -> Reader:
    return reader_for(person.pk, on=DAY)


def titles(person: Person) -> tuple[list[str], list[str]]:
    """Those that wait for the person, and the earlier ones."""
    reader = reader_of(person)
    return tuple([one.notice.title for one in some] for some in (waiting(reader, 9), earlier(reader, 0, 9)))  # type: ignore[return-value]


@proves("W1.1.4")
def test_a_notice_waits_until_it_is_read_and_one_that_must_be_until_it_is_acknowledged(zone: Zone) -> None:
    me = zone.easterner
    plain, urgent = said(zone, "会议通知", me), said(zone, "报送通知", me, 1, must=True)
    newer = said(zone, "补充通知", me, 2)
    # First what must be acknowledged, then the newest.
    assert titles(me) == (["报送通知", "补充通知", "会议通知"], [])
    assert count_waiting(me.pk) == 3
    note(me, plain, Step.READ)
    note(me, urgent, Step.READ)
    note(me, newer, Step.DELIVERED)
    assert titles(me) == (["报送通知", "补充通知"], ["会议通知"])
    note(me, urgent, Step.ACKNOWLEDGED)
    note(me, newer, Step.ACKNOWLEDGED)
    assert titles(me) == ([], ["补充通知", "报送通知", "会议通知"])
    assert count_waiting(me.pk) == 0
    (_, done, _) = earlier(reader_of(me), 0, 9)
    assert [one.step for one in done.receipts] == ["read", "acknowledged"]


@proves("W1.1.4")
def test_what_was_sent_to_somebody_else_waits_for_nobody_else(zone: Zone) -> None:
    said(zone, "会议通知", zone.easterner)
    stranger, _ = a_person("路人")
    # Who sent it sees it, but it does not wait for that person.
    for person in (zone.westerner, zone.clerk, stranger):
        assert titles(person) == ([], [])
        assert count_waiting(person.pk) == 0


def test_the_number_in_the_frame_is_one_query(zone: Zone) -> None:
    for number in range(3):
        said(zone, f"通知{number}", zone.easterner)
    with CaptureQueriesContext(connection) as queries:
        assert count_waiting(zone.easterner.pk) == 3
    assert len(queries) == 1


def test_earlier_notices_come_in_pages(zone: Zone) -> None:
    me = zone.easterner
    for number in range(5):
        note(me, said(zone, f"通知{number}", me, number), Step.READ)
    pages = [[one.notice.title for one in earlier(reader_of(me), first, first + 2)] for first in (0, 2, 4)]
    assert pages == [["通知4", "通知3"], ["通知2", "通知1"], ["通知0"]]
