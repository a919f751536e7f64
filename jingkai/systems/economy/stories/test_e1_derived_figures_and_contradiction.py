"""st-E1. S&T spending: three printed figures stay as printed, what follows is derived, what contradicts is said."""

from datetime import timedelta

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.known import history
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.systems.economy.findings import short
from jingkai.systems.economy.line import Line
from jingkai.systems.economy.month import Month, compute
from tests.proof import proves

from .people import AT, Town, a_town, say

pytestmark = pytest.mark.django_db

SPENDING = "科技支出"
YEAR = Period.of_year(2023)


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def printed(town: Town) -> list[Fact]:
    return [
        say(town, SPENDING, "1992", "万元", "2023"),
        say(town, SPENDING, "20.5", "%", "2023", aspect="growth"),
        say(town, SPENDING, "5.2", "%", "2023", aspect="share"),
    ]


def year(town: Town) -> Month:
    return compute(town.zone, YEAR)


def line(town: Town) -> Line:
    (found,) = [one for one in year(town).lines if one.definition.name == SPENDING]
    return found


def signals(town: Town) -> list[str]:
    return [one.kind for one in year(town).findings]


@proves("K4.1.6")
def test_what_was_printed_is_kept_and_what_follows_is_derived(town: Town, printed: list[Fact]) -> None:
    found = line(town)
    assert str(found.value) == "1992万元"
    assert str(found.growth.printed) == "20.5%"
    assert {one.zh: short(one.value, one.decimals) for one in found.derived} == {
        "上年同期": "1653.11万元",
        "比上年增加": "338.89万元",
        "所占总量": "38307.69万元",
    }
    # Derived values are never facts.
    assert Fact.objects.count() == 3
    assert {one.formula for one in found.derived} >= {"amount / share"}


@proves("K4.1.6")
def test_last_years_book_figure_agrees_within_the_tolerance(town: Town, printed: list[Fact]) -> None:
    say(town, SPENDING, "1653", "万元", "2022", caliber="自报")
    growth = line(town).growth
    assert growth.computed is not None
    assert short(growth.computed, 2) == "20.51%"
    assert growth.contradiction is None
    assert str(growth.shown) == "20.5%"
    assert signals(town) == []


@proves("K4.1.6", "K4.3.4")
def test_a_figure_that_contradicts_leaves_all_standing_and_is_said_with_its_facts(
    town: Town, printed: list[Fact]
) -> None:
    before = say(town, SPENDING, "1653", "万元", "2022", caliber="自报")
    newer = correct(
        town.clerk, before.pk, Quantity.exactly("1600", "万元", text="1600"), reason="决算数", source="2022 年决算",
        at=AT + timedelta(days=1),
    )  # fmt: skip
    growth = line(town).growth
    assert growth.computed == Quantity.exactly("24.5", "%")
    assert growth.contradiction is not None
    assert growth.contradiction.gap == Quantity.exactly("4", "百分点")

    (signal,) = [one for one in year(town).findings if one.kind == "growth-contradicts"]
    assert {f"fact:{fact.pk}" for fact in (printed[0], printed[1], newer)} <= set(signal.refs)
    assert "相差 4 个百分点" in signal.zh
    assert "differ by 4 points" in signal.en

    # The printed growth is as it was, and history holds both book figures.
    printed[1].refresh_from_db()
    assert (printed[1].text, printed[1].supersedes_id) == ("20.5", None)
    assert [str(one.quantity) for one in history(newer)] == ["1653万元", "1600万元"]
