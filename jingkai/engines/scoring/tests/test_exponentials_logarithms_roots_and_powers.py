"""Functions that formulas of a scheme have beyond the language: the same on arrays and in statements, with reasons."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingkai.engines.expr import ExprProblem, Schema, make_plan
from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of, score, write_scores
from jingkai.engines.scoring.formulas.arrays import Arrays
from jingkai.engines.scoring.formulas.computing import Step, Why, compute
from jingkai.engines.scoring.problems import WHY
from tests.proof import proves

from .formulas_at_random import rows
from .small import facts, leaf, of_period
from .test_a_formula_is_computed_as_it_is_read import Row, in_duckdb, in_numpy, read


def of(value: float | str, plan: float | str | None = None) -> Row:
    return {"value": str(value), "plan": None if plan is None else str(plan), "last": None, "full": "10"}


@proves("A1.2.3")
@pytest.mark.parametrize(
    ("text", "value", "plan", "wanted"),
    [
        ("exp(value)", 0, None, "1"),
        ("exp(value)", 1, None, Decimal(1).exp()),
        ("exp(value)", -3, None, Decimal(-3).exp()),
        ("ln(value)", 1, None, "0"),
        ("ln(value)", 10, None, Decimal(10).ln()),
        ("ln(exp(value))", 2.5, None, "2.5"),
        ("sqrt(value)", 2, None, Decimal(2).sqrt()),
        ("sqrt(value)", 0, None, "0"),
        ("power(value, plan)", 10, 6, "1000000"),
        ("power(value, 6)", 10, None, "1000000"),
        ("power(value, -2)", -4, None, "0.0625"),
        ("power(value, 0)", 0, None, "1"),
        ("power(value, 2)", 0, None, "0"),
        ("power(value, 40)", 7, None, Decimal(7) ** 40),
        ("exp(value)", 94, None, Decimal(94).exp()),
        ("ln(value)", 1e40, None, Decimal(10).ln() * 40),
        ("ln(value)", 0.00001, None, Decimal(10).ln() * -5),
        ("power(value, plan)", 1.1, 3, "1.331"),
        ("power(value, plan)", 2, -2, "0.25"),
        ("power(value, plan)", 2, 0.5, Decimal(2).sqrt()),
        ("power(value, plan)", -2, 3, "-8"),
        ("power(value, plan)", -2, 4, "16"),
        ("power(value, plan)", -2, -3, "-0.125"),
        ("power(value, plan)", 0, 3, "0"),
        ("power(value, plan)", 0, 0, "1"),
        ("power(value, 1 / plan)", 27, 3, "3"),
        ("60 * exp(0.51 * (value - plan) / 10)", 30, 20, Decimal(60) * Decimal("0.51").exp()),
        ("full / (1 + exp(-value))", 0, None, "5"),
    ],
)
def test_each_comes_to_what_it_is(text: str, value: float, plan: float | None, wanted: Decimal | str) -> None:
    for outcomes in (in_duckdb(read(text), [of(value, plan)]), in_numpy(read(text), [of(value, plan)])):
        assert outcomes == [(pytest.approx(float(wanted), rel=1e-14, abs=1e-14), None)]


@proves("A1.2.3", "A5.3.2")
@pytest.mark.parametrize(
    ("text", "value", "plan", "why"),
    [
        ("ln(value)", 0, None, Why.NO_LOGARITHM),
        ("ln(value)", -3, None, Why.NO_LOGARITHM),
        ("ln(value - plan - 0.2)", 0.3, 0.1, Why.NO_LOGARITHM),  # 5e-17, which is nothing
        ("sqrt(value)", -1, None, Why.NO_ROOT),
        ("power(value, plan)", -2, 0.5, Why.NO_ROOT),
        ("power(value, plan)", 0, -1, Why.ZERO_DIVISOR),
        ("power(value, plan)", 1e30, 2, Why.OUT_OF_RANGE),
        ("power(value, plan)", 1e30, 1e30, Why.OUT_OF_RANGE),
        ("power(value, plan)", 0.001, 1000, Why.OUT_OF_RANGE),
        ("power(value, 64)", 1e30, None, Why.OUT_OF_RANGE),
        ("power(value, -64)", 1e30, None, Why.OUT_OF_RANGE),
        ("power(value, 64)", 1e-8, None, Why.OUT_OF_RANGE),
        ("power(value, -2)", 0, None, Why.ZERO_DIVISOR),
        ("exp(value)", 1000, None, Why.OUT_OF_RANGE),
        ("exp(value)", -1000, None, Why.OUT_OF_RANGE),
        ("exp(value + plan)", 1, None, Why.NO_REFERENCE),
        ("power(ln(value), plan)", -1, None, Why.NO_LOGARITHM),
        ("exp(unknown)", 1, None, Why.UNKNOWN),
    ],
)
def test_where_there_is_no_result_it_says_why(text: str, value: float, plan: float | None, why: Why) -> None:
    assert why.code in WHY
    for outcomes in (in_duckdb(read(text), [of(value, plan)]), in_numpy(read(text), [of(value, plan)])):
        assert outcomes == [(None, why)]


def test_nearly_nothing_below_zero_has_the_root_of_nothing() -> None:
    row = of(0.3, 0.1)
    for outcomes in (
        in_duckdb(read("sqrt(plan + 0.2 - value - 0.0000000001)"), [row]),
        in_numpy(read("sqrt(plan + 0.2 - value - 0.0000000001)"), [row]),
    ):
        assert outcomes == [(0.0, None)]


@proves("A1.2.3")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("coalesce(ln(value), -1)", -1),
        ("if known(sqrt(value)) then 1 else 0", 0),
        ("if value > 0 then ln(value) else 7", 7),
        ("if ln(value) > 0 or value < 0 then 1 else 2", 1),
    ],
)
def test_what_has_no_result_is_unknown_as_anything_else(text: str, wanted: float) -> None:
    for outcomes in (in_duckdb(read(text), [of(-4)]), in_numpy(read(text), [of(-4)])):
        assert outcomes == [(wanted, None)]


@proves("A5.3.2")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["exp(value)", "ln(value)", "sqrt(value)", "power(value, plan)", "power(plan, value)",
                     "power(value, round(plan, 0))", "power(value, 7)", "power(plan, -3)", "power(value, 0)",
                     "ln(sqrt(exp(value)))", "exp(ln(plan) * value)"]),
    st.lists(rows, min_size=1, max_size=30),
)  # fmt: skip
def test_both_come_to_the_same_bits_of_anything(text: str, given: list[Row]) -> None:
    formula = read(text)
    for one, other in zip(in_duckdb(formula, given), in_numpy(formula, given), strict=True):
        assert one[1] == other[1]
        assert one[0] == other[0]


class _Off(Arrays):
    """An engine whose own logarithm is not what another's is."""

    def __init__(self, by: float) -> None:
        self.by = by

    def about_ln(self, value: Any) -> Any:
        return np.log(value) + self.by


