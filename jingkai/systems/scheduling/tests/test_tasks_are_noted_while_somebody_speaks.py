"""A line is kept at once, is changed by turns, and nobody overwrites another's."""

from datetime import date

import pytest

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import give_post
from jingkai.kernel.parties.tests.people import AT, START, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.models import TaskLine
from jingkai.systems.scheduling.services import Said, change, note, strike
from jingkai.systems.scheduling.tasks import tasks_of
from tests.proof import proves

from .conftest import DAY, MEETING_TIME, Room

SAID = Said("疏通东河排水口，本月底前完成", unit="东城街道")


def noted(room: Room, meeting: Activity, said: Said = SAID, key: str = "") -> TaskLine:
    return note(room.zone.actor(room.zone.clerk), meeting, said, at=MEETING_TIME, key=key)


def code_of(problem: pytest.ExceptionInfo[Problem]) -> str:
    return problem.value.code


@proves("W2.3.1")
def test_each_task_is_kept_with_its_day_by_the_rule(room: Room) -> None:
    meeting = room.meeting()
    noted(room, meeting)
    noted(room, meeting, Said("约谈两家企业", unit="西城街道", leader="主任", due="一周内"))
    noted(room, meeting, Said("摸清闲置厂房", unit="督查室"))
    tasks = tasks_of(meeting, DAY)
    assert [(one.line.n, one.unit and one.unit.name, one.line.due, one.lacks) for one in tasks] == [
        (1, "东城街道", date(2024, 4, 30), ()),
        (2, "西城街道", date(2024, 4, 18), ()),
        (3, "督查室", date(2024, 5, 24), ()),
    ]
    assert tasks[1].leader == room.zone.head


def test_the_same_press_twice_notes_one_task(room: Room) -> None:
    meeting = room.meeting()
    first = noted(room, meeting, key="abc")
    assert noted(room, meeting, key="abc") == first
    with pytest.raises(Problem) as refused:
        noted(room, meeting, Said("另一件"), key="abc")
    assert code_of(refused) == "records.request-changed"
    assert TaskLine.objects.count() == 1


@proves("W2.3.1")
def test_two_clerks_do_not_overwrite_each_other(room: Room) -> None:
    meeting = room.meeting()
    line = noted(room, meeting)
    other, post = a_person("副督查员", room.zone.office)
    assert post is not None
    room.zone.posts[other.pk] = post
    hold(other, "supervision", room.zone.office)
    theirs = Said("疏通东河排水口并清淤", unit="东城街道")
    changed = change(room.zone.actor(other), meeting, 1, line.turn, theirs, at=MEETING_TIME)
    assert (changed.turn, changed.due) == (2, date(2024, 5, 24))
    with pytest.raises(Problem) as refused:
        change(room.zone.actor(room.zone.clerk), meeting, 1, line.turn, Said("换一个说法"), at=MEETING_TIME)
    assert code_of(refused) == "scheduling.changed-meanwhile"
    with pytest.raises(Problem) as refused:
        strike(room.zone.actor(room.zone.clerk), meeting, 1, line.turn, at=MEETING_TIME)
    assert code_of(refused) == "scheduling.changed-meanwhile"
    # The same press again is not another turn, and both turns stay.
    change(room.zone.actor(other), meeting, 1, line.turn, theirs, at=MEETING_TIME)
    assert list(TaskLine.objects.order_by("turn").values_list("said", flat=True)) == [SAID.said, theirs.said]


def test_a_struck_task_is_taken_up_again(room: Room) -> None:
    meeting, actor = room.meeting(), room.zone.actor(room.zone.clerk)
    noted(room, meeting)
    strike(actor, meeting, 1, 1, at=MEETING_TIME)
    assert [one.line.struck for one in tasks_of(meeting, DAY)] == [True]
    strike(actor, meeting, 1, 2, at=MEETING_TIME, struck=False)
    (task,) = tasks_of(meeting, DAY)
    assert (task.line.struck, task.line.turn, task.line.said) == (False, 3, SAID.said)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        (Said("疏通东河"), ("unit",)),
        (Said("疏通东河", unit="东城"), ("unit-unknown",)),
        (Said("疏通东河", unit="东城街道", executing="西城街道、水务局"), ("executing-unknown",)),
        (Said("疏通东河", unit="东城街道", leader="张三"), ("leader-unknown",)),
        (Said("疏通东河", unit="东城街道", due="尽快"), ("due",)),
    ],
)
def test_what_is_in_doubt_is_kept_and_asked(room: Room, said: Said, lacks: tuple[str, ...]) -> None:
    meeting = room.meeting()
    noted(room, meeting, said)
    (task,) = tasks_of(meeting, DAY)
    assert task.lacks == lacks
    assert task.like == (("东城街道",) if said.unit == "东城" else ())


def test_who_does_not_hold_the_meeting_notes_nothing(room: Room) -> None:
    meeting = room.meeting()
    people: tuple[tuple[Person, str], ...] = (
        (room.zone.head, "flows.not-the-doer"),
        (room.zone.easterner, "flows.not-the-doer"),
    )
    for person, code in people:
        with pytest.raises(Problem) as refused:
            note(room.zone.actor(person), meeting, SAID, at=MEETING_TIME)
        assert code_of(refused) == code
    with pytest.raises(Problem) as refused:
        note(SYSTEM, meeting, SAID, at=MEETING_TIME)
    assert code_of(refused) == "flows.mover-missing"


def test_what_is_no_task_is_refused(room: Room) -> None:
    meeting, actor = room.meeting(), room.zone.actor(room.zone.clerk)
    with pytest.raises(Problem) as refused:
        noted(room, meeting, Said("  "))
    assert code_of(refused) == "scheduling.line-empty"
    with pytest.raises(Problem) as refused:
        change(actor, meeting, 7, 1, SAID, at=MEETING_TIME)
    assert code_of(refused) == "scheduling.line-unknown"


def test_a_second_post_may_note_for_the_office(room: Room) -> None:
    """Who has just come into the office notes like everybody there."""
    person, _ = a_person("新来的")
    post = give_post(SYSTEM, person, room.zone.office, "科员", since=START, at=AT)
    room.zone.posts[person.pk] = post
    meeting = room.meeting()
    assert note(room.zone.actor(person), meeting, SAID, at=MEETING_TIME).writer == person
