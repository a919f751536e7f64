from datetime import timedelta

import pytest

from jingkai.kernel.messages.models import Addressee, Notice, Receipt, Step
from jingkai.kernel.messages.queries import inbox, progress
from jingkai.kernel.messages.services import receive, send, urge
from jingkai.kernel.parties.services import end
from jingkai.kernel.parties.tests.people import AT, DAY, Zone, a_person, a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


def notice_to(zone: Zone, *people: object) -> Notice:
    return send(zone.actor(zone.clerk), "月度调度会", at=AT, people=people)  # type: ignore[arg-type]


@proves("K2.1.5")
def test_twenty_units_are_told_two_are_urged_and_who_left_yesterday_gets_nothing() -> None:
    """st-S29: delivered 20, read 18, urged 2, acknowledged 20; someone who left the unit yesterday 0."""
    zone = a_ruled_zone()
    units = [a_unit(f"单位{number}", zone.zone) for number in range(20)]
    people = [a_person(f"联络员{number}", unit)[0] for number, unit in enumerate(units)]
    gone, post = a_person("调离者", units[0])
    assert post is not None
    end(SYSTEM, post, day=DAY - timedelta(days=1), reason="调离", at=AT)

    notice = send(zone.actor(zone.clerk), "报送通知", at=AT, units=units, must_acknowledge=True)
    for person in people:
        receive(Actor(person.pk), notice.pk, Step.DELIVERED, at=LATER)
    for person in people[:18]:
        receive(Actor(person.pk), notice.pk, Step.READ, at=LATER)
    assert len(urge(zone.actor(zone.clerk), notice, at=LATER)) == 2
    for person in people:
        receive(Actor(person.pk), notice.pk, Step.ACKNOWLEDGED, at=LATER)

    sender = reader_for(zone.clerk.pk, on=DAY)
    assert progress(sender, notice.pk) == {
        "addressed": 20,
        "delivered": 20,
        "read": 18,
        "urged": 2,
        "acknowledged": 20,
    }
    assert inbox(reader_for(gone.pk, on=DAY)) == []
    assert not Addressee.objects.filter(person=gone).exists()


@proves("K2.1.5")
def test_a_receipt_by_someone_not_addressed_is_refused_as_if_there_were_no_notice() -> None:
    zone = a_ruled_zone()
    notice = notice_to(zone, zone.easterner)
    answers = []
    for number in (notice.pk, notice.pk + 1000):
        with pytest.raises(Problem) as refused:
            receive(zone.actor(zone.westerner), number, Step.READ, at=LATER)
        answers.append((refused.value.code, refused.value.zh))
    assert answers[0] == answers[1]
    assert answers[0][0] == "messages.not-addressed"
    with pytest.raises(Problem) as platform:
        receive(SYSTEM, notice.pk, Step.READ, at=LATER)
    assert platform.value.code == "messages.not-addressed"


def test_only_the_sender_urges() -> None:
    zone = a_ruled_zone()
    notice = notice_to(zone, zone.easterner)
    with pytest.raises(Problem) as refused:
        urge(zone.actor(zone.easterner), notice, at=LATER)
    assert refused.value.code == "messages.not-addressed"


@proves("K2.1.5")
def test_each_step_happens_once_and_not_before_the_notice_was_sent() -> None:
    zone = a_ruled_zone()
    notice = notice_to(zone, zone.easterner)
    east = zone.actor(zone.easterner)
    first = receive(east, notice.pk, Step.READ, at=LATER)
    assert receive(east, notice.pk, Step.READ, at=LATER) == first
    mine = Addressee.objects.get(notice=notice)
    for step, when in (("read", LATER), ("acknowledged", AT - timedelta(seconds=1)), ("liked", LATER)):
        with pytest.raises(Problem) as refused:
            insert(Receipt(addressee=mine, step=step, at=when, day=DAY))
        assert refused.value.code == "messages.receipt-out-of-order"
    for _ in range(2):
        assert insert(Receipt(addressee=mine, step="urged", at=LATER, day=DAY))


def test_a_notice_needs_a_title_and_somebody_to_go_to() -> None:
    zone = a_ruled_zone()
    with pytest.raises(Problem) as untitled:
        send(zone.actor(zone.clerk), " ", at=AT, people=[zone.easterner])
    assert untitled.value.code == "messages.text-missing"
    with pytest.raises(Problem) as to_nobody:
        send(zone.actor(zone.clerk), "通知", at=AT, units=[a_unit("空单位", zone.zone)])
    assert to_nobody.value.code == "messages.nobody-addressed"
    with pytest.raises(Problem) as by_database:
        insert(Notice(title="", kind="notice", at=AT))
    assert by_database.value.code == "messages.text-missing"


def test_who_is_addressed_as_a_person_and_in_two_units_gets_it_once() -> None:
    zone = a_ruled_zone()
    other = a_unit("专班", zone.zone)
    from jingkai.kernel.parties.services import give_post
    from jingkai.kernel.parties.tests.people import START

    give_post(SYSTEM, zone.easterner, other, "成员", since=START, at=AT)
    notice = send(zone.actor(zone.clerk), "通知", at=AT, people=[zone.easterner], units=[zone.east, other])
    assert Addressee.objects.filter(notice=notice).count() == 1


def test_a_notice_is_seen_by_its_addressees_and_sender_only() -> None:
    zone = a_ruled_zone()
    notice = notice_to(zone, zone.easterner)
    seen = {
        person.name: list(Notice.objects.visible_to(reader_for(person.pk, on=DAY)))
        for person in (zone.clerk, zone.easterner, zone.westerner, zone.head)
    }
    assert seen == {"督查员": [notice], "东城干部": [notice], "西城干部": [], "主任": []}
    assert progress(reader_for(zone.westerner.pk, on=DAY), notice.pk)["addressed"] == 0
    assert progress(reader_for(zone.easterner.pk, on=DAY), notice.pk)["addressed"] == 1
