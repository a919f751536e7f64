"""Bad rows in lists of enterprises and persons: codes that cannot be, codes that Excel has eaten, twins."""

from __future__ import annotations

from tests.hell.case import Case, Row, Verdict, at
from tests.hell.families.lists import (
    FIRMS,
    FIRMS_FILE,
    PERSONS,
    PERSONS_FILE,
    firm_rows,
    firms,
    person_number,
    person_rows,
    persons,
)
from tests.hell.grid import Grid, workbook


def _firm(
    name: str,
    why: str,
    spots: tuple[str, ...],
    grid: Grid,
    lost: tuple[int, ...] = (),
    verdict: Verdict = "asked",
    more: tuple[Row, ...] = (),
    never: tuple[Row, ...] = (),
) -> Case:
    spot = at(*spots) if spots else ()
    rows = firm_rows(*lost) + more
    return Case(name, workbook(grid), verdict, why, FIRMS_FILE, spots=spot, rows=rows, rows_never=never)


def _person(
    name: str,
    why: str,
    spots: tuple[str, ...],
    grid: Grid,
    lost: tuple[int, ...] = (),
    verdict: Verdict = "asked",
    more: tuple[Row, ...] = (),
    never: tuple[Row, ...] = (),
) -> Case:
    spot = at(*spots) if spots else ()
    rows = person_rows(*lost) + more
    return Case(name, workbook(grid), verdict, why, PERSONS_FILE, spots=spot, rows=rows, rows_never=never)


CODE = FIRMS[1][2]
NUMBER = PERSONS[1][2]


def _other_last(code: str) -> str:
    """The code with another last character, so that the check fails."""
    return code[:-1] + ("3" if code[-1] != "3" else "4")


NAME_KEPT = (Row(4, (FIRMS[1][1],)),)
PERSON_KEPT = (Row(4, (PERSONS[1][1],)),)
X_NUMBER = next(n for n in (person_number("19911103", s) for s in range(100, 999)) if n.endswith("X"))

CASES = (
    _firm("the-honest-firms", "the control: nothing is wrong", (), firms(), verdict="clean"),
    _person("the-honest-persons", "the control: nothing is wrong", (), persons(), verdict="clean"),
    _firm(
        "credit-code-with-a-wrong-check-character",
        "GB 32100: the eighteenth character does not fit",
        ("C4",),
        firms(C4=_other_last(CODE)),
        lost=(4,),
        more=NAME_KEPT,
    ),
    _firm(
        "credit-code-one-character-short",
        "17 characters",
        ("C4",),
        firms(C4=CODE[:-1]),
        lost=(4,),
        more=NAME_KEPT,
    ),
    _firm(
        "credit-code-with-the-letter-o",
        "GB 32100 has no O: most likely a 0, but it is asked",
        ("C4",),
        firms(C4=CODE.replace("0", "O", 1)),
        lost=(4,),
        more=NAME_KEPT,
    ),
    _firm(
        "credit-code-eaten-by-excel",
        "eighteen digits as a number keep fifteen",
        ("C4",),
        firms(C4=913200001000370000).format("0.00E+00", "C4"),
        lost=(4,),
        more=NAME_KEPT,
    ),
    _firm(
        "credit-code-in-blocks-and-small-letters",
        "blanks and small letters fold away; the check fits",
        (),
        firms(C4=f"{CODE[:8]} {CODE[8:12].lower()} {CODE[12:]}"),
        lost=(4,),
        verdict="clean",
        more=NAME_KEPT,
    ),
    _firm(
        "one-credit-code-for-two-firms",
        "DESIGN 1: a code has one live primary organisation",
        ("C4", "C5"),
        firms(C5=CODE),
        lost=(5,),
        more=(Row(5, (FIRMS[2][1],)),),
    ),
    _firm(
        "one-firm-with-two-credit-codes",
        "the same name under two codes: one of them is another firm's or old",
        ("B4", "B5", "C4", "C5"),
        firms(B5=FIRMS[1][1]),
        lost=(5,),
    ),
    _person(
        "person-number-with-a-wrong-check-digit",
        "GB 11643: the last digit does not fit",
        ("C4",),
        persons(C4=_other_last(NUMBER)),
        lost=(4,),
        more=PERSON_KEPT,
    ),
    _person(
        "person-number-born-on-31-february",
        "no such day of birth",
        ("C4",),
        persons(C4=person_number("19910231", 104)),
        lost=(4,),
        more=PERSON_KEPT,
    ),
    _person(
        "person-number-eaten-by-excel",
        "the last three digits became 0",
        ("C4",),
        persons(C4=320000199111031000).format("0", "C4"),
        lost=(4,),
        more=PERSON_KEPT,
    ),
    _person(
        "one-person-number-for-two-names",
        "practice-S 4.5: two people do not share a number",
        ("C3", "C4"),
        persons(C4=PERSONS[0][2]),
        lost=(4,),
        more=PERSON_KEPT,
    ),
    _person(
        "person-number-with-blanks-and-a-small-x",
        "practice-S 4.5: ID with X or spaces is a good ID",
        (),
        persons(C4=f"{X_NUMBER[:6]} {X_NUMBER[6:14]} {X_NUMBER[14:].lower()}"),
        lost=(4,),
        verdict="clean",
        more=PERSON_KEPT,
    ),
    _person(
        "two-people-of-one-name",
        "practice-S 4.5 same name: two good numbers are two people, never merged",
        (),
        persons(B4=PERSONS[0][1]),
        lost=(4,),
        verdict="either",
        more=(Row(4, (PERSONS[0][1], PERSONS[1][3])),),
    ),
)
