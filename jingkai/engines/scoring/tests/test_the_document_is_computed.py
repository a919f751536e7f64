"""docs/scoring.md: every method has its term and an example, and every example comes out as it stands there."""

import csv
from pathlib import Path

import pytest

from jingkai.engines.scoring import METHODS, grade, plan_of, read_scheme, score
from tests.proof import proves

from .documented import Example, Joined, examples, joined, whole_scheme


@proves("A1.2.1", "A1.5.2", "A5.1.3")
@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_an_example_comes_out_as_it_is_printed(example: Example) -> None:
    plan = plan_of({"tree": {"id": "总分", "of": [example.leaf]}})
    periods = {period for _, period in example.points}
    scored = score(plan, example.facts, periods=periods)
    rows = {
        (row["unit"], row["period"]): row
        for row in scored.scores.to_pylist()
        if row["node"] == example.leaf["id"]
    }
    assert set(rows) == set(example.points)
    for place, points in example.points.items():
        assert rows[place]["points"] == pytest.approx(points, abs=1e-9), place


@proves("A5.1.3", "A1.2.3")
@pytest.mark.parametrize("case", list(joined()), ids=lambda case: case.title)
def test_a_rule_of_several_figures_comes_out_as_it_is_printed(case: Joined, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(case.facts, encoding="utf-8")
    scored = score(read_scheme(case.scheme), facts)
    printed = list(csv.DictReader(case.points.splitlines()))
    if "tier" in printed[0]:
        tiers = {(one.unit, one.period): one.tier for one in grade(scored)}
        assert {(row["unit"], row["period"]): tiers[row["unit"], row["period"]] for row in printed} == {
            (row["unit"], row["period"]): row["tier"] for row in printed
        }
        return
    found = {(row["unit"], row["period"], row["node"]): row["points"] for row in scored.scores.to_pylist()}
    wanted = {(row["unit"], row["period"], row["node"]): float(row["points"]) for row in printed}
    assert {place: found[place] for place in wanted} == pytest.approx(wanted, abs=1e-9)


def test_the_rules_of_practice_that_take_several_figures_are_there() -> None:
    assert [case.title.split()[0] for case in joined()] == [
        "投资率修正",
        "月度附加",
        "附加到年度分",
        "扣完为止",
        "三级权重",
        "缺数用平均数或上年数",
        "得分作数",
        "折算与名次加分",
        "两部分取高",
        "指数、对数、开方、乘方",
        "前几年和别的单位",
        "去掉两头的极端值",
        "后百分之几为末档",
        "两类单位两种算法",
        "权重随类别不同",
        "几项取较好的",
    ]


@proves("A1.2.1")
def test_every_method_stands_there_with_its_chinese_term() -> None:
    told = {example.name: example.zh for example in examples()}
    assert told == {name: method.zh for name, method in METHODS.items()}


@proves("A1.1.1")
def test_the_scheme_at_its_head_comes_out_as_it_is_printed(tmp_path: Path) -> None:
    scheme, facts, units, points = whole_scheme()
    (tmp_path / "facts.csv").write_text(facts, encoding="utf-8")
    (tmp_path / "units.csv").write_text(units, encoding="utf-8")
    scored = score(read_scheme(scheme), tmp_path / "facts.csv", tmp_path / "units.csv")
    rows = {(row["unit"], row["node"]): row["points"] for row in scored.scores.to_pylist()}
    wanted = {(row["unit"], row["node"]): float(row["points"]) for row in csv.DictReader(points.splitlines())}
    assert {place: rows[place] for place in wanted} == pytest.approx(wanted, abs=1e-9)
