"""st-S15, services: the minutes of a meeting become tasks."""

from datetime import date

import pytest

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import day_held
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.problems import Problem
from jingkai.systems.supervision.services import Asked, Meeting, Minuted, Point, open_tasks
from tests.proof import proves

from .office import DEPARTMENTS, LEADERS, Office, an_office

pytestmark = pytest.mark.django_db

HELD = at("2024-01-05", "14:30")
TEXT = """党工委（扩大）会议纪要（2024年1月5日）
会议议定：一、总体工作五项；二、落实措施四条；三、部门工作六项；四、主任要求三点。
各单位于3月15日前报送半年安排，2024年6月30日前完成中期评估。"""
# The clerk marks 5 + 4 + 6 + 3 points; those in rows 7 and 15 have no unit.
PARTS = (5, 4, 6, 3)
NOBODY = (7, 15)


def points(mended: bool = True, **changes: str) -> list[Point]:
    """The marked points; `mended`: rows 7 and 15 have their unit."""
    units = [*DEPARTMENTS, "东城街道"]
    return [
        Point(
            row=row,
            title=f"议定事项第{row}项",
            unit="" if row in NOBODY and not mended else units[row % len(units)],
            leader=LEADERS[row % len(LEADERS)],
            due=changes.get(f"due_{row}", ""),
        )
        for row in range(1, sum(PARTS) + 1)
    ]


def minuted(office: Office, marked: list[Point], title: str = "党工委（扩大）会议") -> Minuted:
    meeting = Meeting("standing", title, HELD, office.zone.office)
    return open_tasks(office.clerk, office.zone.zone, meeting, marked, TEXT, at=at("2024-01-08"))


@proves("K5.1.1")
def test_the_minutes_become_18_tasks_each_with_leader_unit_and_due_date() -> None:
    office = an_office()
    done = minuted(office, points())
    assert len(done.tasks.new) == 18
    assert sum(one.lead_leader is not None for one in done.tasks.new) == 18
    assert sum(one.lead_unit is not None for one in done.tasks.new) == 18
    # Standing items have 30 working days: from 5 January to 21 February 2024.
    assert [current_dues(one.case)["finish"].day for one in done.tasks.new] == [date(2024, 2, 21)] * 18
    assert day_held(done.meeting) == date(2024, 1, 5)
    assert set(done.meeting.outputs.values_list("ref", flat=True)) == {one.ref for one in done.tasks.new}


@proves("K5.1.1")
def test_two_tasks_without_a_unit_block_the_assignment_and_are_named() -> None:
    office = an_office()
    with pytest.raises(Problem) as refused:
        minuted(office, points(mended=False))
    assert refused.value.code == "matters.unit-missing"
    assert "7、15" in refused.value.zh
    assert (Matter.objects.count(), Activity.objects.count()) == (0, 0)
    assert len(minuted(office, points()).tasks.new) == 18


@proves("K5.1.1", "INV.6")
def test_the_same_minutes_again_create_nothing() -> None:
    office = an_office()
    first = minuted(office, points())
    again = minuted(office, points())
    assert (again.tasks.new, len(again.tasks.there)) == ([], 18)
    assert again.meeting == first.meeting
    assert (Matter.objects.count(), Activity.objects.count()) == (18, 1)
    # A point that was overlooked is added to the same meeting.
    more = minuted(office, [*points(), Point(19, "补记一项", unit="建设局", leader=LEADERS[0])])
    assert len(more.tasks.new) == 1
    assert first.meeting.outputs.count() == 19


@proves("K5.1.1")
def test_a_date_without_a_year_is_asked_and_not_guessed() -> None:
    office = an_office()
    done = minuted(office, points())
    assert [one.date for one in done.asked] == ["3月15日"]
    assert isinstance(done.asked[0], Asked)
    assert "报送半年安排" in done.asked[0].around
    # As the due date of a task it blocks that task.
    with pytest.raises(Problem) as refused:
        minuted(office, points(due_4="3月15日前", due_9="尽快", due_11="长期"), "另一次会议")
    assert refused.value.code == "supervision.due-unclear"
    assert [row in refused.value.zh for row in ("第 4 行", "第 9 行", "第 11 行")] == [True] * 3


def test_a_date_or_term_in_the_minutes_goes_before_the_terms_of_the_meeting() -> None:
    office = an_office()
    tasks = minuted(
        office, points(due_1="2024年6月30日前", due_2="15个工作日内", due_3="2024年6月底")
    ).tasks.new
    assert [current_dues(one.case)["finish"].day for one in tasks[:3]] == [
        date(2024, 6, 30),
        date(2024, 1, 26),
        date(2024, 6, 30),
    ]


def test_what_nobody_knows_is_named_with_its_rows() -> None:
    office = an_office()
    for point, code, named in (
        (
            Point(3, "甲", unit="不存在的局", leader=LEADERS[0]),
            "supervision.unit-unknown",
            "不存在的局（第 3 行）",
        ),
        (Point(3, "甲", unit="建设局", leader="无名"), "supervision.leader-unknown", "无名（第 3 行）"),
        (Point(3, "甲", unit="建设局"), "supervision.leader-missing", "第 3 行"),
    ):
        with pytest.raises(Problem) as refused:
            minuted(office, [point])
        assert refused.value.code == code
        assert named in refused.value.zh
    meeting = Meeting("茶话会", "茶话会", HELD, office.zone.office)
    with pytest.raises(Problem) as kind:
        open_tasks(office.clerk, office.zone.zone, meeting, points(), TEXT, at=at("2024-01-08"))
    assert kind.value.code == "matters.word-unknown"


def test_several_units_of_a_point_lead_and_execute() -> None:
    office = an_office()
    point = Point(1, "甲", unit="建设局、财政局", executing="东城街道", leader=LEADERS[0])
    task = minuted(office, [point]).tasks.new[0]
    assert task.lead_unit == office.units["建设局"]
    bodies = {one.body.name for one in task.case.doers.select_related("body")}
    assert bodies == {"建设局", "财政局", "东城街道"}
