"""A scheme that is being written: everything that is wrong with it at once, each at its place."""

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of, remarks
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


@proves("A1.1.1", "A5.4.1")
def test_what_contradicts_itself_is_told_at_its_place() -> None:
    of = ("tree", "of")
    body: dict[str, Any] = {
        "tree": {"id": "t", "of": [
            leaf("能耗", {"efficacy": {"good": "10", "bad": "20"}}, weight="3"),
            leaf("产值", {"efficacy": {"good": "20", "bad": "10"}}, weight="3"),
            leaf("排放", {"efficacy": {"good": {"peers": "min"}, "bad": "20"}}, weight="3"),
        ]},
        "tiers": [{"tier": "好", "score": "60"}],
        "gates": [{"id": "g", "node": "t", "under": "1", "not_above": "中"}],
        "repeated": [{"result": "约谈", "tier": "末位", "times": "2", "within": "2"}],
    }  # fmt: skip
    found = faults(body)
    assert [one.place for one in found] == [
        (*of, 0, "method", "efficacy"),
        ("gates", 0, "not_above"),
        ("repeated", 0, "tier"),
    ]
    assert "direction 为 high，而 good（10）低于 bad（20）" in found[0].zh
    assert "没有“末位”这一等次，有：好" in found[2].zh
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert refused.value.code == "scoring.scheme"
    body["tree"]["of"][0]["direction"] = "low"
    with pytest.raises(Problem) as still:
        plan_of(body)
    assert still.value.code == "scoring.scheme"
    del body["gates"], body["repeated"]
    assert faults(body) == []


@proves("A1.1.1")
def test_parts_that_do_not_make_the_full_marks_are_remarked_on() -> None:
    tree: dict[str, Any] = {
        "id": "t",
        "weight": "100",
        "of": [leaf("a", weight="40"), leaf("b", weight="30")],
    }
    (one,) = remarks(plan_of({"tree": tree}))
    assert one.place == ("tree", "of")
    assert "满分 100，其下各项满分合计 70" in one.zh
    for said in ({"weights": "70"}, {"cap": "70"}, {"weight": "70"}):
        assert remarks(plan_of({"tree": tree | said})) == []


def test_the_words_that_are_possible_are_listed_in_the_language() -> None:
    (one,) = faults({"tree": {"id": "t", "of": [leaf("a", missing="foo")]}})
    assert (one.zh, one.en) == ("只能是 refuse、rescale、zero", "it can only be refuse, rescale, zero")
