"""The meeting on its pages: figure, why, who; tasks kept one by one; read back; confirmed once; read by leaders."""

import re
from html import unescape

import pytest
from django.http import HttpResponse

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day, state_of
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.economy.api import publish
from jingkai.systems.scheduling.models import TaskLine
from tests.month.canaries import say
from tests.proof import proves

from .conftest import CALLED, DAY, Room


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def page_of(meeting: Activity) -> str:
    return f"/scheduling/meetings/{meeting.pk}"


def figures(room: Room) -> None:
    """Investment far behind (2 of 40 by June), taxes on their way (8 of 15); published, and one matter is open."""
    zone = room.zone.zone
    for code, name, done, wanted in (("investment", "投资", "2", "40"), ("tax", "税收", "8", "15")):
        say(room.zone, name, done, zone, by=room.zone.east)
        define_indicator(
            SYSTEM, zone, code, name=name, name_en=code, formula=f'fact("{name}", ytd)', unit="亿元", at=AT,
            owner=room.zone.east,
        )  # fmt: skip
        half = Period.parse("2024-H1")
        set_target(
            SYSTEM,
            zone,
            code,
            zone,
            half,
            Quantity.exactly(wanted, "亿元", text=wanted),
            source="任务书",
            at=AT,
        )
    publish(SYSTEM, zone, Period.parse("2024-03"), at=CALLED)


def item(page: str, title: str) -> str:
    """What stands on the page of one item."""
    (found,) = [one for one in re.findall(r"<article.*?</article>", page, re.DOTALL) if f"<h3>{title}" in one]
    return found


