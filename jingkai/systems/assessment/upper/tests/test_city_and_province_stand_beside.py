"""eA19, eA22: above the province's mean or not, and how the place in the province moves; unknown stays unknown."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from ..comparison import Compared, Comparison, compare_with
from ..words import signed_tenth
from .samples import JULY

pytestmark = pytest.mark.django_db
JUNE, H1, MAY = Period.parse("2024-06"), Period.parse("2024-H1"), Period.parse("2024-01/2024-05")


def say(
    zone: Zone, name: str, value: str, aspect: str = "growth", unit: str = "%", when: Period = H1
) -> None:
    """A figure of the zone that somebody printed."""
    draft = Draft(
        name=name, aspect=aspect, holder=zone.zone, period=when, reported_by=zone.office, caliber="统计",
        quantity=Quantity.exactly(value, unit, text=value), source=Source(words="统计快报"),
    )  # fmt: skip
    record(SYSTEM, [draft], at=JULY)


def row(found: Comparison, name: str) -> Compared:
    return next(one for one in found.rows if one.title.zh == name)


@proves("A3.1.3")
def test_own_growth_less_the_provinces_above_zero_is_above_and_the_same_growth_is_not() -> None:
    zone = a_ruled_zone()
    for name, own, province in (
        ("规模以上工业增加值", "7.1", "6.5"),
        ("固定资产投资", "4.8", "4.8"),
        ("社会消费品零售总额", "5.0", "5.7"),
    ):
        say(zone, name, own)
        say(zone, f"全省{name}", province)
    say(zone, "全省外贸进出口总额", "6.0")
    found = compare_with(zone.zone, JUNE)
    flags = {one.title.zh: one.flag(one.province) for one in found.rows}
    assert flags == {
        "规模以上工业增加值": "above", "固定资产投资": "even", "社会消费品零售总额": "below",
        "一般公共预算收入": "unknown", "外贸进出口总额": "unknown",
    }  # fmt: skip
    assert [found.counted(one) for one in ("above", "even", "below", "unknown")] == [1, 1, 1, 2]
    assert {one.flag(one.city) for one in found.rows} == {"unknown"}


@proves("A3.1.3")
def test_growth_that_nobody_printed_is_computed_unrounded() -> None:
    zone = a_ruled_zone()
    say(zone, "固定资产投资", "104.84", "amount", "亿元")
    say(zone, "固定资产投资", "100", "amount", "亿元", H1.same_period_last_year())
    say(zone, "全省固定资产投资", "4.8")
    # 4.84 is above 4.8, though it is printed as 4.8.
    found = row(compare_with(zone.zone, JUNE), "固定资产投资")
    assert (found.derived, found.flag(found.province), signed_tenth(found.gap(found.province))) == (
        True, "above", "+0.04",
    )  # fmt: skip
    # What was printed counts, beside what could be computed.
    say(zone, "固定资产投资", "4.7")
    found = row(compare_with(zone.zone, JUNE), "固定资产投资")
    assert (found.derived, found.flag(found.province)) == (False, "below")


def test_of_a_base_of_zero_or_two_figures_that_differ_nothing_is_said() -> None:
    zone = a_ruled_zone()
    say(zone, "固定资产投资", "104", "amount", "亿元")
    say(zone, "固定资产投资", "0", "amount", "亿元", H1.same_period_last_year())
    say(zone, "全省固定资产投资", "4.8")
    for value in ("7.1", "7.2"):
        say(zone, "规模以上工业增加值", value)
    say(zone, "全省规模以上工业增加值", "6.5")
    found = compare_with(zone.zone, JUNE)
    assert {one.flag(one.province) for one in found.rows} == {"unknown"}
    assert row(found, "规模以上工业增加值").own.differs


@proves("A3.1.3")
def test_the_place_in_the_province_is_followed_over_the_months_of_the_year() -> None:
    zone = a_ruled_zone()
    name = "固定资产投资增速全省位次"
    say(zone, name, "15", "rank", "位次", Period.parse("2024-01/2024-02"))
    say(zone, name, "18", "rank", "位次", MAY)
    say(zone, name, "12", "rank", "位次")
    found = compare_with(zone.zone, JUNE)
    assert row(found, "固定资产投资").climbed == 6
    assert row(compare_with(zone.zone, MAY), "固定资产投资").climbed == -3
    assert row(found, "外贸进出口总额").climbed is None
