"""Credit codes (GB 32100-2015): the check holds, every slip is seen, and one slip is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.identity import check_code
from jingkai.engines.identity.credit_code import body_check_character, check_character
from jingkai.engines.identity.tests.codes import ALPHABET, credit_codes, sealed_credit
from tests.proof import proves

# The example that the standard itself works through (GB 32100-2015, appendix A).
STANDARD = "91350100M000100Y43"


def codes_of(text: str) -> list[str]:
    return [finding.problem.code for finding in check_code(text).findings]


@proves("K3.5.1")
def test_the_example_of_the_standard_is_valid_and_an_enterprise() -> None:
    reading = check_code(STANDARD)
    assert (reading.kind, reading.status, reading.findings) == ("credit_code", "valid", ())
    assert reading.bearer == "市场监管/企业"


@proves("K3.5.1")
@given(credit_codes)
def test_codes_sealed_by_the_printed_weights_are_valid(code: str) -> None:
    assert check_code(code).status == "valid"


@proves("K3.5.1")
@given(credit_codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_seen(code: str, at: int, other: str) -> None:
    wrong = code[:at] + other + code[at + 1 :]
    assert (check_code(wrong, "credit_code").status == "invalid") == (wrong != code)


@proves("K3.5.1")
@given(credit_codes, st.integers(0, 16))
def test_two_swapped_neighbours_are_seen_and_proposed_back(code: str, at: int) -> None:
    wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    reading = check_code(wrong, "credit_code")
    if wrong == code:
        assert reading.status == "valid"
    else:
        assert reading.status == "invalid"
        assert code in [repair.text for repair in reading.repairs]


@given(credit_codes)
def test_the_letter_o_for_every_zero_is_proposed_back(code: str) -> None:
    wrong = code.replace("0", "O")
    reading = check_code(wrong, "credit_code")
    assert wrong == code or code in [repair.text for repair in reading.repairs]
    assert wrong == code or codes_of(wrong) == ["identity.code-character"]


@given(credit_codes)
def test_every_proposal_is_itself_a_valid_code(code: str) -> None:
    for wrong in (code[:-1] + ("1" if code[-1] != "1" else "2"), code.replace("1", "I")):
        for repair in check_code(wrong, "credit_code").repairs:
            assert check_code(repair.text, "credit_code").status == "valid"


def test_a_slip_in_the_body_is_located_there_by_its_own_check() -> None:
    (body, whole) = check_code("91350100M000700Y43").findings
    assert body.problem.code == "identity.code-body-check"
    assert body.positions == tuple(range(9, 18))
    assert whole.problem.code == "identity.code-check"


def test_a_slip_outside_the_body_leaves_the_body_alone() -> None:
    assert codes_of("91350200M000100Y43") == ["identity.code-check"]


def test_only_the_last_character_wrong_is_said_with_the_right_one() -> None:
    reading = check_code("91350100M000100Y4X")
    assert "“3”" in reading.findings[0].problem.zh
    assert [(repair.text, repair.slip) for repair in reading.repairs if repair.slip == "check"] == [
        (STANDARD, "check")
    ]


def test_a_code_whose_body_check_is_odd_is_doubtful_not_refused() -> None:
    first = "91320505MA12345670"[:17]
    odd = next(first[:16] + char for char in "0123456789X" if char != body_check_character(first[8:16]))
    reading = check_code(odd + check_character(odd))
    assert reading.status == "doubtful"
    assert [finding.problem.code for finding in reading.findings] == ["identity.code-body-check"]


def test_an_unknown_department_or_province_is_doubtful() -> None:
    assert codes_of(sealed_credit("X1320505MA123456")) == ["identity.code-department"]
    reading = check_code(sealed_credit("91990505MA123456"))
    assert [finding.problem.code for finding in reading.findings] == ["identity.code-place"]
    assert reading.status == "doubtful"


def test_a_code_of_the_wrong_length_says_how_long_it_is() -> None:
    (finding,) = check_code(STANDARD[:-1]).findings
    assert finding.problem.code == "identity.code-length"
    assert "17" in finding.problem.zh
    assert "17" in finding.problem.en


@pytest.mark.parametrize(
    "typed",
    [" 91350100m000100y43", "91350100-M000100Y-43", "'91350100M000100Y43", "９１３５０１００M000100Y43"],
)
def test_spaces_hyphens_case_width_and_the_text_mark_do_not_matter(typed: str) -> None:
    assert check_code(typed).text == STANDARD
    assert check_code(typed).status == "valid"


@pytest.mark.parametrize("wrong", ["", "1" * 16, "Z" * 17])
def test_a_check_character_needs_seventeen_characters_of_the_alphabet(wrong: str) -> None:
    with pytest.raises(ValueError):
        check_character(wrong)


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_check(text: str) -> None:
    assert check_code(text).status in ("valid", "doubtful", "invalid")
