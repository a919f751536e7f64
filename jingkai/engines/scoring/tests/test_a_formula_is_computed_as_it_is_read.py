"""A formula compiled for DuckDB and for NumPy comes to what the interpreter of the language comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingkai.engines.expr import NamesSource, Result, Unknown, evaluate
from jingkai.engines.expr.check import Plan
from jingkai.engines.quantity import Quantity
from jingkai.engines.scoring.formulas.arrays import Arrays
from jingkai.engines.scoring.formulas.computing import Step, Why, compute
from jingkai.engines.scoring.formulas.reading import Formula, read_formula
from jingkai.engines.scoring.statements.columns import Columns
from tests.proof import proves

from .formulas_at_random import NAMES, Doubtful, error, numbers, rows

Row = dict[str, str | None]
# A value, or the reason why there is none.
Outcome = tuple[float | None, Why | None]


def read(text: str) -> Formula:
    """`text` over NAMES, used or not."""
    return read_formula(text, [name for name in ("plan", "last") if name in text])


def in_duckdb(formula: Formula, given: Sequence[Row]) -> list[Outcome]:
    """What the compiled formula comes to, a row each."""
    known = {name: pa.array([_float(row[name]) for row in given], pa.float64()) for name in NAMES}
    table = ibis.table({"row": "int32", **dict.fromkeys(NAMES, "float64")}, name="given")
    columns = Columns(table)
    step = compute(formula.root, {name: columns.given(name, _absent(name)) for name in NAMES}, columns)
    told = ibis.null("int8") if step.why is None else step.why
    made = columns.table.mutate(found=step.value, told=told).order_by("row").select("found", "told")
    with duckdb.connect() as connection:
        connection.register("given", pa.table({"row": pa.array(range(len(given)), pa.int32()), **known}))
        return [
            (None, Why(told)) if told else (found, None)
            for found, told in connection.sql(str(ibis.to_sql(made, dialect="duckdb"))).fetchall()
        ]


def in_numpy(formula: Formula, given: Sequence[Row]) -> list[Outcome]:
    """The same on arrays."""
    inputs = {}
    for name in NAMES:
        values = [_float(row[name]) for row in given]
        absent = np.array([value is None for value in values])
        inputs[name] = Step(np.array([value or 0.0 for value in values]), np.where(absent, _absent(name), 0))
    with np.errstate(over="ignore"):
        step = compute(formula.root, inputs, Arrays())
    found = np.broadcast_to(step.value, len(given))
    told = np.broadcast_to(0 if step.why is None else step.why, len(given))
    return [(None, Why(why)) if why else (float(one), None) for one, why in zip(found, told, strict=True)]


def interpreted(formula: Formula, row: Row) -> Result:
    """What engines/expr comes to."""

    def value_of(name: str) -> Quantity | None:
        said = row[name]
        return None if said is None else Quantity.exactly(Decimal(said))

    return evaluate(Plan(formula.text, formula.root, {}), NamesSource(value_of))


def _float(said: str | None) -> float | None:
    return None if said is None else float(said)


def _absent(name: str) -> Why:
    return Why.NO_VALUE if name == "value" else Why.NO_REFERENCE


def _reason(unknown: Unknown) -> Why:
    if unknown.code == "missing":
        return Why.NO_VALUE if "“value”" in unknown.zh else Why.NO_REFERENCE
    return {"zero-divisor": Why.ZERO_DIVISOR, "too-large": Why.OUT_OF_RANGE, "said": Why.UNKNOWN}[
        unknown.code
    ]


def hold_against_the_interpreter(text: str, given: Sequence[Row]) -> int:
    """How many rows could be compared; fails where one comes out otherwise."""
    formula = read(text)
    compared = 0
    for row, *outcomes in zip(given, in_duckdb(formula, given), in_numpy(formula, given), strict=True):
        result = interpreted(formula, row)
        try:
            off = error(result.trace)
        except Doubtful:
            continue
        compared += 1
        for found, why in outcomes:
            if isinstance(result.value, Unknown):
                assert why == _reason(result.value), (text, row, found)
            else:
                assert isinstance(result.value, Quantity)
                assert result.value.value is not None
                exact = float(result.value.value)
                assert why is None, (text, row, why, exact)
                assert found is not None
                assert abs(found - exact) <= max(1e-9 * abs(exact), 2 * off), (text, row, found, exact)
    return compared


@proves("A5.3.2", "A1.2.3")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(numbers(), st.lists(rows, min_size=1, max_size=8))
def test_a_formula_at_random_comes_out_as_interpreted(text: str, given: list[Row]) -> None:
    hold_against_the_interpreter(text, given)


FOUR: list[Row] = [
    {"value": "0.3", "plan": "0.1", "last": "0.2", "full": "10"},
    {"value": "-7.5", "plan": "0", "last": None, "full": "10"},
    {"value": None, "plan": "3", "last": "1e12", "full": "10"},
    {"value": "9e30", "plan": "1e-38", "last": "2.5", "full": "10"},
]


@pytest.mark.parametrize(
    "text",
    [
        "value", "3", "-value", "plan + last", "value - plan - last", "value / plan", "value * value", "plan * plan",
        "abs(value)", "floor(value * 10)", "round(last, 0)", "round(value, 1)", "clamp(value / plan, 0, 1.2) * full",
        "min(value, plan, last)", "max(value, plan, last)", "clamp(5, 3, 1)", "last + 1 / plan", "1 / plan + last",
        "1 / last",
        "coalesce(value / plan, last, 0)", "coalesce(value, plan)",
        "if plan + last = value then 1 else 0", "if value < plan + last then 1 else 0",
        "if value > plan or last > 0 then 1 else 0", "if last > 0 and value > plan then 1 else 0",
        "if not (value > plan) then 1 else 0", "if known(last) then last else full",
        "if value in [plan, last, 0.3] then 1 else 0", "if value not in [] then 1 else 0",
        "if value in [0] then 1 else 0",
        "if (value > plan) = (last > plan) then 1 else 0", "if (value > plan) in [true, unknown] then 1 else 0",
        "case when value > 100 then 3 when plan = 0 then 2 else last end", "if unknown then 1 else 2", "unknown",
        "if coalesce(last > 0, false) then 1 else unknown", "coalesce(unknown, unknown, value)",
        "abs(unknown) + 1", "if unknown and false then 1 else 2", "if known(unknown) then 1 else 2",
    ],
)  # fmt: skip
def test_each_operation_comes_out_as_interpreted(text: str) -> None:
    assert hold_against_the_interpreter(text, FOUR)


@proves("A1.2.3")
@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("if plan + last >= value then 1 else 0", 1),  # 0.1 + 0.2 is 0.30000000000000004
        ("if plan + last > value then 1 else 0", 0),
        ("if value <= plan + last then 1 else 0", 1),
        ("if value < plan + last then 1 else 0", 0),
        ("if value = plan + last then 1 else 0", 1),
        ("floor(value / plan)", 3),  # 0.3 / 0.1 is 2.9999999999999996
        ("coalesce(1 / (plan + last - value), 7)", 7),
        ("round(1.005, 2)", 1.01),  # 1.005 * 100 is 100.49999999999999
        ("round(-0.5, 0)", -1),
    ],
)
def test_a_line_that_is_reached_is_reached(text: str, points: float) -> None:
    """To nine decimals, as places are told apart."""
    formula = read(text)
    for outcomes in (in_duckdb(formula, FOUR[:1]), in_numpy(formula, FOUR[:1])):
        assert outcomes == [(pytest.approx(points), None)]


def test_money_in_yuan_meets_its_target() -> None:
    row: Row = {"value": "110000000000", "plan": "100000000000", "last": "1.1", "full": "0.01"}
    formula = read("if value >= plan * last then 1 else 0")
    assert in_duckdb(formula, [row]) == in_numpy(formula, [row]) == [(1, None)]
    short = row | {"value": "109999999999.99"}
    assert in_duckdb(formula, [short]) == in_numpy(formula, [short]) == [(0, None)]


@pytest.mark.parametrize(
    "value", ["1e30", "12345678901234567890", "-1e25", "99999999999999", "4503599627370497"]
)
def test_what_is_whole_stays_as_it_is(value: str) -> None:
    row: Row = {"value": value, "plan": None, "last": None, "full": None}
    for text in ("floor(value)", "round(value, 0)"):
        for outcomes in (in_duckdb(read(text), [row]), in_numpy(read(text), [row])):
            assert outcomes == [(pytest.approx(float(value), rel=3e-16), None)]


def test_a_formula_nested_deep_stays_as_long_as_it_is() -> None:
    def nested(depth: int) -> int:
        text = "value"
        for _ in range(depth):
            text = f"coalesce(plan / {text}, 1)"
        table = ibis.table(dict.fromkeys(NAMES, "float64"), name="given")
        columns = Columns(table)
        step = compute(read(text).root, {name: columns.given(name, _absent(name)) for name in NAMES}, columns)
        return len(str(ibis.to_sql(columns.table.mutate(found=step.value), dialect="duckdb")))

    shallow, deep = nested(2), nested(9)
    assert deep < 20 * shallow
