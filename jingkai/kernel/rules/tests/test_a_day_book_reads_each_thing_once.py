from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.parties.services import put_plate
from jingkai.kernel.parties.tests.people import AT, START, a_unit
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.holidays import calendar_for

from .samples import DAY, a_ruled_zone, hold

pytestmark = pytest.mark.django_db

T = TypeVar("T")


def twice(ask: Callable[[], T]) -> T:
    """The answer, which costs nothing the second time and is the same."""
    first = ask()
    with CaptureQueriesContext(connection) as seen:
        assert ask() == first
    assert len(seen) == 0
    return first


def test_readers_calendars_and_bodies_are_those_of_the_day() -> None:
    zone = a_ruled_zone()
    plate = a_unit("东城街道（挂牌）", zone.zone, "street")
    put_plate(SYSTEM, plate, zone.east, since=START, at=AT)
    book = DayBook(DAY)
    assert twice(lambda: book.reader(zone.actor(zone.clerk))) == reader_for(zone.clerk.pk, on=DAY)
    assert twice(lambda: book.calendar(zone.east)).text() == calendar_for(zone.east, DAY).text()
    assert twice(lambda: book.body(plate)) == zone.east
    assert twice(lambda: book.body(zone.west)) == zone.west
    assert twice(lambda: book.bodies([plate.pk, zone.west.pk])) == {zone.east.pk, zone.west.pk}


def test_a_plate_that_is_put_up_later_is_none_yet() -> None:
    zone = a_ruled_zone()
    put_plate(SYSTEM, zone.west, zone.east, since=date(2024, 7, 1), at=AT)
    assert DayBook(date(2024, 6, 30)).body(zone.west) == zone.west
    assert DayBook(date(2024, 7, 1)).body(zone.west) == zone.east


def test_rights_of_many_units_are_asked_with_one_reader() -> None:
    zone = a_ruled_zone()
    book = DayBook(DAY)
    east = zone.actor(zone.easterner)

    def asked() -> list[str]:
        found = []
        for unit in (zone.east, zone.west):
            try:
                book.require(east, "write", "items", unit)
            except Problem as problem:
                found.append(f"{unit.name} {problem.code}")
        return found

    # Who is refused is told who could: those roles are read each time.
    assert asked() == ["西城街道 parties.not-allowed"]
    assert not twice(lambda: book.require(east, "write", "items", zone.east))
    book.require(SYSTEM, "write", "items", zone.west)


def test_each_person_is_read_apart() -> None:
    zone = a_ruled_zone()
    book = DayBook(DAY)
    book.require(zone.actor(zone.easterner), "write", "items", zone.east)
    with pytest.raises(Problem) as refused:
        book.require(zone.actor(zone.westerner), "write", "items", zone.east)
    assert refused.value.code == "parties.not-allowed"


def test_a_reader_with_many_grants_costs_as_many_queries_as_one_with_two() -> None:
    zone = a_ruled_zone()
    units = [a_unit(f"部门{n}", zone.zone) for n in range(8)]
    for unit in units[:2]:
        hold(zone.clerk, "street", unit)
    for unit in units:
        hold(zone.head, "street", unit)

    def asked(actor: Actor) -> int:
        assert actor.person is not None
        with CaptureQueriesContext(connection) as seen:
            reader_for(actor.person, on=DAY)
        return len(seen)

    # A grant's unit has a chain of scopes in which its roles are looked for.
    few, many = asked(zone.actor(zone.clerk)), asked(zone.actor(zone.head))
    assert many <= few + len(units)


def test_a_book_is_of_one_day() -> None:
    book = day_book(AT)
    assert book.on == AT.date()
    assert day_book(AT, book) is book
    with pytest.raises(ValueError, match=str(DAY)):
        day_book(AT, DayBook(DAY))
