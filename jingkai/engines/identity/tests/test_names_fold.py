"""Folding takes away ways of writing, and nothing that tells two names apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.identity import fold_name
from tests.proof import proves

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12)


@proves("K3.5.2")
@pytest.mark.parametrize(
    ("left", "right", "change"),
    [
        ("向陽街道", "向阳街道", "script"),
        ("龍泉鎮", "龙泉镇", "script"),
        ("区　级", "区级", "space"),
        ("ＡＢＢ", "ABB", "width"),
        ("Abb", "ABB", "case"),
        ("纺织（集团）有限公司", "纺织集团有限公司", "punctuation"),
    ],
)
def test_ways_of_writing_fold_together_and_are_named(left: str, right: str, change: str) -> None:
    assert fold_name(left).text == fold_name(right).text
    assert change in fold_name(left).changes | fold_name(right).changes


@pytest.mark.parametrize(
    ("left", "right"),
    [("有限公司", "有限责任公司"), ("城东", "城南"), ("拱辰办", "拱辰街道"), ("1期", "12期")],
)
def test_what_tells_names_apart_stays(left: str, right: str) -> None:
    assert fold_name(left).text != fold_name(right).text


@given(st.one_of(st.text(max_size=20), CHINESE))
def test_folding_what_is_folded_changes_nothing(name: str) -> None:
    once = fold_name(name).text
    assert fold_name(once).text == once


@given(st.text(max_size=20))
def test_a_folded_name_has_no_space_and_no_punctuation(name: str) -> None:
    assert not [char for char in fold_name(name).text if unicodedata.category(char)[0] in "ZPSC"]


@given(st.text("街道镇开发区云溪向阳", max_size=12))
def test_a_plain_name_folds_to_itself_and_nothing_changed(name: str) -> None:
    assert fold_name(name).text == name
    assert fold_name(name).changes == frozenset()
