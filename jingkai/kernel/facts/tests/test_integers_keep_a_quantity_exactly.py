"""Between a quantity and the integers it is kept as nothing is lost, or the figure is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import Quantity, Units, same_amount
from jingkai.kernel.facts.columns import Scale, from_columns, in_base, scale_for, to_columns
from jingkai.kernel.problems import Problem
from tests.proof import proves

YUAN = Scale.of("元", 2)
# With at most this many decimals each of these units makes whole fen.
MONEY = {"元": 2, "万元": 6, "亿元": 8}


@st.composite
def money(draw: st.DrawFn) -> Quantity:
    unit = draw(st.sampled_from(sorted(MONEY)))
    number = st.decimals(-(10**6), 10**6, places=draw(st.integers(0, MONEY[unit])), allow_nan=False)
    lo, hi = sorted((draw(number), draw(number)))
    shape = draw(st.sampled_from(["exact", "about", "from", "to", "between", "unknown"]))
    if shape == "unknown":
        return Quantity.unknown(unit)
    ends = {"exact": (lo, lo), "about": (lo, lo), "from": (lo, None), "to": (None, hi), "between": (lo, hi)}
    low, high = ends[shape]
    open_ends = draw(st.booleans()) and low != high
    return Quantity(low, high, open_ends, open_ends, shape == "about", Units.shipped().get(unit))


@given(money())
@proves("K3.1.9")
def test_money_comes_back_as_it_was_typed(quantity: Quantity) -> None:
    back = from_columns(to_columns(quantity, YUAN, "投资"), YUAN)
    assert (back.lo, back.hi, back.qualifier, back.unit) == (
        quantity.lo, quantity.hi, quantity.qualifier, quantity.unit,
    )  # fmt: skip


@given(money(), money())
def test_two_rows_compare_as_the_amounts_do_whatever_their_units(left: Quantity, right: Quantity) -> None:
    kept = [in_base(to_columns(one, YUAN, "投资"), YUAN) for one in (left, right)]
    assert same_amount(*kept) == same_amount(left, right)


@pytest.mark.parametrize(("typed", "shown"), [("8.0", "8.0"), ("8", "8"), ("12.30", "12.30"), ("约8.0", "8")])
def test_the_zeros_that_were_typed_come_back(typed: str, shown: str) -> None:
    quantity = Quantity.exactly(typed.removeprefix("约"), "%", text=typed)
    scale = scale_for(quantity.unit)
    assert str(from_columns(to_columns(quantity, scale, "增速"), scale).lo) == shown


def test_a_ratio_kept_in_the_cell_is_not_mistaken_for_the_percentage_it_was_read_as() -> None:
    quantity = Quantity.exactly("72", "%", text="0.72")
    scale = scale_for(quantity.unit)
    assert from_columns(to_columns(quantity, scale, "完成率"), scale).lo == Decimal(72)
    assert str(from_columns(to_columns(quantity, scale, "完成率"), scale).lo) == "72"


@pytest.mark.parametrize(
    ("unit", "base"),
    [("万元", "元"), ("亿美元", "美元"), ("%", "%"), ("百分点", "百分点"), ("亩", "亩"), ("万平方米", "㎡"),
     ("家", "家"), ("万元/亩", "元/亩"), ("亿千瓦时", "千瓦时"), ("", "1")],
)  # fmt: skip
def test_a_measure_is_kept_in_the_unit_without_its_magnitude(unit: str, base: str) -> None:
    assert scale_for(Units.shipped().get(unit)).name == base


def test_a_figure_that_would_have_to_be_rounded_is_refused() -> None:
    with pytest.raises(Problem) as refusal:
        to_columns(Quantity.exactly("0.001", "元"), YUAN, "经费")
    assert refusal.value.code == "facts.too-fine"


def test_a_figure_beyond_64_bits_is_refused() -> None:
    with pytest.raises(Problem) as refusal:
        to_columns(Quantity.exactly("1000000000", "亿元"), YUAN, "产值")
    assert refusal.value.code == "facts.too-large"


def test_what_does_not_convert_is_refused() -> None:
    with pytest.raises(Problem) as refusal:
        to_columns(Quantity.exactly("3", "家"), YUAN, "产值")
    assert refusal.value.code == "facts.unit-differs"
    assert "产值" in refusal.value.zh
