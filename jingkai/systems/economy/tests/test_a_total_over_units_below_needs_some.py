"""A formula over the units below has a row where there are such units; a total over none is unknown and never 0."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.measures import ensure_measures
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.economy.month import Month, compute
from jingkai.systems.economy.stories.people import AT, SINCE, Town, a_town, say
from jingkai.systems.economy.text import text
from jingkai.systems.economy.view import view
from tests.proof import proves

pytestmark = pytest.mark.django_db

MARCH, YTD = Period.parse("2024-03"), "2024-01/2024-03"
OF_UNITS = 'sum(children where known(fact("投资", ytd, of: unit)), fact("投资", ytd, of: unit))'


@pytest.fixture
def town() -> Town:
    return a_town()


def define(zone: Organisation, name: str, formula: str) -> None:
    define_indicator(SYSTEM, zone, name, name=name, formula=formula, unit="亿元", at=AT)


def rows(month: Month, name: str) -> dict[str, str]:
    """Unit to the value of its row of an indicator, or to why it has none."""
    return {
        one.holder.name: one.why[0] or str(view(one, "zh").value)
        for one in month.everything
        if one.definition.name == name
    }


@proves("INV.5")
def test_a_unit_without_units_below_has_no_row_of_it(town: Town) -> None:
    group = add_organisation(SYSTEM, "一组", kind="unit", parent=town.projects, since=SINCE, at=AT)
    say(town, "投资", "3", "亿元", YTD, holder=town.audit)
    say(town, "投资", "4", "亿元", YTD, holder=group)
    define(town.zone, "各单位投资", OF_UNITS)
    month = compute(town.zone, MARCH)
    # The projects office has none of its own; the group below it has.
    assert rows(month, "各单位投资") == {town.zone.name: "7亿元", "项目办": "4亿元"}
    assert "0亿元" not in text(month, "zh")


@proves("INV.5")
def test_with_a_target_it_has_a_row_whose_value_is_unknown(town: Town) -> None:
    say(town, "投资", "3", "亿元", YTD, holder=town.audit)
    define(town.zone, "各单位投资", OF_UNITS)
    goal = Quantity.exactly(20, "亿元")
    set_target(SYSTEM, town.zone, "各单位投资", town.audit, Period.of_year(2024), goal, at=AT)
    month = compute(town.zone, MARCH)
    assert rows(month, "各单位投资") == {town.zone.name: "3亿元", "财政审计部": "没有下级单位"}
    (line,) = [one for one in month.units if one.definition.name == "各单位投资"]
    assert (line.light.lamp, line.light.why, line.why[1]) == (None, "unknown", "there are no units below")


def test_a_formula_that_reads_the_units_own_figure_too_keeps_its_row(town: Town) -> None:
    say(town, "投资", "3", "亿元", YTD, holder=town.audit)
    define(town.zone, "投资合计", f'coalesce({OF_UNITS}, fact("投资", ytd))')
    assert rows(compute(town.zone, MARCH), "投资合计") == {town.zone.name: "3亿元", "财政审计部": "3亿元"}


@proves("INV.5")
def test_a_zone_without_units_has_no_total_of_them() -> None:
    zone = found_zone(SYSTEM, "独区", since=SINCE, at=AT)
    ensure_measures(SYSTEM, [("投资", "amount", Units.shipped().get("亿元"))], at=AT)
    define(zone, "各单位投资", OF_UNITS)
    assert rows(compute(zone, MARCH), "各单位投资") == {"独区": "没有下级单位"}
