"""The clerk calls a meeting; leaders read it; a street neither reads nor calls one."""

import pytest

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM

from .conftest import CALLED, DAY, Room

ADDRESS = "/scheduling/meetings"
FORM = {
    "title": "2024年3月经济运行调度会",
    "day": "2024-04-11",
    "where": "三楼会议室",
    "chair": "主任",
    "period": "2024-03",
}


def test_a_meeting_has_a_day_a_chair_and_a_month(room: Room) -> None:
    sent = room.post(room.zone.clerk, ADDRESS, **FORM)
    assert sent.status_code == 302
    meeting = Activity.objects.get()
    assert (planned_day(meeting), meeting.about, meeting.host) == (DAY, "period:2024-03", room.zone.office)
    assert [(one.person, one.part) for one in meeting.participants.all()] == [(room.zone.head, "chair")]
    for reader, there in ((room.zone.clerk, True), (room.zone.head, True), (room.zone.easterner, False)):
        assert (FORM["title"] in room.get(reader, ADDRESS).content.decode()) is there
    assert "2024年3月" in room.get(room.zone.head, ADDRESS).content.decode()


def test_the_same_meeting_is_called_once(room: Room) -> None:
    room.post(room.zone.clerk, ADDRESS, **FORM)
    again = room.post(room.zone.clerk, ADDRESS, **FORM)
    assert again.status_code == 400
    assert "activities.planned-already" in again.content.decode()
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "wrong", "code", "named"),
    [
        ("title", " ", "scheduling.meeting-incomplete", "名称"),
        ("day", "下周", "scheduling.meeting-incomplete", "日期"),
        ("period", "2024-03-05", "scheduling.meeting-incomplete", "调度的月份"),
        ("chair", "无名", "scheduling.chair-unknown", "无名"),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(
    room: Room, name: str, wrong: str, code: str, named: str
) -> None:
    refused = room.post(room.zone.clerk, ADDRESS, **FORM | {name: wrong})
    text = refused.content.decode()
    assert refused.status_code == 400
    assert code in text
    assert named in text
    assert "三楼会议室" in text
    assert Activity.objects.count() == 0


def test_who_does_not_hand_out_tasks_calls_no_meeting(room: Room) -> None:
    refused = room.post(room.zone.easterner, ADDRESS, **FORM)
    assert refused.status_code == 400
    assert "parties.not-allowed" in refused.content.decode()


def test_the_console_holds_no_post_and_hosts_nothing(room: Room) -> None:
    from jingkai.engines.periods import Period
    from jingkai.systems.scheduling.services import Call, call_meeting

    with pytest.raises(Problem) as refused:
        call_meeting(
            SYSTEM,
            room.zone.zone,
            Call("会", DAY, "", room.zone.head, Period.parse("2024-03")),
            at=CALLED,
        )
    assert refused.value.code == "flows.mover-missing"
