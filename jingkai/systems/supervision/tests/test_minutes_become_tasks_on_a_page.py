"""st-S15 on the page: pasted, marked, blocked by rows without a unit, opened once."""

import re
from datetime import date
from typing import Any

from django.http import HttpResponse

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.services import give_post
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.stories.office import DEPARTMENTS, LEADERS, an_office
from tests.proof import proves

from .desk import Desk, text_of

ADDRESS = "/supervision/minutes"
# 5 + 4 + 6 + 3 points; those in rows 7 and 15 have no unit.
NOBODY = (7, 15)
TEXT = "\n".join(
    [
        "党工委（扩大）会议纪要（2024年1月5日）",
        *(
            f"{row}. 议定事项第{row}项（牵头领导：{LEADERS[row % 2]}"
            + ("）" if row in NOBODY else f"；责任单位：{DEPARTMENTS[row % 5]}）")
            for row in range(1, 19)
        ),
        "各单位于3月15日前报送半年安排，2024年6月30日前完成中期评估。",
    ]
)


def office(desk: Desk) -> dict[str, Any]:
    """The office's desk on 8 January, and what the head of the form says."""
    desk.zone = an_office().zone
    desk.at(at("2024-01-08"))
    return {
        "title": "党工委（扩大）会议",
        "held": "2024-01-05",
        "kind": "standing",
        "host": str(desk.zone.office.pk),
        "text": TEXT,
    }


def fields(answer: HttpResponse) -> dict[str, str]:
    """What the form on the page would send: the rows with their marks."""
    page = text_of(answer)
    found = dict(re.findall(r'<input name="([a-z]+-\d+)"[^>]*? value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea name="(title-\d+)"[^>]*>([^<]*)</textarea>', page))
    return found | dict.fromkeys(re.findall(r'name="(mark-\d+)" checked', page), "on")


@proves("W3.2.1", "W3.2.2", "W5.1.1")
def test_eighteen_tasks_and_again_none(desk: Desk) -> None:
    head = office(desk)
    read = desk.post(desk.zone.clerk, ADDRESS, do="read", **head)
    assert read.status_code == 200
    assert "找到 18 条" in text_of(read)
    assert "3月15日" in text_of(read).split("这些日期没有写年份")[1][:80]
    rows = fields(read)
    blocked = desk.post(desk.zone.clerk, ADDRESS, do="open", **head, **rows)
    assert blocked.status_code == 400
    assert "matters.unit-missing" in text_of(blocked)
    assert "7、15" in text_of(blocked)
    assert (Matter.objects.count(), Activity.objects.count()) == (0, 0)
    # What was typed is still there.
    assert fields(blocked) == rows
    mended = rows | {f"unit-{row}": "东城街道" for row in NOBODY}
    for opened, there in ((18, 0), (0, 18)):
        done = desk.post(desk.zone.clerk, ADDRESS, do="open", **head, **mended)
        assert done.status_code == 302
        landed = text_of(desk.get(desk.zone.clerk, done["Location"]))
        assert f"立项 {opened} 件，原已有 {there} 件。" in landed
        assert landed.count('class="name"><a') == 18
    tasks = list(Matter.objects.select_related("case"))
    assert len(tasks) == 18
    assert all(one.lead_leader and one.lead_unit for one in tasks)
    assert {str(current_dues(one.case)["finish"].day) for one in tasks} == {"2024-02-21"}
    again = desk.post(desk.zone.clerk, ADDRESS, do="read", **head)
    assert text_of(again).count("已立项 ") == 18


def test_what_is_not_marked_is_no_task(desk: Desk) -> None:
    head = office(desk)
    rows = fields(desk.post(desk.zone.clerk, ADDRESS, do="read", **head))
    only = {name: value for name, value in rows.items() if not name.startswith("mark-")} | {"mark-3": "on"}
    assert desk.post(desk.zone.clerk, ADDRESS, do="open", **head, **only).status_code == 302
    assert [one.title for one in Matter.objects.all()] == ["议定事项第3项"]
    none = {name: value for name, value in only.items() if name != "mark-3"}
    refused = desk.post(desk.zone.clerk, ADDRESS, do="open", **head, **none)
    assert refused.status_code == 400
    assert "supervision.nothing-marked" in text_of(refused)


