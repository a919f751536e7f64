"""One press: the meeting is held, the tasks are matters, minutes and letters are drafted; again nothing is doubled."""

from datetime import date
from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import state_of as meeting_state
from jingkai.kernel.activities.services import move as move_activity
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.matters.models import Joined, Joining, Matter, Signal
from jingkai.kernel.matters.services import Noted, Notice, enter_signal, follow_up, note_lights
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.papers.content import text_of
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.sheet import last_text, sheet_of
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.scheduling.models import TaskLine
from jingkai.systems.scheduling.queries import matters_of, papers_of
from jingkai.systems.scheduling.services import Said, change, concluding, confirm, last_written, note, strike
from tests.proof import proves

from .conftest import CALLED, MEETING_TIME, Room

MARCH = Period.parse("2024-03")
INVESTED, TAX = "invested", "tax"


def said(room: Room, meeting: Activity, *tasks: Said) -> None:
    for one in tasks:
        note(room.zone.actor(room.zone.clerk), meeting, one, at=MEETING_TIME)


def confirmed(room: Room, meeting: Activity, **more: Any) -> None:
    given = {"seen": last_written(meeting), "at": MEETING_TIME} | more
    confirm(room.zone.actor(room.zone.clerk), meeting, given["seen"], at=given["at"])


def behind(room: Room, *abouts: str) -> None:
    """The month was published with these rows behind: each opened a matter of the east street."""
    lights = [Noted(one, room.zone.east, 3, zh=f"{one}落后", refs=["fact:1"]) for one in abouts]
    note_lights(SYSTEM, room.zone.zone, MARCH, lights, at=CALLED)
    follow_up(SYSTEM, room.zone.zone, at=CALLED)


def paragraphs(paper: Paper) -> list[str]:
    blocks = last_text(paper).blocks
    return ["".join(run["text"] for run in one["runs"]) for one in blocks if "runs" in one]


TASKS = (
    Said("疏通东河排水口", unit="东城街道", executing="西城街道", leader="主任", due="4月20日前"),
    Said("约谈两家停工企业，一周内", unit="西城街道"),
)


@proves("W2.3.2")
def test_matters_minutes_and_letters_exist_after_one_press(room: Room) -> None:
    meeting = room.meeting()
    said(room, meeting, *TASKS)
    confirmed(room, meeting)
    assert meeting_state(meeting) == "held"
    matters = matters_of(meeting)
    assert [(one.title, one.lead_unit, current_dues(one.case)["finish"].day) for one in matters] == [
        ("疏通东河排水口", room.zone.east, date(2024, 4, 20)),
        ("约谈两家停工企业，一周内", room.zone.west, date(2024, 4, 18)),
    ]
    assert [state_of(one.case) for one in matters] == ["assigned", "assigned"]
    assert [one.origin for one in matters] == [f"{meeting.origin}#1", f"{meeting.origin}#2"]
    assert matters[0].lead_leader == room.zone.head
    assert {one.body for one in matters[0].case.doers.all()} == {room.zone.east, room.zone.west}
    (minutes,) = papers_of(meeting, "paper.minutes")
    assert paragraphs(minutes) == [
        "2024年4月11日，主任主持召开3月经济运行调度会。",
        "会议地点：三楼会议室",
        "会议议定事项",
        "1．疏通东河排水口，东城街道牵头，西城街道配合，主任负责，2024年4月20日前办结。",
        "2．约谈两家停工企业，一周内，西城街道牵头，2024年4月18日前办结。",
    ]
    letters = papers_of(meeting, "paper.assignment")
    assert [[to.unit for to in last_text(one).recipients.filter(copy=False)] for one in letters] == [
        [room.zone.east],
        [room.zone.west],
    ]
    assert meeting.outputs.count() == 5


@proves("W2.3.2", "INV.6")
def test_pressing_twice_creates_nothing_more(room: Room) -> None:
    meeting = room.meeting()
    said(room, meeting, *TASKS)
    confirmed(room, meeting)
    counts = (Matter.objects.count(), Paper.objects.count(), meeting.outputs.count(), Move.objects.count())
    confirmed(room, meeting, at=at("2024-04-12"), seen=0)
    assert (
        Matter.objects.count(),
        Paper.objects.count(),
        meeting.outputs.count(),
        Move.objects.count(),
    ) == counts


