"""Each row of the ≈ table in README.md, computed."""

import re
from pathlib import Path

import pytest

from jingkai.engines.quantity import Quantity, compare, read_number, write
from tests.proof import proves

README = Path(__file__).parents[1] / "README.md"
ROW = re.compile(r"\| (\S+) ([-+×÷≥<]) (\S+) \| (\S+) \|")


def table() -> list[tuple[str, str, str, str]]:
    text = README.read_text(encoding="utf-8").split("## What ≈ becomes")[1].split("\n## ")[0]
    return [
        row for line in text.splitlines() if (found := ROW.match(line)) and len(row := found.groups()) == 4
    ]


def operand(text: str) -> Quantity:
    read = Quantity.unknown() if text == "?" else read_number(text)
    assert read is not None
    return read


def test_the_table_has_a_row_for_each_kind_of_operation() -> None:
    rows = table()
    assert len(rows) == 24
    assert {operation for _, operation, _, _ in rows} == set("+-×÷≥<")


@proves("K3.1.2")
@pytest.mark.parametrize(("left", "operation", "right", "gives"), table())
def test_the_row_says_what_is_computed(left: str, operation: str, right: str, gives: str) -> None:
    a, b = operand(left), operand(right)
    if operation in "≥<":
        assert compare(a, operation, b) is None
        assert gives == "?"
        return
    result = {"+": a.__add__, "-": a.__sub__, "×": a.__mul__, "÷": a.__truediv__}[operation](b)
    assert (write(result) if result.known else "?") == gives


@proves("K3.1.2")
def test_a_rule_that_says_how_rough_lets_a_rough_value_decide() -> None:
    from decimal import Decimal

    about = Quantity.approximately(200)
    tenth = Decimal("0.1")
    assert compare(about, ">=", Quantity.exactly(180), spread=tenth) is True
    assert compare(about, ">", Quantity.exactly(180), spread=tenth) is None
    assert compare(about, ">=", Quantity.exactly(221), spread=tenth) is False
    assert compare(Quantity.exactly(200), ">=", Quantity.exactly(181), spread=tenth) is True
