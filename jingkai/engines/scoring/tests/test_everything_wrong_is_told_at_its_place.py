"""A scheme that is being written: everything that is wrong with it at once, each at its place."""

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of
from tests.proof import proves

from .documented import examples
from .small import leaf

MEANING = {
    "tie_break": ["没有"],
    "gates": [{"id": "事故", "node": "哪里", "over": "0", "then": "不评"}],
    "tree": {
        "id": "总分",
        "of": [
            leaf("a", "magic"),
            {"id": "b", "of": [leaf("a", {"completion": {"target": "many", "capp": "3"}}, weight="3")]},
            {"id": "c", "combine": "product", "of": [
                leaf("d"),
                leaf("e", {"completion": {"target": {"indicator": "e"}}}, weight="1"),
                leaf("f", {"steps": {"base": "1", "take": "difference"}}, weight="1"),
            ]},
            {"id": "g", "weights": "100", "of": [leaf("h", weight="3")]},
            {"id": "i", "combine": "arithmetic", "full": "10", "of": [leaf("j", full="3")]},
        ],
    },
}  # fmt: skip


@proves("A1.1.1", "A5.4.1")
def test_what_a_scheme_cannot_mean_is_told_all_at_once() -> None:
    of = ("tree", "of")
    assert [one.place for one in faults(MEANING)] == [
        (*of, 0, "method"),
        (*of, 1, "of", 0, "id"),
        (*of, 1, "of", 0, "method", "completion", "target"),
        (*of, 1, "of", 0, "method", "completion", "capp"),
        (*of, 2, "of", 0),
        (*of, 2, "of", 1, "method"),
        (*of, 2, "of", 2, "method", "steps"),
        (*of, 3, "weights"),
        (*of, 4),
        ("tie_break", 0),
        ("gates", 0, "node"),
    ]


@proves("A1.1.1")
def test_what_is_no_form_of_a_scheme_is_told_all_at_once() -> None:
    body = {
        "draw": "-1",
        "gates": [{"id": "g", "node": ["a"], "over": "0", "then": "x"}],
        "tree": {
            "id": "t",
            "of": [{"id": "n", "of": [{**leaf("x"), "weigth": "2"}]}, leaf("y", weight="-1")],
        },
    }
    found = faults(body)
    assert {one.place for one in found} == {
        ("draw",),
        ("gates", 0, "node"),
        ("tree", "of", 0, "of", 0, "weigth"),
        ("tree", "of", 1, "weight"),
    }
    (meant,) = [one for one in found if one.place[-1] == "weigth"]
    assert ("weight？" in meant.zh, "weight?" in meant.en) == (True, True)


@pytest.mark.parametrize("body", [None, 5, {}, [], {"tree": "x"}, {"tree": {"id": "t", "of": ["x"]}}])
def test_what_is_no_scheme_at_all_has_faults(body: Any) -> None:
    assert faults(body)


@proves("A1.1.1")
@pytest.mark.parametrize("example", list(examples()), ids=lambda one: one.name)
def test_what_is_read_has_no_faults_and_what_has_some_is_not_read(example: Any) -> None:
    tree = {"tree": {"id": "total", "of": [example.leaf]}}
    plan_of(tree)
    assert faults(tree) == []
    method = example.leaf["method"]
    name, given = (method, {}) if isinstance(method, str) else next(iter(method.items()))
    wrong = {"tree": {"id": "total", "of": [{**example.leaf, "method": {name: {**given, "strange": "1"}}}]}}
    with pytest.raises(Problem):
        plan_of(wrong)
    assert [one.place for one in faults(wrong)] == [("tree", "of", 0, "method", name, "strange")]
