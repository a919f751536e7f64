"""Who answers for a project stands in the register, from a day to a day; a change keeps the old row."""

from collections.abc import Callable
from datetime import date

import pytest

from jingkai.kernel.parties.tests.people import a_zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.charging import amend_charge, charge
from jingkai.kernel.registers.events import charges
from jingkai.kernel.registers.models import Charge, Subject
from jingkai.kernel.registers.services import enter

from .samples import AT

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 30)


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def a_project(name: str = "东河项目") -> tuple[Subject, Charge]:
    zone = a_zone(f"{name}区")
    project = enter(SYSTEM, "project", name, zone.east, at=AT)
    return project, charge(SYSTEM, project, zone.easterner, "项目秘书", MARCH, at=AT)


def test_a_change_is_a_new_row_that_says_why() -> None:
    _, first = a_project()
    ended = amend_charge(SYSTEM, first, until=JUNE, reason="轮岗", at=AT)
    assert list(charges()) == [ended]
    assert (ended.duty, ended.since, ended.until) == ("项目秘书", MARCH, JUNE)
    assert Charge.objects.count() == 2
    for attempt in (
        lambda: amend_charge(SYSTEM, first, until=JUNE, reason="再改", at=AT),
        lambda: amend_charge(SYSTEM, ended, until=None, reason=" ", at=AT),
    ):
        assert code_of(attempt) == "registers.charge-mismatch"


def test_nobody_answers_twice_for_one_subject_at_a_time() -> None:
    project, first = a_project()
    again = lambda since: lambda: charge(SYSTEM, project, first.person, "包联", since, at=AT)  # noqa: E731
    assert code_of(again(date(2024, 5, 1))) == "registers.charged-already"
    amend_charge(SYSTEM, first, until=JUNE, reason="轮岗", at=AT)
    assert code_of(again(JUNE)) == "registers.charged-already"
    assert charge(SYSTEM, project, first.person, "包联", date(2024, 7, 1), at=AT).pk


def test_the_database_keeps_dates_duty_and_whose_it_replaces() -> None:
    project, first = a_project()
    other, others = a_project("西河项目")
    whole = {"subject": project, "person": first.person, "duty": "项目秘书", "since": date(2024, 4, 1)}
    for changed, code in (
        ({"until": MARCH}, "registers.charge-dates"),
        ({"duty": ""}, "registers.charge-incomplete"),
        ({"since": MARCH}, "registers.charged-already"),
        ({"replaces": others, "reason": "误"}, "registers.charge-mismatch"),
        ({"replaces": first, "reason": ""}, "registers.charge-mismatch"),
        ({"replaces": first, "reason": "误", "subject": other}, "registers.charge-mismatch"),
    ):
        assert code_of(lambda changed=changed: insert(Charge(**(whole | changed)))) == code, changed  # type: ignore[misc]
    for attempt in (
        lambda: charge(SYSTEM, project, others.person, " ", MARCH, at=AT),
        lambda: charge(SYSTEM, project, others.person, "秘书", JUNE, until=MARCH, at=AT),
    ):
        assert code_of(attempt) in {"registers.charge-incomplete", "registers.charge-dates"}
    amend_charge(SYSTEM, first, until=JUNE, reason="轮岗", at=AT)
    twice = Charge(**(whole | {"replaces": first, "reason": "误"}))
    assert code_of(lambda: insert(twice)) == "registers.charge-mismatch"
