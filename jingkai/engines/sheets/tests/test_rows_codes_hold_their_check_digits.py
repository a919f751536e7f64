"""Codes in a list: check digits, digits that a spreadsheet has eaten, one code for two names, one name for two codes.

The codes were computed by hand from GB 32100-2015 appendix A and GB 11643-1999 appendix A for a province (320000)
in which no such code is issued.
"""

from decimal import Decimal

import pytest

from jingkai.engines.sheets.tests.listed import answered, asked, entry, read
from tests.proof import proves

FIRMS = ("序号", "企业名称", "统一社会信用代码", "行业", "所在街道")
PEOPLE = ("序号", "姓名", "身份证号", "所在社区")
GOOD = "91320000MA10003751"
OTHER = "91321199700000714K"
ID, ID_X = "320000198005121014", "11010519491231002X"
CARPENTRY, TEXTILES = ("家具制造", "云桥街道"), ("纺织", "石门街道")


@proves("K3.4.15", "K3.5.1")
@pytest.mark.parametrize(
    "typed", [GOOD, "91320000 MA10 003751", "91320000ma10003751", "９１３２００００MA10003751"]
)
def test_a_good_code_comes_back_normalised_and_silent(typed: str) -> None:
    reading = read(FIRMS, (1, "甲公司", typed, *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert reading.questions == []
    assert (entry(reading, 3, FIRMS[2]).code, entry(reading, 3, FIRMS[2]).check) == (GOOD, "valid")
    assert entry(reading, 3, FIRMS[2]).value is None


@proves("K6.2.2", "K3.5.1")
@pytest.mark.parametrize(
    "typed",
    [GOOD[:-1] + "3", GOOD[:-1], GOOD.replace("0", "O", 1), Decimal("913200001000370000"), "9.132E+17"],
)
def test_a_code_that_cannot_be_right_waits_and_is_asked(typed: str | Decimal) -> None:
    reading = read(FIRMS, (1, "甲公司", typed, *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert asked(reading) == [("row-code", ("C3",))]
    assert entry(reading, 3, FIRMS[2]).check == "invalid"
    assert entry(reading, 3, FIRMS[2]).held == ("code",)


def test_a_lookalike_is_proposed_and_only_an_answer_puts_it_in() -> None:
    rows = ((1, "甲公司", GOOD.replace("0", "O", 1), *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert GOOD in [option.key for option in read(FIRMS, *rows).questions[0].options]
    after = entry(answered(FIRMS, *rows, answer=GOOD), 3, FIRMS[2])
    assert (after.code, after.check, after.held) == (GOOD, "valid", ())


def test_an_answer_that_fails_its_check_too_waits_on() -> None:
    rows = ((1, "甲公司", GOOD[:-1], *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert entry(answered(FIRMS, *rows, answer=GOOD[:-1] + "3"), 3, FIRMS[2]).held == ("code",)


def test_a_number_that_a_spreadsheet_cut_is_eaten_even_when_its_check_digits_fit() -> None:
    # As text this code keeps GB 32100 and GB 11714; as a number its last three digits are a spreadsheet's zeros.
    fits = "913200007000345000"
    stored = read(FIRMS, (1, "甲公司", Decimal(fits), *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert [(question.kind, question.why) for question in stored.questions] == [
        ("row-code", "identity.digits-lost")
    ]
    typed = read(FIRMS, (1, "甲公司", fits, *CARPENTRY), (2, "乙公司", OTHER, *TEXTILES))
    assert typed.questions == []


def test_a_person_number_that_a_spreadsheet_cut_is_asked() -> None:
    reading = read(PEOPLE, (1, "甲", Decimal("320000198005121000"), "云桥社区"), (2, "乙", ID_X, "石门社区"))
    assert asked(reading) == [("row-code", ("C3",))]
    assert [question.why for question in reading.questions] == ["identity.digits-lost"]


def test_numbers_of_persons_are_marked_private_and_never_printed_in_a_question() -> None:
    wrong = ID[:-1] + "9"
    reading = read(PEOPLE, (1, "甲", wrong, "云桥社区"), (2, "乙", ID_X, "石门社区"))
    assert entry(reading, 4, "身份证号").privacy == "P2"
    said = "".join(f"{q.text}{q.en}{[option.key for option in q.options]}" for q in reading.questions)
    assert wrong[6:14] not in said
    assert wrong not in said


@pytest.mark.parametrize("typed", [ID_X, "110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ"])
def test_blanks_and_a_small_x_make_no_bad_number(typed: str) -> None:
    reading = read(PEOPLE, (1, "甲", typed, "云桥社区"), (2, "乙", ID, "石门社区"))
    assert reading.questions == []
    assert entry(reading, 3, "身份证号").code == ID_X


@proves("K6.2.2")
def test_one_code_under_two_names_is_asked_at_both() -> None:
    rows = ((1, "甲公司", GOOD, *CARPENTRY), (2, "乙公司", GOOD, *TEXTILES))
    assert asked(read(FIRMS, *rows)) == [("row-bearer", ("C3", "C4"))]
    assert entry(answered(FIRMS, *rows, answer="printed"), 3, FIRMS[2]).held == ()


@proves("K6.2.2")
def test_one_firm_under_two_codes_is_asked_and_two_people_of_one_name_are_not() -> None:
    rows = ((1, "甲公司", GOOD, *CARPENTRY), (2, "甲公司", OTHER, *TEXTILES))
    assert asked(read(FIRMS, *rows)) == [("row-bearer", ("B3", "C3", "B4", "C4"))]
    assert read(PEOPLE, (1, "张某", ID, "云桥社区"), (2, "张某", ID_X, "石门社区")).questions == []


def test_blank_codes_and_none_are_nothing_to_ask() -> None:
    reading = read(
        PEOPLE, (1, "甲", "无", "云桥社区"), (2, "乙", None, "石门社区"), (3, "丙", ID, "石门社区")
    )
    assert reading.questions == []
    assert entry(reading, 3, "身份证号").code is None


def test_many_bad_codes_are_one_question_and_all_of_them_wait() -> None:
    rows = [(n, f"{n}号公司", f"9132000{n}", *CARPENTRY) for n in range(1, 21)]
    reading = read(FIRMS, *rows)
    assert asked(reading) == [("row-code", tuple(f"C{row}" for row in range(3, 23)))]
    assert all(entry(reading, row, FIRMS[2]).held for row in range(3, 23))
