from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.periods import Due
from jingkai.kernel.flows.due_light import light_of
from jingkai.kernel.flows.kinds import DueLightBody
from jingkai.kernel.flows.lights import Lamp, Situation, judge
from jingkai.kernel.flows.models import IssuedLight
from jingkai.kernel.flows.services import issue_light, move
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.book import resolve
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.services import shipped_files
from jingkai.kernel.rules.services.entering import parsed
from jingkai.kernel.rules.trial import trying
from jingkai.kernel.rules.yaml_text import read_yaml
from tests.proof import proves

from .samples import a_case, a_flowing_zone, at

pytestmark = pytest.mark.django_db


def rule_a() -> list[Lamp]:
    file = next(one for one in shipped_files() if one.name == "due-light.yaml")
    body = checked(DueLightBody, read_yaml(file.read_text(encoding="utf-8"))["body"])
    return [one.lamp() for one in body.lamps]


def colour(due: date | None, moment: str, closed: bool = False, clock: str = "00:00") -> str:
    situation = Situation(closed, Due.on(due) if due else None, at(moment, clock))
    lamp = judge(rule_a(), situation)
    return lamp.colour if lamp else "none"


@proves("K2.1.4")
def test_rule_a_on_the_fifteen_problems_of_the_carbon_monoxide_check() -> None:
    """st-S2 at 2024-01-11 00:00: 9 due 01-10, 6 due 01-13, 7 of the 9 accepted."""
    lights = [colour(date(2024, 1, 10), "2024-01-11", closed=number < 7) for number in range(9)]
    lights += [colour(date(2024, 1, 13), "2024-01-11") for _ in range(6)]
    assert {one: lights.count(one) for one in ("blue", "red", "yellow", "green")} == {
        "blue": 7,
        "red": 2,
        "yellow": 6,
        "green": 0,
    }


@proves("K2.1.4")
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-01-10", "green"),
        ("2024-01-11", "yellow"),
        ("2024-01-12", "yellow"),
        ("2024-01-13", "yellow"),
        ("2024-01-14", "red"),
    ],
)
def test_three_calendar_days_with_today_are_near(moment: str, expected: str) -> None:
    assert colour(date(2024, 1, 13), moment) == expected


def test_without_a_due_date_there_is_no_light_unless_it_is_closed() -> None:
    assert colour(None, "2024-01-11") == "none"
    assert colour(None, "2024-01-11", closed=True) == "blue"


def test_a_clock_time_that_passed_is_past_due_on_the_same_day() -> None:
    due = Due.at(at("2024-03-10", "17:00"))
    shades = [judge(rule_a(), Situation(False, due, at("2024-03-10", one))) for one in ("17:00", "17:01")]
    assert [one.colour if one else "" for one in shades] == ["yellow", "red"]


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(-400, 400), st.booleans())
def test_time_only_makes_a_light_graver(due: date, days: int, closed: bool) -> None:
    def level(offset: int) -> int:
        moment = at(date.fromordinal(due.toordinal() + offset).isoformat())
        lamp = judge(rule_a(), Situation(closed, Due.on(due), moment))
        assert lamp is not None
        return lamp.level

    assert level(days) <= level(days + 1)


@proves("K2.1.4")
def test_a_case_shows_the_light_of_its_term(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone, due=date(2024, 2, 1))
    east, office = zone.actor(zone.easterner), zone.actor(zone.clerk)

    def shown(day: str) -> str:
        lamp = light_of(case, "finish", at(day))
        return lamp.zh if lamp else ""

    assert [shown(day) for day in ("2024-01-10", "2024-01-31", "2024-02-02")] == ["正常", "临期", "逾期"]
    move(east, case, "sign", at=at("2024-01-08"))
    move(east, case, "report", at=at("2024-01-20"), evidence="file:1")
    move(office, case, "close", at=at("2024-01-23"))
    assert shown("2024-02-02") == "已销号"
    assert light_of(case, "report", at("2024-01-10")) is not None  # closed is closed, term or not


def test_an_issued_light_stays_and_none_says_why(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    rule = resolve("due-light", zone.east, date(2024, 2, 2))
    lamp = light_of(case, "finish", at("2024-02-02"))
    day = date(2024, 2, 2)
    row = issue_light(SYSTEM, "case:1", lamp, holder=zone.east, day=day, rule=rule, at=AT)
    assert (row.level, row.colour, row.shape, row.zh, row.rule) == (3, "red", "octagon", "逾期", rule)
    none = issue_light(SYSTEM, "case:2", None, holder=zone.east, day=day, rule=rule, at=AT, why="未设期限")
    assert none.level is None
    with pytest.raises(Problem) as silent:
        issue_light(SYSTEM, "case:3", None, holder=zone.east, day=day, rule=rule, at=AT)
    assert silent.value.code == "flows.needs-missing"
    with trying(rule), pytest.raises(Problem) as on_trial:
        issue_light(SYSTEM, "case:1", lamp, holder=zone.east, day=day, rule=rule, at=AT)
    assert on_trial.value.code == "rules.trial-writes"
    with pytest.raises(Problem):
        insert(
            IssuedLight(
                ref="x", holder=zone.east, day=day, rule=rule, level=7, colour="red", shape="o", zh="x"
            )
        )


def test_a_condition_that_is_none_is_refused_at_its_place() -> None:
    file = next(one for one in shipped_files() if one.name == "due-light.yaml")
    words = file.read_text(encoding="utf-8")
    for broken in ("days_left", "price < 3", "days_left < 3个", "import os"):
        with pytest.raises(Problem) as refused:
            parsed(words.replace("days_left < 3}", broken + "}"))
        assert refused.value.code == "rules.invalid"
        assert refused.value.values["place"].startswith("body.lamps.2")