@proves("W2.3.2")
@pytest.mark.parametrize("breaks_at", [1, 2, 3, 4, 5, 6])
def test_what_broke_off_midway_is_completed_without_doubles(
    room: Room, breaks_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes before the n-th thing that is written after the tasks were decided."""
    meeting = room.meeting()
    said(room, meeting, *TASKS)
    steps = {"left": breaks_at}

    class PowerFailedError(Exception):
        pass

    def breaking(service: Any) -> Any:
        def run(*named: Any, **more: Any) -> Any:
            steps["left"] -= 1
            if steps["left"] == 0:
                raise PowerFailedError
            return service(*named, **more)

        return run

    with monkeypatch.context() as cut:
        for name in ("draft_paper", "draft_assignment"):
            cut.setattr(concluding, name, breaking(getattr(concluding, name)))
        own = concluding.put_outputs
        cut.setattr(
            concluding, "put_outputs", lambda *a, **k: (own if "call" in k else breaking(own))(*a, **k)
        )
        with pytest.raises(PowerFailedError):
            confirmed(room, meeting)
    assert (meeting_state(meeting), Matter.objects.count()) == ("held", 2)
    confirmed(room, meeting)
    assert (Matter.objects.count(), Paper.objects.count(), meeting.outputs.count()) == (2, 3, 5)


@proves("W2.3.1")
def test_tasks_without_unit_or_day_block_and_are_named(room: Room) -> None:
    meeting = room.meeting()
    with pytest.raises(Problem) as refused:
        confirmed(room, meeting)
    assert refused.value.code == "scheduling.nothing-noted"
    said(room, meeting, TASKS[0], Said("谁来办"), Said("何时办", unit="东城街道", due="尽快"), Said("不办了"))
    strike(room.zone.actor(room.zone.clerk), meeting, 4, 1, at=MEETING_TIME)
    with pytest.raises(Problem) as refused:
        confirmed(room, meeting)
    assert refused.value.code == "scheduling.tasks-incomplete"
    assert "第 2、3 条" in refused.value.zh
    assert (meeting_state(meeting), Matter.objects.count(), meeting.outputs.count()) == ("planned", 0, 0)


def test_what_was_changed_after_reading_back_is_read_again(room: Room) -> None:
    meeting = room.meeting()
    said(room, meeting, *TASKS)
    seen = last_written(meeting)
    change(
        room.zone.actor(room.zone.clerk), meeting, 2, 1, Said("约谈一家", unit="西城街道"), at=MEETING_TIME
    )
    with pytest.raises(Problem) as refused:
        confirmed(room, meeting, seen=seen)
    assert refused.value.code == "scheduling.changed-since-read"
    assert (meeting_state(meeting), Matter.objects.count()) == ("planned", 0)
    confirmed(room, meeting)
    assert Matter.objects.count() == 2


def test_a_meeting_is_not_confirmed_before_its_day_nor_after_it_was_cancelled(room: Room) -> None:
    meeting = room.meeting()
    said(room, meeting, *TASKS)
    with pytest.raises(Problem) as refused:
        confirmed(room, meeting, at=at("2024-04-10"))
    assert refused.value.code == "scheduling.not-yet"
    move_activity(room.zone.actor(room.zone.clerk), meeting, "cancel", at=MEETING_TIME, note="改为书面")
    with pytest.raises(Problem) as refused:
        confirmed(room, meeting)
    assert refused.value.code == "scheduling.meeting-over"
    with pytest.raises(Problem) as refused:
        said(room, meeting, TASKS[0])
    assert refused.value.code == "scheduling.meeting-over"


@proves("W2.3.2")
def test_a_task_on_an_open_matter_hands_it_out_and_the_next_is_a_part_of_it(room: Room) -> None:
    behind(room, INVESTED)
    whole = Matter.objects.get()
    meeting = room.meeting()
    said(
        room,
        meeting,
        Said("月底前入库三个项目", about=INVESTED, unit="东城街道"),
        Said("帮助核对入库资料", about=INVESTED, unit="西城街道", due="一周内"),
    )
    confirmed(room, meeting)
    assert state_of(whole.case) == "assigned"
    assert current_dues(whole.case)["finish"].day == date(2024, 4, 30)
    part = Matter.objects.exclude(pk=whole.pk).get()
    assert (part.parent, part.lead_unit) == (whole, room.zone.west)
    assert set(matters_of(meeting)) == {whole, part}
    letters = papers_of(meeting, "paper.assignment")
    assert len(letters) == 2
    letter = sheet_of(letters[0])
    table = next(one for one in letter.blocks if one.form == "table")
    says = {text_of(label): text_of(value) for label, value in table.rows}
    # The task is its matter, the meeting its basis; what the platform noticed is what the task answers.
    assert letter.title == "关于月底前入库三个项目的交办单"
    assert (says["交办事项"], says["针对情况"]) == ("月底前入库三个项目", whole.title)
    assert paragraphs(letters[0])[0].startswith("根据2024年4月11日3月经济运行调度会第1项，")
    assert not [line for line in paragraphs(letters[0]) if "月底前入库" in line or "苗头" in line]


@proves("W2.3.2")
def test_a_signal_that_waits_is_opened_as_the_task_and_a_second_red_adds_to_it(room: Room) -> None:
    street = room.zone.east
    noticed = Notice("policy", TAX, "2024-03", "减税政策到期", street, MARCH.last_day)
    signal = enter_signal(room.zone.actor(room.zone.clerk), room.zone.zone, noticed, at=CALLED)
    meeting = room.meeting()
    said(room, meeting, Said("测算减税到期的影响", about=TAX, unit="东城街道"))
    confirmed(room, meeting)
    matter = Matter.objects.get()
    assert (state_of(signal.case), Joining.objects.get().matter) == ("opened", matter)
    assert Joining.objects.get().how == Joined.OPENED
    # A further meeting about the same adds to it.
    room.at(at("2024-05-11"))
    second = room.meeting("3月经济运行调度会（续）")
    said(room, second, Said("提出接续办法", about=TAX, unit="西城街道"))
    confirmed(room, second)
    assert Matter.objects.exclude(pk=matter.pk).get().parent == matter
    assert Signal.objects.count() == 1


def test_a_task_of_the_office_itself_needs_no_letter(room: Room) -> None:
    meeting = room.meeting()
    said(room, meeting, Said("汇总周报", unit="督查室"))
    confirmed(room, meeting)
    assert (len(matters_of(meeting)), papers_of(meeting, "paper.assignment")) == (1, [])
    assert TaskLine.objects.count() == 1
