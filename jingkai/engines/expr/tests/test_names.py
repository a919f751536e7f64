"""Conditions and formulas over a handful of values need no figures and no rows."""

from __future__ import annotations

from jingkai.engines.expr import (
    TRUTH,
    NamedValue,
    NamesSource,
    RowKind,
    Schema,
    Unknown,
    Value,
    evaluate,
    make_plan,
)
from jingkai.engines.expr.tests.zone import in_unit
from jingkai.engines.quantity import Quantity

SCHEMA = Schema(
    measures={"税收": "万元"},
    names={"done": NamedValue(TRUTH), "days": NamedValue(in_unit("")), "rate": NamedValue(in_unit("%"))},
    rows={"events": RowKind({})},
)


def value(text: str, **values: Value) -> Value:
    return evaluate(make_plan(text, SCHEMA), NamesSource(values.get)).value


def test_a_name_has_its_value_and_one_without_is_unknown() -> None:
    assert value("done or days > 3", days=Quantity.exactly(5, "")) is True
    assert value("days > 3", done=True) == Unknown("missing", "没有“days”", "there is no “days”")


def test_a_name_that_decides_nothing_is_not_asked_for() -> None:
    asked: list[str] = []

    def tell(name: str) -> Value | None:
        asked.append(name)
        return True

    assert evaluate(make_plan("done or days > 3", SCHEMA), NamesSource(tell)).value is True
    assert asked == ["done"]


def test_there_are_no_figures_and_no_rows() -> None:
    period_and_holder = value('known(fact("税收"))')
    assert period_and_holder is False
    assert value("count(events)") == Quantity.exactly(0, "个")
