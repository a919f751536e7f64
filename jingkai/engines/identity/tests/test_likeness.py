"""Likeness is exact, symmetric, and bounded; what differs in one contrast is two."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.identity.similarity import contrast, edits, similarity

NAMES = st.text("云溪绿源新材料机械东南12", max_size=10)


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("", "", 0),
        ("云溪", "", 2),
        ("机械", "机器", 1),
        ("新材料", "材新料", 1),
        ("云溪机械", "机械", 2),
        ("abc", "cab", 2),
    ],
)
def test_edits_are_counted_as_by_hand(left: str, right: str, count: int) -> None:
    assert edits(left, right) == count


def test_likeness_is_the_share_of_what_need_not_be_edited() -> None:
    assert similarity("云溪精密机械", "云溪精密机器") == Fraction(5, 6)
    assert similarity("", "") == 1


@given(NAMES, NAMES)
def test_likeness_is_symmetric_between_nought_and_one(left: str, right: str) -> None:
    assert similarity(left, right) == similarity(right, left)
    assert 0 <= similarity(left, right) <= 1
    assert (similarity(left, right) == 1) == (left == right)


@given(NAMES, NAMES)
def test_edits_lie_between_difference_of_lengths_and_the_longer(left: str, right: str) -> None:
    assert abs(len(left) - len(right)) <= edits(left, right) <= max(len(left), len(right))


@pytest.mark.parametrize(
    ("left", "right", "pair"),
    [
        ("城东", "城南", ("东", "南")),
        ("改造一期", "改造二期", ("一", "二")),
        ("1号厂房", "12号厂房", ("1", "12")),
        ("电子", "电力", None),
        ("城东", "城东", None),
        ("城东北", "城东", None),
    ],
)
def test_one_contrast_tells_names_apart(left: str, right: str, pair: tuple[str, str] | None) -> None:
    assert contrast(left, right) == pair
