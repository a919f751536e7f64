"""Of several figures of one place: the owner's newest in the first caliber of the order; a tie has no value."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.known import known
from jingkai.kernel.facts.selection import choose, differences
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .samples import AT, CLERK, MARCH, Zone, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_zone()


def shown(*calibers: str, owner: int | None = None) -> str:
    found = choose(known(MARCH), calibers, owner)
    return "tie" if found.tied else f"{found.caliber} {found.quantity}" if found.facts else "none"


@proves("K4.1.2", "INV.5")
def test_the_first_caliber_of_the_order_that_has_a_figure(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="统计"), a_draft(zone, "2", caliber="自报"))
    assert shown("认定", "自报", "统计") == "自报 2亿元"
    assert shown("统计") == "统计 1亿元"
    # Without an order the vocabulary's holds; nothing is ever added.
    assert shown() == "统计 1亿元"


@proves("K4.1.2")
def test_two_departments_that_differ_in_one_caliber_leave_no_value(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="自报"))
    recorded(a_draft(zone, "2", caliber="自报", reported_by=zone.finance))
    assert shown() == "tie"
    found = choose(known(MARCH))
    assert found.quantity is None
    assert [str(one.quantity) for one in found.facts] == ["1亿元", "2亿元"]


def test_two_departments_that_agree_in_other_units_are_no_tie(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="自报"))
    same = Quantity.exactly("10000", "万元")
    recorded(a_draft(zone, quantity=same, caliber="自报", reported_by=zone.finance))
    assert shown() == "自报 1亿元"
    assert differences("固定资产投资", known(MARCH)) is None


def test_the_owners_figure_is_taken_though_another_reports_in_a_better_caliber(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="统计"))
    recorded(a_draft(zone, "2", caliber="自报", reported_by=zone.finance))
    assert shown(owner=zone.finance.pk) == "自报 2亿元"
    assert shown(owner=zone.park.pk) == "none"


def test_the_newest_of_one_unit_counts_by_when_it_became_known(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="自报"))
    newer = recorded(a_draft(zone, "2", caliber="自报"))
    assert shown() == "自报 2亿元"
    withdraw(CLERK, newer, at=AT, reason="x")
    assert shown() == "自报 1亿元"


def test_two_figures_of_one_unit_in_one_batch_tie(zone: Zone) -> None:
    recorded(a_draft(zone, "1", caliber="自报"), a_draft(zone, "2", caliber="自报"))
    assert shown() == "tie"


@proves("INV.5")
def test_a_bound_is_not_the_figure_it_bounds(zone: Zone) -> None:
    recorded(a_draft(zone, caliber="自报", quantity=Quantity.at_least(1, "亿元")))
    recorded(a_draft(zone, "1", caliber="自报", reported_by=zone.finance))
    assert shown() == "tie"
    difference = differences("固定资产投资", known(MARCH))
    assert difference is not None
    assert [str(one.quantity) for one in difference.facts] == ["≥1亿元", "1亿元"]


def test_a_plan_is_no_figure_of_what_was_done(zone: Zone) -> None:
    recorded(a_draft(zone, "9", nature="planned"))
    assert [one.row.nature for one in known(MARCH)] == ["planned"]
    assert known(Period.parse("2024-03")) == []
