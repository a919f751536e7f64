import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.kernel.records.search import marked, sought
from jingkai.kernel.records.search.folding import LONGEST, fold, grams
from tests.proof import proves


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("消防通道", " 消防通道 "),
        ("向陽街道", " 向阳街道 "),
        ("ＡＢ１２：Ｇｄｐ", " ab12 gdp "),
        ("2024-17号", " 2024 17 号 "),
        ("  （一）  50%_*\"'  ", " 一 50 "),
        ("😀", " "),
        ("", " "),
    ],
)
def test_what_only_writing_differs_in_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_character_folds_alike_wherever_it_stands() -> None:
    """A converter that looks at the neighbours keeps 乾隆 and turns 乾 into 干: neither would find the other."""
    assert fold("乾")[1:-1] in fold("乾隆")


@proves("W1.1.3")
def test_the_pieces_are_words_of_ascii_and_characters_one_by_one_and_in_pairs() -> None:
    assert grams(fold("消防GDP2024")) == {"消", "防", "消防", "gdp2024"}
    assert sought("防").grams == ["防"]
    assert sought("消防").grams == ["消防"]
    assert sought("消防通道 12").grams == ["12", "消防", "通道", "防通"]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "*", "\"'", "😀", "（）、。"])
def test_what_has_no_word_looks_for_nothing(typed: str) -> None:
    assert not sought(typed)
    assert sought(typed).grams == []


def test_what_is_looked_for_is_cut_off_and_says_so() -> None:
    assert not sought("消" * LONGEST).cut
    long = sought("消" * 200)
    assert long.cut
    assert len(long.words[0]) == LONGEST


@given(
    text=st.text("消防通道东河路陽Ａ2024x７-（），。 ", min_size=1, max_size=40),
    start=st.integers(0, 39),
    length=st.integers(1, 10),
)
def test_whatever_stands_in_a_text_is_found_there(text: str, start: int, length: int) -> None:
    """But for a part of an ASCII word, which is found as a whole."""
    part = text[start : start + length]
    before, after = text[:start], text[start + length :]
    cuts = (before and part and fold(before[-1] + part[0]), part and after and fold(part[-1] + after[0]))
    if any(cut and len(cut.strip()) == 2 and cut.strip().isascii() for cut in cuts):
        return
    wanted, folded = sought(part), fold(text)
    assert set(wanted.grams) <= grams(folded)
    assert all(word in folded for word in wanted.words)
    assert any(hit for _, hit in marked(text, wanted)) == bool(wanted)


def test_what_was_found_is_marked_as_it_is_written() -> None:
    assert marked("向陽街道（第12号）", sought("向阳 12")) == [
        ("向陽", True), ("街道（第", False), ("12", True), ("号）", False),
    ]  # fmt: skip
    assert marked("2024-17", sought("2024-17")) == [("2024-17", True)]
    assert marked("12号", sought("2")) == [("12号", False)]
