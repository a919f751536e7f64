"""What an expression is given: figures by name, cumulative from months and months from cumulative, targets, units."""

import pytest

from jingkai.engines.expr import Holder, Unknown, evaluate, explain, make_plan, say
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.definitions import Aims, indicators
from jingkai.kernel.facts.environment import ROWS, schema_of
from jingkai.kernel.facts.holdings import Holdings, holders_of
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.source import Computes, FactSource, Place, World
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .samples import AT, CLERK, Zone, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_zone()


def say_that(zone: Zone, period: str, value: str, **changes: object) -> None:
    recorded(a_draft(zone, value, period=Period.parse(period), **changes))


def value(
    zone: Zone,
    text: str,
    period: str = "2024-03",
    owner: int | None = None,
    holder: Organisation | None = None,
) -> str:
    """The expression for the zone (or a unit of it) in the period, in words with the records it read."""
    holdings = Holdings.load(holders_of(zone.zone).keys(), (2023, 2024), latest())
    defined = indicators(zone.zone)
    world = World(
        zone.zone, holdings, Aims.load(zone.zone), holders_of(zone.zone),
        codes={one.name: code for code, one in defined.items()},
    )  # fmt: skip
    schema = schema_of(Measure.objects.known_at(), {one.name: one.unit for one in defined.values()})
    place = Place(holder or zone.zone, Period.parse(period), ("统计",), owner)
    source = FactSource(world, place, Computes())
    result = evaluate(make_plan(text, schema), source)
    assert not isinstance(result.value, Holder)
    shown = result.value.code if isinstance(result.value, Unknown) else say(result.value)
    return f"{shown} {len(result.references)}"


@proves("K4.1.4")
def test_a_figure_by_its_name_and_its_growth_by_name_and_aspect(zone: Zone) -> None:
    say_that(zone, "2024-01/2024-03", "38.62")
    say_that(
        zone, "2024-01/2024-03", "0", aspect="growth", quantity=Quantity.exactly("11.2", "%", text="11.2")
    )
    assert value(zone, 'fact("固定资产投资", ytd)') == "38.62亿元 1"
    assert value(zone, 'fact("固定资产投资·同比", ytd)') == "11.2% 1"


@proves("K4.1.4")
def test_a_year_to_date_is_the_sum_of_its_months_if_none_is_missing(zone: Zone) -> None:
    for month, figure in (("2024-01", "10"), ("2024-02", "12")):
        say_that(zone, month, figure)
    assert value(zone, 'fact("固定资产投资", ytd)') == "missing 0"
    say_that(zone, "2024-03", "16.62")
    assert value(zone, 'fact("固定资产投资", ytd)') == "38.62亿元 3"


@proves("K4.1.4")
def test_a_month_is_the_difference_of_two_years_to_date(zone: Zone) -> None:
    say_that(zone, "2024-01/2024-02", "22")
    assert value(zone, 'fact("固定资产投资")') == "missing 0"
    say_that(zone, "2024-01/2024-03", "38.62")
    assert value(zone, 'fact("固定资产投资")') == "16.62亿元 2"


@proves("INV.5")
def test_months_of_different_calibers_are_not_added(zone: Zone) -> None:
    say_that(zone, "2024-01", "10")
    say_that(zone, "2024-02", "12")
    say_that(zone, "2024-03", "16", caliber="自报")
    assert value(zone, 'fact("固定资产投资", ytd)') == "missing 0"


def test_a_balance_is_never_added_up(zone: Zone) -> None:
    for month in ("2024-01", "2024-02", "2024-03"):
        say_that(zone, month, "5", name="存款余额", aspect="balance")
    assert value(zone, 'fact("存款余额", ytd)') == "missing 0"
    assert value(zone, 'fact("存款余额")') == "5亿元 1"


@proves("K4.1.2")
def test_two_departments_that_differ_are_unknown_and_both_are_named(zone: Zone) -> None:
    say_that(zone, "2024-03", "1")
    say_that(zone, "2024-03", "2", reported_by=zone.finance)
    assert value(zone, 'fact("固定资产投资")') == "disagree 2"
    assert value(zone, 'fact("固定资产投资")', owner=zone.finance.pk) == "2亿元 1"


@proves("K4.1.4")
def test_the_units_below_are_summed_by_name(zone: Zone) -> None:
    say_that(zone, "2024-03", "3", holder=zone.park)
    say_that(zone, "2024-03", "4", holder=zone.finance)
    formula = 'sum(children where known(fact("固定资产投资", of: unit)), fact("固定资产投资", of: unit))'
    assert value(zone, formula) == "700000000元 4"
    # One without a figure makes the plain sum unknown: unknown is never zero.
    assert value(zone, 'sum(children, fact("固定资产投资", of: unit))').startswith("missing")


@proves("INV.5")
def test_a_unit_without_units_below_has_no_total_of_them(zone: Zone) -> None:
    """Nobody below has a figure; nobody is below: two reasons, and neither makes 0."""
    formula = 'sum(children, fact("固定资产投资", of: unit))'
    say_that(zone, "2024-03", "3", holder=zone.park)
    assert value(zone, formula).startswith("missing")
    assert value(zone, formula, holder=zone.park) == "no-units-below 0"


@proves("K3.3.4")
def test_every_field_of_a_row_has_its_words() -> None:
    for kind in ROWS.values():
        assert kind.words.keys() == kind.fields.keys()
        assert not [zh for zh, _ in kind.words.values() if zh.isascii()]


def test_a_count_of_events_is_said_in_chinese(zone: Zone) -> None:
    plan = make_plan('count(events("开工") where date in ytd)', schema_of([], {}))
    assert explain(plan, "zh") == "符合“其日期在本年累计内”的“阶段事件”（“开工”）各行的个数"


@proves("K4.1.5")
def test_a_target_and_its_schedule(zone: Zone) -> None:
    say_that(zone, "2024-01/2024-03", "38.62")
    define_indicator(
        CLERK, zone.zone, "inv", name="投资", formula='fact("固定资产投资", ytd)', unit="亿元", at=AT
    )
    assert value(zone, 'target("投资")') == "missing 0"
    plan = Quantity.exactly(150, "亿元")
    set_target(CLERK, zone.zone, "inv", zone.zone, Period.of_year(2024), plan, at=AT)
    assert value(zone, 'target("投资")') == "150亿元 1"
    assert value(zone, 'schedule("投资")') == "25% 1"


def test_an_amount_and_a_count_of_one_name_are_two_names(zone: Zone) -> None:
    say_that(zone, "2024-03", "1", name="签约项目")
    say_that(zone, "2024-03", "0", name="签约项目", aspect="count", quantity=Quantity.exactly(9, "个"))
    assert value(zone, 'fact("签约项目")') == "1亿元 1"
    assert value(zone, 'fact("签约项目·个数")') == "9个 1"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"code": " "}, "facts.incomplete"), ({"calibers": ["估计"]}, "facts.unknown-word"),
     ({"direction": "sideways"}, "facts.unknown-word")],
)  # fmt: skip
def test_an_indicator_that_is_malformed_is_refused(zone: Zone, change: dict[str, object], code: str) -> None:
    said: dict[str, object] = {"code": "x", "name": "x", "formula": "1亿元", "unit": "亿元"} | change
    with pytest.raises(Problem) as refusal:
        define_indicator(CLERK, zone.zone, at=AT, **said)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_a_formula_in_another_unit_than_the_indicators_is_refused(zone: Zone) -> None:
    with pytest.raises(ValueError, match=r"expr\."):
        define_indicator(CLERK, zone.zone, "x", name="x", formula="1亿元", unit="家", at=AT)
