import pytest

from jingkai.engines.quantity import round_half_up
from jingkai.kernel.matters.rates import rates
from jingkai.kernel.matters.services import Draft, move, open_split
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import COMMON, DUE, FRIDAY, LISTED, a_matter, at, close, report

pytestmark = pytest.mark.django_db


@proves("K5.1.4")
def test_the_two_rates_count_different_things_and_say_which() -> None:
    """One common problem of two units, one of them done, and one individual problem done."""
    zone = a_ruled_zone()
    draft = Draft("应急灯失效", None, origin="list:1#1", due=DUE, category="common")
    parent, east, west = open_split(
        zone.actor(zone.clerk),
        zone.zone,
        draft,
        [zone.east, zone.west],
        flow=LISTED,
        parent_flow=COMMON,
        at=FRIDAY,
    ).new
    single = a_matter(zone, "个性问题", flow=LISTED)
    every = [parent, east, west, single]
    before = latest()
    for one in (east, single):
        report(zone, one, zone.easterner)
        close(zone, one, zone.clerk)

    leaves, items = rates(every)
    assert (leaves.closed, leaves.total, items.closed, items.total) == (2, 3, 1, 2)
    assert str(round_half_up(leaves.value, 1)) == "66.7%"
    assert str(round_half_up(items.value, 1)) == "50.0%"
    assert "末级事项" in leaves.definition.zh
    assert "子项全部了结" in items.definition.zh

    assert [one.closed for one in rates(every, before)] == [0, 0]
    move(zone.actor(zone.clerk), west, "withdraw", at=at("2024-01-25"), note="误列")
    leaves, items = rates(every)
    assert (leaves.closed, leaves.total, items.closed, items.total) == (2, 2, 2, 2)


def test_of_nothing_there_is_no_rate() -> None:
    assert [one.value.known for one in rates([])] == [False, False]
