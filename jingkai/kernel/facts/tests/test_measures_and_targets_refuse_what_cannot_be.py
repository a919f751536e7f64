"""A measure has one unit and one name; an interval has its ends in order; a parent target is older."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.measures import register_measure
from jingkai.kernel.facts.models import Measure, Target
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.writing import writing

from .samples import AT, CLERK, Zone, a_zone

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)


def refused(code: str, act: object) -> None:
    with pytest.raises(Problem) as problem:
        act()  # type: ignore[operator]
    assert problem.value.code == code


def a_target(zone: Zone, value: str = "150") -> Target:
    register_measure(CLERK, "固定资产投资", unit="亿元", at=AT)
    define_indicator(
        CLERK, zone.zone, "A1", name="固定资产投资", formula='fact("固定资产投资")', unit="亿元", at=AT
    )
    return set_target(CLERK, zone.zone, "A1", zone.zone, YEAR, Quantity.exactly(value, "亿元"), at=AT)


def add(row: object) -> None:
    with writing(CLERK, act="test", at=AT) as call:
        call.add(row)  # type: ignore[type-var]


def copied(row: Target, **changes: object) -> Target:
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    for name in ("id", "batch_id", "row_hash"):
        fields.pop(name)
    return Target(**(fields | changes))


def test_a_measure_that_exists_in_another_unit_is_not_registered_again() -> None:
    register_measure(CLERK, "用电量", unit="万千瓦时", at=AT)
    refused("facts.measure-taken", lambda: register_measure(CLERK, "用电量", unit="吨", at=AT))


def test_two_measures_of_one_name_and_aspect_are_refused_by_the_database() -> None:
    first = register_measure(CLERK, "用电量", unit="万千瓦时", at=AT)
    twin = Measure(
        name=first.name,
        aspect=first.aspect,
        base_unit="吨",
        decimals=0,
        kind=first.kind,
        roll_up=first.roll_up,
    )
    refused("facts.measure-twice", lambda: add(twin))


def test_an_interval_with_its_ends_reversed_is_refused_by_the_database() -> None:
    target = a_target(a_zone())
    assert target.lo is not None
    refused("facts.malformed-interval", lambda: add(copied(target, lo=target.lo + 1)))


def test_a_parent_target_that_is_not_older_is_refused_by_the_database() -> None:
    target = a_target(a_zone())
    own = target.pk + 1
    refused("facts.parent-not-older", lambda: add(copied(target, id=own, parent_id=own)))


def test_only_a_target_that_stands_is_replaced() -> None:
    zone = a_zone()
    first = a_target(zone)
    again = {"reason": "区里调整", "at": AT}
    newer = Quantity.exactly("160", "亿元")
    set_target(CLERK, zone.zone, "A1", zone.zone, YEAR, newer, replaces=first, **again)  # type: ignore[arg-type]
    refused(
        "facts.target-unknown",
        lambda: set_target(CLERK, zone.zone, "A1", zone.zone, YEAR, newer, replaces=first, **again),  # type: ignore[arg-type]
    )
