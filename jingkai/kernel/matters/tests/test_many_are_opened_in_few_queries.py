"""Whoever opens a list holds the write lock while rows are written, not while they are thought about."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.engines.periods import Period
from jingkai.kernel.flows.models import Case
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.matters.services import (
    Draft,
    Noted,
    Opened,
    Opening,
    move,
    note_lights,
    open_matters,
    open_split,
)
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.tests.samples import a_ruled_zone

from .samples import COMMON, DUE, FRIDAY, LISTED, TASK, a_department, a_matter, at

pytestmark = pytest.mark.django_db

MANY = 50
# SQLite takes 999 values a statement through Django, so that a table of many rows is written in a few.
FURTHER_STATEMENTS = 3


def drafts(zone: Zone, count: int, name: str = "list") -> list[Draft]:
    """So many problems, the two streets in turn, every third done by both."""
    streets = [zone.east, zone.west]
    return [
        Draft(
            f"{name}之{n}",
            streets[n % 2],
            origin=f"{name}#{n}",
            executing=(streets[1 - n % 2],) if n % 3 == 0 else (),
            due=DUE if n % 2 else None,
            term="" if n % 2 else "10 working days",
        )
        for n in range(count)
    ]


def opening(zone: Zone, some: list[Draft]) -> Opening:
    found = Opening(zone.actor(zone.clerk), zone.zone, at=FRIDAY)
    found.add(some, flow=TASK)
    return found


def queries(do: Callable[[], object]) -> list[str]:
    """The statements that reach the database."""
    with CaptureQueriesContext(connection) as seen:
        do()
    return [one["sql"] for one in seen.captured_queries]


def test_a_list_of_fifty_takes_hardly_more_statements_than_one_matter() -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)

    def open_some(name: str, count: int) -> int:
        some = drafts(zone, count, name)
        return len(queries(lambda: open_matters(clerk, zone.zone, some, flow=TASK, at=FRIDAY)))

    # Two, so that both streets' rules and calendars are read in either list.
    assert open_some("长清单", MANY) <= open_some("短清单", 2) + FURTHER_STATEMENTS
    assert Matter.objects.count() == MANY + 2


def test_a_split_to_ten_units_takes_hardly_more_statements_than_to_two() -> None:
    zone = a_ruled_zone()
    units = [a_department(zone, f"部门{n}")[0] for n in range(10)]

    def split(name: str, count: int) -> int:
        draft = Draft(name, None, origin=name, due=DUE, category="common")
        clerk = zone.actor(zone.clerk)
        return len(
            queries(
                lambda: open_split(
                    clerk, zone.zone, draft, units[:count], flow=LISTED, parent_flow=COMMON, at=FRIDAY
                )
            )
        )

    # The scopes of a unit's rules are read unit by unit.
    assert split("十家", 10) <= split("两家", 2) + 8 + FURTHER_STATEMENTS


def test_in_the_call_only_the_origins_are_read() -> None:
    """They are asked again, since another call may have opened some meanwhile."""
    zone = a_ruled_zone()
    ready = opening(zone, drafts(zone, MANY)).prepared()
    with writing(SYSTEM, act="test", at=FRIDAY) as call:
        said = queries(lambda: ready.write(call))
    reading = [one for one in said if one.startswith("SELECT")]
    assert len(reading) == 1
    assert '"origin" IN' in reading[0]


def test_preparing_writes_nothing() -> None:
    zone = a_ruled_zone()
    assert not [one for one in queries(opening(zone, drafts(zone, 3)).prepared) if "INSERT" in one]
    assert Case.objects.count() == 0


def test_of_what_is_there_no_case_is_prepared() -> None:
    """A list that is read again asks nothing of a flow that may have changed since."""
    zone = a_ruled_zone()
    opening(zone, drafts(zone, 2)).run(act="test", ref="list")
    assert [one.draft.origin for one in opening(zone, drafts(zone, 3)).prepared().cases] == ["list#2"]


def test_matters_are_numbered_in_the_order_of_the_list_and_parents_come_first() -> None:
    zone = a_ruled_zone()
    units = [zone.east, zone.west]
    mixed = Opening(zone.actor(zone.clerk), zone.zone, at=FRIDAY)
    single = drafts(zone, 3)
    mixed.add(single[:2], flow=LISTED)
    for name in ("甲", "乙"):
        draft = Draft(name, None, origin=name, due=DUE, category="common")
        mixed.split(draft, units, flow=LISTED, parent_flow=COMMON)
    mixed.add(single[2:], flow=LISTED)

    done = mixed.run(act="test", ref="list")
    titles = ["list之0", "list之1", "甲", "甲", "甲", "乙", "乙", "乙", "list之2"]
    assert [one.title for one in done.new] == titles
    assert [one.number for one in done.new] == list(range(1, 10))
    parents = [one.parent.number if one.parent else None for one in done.new]
    assert parents == [None, None, None, 3, 3, None, 6, 6, None]
    assert [one.case.ref for one in done.new] == [one.ref for one in done.new]
    assert [one for one in examine() if one.level == "fault"] == []


def test_what_another_call_opened_meanwhile_is_given_back() -> None:
    zone = a_ruled_zone()
    both = [opening(zone, drafts(zone, count)).prepared() for count in (2, 3)]
    done: list[Opened] = []
    for ready in both:
        with writing(SYSTEM, act="test", at=FRIDAY) as call:
            done.append(ready.write(call))
    first, second = done
    assert (len(first.new), first.there) == (2, [])
    assert second.there == first.new
    assert [one.label for one in second.new] == ["2024-3"]


def test_nothing_is_added_to_what_ended_meanwhile() -> None:
    zone = a_ruled_zone()
    parent = a_matter(zone)
    late = Opening(zone.actor(zone.clerk), zone.zone, at=FRIDAY)
    late.add(drafts(zone, 1), flow=TASK, parent=parent)
    ready = late.prepared()
    move(zone.actor(zone.clerk), parent, "withdraw", note="重复", at=at("2024-01-06"))
    with pytest.raises(Problem) as refused, writing(SYSTEM, act="test", at=FRIDAY) as call:
        ready.write(call)
    assert refused.value.code == "matters.parent-ended"
    assert parent.label in refused.value.zh
    assert Matter.objects.count() == 1


def test_forty_lights_are_noted_in_hardly_more_statements_than_two() -> None:
    zone = a_ruled_zone()

    def note(month: str, count: int) -> int:
        period = Period.parse(month)
        lights = [Noted(f"指标{n}", zone.east, 3, zh="落后") for n in range(count)]
        return len(queries(lambda: note_lights(SYSTEM, zone.zone, period, lights, at=at("2024-05-08"))))

    assert note("2024-03", 40) <= note("2024-04", 2) + FURTHER_STATEMENTS
    assert Signal.objects.count() == 42
