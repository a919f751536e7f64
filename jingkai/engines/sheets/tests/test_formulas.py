"""Formulas of a reported table are recomputed, or left alone; never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets.formulas import recompute, references
from jingkai.engines.sheets.tests.making import N, Shown, sheet_of
from tests.proof import proves


def computed(formula: str, *numbers: Shown) -> Decimal | None:
    """The value of a formula in A1, with numbers in B1, C1 ..."""
    return recompute(sheet_of([[N("0", formula=formula), *numbers]]), 0, 0)


@proves("K3.4.22")
@pytest.mark.parametrize(
    ("formula", "numbers", "value"),
    [
        ("B1+C1-D1", (2, 6, 5), "3"),
        ("SUM(B1:D1)", (2, 6, 1), "9"),
        ("SUM(B1,D1)+1", (2, 6, 3), "6"),
        ("B1*C1/D1", (2, 6, 3), "4"),
        ("B1+C1*D1", (2, 6, 3), "20"),
        ("(B1+C1)*D1", (2, 6, 3), "24"),
        ("B1-C1-D1", (2, 6, 3), "-7"),
        ("-B1^2", (2,), "4"),
        ("AVERAGE(B1:D1)", (2, 6, 1), "3"),
        ("ROUND(B1/C1,2)", (2, 3), "0.67"),
        ("ROUND(B1/C1,0)", (5, 2), "3"),
        ("MAX(B1:D1)-MIN(B1:D1)", (2, 6, 3), "4"),
        ("ABS(B1-C1)", (2, 6), "4"),
        ("COUNT(B1:F1)", (2, 6, 1), "3"),
        ("50%*C1", (2, 6), "3"),
        ("$B$1+C$1", (2, 6), "8"),
    ],
)
def test_a_simple_formula_gives_its_value(formula: str, numbers: tuple[int, ...], value: str) -> None:
    assert computed(formula, *numbers) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "IF(B1>1,1,2)",
        "VLOOKUP(B1,C:D,2)",
        "Sheet2!A1",
        "[1]表!A1",
        "B1:C1",
        "B1&C1",
        "B1/0",
        "A1+1",
        "1+",
        "",
    ],
)
def test_a_formula_beyond_that_is_left_alone(formula: str) -> None:
    assert computed(formula, 2, 6) is None


def test_formulas_are_followed_through_other_formulas() -> None:
    sheet = sheet_of([[N("0", formula="B1*2"), N("99", formula="C1+1"), 4]])
    assert recompute(sheet, 0, 0) == 10


def test_a_circle_and_a_deep_chain_are_left_alone() -> None:
    circle = sheet_of([[N("0", formula="B1"), N("0", formula="A1")]])
    assert recompute(circle, 0, 0) is None
    chain = sheet_of([[N("0", formula=f"A{row + 2}")] for row in range(100)])
    assert recompute(chain, 0, 0) is None


def test_the_parts_of_a_plain_sum_are_named_and_of_nothing_else() -> None:
    def parts(formula: str) -> list[tuple[int, int]]:
        return references(sheet_of([[N("0", formula=formula)]]), 0, 0)

    assert parts("SUM(B2:B4)") == [(1, 1), (2, 1), (3, 1)]
    assert parts("B10+B11") == [(9, 1), (10, 1)]
    assert parts("B10-B11") == []
    assert parts("SUM(B1)*2") == []
    assert parts("SUM(表!B1:B2)") == []


@given(st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=8))
def test_a_sum_is_exact(numbers: list[Decimal]) -> None:
    sheet = sheet_of([[N("0", formula=f"SUM(B1:{chr(65 + len(numbers))}1)"), *(N(str(n)) for n in numbers)]])
    assert recompute(sheet, 0, 0) == sum(numbers, Decimal(0))
