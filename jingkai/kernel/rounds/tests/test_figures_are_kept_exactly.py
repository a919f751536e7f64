from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.figures import micro_text, nano_text, points_to_nano, to_micro, to_nano

EXACT = st.decimals(min_value=-(10**6), max_value=10**6, places=6)


@given(EXACT)
def test_what_goes_in_comes_out_as_it_was_written(value: Decimal) -> None:
    assert Decimal(micro_text(to_micro(value))) == value
    assert Decimal(nano_text(to_nano(str(value)))) == value


@given(st.integers(-(10**15), 10**15))
def test_points_of_the_engine_are_kept_to_nine_decimals(nano: int) -> None:
    assert points_to_nano(nano / 10**9) == nano


@pytest.mark.parametrize("value", ["0.0000001", "1/3", "", "九十", "NaN", "Infinity", Decimal("1E-7")])
def test_what_can_not_be_kept_exactly_is_refused(value: Decimal | str) -> None:
    with pytest.raises(Problem) as refused:
        to_micro(value)
    assert refused.value.code == "rounds.too-fine"


def test_the_unknown_is_no_number() -> None:
    assert (points_to_nano(None), nano_text(None), nano_text(0)) == (None, "—", "0")