def form_of(part: str) -> dict[str, str]:
    """What the task line of an item would send as it stands."""
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)"[^>]* value="([^"]*)"', part)}


@proves("W2.3.1")
def test_what_is_behind_comes_first_with_figure_why_and_who(room: Room) -> None:
    figures(room)
    page = text_of(room.get(room.zone.head, page_of(room.meeting())))
    assert page.index("<h3>投资") < page.index("<h3>税收")
    behind = item(page, "投资")
    assert re.search(
        r'<a class="n" href="/economy/figures/\d+/investment\?period=2024-03&amp;as_of=\d+">2</a>', behind
    )
    matter = Matter.objects.get()
    for said in (
        "亿元",
        "严重滞后" if "严重滞后" in behind else "滞后",
        "落后时序 45 个百分点",
        "东城街道",
        f"在办 {matter.label}",
    ):
        assert said in behind, said
    # Who reads and does not hold the meeting has no form.
    assert "<form" not in behind


@proves("W2.3.1", "W2.3.2")
def test_a_meeting_from_the_first_task_to_the_papers(room: Room) -> None:
    figures(room)
    meeting = room.meeting()
    address = page_of(meeting)
    part = item(text_of(room.get(room.zone.clerk, address)), "投资")
    form = form_of(part)
    assert form["unit"] == "东城街道"
    sent = room.post(room.zone.clerk, address, **form | {"said": "月底前开工三个项目", "do": "note"})
    assert sent.status_code == 302
    # Kept: the power may go now. A second press of the same form is the same task.
    (place,) = re.findall(r'id="(i[0-9a-f]{10})"', part)
    assert sent["Location"].endswith(f"#{place}")
    room.post(room.zone.clerk, address, **form | {"said": "月底前开工三个项目", "do": "note"})
    assert [(one.said, str(one.due)) for one in TaskLine.objects.all()] == [
        ("月底前开工三个项目", "2024-04-30")
    ]
    room.post(room.zone.clerk, address, do="note", said="约谈两家企业", unit="西城", key="x")
    read = text_of(room.get(room.zone.clerk, f"{address}/reading"))
    assert "月底前开工三个项目，东城街道牵头，2024年4月30日前办结。" in read
    assert "第 2 条还不能交办" in read
    assert "确认，散会" not in read
    blocked = room.post(room.zone.clerk, f"{address}/reading", seen="2")
    assert blocked.status_code == 400
    assert "scheduling.tasks-incomplete" in text_of(blocked)
    # The name in doubt is offered, and taken with one press.
    page = text_of(room.get(room.zone.clerk, address))
    assert re.search(r'name="unit" value="西城街道">西城街道</button>', page)
    room.post(room.zone.clerk, address, do="change", n="2", turn="1", said="约谈两家企业", unit="西城街道")
    read = text_of(room.get(room.zone.clerk, f"{address}/reading"))
    seen = form_of(read)["seen"]
    for _ in range(2):
        done = room.post(room.zone.clerk, f"{address}/reading", seen=seen)
        assert (done.status_code, done["Location"]) == (302, address)
        assert (Matter.objects.count(), Paper.objects.count()) == (2, 3)
    after = text_of(room.get(room.zone.clerk, address))
    assert re.findall(r'<b class="n">(\d+)</b>', after) == ["1", "2", "2"]
    assert "约谈两家企业，西城街道牵头" in after
    # A leader reads it, a street does not.
    assert room.get(room.zone.head, address).status_code == 200
    assert room.get(room.zone.easterner, address).status_code == 404
    assert room.get(room.zone.easterner, f"{address}/reading").status_code == 404


@pytest.mark.parametrize(
    ("due", "zh", "en"),
    [
        ("3月15日前", "期限早于会议（2024-03-15）", "due before the meeting (2024-03-15)"),
        ("2月30日", "没有2月30日", "there is no such day: 2月30日"),
        ("4月15日或5月底", "“4月15日或5月底”不止一个日期", "is more than one day"),
        ("尽快", "“尽快”看不出是哪一天", "is not clear"),
    ],
)
def test_why_a_due_date_is_none_is_said_at_its_task(room: Room, due: str, zh: str, en: str) -> None:
    address = page_of(room.meeting())
    room.post(room.zone.clerk, address, do="note", said="疏通东河", unit="东城街道", due=due, key="x")
    for where in (address, f"{address}/reading"):
        assert f'<span class="lacking">{zh}' in text_of(room.get(room.zone.clerk, where))
        assert en in text_of(room.get(room.zone.clerk, f"{where}?lang=en"))


def test_what_a_colleague_changed_first_keeps_what_was_typed(room: Room) -> None:
    meeting = room.meeting()
    address = page_of(meeting)
    room.post(room.zone.clerk, address, do="note", said="疏通东河", unit="东城街道", key="x")
    room.post(room.zone.clerk, address, do="change", n="1", turn="1", said="疏通东河并清淤", unit="东城街道")
    stale = room.post(
        room.zone.clerk, address, do="change", n="1", turn="1", said="疏通西河", unit="西城街道"
    )
    page = text_of(stale)
    assert stale.status_code == 400
    assert "scheduling.changed-meanwhile" in page
    assert "<p>疏通东河并清淤</p>" in page
    assert 'value="疏通西河"' in page


def test_a_meeting_is_put_off_or_cancelled(room: Room) -> None:
    meeting = room.meeting()
    address = page_of(meeting)
    room.at(at("2024-04-15"))
    assert "会议定在 2024-04-11，今天是 2024-04-15" in text_of(room.get(room.zone.clerk, address))
    wrong = room.post(room.zone.clerk, address, do="postpone", day="下周")
    assert (wrong.status_code, "scheduling.day-unreadable" in text_of(wrong)) == (400, True)
    assert planned_day(meeting) == DAY
    assert room.post(room.zone.clerk, address, do="postpone", day="2024-04-15").status_code == 302
    assert str(planned_day(meeting)) == "2024-04-15"
    room.post(room.zone.clerk, address, do="note", said="一周内摸底", unit="东城街道", key="x")
    assert str(TaskLine.objects.get().due) == "2024-04-22"
    assert room.post(room.zone.clerk, address, do="cancel", note="改为书面").status_code == 302
    assert state_of(meeting) == "cancelled"
    assert "会议已取消" in text_of(room.get(room.zone.clerk, address))
    over = room.post(room.zone.clerk, address, do="note", said="再记一条", key="y")
    assert (over.status_code, "scheduling.meeting-over" in text_of(over)) == (400, True)


@pytest.mark.parametrize("sent", [{"do": "change", "n": "x", "turn": "1"}, {"do": "?"}, {}])
def test_what_is_no_request_is_refused(room: Room, sent: dict[str, str]) -> None:
    refused = room.post(room.zone.clerk, page_of(room.meeting()), **sent)
    assert (refused.status_code, "scheduling.line-unknown" in text_of(refused)) == (400, True)


def test_a_month_without_figures_is_met_about_all_the_same(room: Room) -> None:
    page = text_of(room.get(room.zone.clerk, page_of(room.meeting())))
    assert "2024年3月还没有数，可以直接记任务。" in page
    english = text_of(room.get(room.zone.clerk, f"{page_of(room.meeting('第二次会'))}?lang=en"))
    assert "No figure of 2024-03 yet" in english
