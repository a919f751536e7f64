"""A quarterly figure is missing in no month but the last of a quarter; the card says how often and who leads."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from jingkai.engines.periods import Period
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.parties.models import Post
from jingkai.kernel.parties.services.people import add_person, give_post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.economy.card import card
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from jingkai.systems.economy.view import view
from tests.proof import proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def leading(town: Town, name: str, since: date, until: date | None = None) -> Post:
    return give_post(
        SYSTEM, add_person(SYSTEM, name, at=AT), town.zone, "分管负责人", since=since, until=until, at=AT
    )


def define(town: Town, leader: Post | None = None, frequency: str | None = "quarter") -> None:
    define_indicator(
        town.clerk, town.zone, "gdp", name="生产总值", formula='fact("生产总值", ytd)', unit="亿元",
        frequency=frequency, leader=leader, at=AT,  # type: ignore[arg-type]
    )  # fmt: skip


@proves("W2.2.3")
def test_nothing_is_missing_between_quarters(town: Town) -> None:
    for period, value in (("2023-01/2023-03", "70"), ("2023-01/2023-06", "150"), ("2023-01/2023-12", "330")):
        say(town, "生产总值", value, "亿元", period)
    say(town, "生产总值", "80", "亿元", "2024-01/2024-03")
    define(town)
    april = compute(town.zone, Period.parse("2024-04"))
    (row,) = [one for one in april.lines if one.definition.code == "gdp"]
    assert view(row, "zh").why == "按季报送，这个月没有应报的数"
    # In March the figure is due and there; the third quarter of 2023 is what is missing.
    march = compute(town.zone, Period.parse("2024-03"))
    shown = card(march, "gdp", "zh")
    assert shown is not None
    facts = dict(shown.facts)
    assert facts["频率"] == "按季"
    assert [str(period) for period, _ in shown.trend] == [
        "2023-04/2023-06",
        "2023-07/2023-09",
        "2023-10/2023-12",
        "2024-01/2024-03",
    ]
    assert [str(value) for _, value in shown.trend if value is not None] == ["80亿元", "80亿元"]
    # A monthly indicator without its figure says so as before.
    define(town, frequency="month")
    (row,) = [
        one for one in compute(town.zone, Period.parse("2024-04")).lines if one.definition.code == "gdp"
    ]
    assert "按季" not in view(row, "zh").why


@proves("W2.2.3")
def test_the_lead_leader_is_whoever_holds_the_post_then(town: Town) -> None:
    leader = leading(town, "甲", date(2022, 1, 1), date(2023, 12, 31))
    leading(town, "乙", date(2024, 1, 1))
    say(town, "生产总值", "80", "亿元", "2024-01/2024-03")
    say(town, "生产总值", "70", "亿元", "2023-01/2023-03")
    define(town, leader)
    for period, name in (("2023-03", "甲"), ("2024-03", "乙")):
        shown = card(compute(town.zone, Period.parse(period)), "gdp", "zh")
        assert shown is not None
        assert dict(shown.facts)["牵头领导"] == f"分管负责人 {name}"


@proves("W2.2.3")
def test_a_frequency_that_is_no_word_is_refused(town: Town) -> None:
    say(town, "生产总值", "80", "亿元", "2024-01/2024-03")
    with pytest.raises(Problem) as refusal:
        define(town, frequency="fortnight")
    assert refusal.value.code == "facts.unknown-word"


@proves("W2.2.3")
def test_a_declared_frequency_is_never_changed_by_sql(town: Town) -> None:
    say(town, "生产总值", "80", "亿元", "2024-01/2024-03")
    define(town)
    table = Indicator._meta.db_table
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET frequency = 'month'")
    assert Indicator.objects.get(code="gdp").frequency == "quarter"
