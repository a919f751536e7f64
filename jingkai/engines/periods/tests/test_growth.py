"""Growth, implied bases and contradictions. The figures of the stories are those printed there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.periods import (
    Period,
    ahead,
    base_of_change,
    base_of_growth,
    change,
    contradiction,
    growth,
    growth_against_base,
    growth_against_change,
    increase_of_growth,
    scheduled,
    whole_of_share,
)
from jingkai.engines.quantity import Problem, Quantity, read_number, round_half_up, share
from tests.proof import proves

Q = Quantity
TENTH = Q.exactly("0.1", "百分点")


def rounded(quantity: Quantity, decimals: int = 2) -> str:
    return str(round_half_up(quantity, decimals))


@proves("K3.2.3")
def test_st_e1_what_three_published_facts_imply() -> None:
    spending, printed_growth, printed_share = (
        Q.exactly(1992, "万元"),
        Q.exactly("20.5", "%"),
        Q.exactly("5.2", "%"),
    )
    assert rounded(base_of_growth(spending, printed_growth)) == "1653.11万元"
    assert rounded(increase_of_growth(spending, printed_growth)) == "338.89万元"
    assert rounded(whole_of_share(spending, printed_share)) == "38307.69万元"


@proves("K3.2.3")
def test_st_e1_a_book_figure_within_the_tolerance_and_one_beyond_it() -> None:
    spending, printed = Q.exactly(1992, "万元"), Q.exactly("20.5", "%")
    agreed = growth_against_base(printed, spending, Q.exactly(1653, "万元"), TENTH)
    assert rounded(agreed.computed) == "20.51%"
    assert agreed.contradicts is False
    disputed = growth_against_base(printed, spending, Q.exactly(1600, "万元"), TENTH)
    assert rounded(disputed.computed, 1) == "24.5%"
    assert rounded(disputed.gap, 1) == "4.0百分点"
    assert disputed.contradicts is True
    assert (disputed.printed, disputed.tolerance) == (printed, TENTH)


@proves("K3.2.3")
def test_a_printed_growth_is_checked_against_the_printed_increase() -> None:
    """The planted error of the Tianshui table: 9260 agrees with +2570 and 38.4 %, the stale 8289 does not."""
    printed, increase = Q.exactly("38.4", "%"), Q.exactly(2570, "万元")
    assert growth_against_change(printed, Q.exactly(9260, "万元"), increase, TENTH).contradicts is False
    assert growth_against_change(printed, Q.exactly(8289, "万元"), increase, TENTH).contradicts is True


@proves("K3.2.3")
def test_st_e5_ahead_of_schedule_and_the_implied_plan() -> None:
    june = scheduled(Period.parse("2024-06-30"))
    assert june == Q.exactly(50, "%")
    done, rate = Q.exactly("887.44", "亿元"), Q.exactly("62.14", "%")
    assert ahead(rate, june) == Q.exactly("12.14", "百分点")
    assert ahead(rate, Q.exactly(45, "%")) == Q.exactly("17.14", "百分点")
    assert rounded(whole_of_share(done, rate)) == "1428.13亿元"
    assert rounded(share(Q.exactly(305), Q.exactly(326))) == "93.56%"
    assert ahead(Q.exactly("73.87", "%"), june) == Q.exactly("23.87", "百分点")
    # 160.45 / 73.87 % is 217.206, which the story prints as 217.21.
    assert rounded(whole_of_share(Q.exactly("160.45", "亿元"), Q.exactly("73.87", "%"))) == "217.21亿元"
    october = scheduled(Period.month(2024, 10))
    assert rounded(october) == "83.33%"
    assert rounded(ahead(Q.exactly("629.0") / Q.exactly("647.4"), october)) == "13.82百分点"


def test_st_e10_marks_carry_over_to_what_is_computed() -> None:
    sets, output = read_number("近200万套"), read_number("超10亿元")
    assert sets is not None
    assert output is not None
    assert rounded(sets / Q.exactly(6, "条生产线")) == "≈33.33万套/条线"
    assert rounded(output / Q.exactly(3, "亿元")) == ">3.33"
    assert str((output / sets).to("元/套")) == "≈>500元/套"


def test_st_e11_investment_by_the_mu_against_two_admission_lines() -> None:
    land = Q.exactly(143, "亩")
    invested = (Q.exactly(10, "亿元") / land).to("万元/亩")
    assert rounded(invested) == "699.30万元/亩"
    assert rounded((Q.exactly(15, "亿元") / land).to("万元/亩")) == "1048.95万元/亩"
    assert rounded((Q.exactly("9.2", "亿元") / land).to("万元/亩")) == "643.36万元/亩"
    assert rounded(invested - Q.exactly(500, "万元/亩")) == "199.30万元/亩"
    assert rounded(invested - Q.exactly(700, "万元/亩")) == "-0.70万元/亩"


@pytest.mark.parametrize(
    "before", [Q.exactly(0), Q.exactly(-5), Q.between(-1, 5), Q.less_than(5), Q.unknown()]
)
def test_from_nothing_or_a_loss_there_is_no_growth(before: Quantity) -> None:
    assert growth(Q.exactly(5), before) == Q.unknown("%")


def test_a_growth_of_minus_a_hundred_per_cent_implies_no_base() -> None:
    assert not base_of_growth(Q.exactly(5, "万元"), Q.exactly(-100, "%")).known
    assert not base_of_growth(Q.exactly(5, "万元"), Q.exactly(-150, "%")).known
    assert not base_of_growth(Q.exactly(5, "万元"), Q.at_most(3, "%")).known
    assert increase_of_growth(Q.exactly(5, "万元"), Q.unknown("%")) == Q.unknown("万元")


def test_bounds_and_roughness_go_through_growth() -> None:
    assert growth(Q.at_least(120), Q.exactly(100)) == Q.at_least(20, "%")
    assert growth(Q.approximately(120), Q.exactly(100)) == Q.approximately(20, "%")
    assert increase_of_growth(Q.approximately(120), Q.exactly(20, "%")).about
    assert change(Q.exactly(30, "%"), Q.exactly(28, "%")) == Q.exactly(2, "百分点")
    assert base_of_change(Q.exactly(30), Q.at_least(5)) == Q.at_most(25)


def test_growth_across_units_converts_and_across_kinds_is_refused() -> None:
    assert growth(Q.exactly("1.2", "亿元"), Q.exactly(10000, "万元")) == Q.exactly(20, "%")
    with pytest.raises(Problem) as refused:
        growth(Q.exactly(1, "家"), Q.exactly(1, "人"))
    assert refused.value.code == "quantity.units-differ"


def test_a_bound_may_leave_the_contradiction_open() -> None:
    assert contradiction(Q.exactly(20, "%"), Q.at_least(15, "%"), TENTH).contradicts is None
    assert contradiction(Q.exactly(20, "%"), Q.at_least(25, "%"), TENTH).contradicts is True


money = st.decimals(1, 10**8, places=2)


@proves("K3.2.3")
@given(money, money)
def test_growth_and_its_base_undo_each_other(now: Decimal, before: Decimal) -> None:
    current, base = Q.exactly(now, "万元"), Q.exactly(before, "万元")
    implied = base_of_growth(current, growth(current, base)).value
    assert implied is not None
    assert abs(implied - before) < Decimal("1e-30")
    increase = increase_of_growth(current, growth(current, base)).value
    assert increase is not None
    assert abs(increase - (now - before)) < Decimal("1e-30")
