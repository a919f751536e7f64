"""What the checker refuses before anything is computed: dimensions, calibers, types, wrong arguments."""

from __future__ import annotations

import pytest

from jingkai.engines.expr import TRUTH, ExprProblem, NumberType, RowKind, Schema, make_plan
from jingkai.engines.expr.tests.zone import SCHEMA, amount, figure, in_unit, refusal, source, value
from jingkai.engines.quantity import Problem
from tests.proof import proves


@proves("K3.3.1", "INV.5")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1万元 + 1个", "expr.dimension"),
        ("8车 + 32处", "expr.dimension"),
        ("size > 1亩", "expr.dimension"),
        ("max(size, 1%)", "expr.dimension"),
        ("10百分点 > 10%", "expr.dimension"),
        ("if p then 1万元 else 1个", "expr.dimension"),
        ("size > 100", "expr.bare-number"),
        ("growth(size, 1万元) > 8", "expr.bare-number"),
        ("coalesce(size, 5)", "expr.bare-number"),
        ("share(x, y) - 1", "expr.bare-number"),
        ('date("2024-01-01") + 30', "expr.type"),
        ("filed_on + 5工作日", "expr.type"),
        ("filed_on * 2", "expr.type"),
        ("filed_on > 1", "expr.branch-types"),
        ("p > q", "expr.type"),
        ('photo > "a"', "expr.type"),
        ("not 1", "expr.type"),
        ("p and x", "expr.type"),
        ("-p", "expr.type"),
        ("if x then 1 else 2", "expr.type"),
        ('if p then 1 else "a"', "expr.branch-types"),
        ("x in period", "expr.type"),
        ("filed_on in x", "expr.type"),
        ("[1, 2]", "expr.type"),
        ("children", "expr.type"),
        ("children + 1", "expr.type"),
        ("children.value", "expr.pick"),
        ("x.value", "expr.pick"),
        ("known(children)", "expr.type"),
        ("known([x])", "expr.type"),
        ("sum(x, y)", "expr.type"),
        ("sum(children)", "expr.arguments"),
        ("count(children, value)", "expr.arguments"),
        ("sum(children, unit)", "expr.type"),
        ("any(children, value)", "expr.type"),
        ("children where value", "expr.type"),
        ("min()", "expr.arguments"),
        ("abs(x, y)", "expr.arguments"),
        ("clamp(x, 1)", "expr.arguments"),
        ("coalesce(x)", "expr.arguments"),
        ("abs(x, of: holder)", "expr.unknown-option"),
        ("rank(x, children.value)", "expr.dimension"),
        ('rank(size, children.value, order: "up")', "expr.unknown-word"),
        ('rank(size, children.value, by: "high")', "expr.unknown-option"),
        ("floor(size)", "expr.type"),
        ("round(size, 2)", "expr.rounding-unit"),
        ("round(share(x, y), 1)", "expr.rounding-unit"),
        ("round(x, y)", "expr.literal"),
        ("round(x, 99)", "expr.literal"),
        ('convert(size, "亩")', "expr.type"),
        ('convert(size, "金币")', "expr.unknown-unit"),
        ("fact(photo)", "expr.literal"),
        ('fact("税收", x)', "expr.type"),
        ('fact("税收", of: x)', "expr.type"),
        ("fact()", "expr.arguments"),
        ('target("税收", caliber: "统计")', "expr.unknown-option"),
        ('indicator("税收")', "expr.unknown-measure"),
        ('schedule("无")', "expr.unknown-measure"),
        ('events("开工", "竣工")', "expr.arguments"),
        ('count(events("开工", to: holder))', "expr.unknown-option"),
        ("growth(x)", "expr.not-periodic"),
        ('growth(fact("税收") * rate_now)', "expr.not-shiftable"),
        ("growth(p)", "expr.type"),
        ('date("2024-02-30")', "expr.literal"),
        ('date("20240201")', "expr.literal"),
        ('period("2024-13")', "expr.literal"),
        ("date(photo)", "expr.literal"),
        ("add_months(filed_on, 1.5)", "expr.literal"),
        ("add_months(filed_on, 9999)", "expr.literal"),
        ('due(filed_on, "近日")', "expr.literal"),
        ('due(filed_on, "30分钟")', "expr.literal"),
        ('industry in ["工业", "渔业"]', "expr.unknown-word"),
    ],
)
def test_is_refused_with_a_stable_code(text: str, code: str) -> None:
    problem = refusal(text)
    assert problem.code == code
    assert problem.zh
    assert problem.en
    assert problem.clause


@proves("K3.3.1", "INV.5")
@pytest.mark.parametrize(
    "text",
    [
        'fact("税收", caliber: "自报") + fact("税收", caliber: "统计")',
        'fact("税收", nature: "planned") + fact("税收")',
        'fact("税收") + target("税收")',
        '2 * fact("税收", caliber: "自报") + abs(fact("税收", caliber: "统计"))',
    ],
)
def test_figures_of_two_calibers_or_natures_are_never_added(text: str) -> None:
    assert refusal(text).code == "expr.calibers-added"


@proves("K3.3.1")
@pytest.mark.parametrize(
    "text",
    [
        # The gap between two calibers and the ratio of actual to target are what they are kept for.
        'fact("税收", caliber: "自报") - fact("税收", caliber: "统计") > 5万元',
        'fact("税收", caliber: "自报") / fact("税收", caliber: "统计") > 1.04',
        'fact("税收") / target("税收") >= 1',
        'fact("签约项目") >= 10 and count(children) > 3',
        "size - 1亿元 > 0",
        "share(x, y) > 0",
        "max(size, 0) = 0",
        "0 < size",
        'photo = "有" or photo != industry',
        "period = other_period or holder = anyone or p = q",
        "8% + 2百分点 = 10%",
        "unknown + 1 > size",
        "if unknown then unknown else x",
    ],
)
def test_is_accepted_as_a_condition(text: str) -> None:
    schema = SCHEMA
    if text.startswith("if"):
        assert make_plan(text, schema).type == NumberType()
    else:
        assert make_plan(text, schema, wants=TRUTH).type == TRUTH


@proves("K3.3.1")
def test_a_gate_must_be_a_condition() -> None:
    with pytest.raises(ExprProblem, match=r"expr\.type"):
        make_plan("x + 1", SCHEMA, wants=TRUTH)


@proves("K3.3.1")
def test_units_convert_and_multiply() -> None:
    assert value("1亿元 = 10000万元") is True
    assert value("10亿元 / 143亩 > 699万元/1亩") is True
    assert value('convert(10亿元, "万元")') == amount("100000万元")
    assert value("3 * 5%") == amount("15%")
    assert value("200人 * 5%") == amount("10人")


@proves("K3.3.1")
def test_a_ratio_less_a_percentage_is_in_percentage_points() -> None:
    given = source([figure("税收", "2024-06", "62万元")])
    assert value('fact("税收") / 100万元 - 50%', given) == amount("12百分点")
    assert value('50% - fact("税收") / 100万元', given) == amount("-12百分点")


@proves("K3.3.1")
def test_a_name_means_one_thing() -> None:
    for schema in (
        lambda: Schema(rows={"a": RowKind({"period": in_unit("个")})}),
        lambda: Schema(rows={"a": RowKind({"end": in_unit("个")})}),
        lambda: Schema(rows={"where": RowKind({})}),
    ):
        with pytest.raises(ExprProblem, match=r"expr\.schema"):
            schema()
    with pytest.raises(Problem, match=r"quantity\.unit-unknown"):
        Schema(measures={"a": "金币"})