@proves("W3.2.1")
def test_who_is_not_known_and_which_day_is_none_is_asked_at_its_row(desk: Desk) -> None:
    head = office(desk) | {
        "text": f"""1. 招商局、东城街道负责，尽快把项目落地（牵头领导：{LEADERS[0]}）
        2. 建设局7月底前修好路（牵头领导：{LEADERS[0]}）
        3. 建设局2月30日前核实（牵头领导：{LEADERS[0]}）
        4. 建设局1月4日前核实（牵头领导：张不在；完成时限：2024年1月4日前）"""
    }
    read = desk.post(desk.zone.clerk, ADDRESS, do="read", **head)
    rows = fields(read)
    assert (rows["unit-1"], rows["executing-1"], rows["due-2"]) == ("招商局", "东城街道", "7月底")
    said = [text_of(read).split(f'name="mark-{row}"')[1].split("</tr>")[0] for row in (1, 2, 3, 4)]
    assert "不认识“招商局”" in said[0]
    assert "“7月底”没有写年份" in said[1]
    assert "没有2月30日" in said[2]
    assert "期限早于会议（2024-01-04）" in said[3]
    assert "“张不在”不在任" in said[3]

    def opened(**mended: str) -> HttpResponse:
        rows.update(mended)
        return desk.post(desk.zone.clerk, ADDRESS, do="open", **head, **rows)

    for mended, code in (
        ({}, "supervision.due-unclear"),
        ({"due-2": "2024-07-31"}, "supervision.due-no-such-day"),
        ({"due-3": "2024-02-28"}, "supervision.due-before-meeting"),
        ({"due-4": "2024-01-31"}, "supervision.unit-unknown"),
        ({"unit-1": "东城街道", "executing-1": ""}, "supervision.leader-unknown"),
    ):
        refused = opened(**mended)
        assert refused.status_code == 400
        assert code in text_of(refused)
        assert (Matter.objects.count(), Activity.objects.count()) == (0, 0)
    assert opened(**{"leader-4": LEADERS[1]}).status_code == 302
    assert [str(current_dues(one.case)["finish"].day) for one in Matter.objects.order_by("pk")][1:] == [
        "2024-07-31",
        "2024-02-28",
        "2024-01-31",
    ]


def test_what_a_name_or_a_day_may_mean_is_taken_with_one_press(desk: Desk) -> None:
    head = office(desk) | {"text": "1. 城建局、东城街道负责，7月底前修好路"}
    read = desk.post(desk.zone.clerk, ADDRESS, do="read", **head)
    assert 'name="take" value="unit-1|城建局|建设局"' in text_of(read)
    assert 'name="take" value="due-1||2024-07-31"' in text_of(read)
    rows = fields(read)
    taken = fields(desk.post(desk.zone.clerk, ADDRESS, take="unit-1|城建局|建设局", **head, **rows))
    assert (taken["unit-1"], taken["executing-1"]) == ("建设局", "东城街道")
    taken = fields(desk.post(desk.zone.clerk, ADDRESS, take="due-1||2024-07-31", **head, **taken))
    assert (taken["due-1"], taken["unit-1"]) == ("2024-07-31", "建设局")
    for odd in ("nonsense", "title", "mark-1|on|off", "unit-99||建设局", "unit-1|"):
        assert fields(desk.post(desk.zone.clerk, ADDRESS, take=odd, **head, **taken)) == taken


def test_wrong_heads_are_refused_and_kept(desk: Desk) -> None:
    head = office(desk)
    for name, wrong, code in (
        ("held", "5.1.2024", "supervision.day-unreadable"),
        ("host", "999999", "supervision.unit-to-choose"),
    ):
        refused = desk.post(desk.zone.clerk, ADDRESS, do="read", **head | {name: wrong})
        assert refused.status_code == 400
        assert code in text_of(refused)
        assert "议定事项第18项" in text_of(refused)


def test_who_may_not_assign_opens_nothing(desk: Desk) -> None:
    head = office(desk)
    rows = fields(desk.post(desk.zone.clerk, ADDRESS, do="read", **head))
    mended = rows | {f"unit-{row}": "东城街道" for row in NOBODY}
    refused = desk.post(desk.zone.easterner, ADDRESS, do="open", **head, **mended)
    assert refused.status_code == 400
    assert "parties.not-allowed" in text_of(refused)
    assert Matter.objects.count() == 0


def test_who_came_into_the_office_after_the_meeting_is_told_what_to_do(desk: Desk) -> None:
    head = office(desk)
    newcomer, _ = a_person("新督查员")
    give_post(SYSTEM, newcomer, desk.zone.office, "科员", since=date(2024, 1, 8), at=at("2024-01-08"))
    hold(newcomer, "supervision", desk.zone.office)
    rows = fields(desk.post(newcomer, ADDRESS, do="read", **head))
    mended = rows | {f"unit-{row}": "东城街道" for row in NOBODY}
    refused = desk.post(newcomer, ADDRESS, do="open", **head, **mended)
    assert refused.status_code == 400
    assert "supervision.held-before-post" in text_of(refused)
    assert "请由当天在岗的人登记" in text_of(refused)
    assert (Matter.objects.count(), Activity.objects.count()) == (0, 0)
    assert (
        desk.post(newcomer, ADDRESS, do="open", **head | {"held": "2024-01-08"}, **mended).status_code == 302
    )
