from dataclasses import replace
from datetime import date

import pytest

from jingkai.kernel.activities.models import Activity, Output, Participant
from jingkai.kernel.activities.models.activity import PRESENT
from jingkai.kernel.activities.queries import day_held, planned_day, present_at, state_of
from jingkai.kernel.activities.services import (
    Part,
    Plan,
    enter_held,
    enter_present,
    move,
    plan_activity,
    put_outputs,
)
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 12)


def a_plan(zone: Zone, **changes: object) -> Plan:
    plan = Plan(
        kind="meeting", title="安全生产专题会", origin="meeting:2024-01-12 安全", host=zone.office,
        plan="听取汇报", where="三楼会议室", parts=[Part(zone.east, "guest"), Part(zone.head, "chair")],
    )  # fmt: skip
    return replace(plan, **changes)  # type: ignore[arg-type]


def planned(zone: Zone) -> Activity:
    return plan_activity(zone.actor(zone.clerk), zone.zone, a_plan(zone), DAY, at=at("2024-01-08"))


def held(zone: Zone) -> Activity:
    activity = planned(zone)
    move(zone.actor(zone.head), activity, "approve", at=at("2024-01-09"))
    move(zone.actor(zone.clerk), activity, "hold", at=at("2024-01-12"))
    return activity


@proves("K5.1.1")
def test_a_meeting_is_planned_approved_held_recorded_and_reviewed_by_another() -> None:
    zone = a_ruled_zone()
    activity = held(zone)
    assert (planned_day(activity), day_held(activity)) == (DAY, DAY)
    parts = activity.participants.order_by("pk")
    assert [(one.unit, one.person, one.part) for one in parts] == [
        (zone.east, None, "guest"),
        (None, zone.head, "chair"),
    ]
    move(zone.actor(zone.clerk), activity, "record", at=at("2024-01-13"))
    with pytest.raises(Problem) as own:
        move(zone.actor(zone.clerk), activity, "review", at=at("2024-01-14"))
    assert own.value.code == "flows.verifier-is-doer"
    move(zone.actor(zone.head), activity, "review", at=at("2024-01-14"))
    assert state_of(activity) == "reviewed"


def test_a_postponed_meeting_keeps_its_first_day_readable() -> None:
    zone = a_ruled_zone()
    activity = planned(zone)
    move(
        zone.actor(zone.clerk), activity, "postpone", at=at("2024-01-10"), due=date(2024, 1, 19), note="雨雪"
    )
    assert planned_day(activity) == date(2024, 1, 19)
    assert current_dues(activity.case)["hold"].replaces.day == DAY  # type: ignore[union-attr]
    assert day_held(activity) is None


@proves("K5.1.1")
def test_outputs_of_what_was_held_are_entered_once() -> None:
    zone = a_ruled_zone()
    activity = held(zone)
    refs = ["matter:1", "file:9", "matter:1"]
    assert len(put_outputs(SYSTEM, activity, refs, at=at("2024-01-12"))) == 2
    assert put_outputs(SYSTEM, activity, refs, at=at("2024-01-12")) == []
    assert list(activity.outputs.order_by("pk").values_list("ref", flat=True)) == ["matter:1", "file:9"]


@pytest.mark.parametrize("name", ["", "approve", "postpone", "cancel"])
@proves("K5.1.1")
def test_outputs_of_what_was_not_held_are_refused_by_service_and_database(name: str) -> None:
    zone = a_ruled_zone()
    activity = planned(zone)
    if name:
        actor = zone.actor(zone.head if name == "approve" else zone.clerk)
        move(actor, activity, name, at=at("2024-01-09"), note="x", due=date(2024, 1, 19))
    with pytest.raises(Problem) as refused:
        put_outputs(SYSTEM, activity, ["matter:1"], at=at("2024-01-12"))
    assert refused.value.code == "activities.not-held"
    with pytest.raises(Problem) as by_sql:
        insert(Output(activity=activity, ref="matter:1"))
    assert by_sql.value.code == "activities.not-held"


def test_who_was_there_is_entered_once_it_was_held_and_a_mistake_beside_it() -> None:
    zone = a_ruled_zone()
    activity = planned(zone)
    clerk, both = zone.actor(zone.clerk), [zone.head, zone.easterner]
    with pytest.raises(Problem) as early:
        enter_present(clerk, activity, both, at=at("2024-01-12"))
    with pytest.raises(Problem) as by_sql:
        insert(Participant(activity=activity, person=zone.head, part=PRESENT))
    assert {early.value.code, by_sql.value.code} == {"activities.not-held"}
    activity = held(a_ruled_zone("另一个区"))
    assert len(enter_present(SYSTEM, activity, both, at=at("2024-01-12"))) == 2
    assert enter_present(SYSTEM, activity, both, at=at("2024-01-12")) == []
    before = latest()
    enter_present(SYSTEM, activity, [zone.head], at=at("2024-01-13"), present=False)
    assert present_at([activity.pk]) == {activity.pk: {zone.easterner.pk}}
    assert present_at([activity.pk], before) == {activity.pk: {zone.head.pk, zone.easterner.pk}}


def test_what_was_held_unplanned_is_entered_as_held() -> None:
    zone = a_ruled_zone()
    activity = enter_held(zone.actor(zone.clerk), zone.zone, a_plan(zone), at=at("2024-01-12"))
    assert (planned_day(activity), day_held(activity)) == (None, DAY)
    assert len(put_outputs(SYSTEM, activity, ["matter:1"], at=at("2024-01-15"))) == 1


def test_what_is_no_activity_is_refused() -> None:
    zone = a_ruled_zone()
    activity = planned(zone)
    actor = zone.actor(zone.clerk)
    for plan, code in (
        (a_plan(zone), "activities.planned-already"),
        (a_plan(zone, title=" ", origin="x"), "activities.title-missing"),
        (a_plan(zone, origin="x", parts=[Part(zone.east, "")]), "activities.participant-unclear"),
    ):
        with pytest.raises(Problem) as refused:
            plan_activity(actor, zone.zone, plan, DAY, at=at("2024-01-08"))
        assert refused.value.code == code
    for row in (
        Participant(activity=activity, part="guest"),
        Participant(activity=activity, unit=zone.east, person=zone.head, part="guest"),
    ):
        with pytest.raises(Problem) as by_sql:
            insert(row)
        assert by_sql.value.code == "activities.participant-unclear"


def test_an_activity_is_seen_by_who_sees_its_host() -> None:
    zone = a_ruled_zone()
    activity = planned(zone)

    def sees(person: int) -> list[Activity]:
        return list(Activity.objects.visible_to(reader_for(person, on=DAY)))

    assert sees(zone.clerk.pk) == [activity]
    assert sees(zone.westerner.pk) == []
