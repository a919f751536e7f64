"""Citizens' numbers (GB 11643-1999): check digit, dates, the old form, and that the number is not shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.identity import check_code
from jingkai.engines.identity.citizen_id import check_digit
from jingkai.engines.identity.tests.codes import citizen_ids, sealed_citizen
from tests.proof import proves

# The examples printed in the standard (GB 11643-1999, appendix A).
STANDARD = ("11010519491231002X", "440524188001010014")


def codes_of(text: str, on: date | None = None) -> list[str]:
    return [finding.problem.code for finding in check_code(text, "citizen_id", on).findings]


@proves("K3.5.1")
@pytest.mark.parametrize("number", STANDARD)
def test_the_examples_of_the_standard_are_valid(number: str) -> None:
    reading = check_code(number)
    assert (reading.kind, reading.status, reading.bearer) == ("citizen_id", "valid", "自然人")


@proves("K3.5.1")
@given(citizen_ids)
def test_numbers_sealed_by_the_printed_table_are_valid(number: str) -> None:
    assert check_code(number).status == "valid"


@proves("K3.5.1")
@given(citizen_ids, st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_one_wrong_digit_is_seen(number: str, at: int, other: str) -> None:
    wrong = number[:at] + other + number[at + 1 :]
    assert (check_code(wrong, "citizen_id").status == "invalid") == (wrong != number)


@given(citizen_ids, st.integers(0, 16))
def test_two_swapped_neighbours_are_proposed_back(number: str, at: int) -> None:
    wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    reading = check_code(wrong, "citizen_id")
    lost = wrong.endswith("000")
    assert wrong == number or lost or number in [repair.text for repair in reading.repairs]


@given(citizen_ids)
def test_letters_for_digits_are_proposed_back(number: str) -> None:
    wrong = number.replace("0", "O").replace("1", "I")
    reading = check_code(wrong, "citizen_id")
    assert wrong == number or codes_of(wrong) == ["identity.id-character"]
    assert wrong == number or number in [repair.text for repair in reading.repairs]


@pytest.mark.parametrize(
    ("born", "exists"), [("20000229", True), ("20010229", False), ("19490431", False), ("19491301", False)]
)
def test_a_birthday_must_stand_in_the_calendar(born: str, exists: bool) -> None:
    number = sealed_citizen(f"110105{born}002")
    assert codes_of(number) == ([] if exists else ["identity.id-date"])


def test_nobody_is_born_after_the_day_of_the_record() -> None:
    number = sealed_citizen("11010520240301002")
    assert codes_of(number, date(2024, 2, 29)) == ["identity.id-not-yet-born"]
    assert codes_of(number, date(2024, 3, 1)) == []


def test_an_unknown_province_is_refused() -> None:
    assert codes_of(sealed_citizen("99010519491231002")) == ["identity.id-place"]


def test_a_wrong_check_digit_is_said_with_the_right_one() -> None:
    (finding,) = check_code("110105194912310021").findings
    assert finding.problem.code == "identity.id-check"
    assert "“X”" in finding.problem.zh


def test_the_old_form_is_recognised_and_its_new_form_proposed() -> None:
    reading = check_code("110105491231002")
    assert (reading.kind, reading.status) == ("citizen_id_15", "doubtful")
    assert [finding.problem.code for finding in reading.findings] == ["identity.id-old-form"]
    assert [(repair.text, repair.slip) for repair in reading.repairs] == [(STANDARD[0], "upgrade")]


def test_an_old_form_without_a_real_birthday_is_invalid() -> None:
    assert codes_of("110105491331002") == ["identity.id-date"]


def test_a_number_that_a_spreadsheet_rounded_is_named_and_never_guessed() -> None:
    reading = check_code("110105194912310000")
    assert "identity.digits-lost" in [finding.problem.code for finding in reading.findings]
    assert reading.repairs == ()
    assert codes_of("1.10105E+17") == ["identity.digits-lost"]


def test_a_number_of_the_wrong_length_and_a_text_that_is_no_code() -> None:
    assert codes_of("1101051949123100") == ["identity.id-length"]
    assert [finding.problem.code for finding in check_code("城东街道").findings] == ["identity.code-unknown"]


@given(citizen_ids)
def test_a_number_is_never_shown_whole(number: str) -> None:
    for text in (number, number[:-1] + ("1" if number[-1] != "1" else "2")):
        reading = check_code(text, "citizen_id")
        said = repr(reading) + reading.shown + "".join(f.problem.zh + f.problem.en for f in reading.findings)
        assert number[6:14] not in said


@pytest.mark.parametrize("wrong", ["", "1" * 16, "A" * 17])
def test_a_check_digit_needs_seventeen_digits(wrong: str) -> None:
    with pytest.raises(ValueError):
        check_digit(wrong)