@proves("A5.3.2")
@pytest.mark.parametrize("by", [1e-15, -1e-15, 0.2, -0.2])
def test_the_last_bits_of_an_engines_own_logarithm_do_not_show(by: float) -> None:
    ends = np.sqrt(2.0) * 2.0 ** np.arange(-20, 100)
    values = np.concatenate([np.nextafter(ends, 0), ends, np.nextafter(ends, np.inf), np.arange(1, 999) / 7])
    root = read("ln(value)").root
    assert (
        compute(root, {"value": Step(values)}, Arrays()).value
        == compute(root, {"value": Step(values)}, _Off(by)).value
    ).all()


@proves("A1.3.2", "A1.2.3")
def test_scores_have_the_same_bytes(tmp_path: Path) -> None:
    texts = {
        "增长": "60 * exp(0.51 * (value - base) / 100)",
        "对数": "ln(value) / ln(base) * full",
        "方根": "sqrt(value / base) * full",
        "幂": "power(value / base, 1.5) * full",
    }
    leaves = [
        leaf(
            id,
            {"expr": {"points": text, "with": {"base": 40}}},
            full=10,
            indicator="产值",
            undefined="missing",
        )
        for id, text in texts.items()
    ]
    plan = plan_of({"missing": "rescale", "tree": {"id": "总分", "of": leaves}})
    values = {f"单位{at:03}": (at * at % 97) * 1.37 - 3 for at in range(200)}
    written = []
    for engine in ("arrays", "duckdb"):
        write_scores(
            score(plan, facts(of_period("产值", values)), engine=engine),  # type: ignore[arg-type]
            tmp_path / "s.csv",
        )
        written.append((tmp_path / "s.csv").read_bytes())
    assert written[0] == written[1]


@proves("A5.4.1")
def test_in_a_scheme_it_is_refused_in_words_until_the_scheme_says_what_happens() -> None:
    body = {"tree": {"id": "总分", "of": [leaf("x", {"expr": {"points": "sqrt(value)"}})]}}
    table = facts(of_period("x", {"甲": 4, "乙": -4}))
    for engine in ("arrays", "duckdb"):
        with pytest.raises(Problem) as found:
            score(plan_of(body), table, engine=engine)  # type: ignore[arg-type]
        assert found.value.code == "scoring.undefined"
        assert WHY["no-root"][0] in found.value.zh
        assert WHY["no-root"][1] in found.value.en


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("power(value)", "power(x, y)"),
        ("exp(value, 1)", "exp(x)"),
        ("sqrt(value > 1)", "真假判断"),
        ("pow(value, 2)", "是否指“power”"),
        ("log(value)", "exp、ln、sqrt、power"),
        ("ln(value, base: 10)", "没有参数"),
    ],
)
def test_what_is_misspelt_is_refused(text: str, said: str) -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": {"id": "总分", "of": [leaf("x", {"expr": {"points": text}})]}})
    assert said in found.value.zh


def test_the_language_itself_computes_exactly_and_has_none_of_them() -> None:
    with pytest.raises(ExprProblem) as found:
        make_plan("exp(1)", Schema())
    assert found.value.code == "expr.unknown-function"
