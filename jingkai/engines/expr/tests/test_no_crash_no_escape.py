"""Hypothesis: whatever is typed is computed or refused with a Problem; nothing crashes, nothing escapes."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jingkai.engines.expr import ExprProblem, evaluate, explain, make_plan, open_up, parse, unparse
from jingkai.engines.expr.syntax import Syntax
from jingkai.engines.expr.tests.strategies import raw_text, rules, syntax_trees
from jingkai.engines.expr.tests.zone import (
    SCHEMA,
    amount,
    event,
    figure,
    refusal,
    result,
    source,
    units_below,
)
from jingkai.engines.expr.typing_values import fits
from jingkai.engines.quantity import Quantity
from tests.proof import proves

GIVEN = source(
    [
        figure("税收", "2024-06", "30余万元"),
        figure("税收", "2023-06", "24万元"),
        figure("固定资产投资", "2024-01/2024-06", "3.5亿元"),
    ],
    names={
        "x": amount("2-3"),
        "y": amount("≥1"),
        "size": amount("600万元"),
        "filed_on": date(2024, 6, 7),
        "p": True,
    },
    events=[event("a", "开工", date(2024, 6, 1), "2亿元"), event("b", "开工", None, "3亿元")],
    children=units_below(east="30万元", west=None),
)


def _computed(text: str) -> None:
    """Plans, evaluates and explains `text`, unless it is refused."""
    try:
        made = make_plan(text, SCHEMA)
        found = evaluate(made, GIVEN)
    except ExprProblem as problem:
        refused = problem
    else:
        refused = None
    if refused is not None:
        assert refused.zh
        assert refused.en
        return
    assert fits(found.value, made.type)
    assert explain(made, "zh")
    assert explain(made, "en")
    assert open_up(made, found, "zh")
    assert made.text == unparse(parse(made.text))


@proves("K3.3.5")
@settings(deadline=None)
@given(raw_text)
@example("\\")
@example('"\\')
@example("1" * 9000)
@example("\ud800")
def test_any_text_is_computed_or_refused(text: str) -> None:
    _computed(text)


@proves("K3.3.5")
@settings(deadline=None)
@given(syntax_trees)
def test_any_tree_is_computed_or_refused(tree: Syntax) -> None:
    _computed(unparse(tree))


@proves("K3.3.5")
@settings(deadline=None)
@given(rules)
def test_any_rule_gives_a_value_of_its_type(text: str) -> None:
    made = make_plan(text, SCHEMA)
    assert fits(evaluate(made, GIVEN).value, made.type)
    _computed(text)


@proves("K3.3.5")
@settings(deadline=None)
@given(syntax_trees)
def test_the_canonical_text_parses_to_the_same_tree(tree: Syntax) -> None:
    text = unparse(tree)
    again = parse(text)
    assert again == tree
    assert unparse(again) == text


ESCAPES = [
    '__import__("os").system("true")',
    "().__class__.__bases__",
    "x.__class__",
    "holder.__dict__",
    '"".join(["a"])',
    '"{0.__class__}".format(x)',
    'f"{x}"',
    "lambda: 1",
    "(x := 1)",
    "[y for y in x]",
    "{1: 2}",
    "x[0]",
    "exec('1')",
    "eval(photo)",
    "globals()",
    "x; y",
    "1 if p else 2",
    "x ** 9",
    "x ^ 9",
    "9e9",
    "0x10",
    "1_000",
    "x # comment",
    "x -- comment",
    "x /* comment */",
    "x || y",
    "'; drop table facts; --",
    "p and\u202e q",
    "p\u200b and q",
    "ｘ",
    "х",
    "٣ + 1",
    "𝟏 + 1",
    "x\u0301",
    "holder.id",
    "children.__len__",
    "sum(children.fields)",
    "fact.name",
    'fact("税收").value',
]


@proves("K3.3.2", "K3.3.5")
@pytest.mark.parametrize("text", ESCAPES)
def test_an_escape_is_refused(text: str) -> None:
    assert refusal(text).code.startswith("expr.")


@proves("K3.3.2")
def test_a_text_is_a_text_whatever_stands_in_it() -> None:
    for text in ("{0.__class__}", "%(x)s", "{holder}", "${x}", "'; drop table facts; --", "__import__"):
        made = make_plan(f'if p then "{text}" else "{text}"', SCHEMA)
        assert evaluate(made, GIVEN).value == text
        assert text in explain(made, "zh")


ALLOWED = (str, int, bool, Decimal, Fraction, date, Enum, tuple, frozenset, types.NoneType)


def _parts(thing: object) -> Iterator[object]:
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from _parts(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _parts(item)
    else:
        yield thing


@proves("K3.3.2", "K3.3.3")
@settings(deadline=None)
@given(rules)
def test_a_plan_is_pure_data_without_a_callback_of_the_host(text: str) -> None:
    for part in _parts(make_plan(text, SCHEMA).root):
        assert isinstance(part, ALLOWED), part


@proves("K3.3.5")
@settings(deadline=None)
@given(st.integers(1, 40))
def test_numbers_cannot_grow_without_bound(times: int) -> None:
    text = " * ".join([f"{'9' * 24}亿元"] * times)
    found = result(text).value
    if isinstance(found, Quantity):
        assert found.lo is not None
        assert found.lo.adjusted() <= 40
    else:
        assert getattr(found, "code", "") == "too-large"
