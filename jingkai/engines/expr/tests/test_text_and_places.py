"""How an expression is written: input-method signs, one canonical text, faults with their place."""

from __future__ import annotations

import pytest

from jingkai.engines.expr import ExprProblem, parse, unparse
from jingkai.engines.expr.tests.zone import refusal
from tests.proof import proves


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("（１＋２）×３ ≥ ４", "(1 + 2) * 3 >= 4"),
        ("x ÷ y ≠ 2", "x / y != 2"),
        ("p 且 非 q 或 p", "p and not q or p"),
        ("p AND (NOT q)", "p and not q"),
        ("fact（“税收”，ytd，caliber：“统计”）", 'fact("税收", ytd, caliber: "统计")'),
        ("x == 1 or x <> 2", "x = 1 or x != 2"),
        ("((x)) - (y - z)", "x - (y - z)"),
        ("(x - y) - z", "x - y - z"),
        ("((x < y)) = p", "(x < y) = p"),
        ("p = (x < y)", "p = (x < y)"),
        ("-(x) * (-(y))", "-x * -y"),
        ("x\n  in [1、 2]", "x in [1, 2]"),
        ("１００％", "100%"),
        ("(if p then 1 else 2) + 1", "(if p then 1 else 2) + 1"),
        ("case when p then 1 else 2 end + 1", "case when p then 1 else 2 end + 1"),
    ],
)
def test_what_an_input_method_types_has_one_canonical_text(typed: str, canonical: str) -> None:
    assert unparse(parse(typed)) == canonical
    assert unparse(parse(canonical)) == canonical


@proves("K3.3.1")
def test_nothing_inside_a_quoted_text_is_folded() -> None:
    assert unparse(parse("“（全口径）税收，１”")) == '"（全口径）税收，１"'
    assert unparse(parse(r'"a\"b\\"')) == r'"a\"b\\"'


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "expr.empty", 1, 1),
        ("  \n ", "expr.empty", 1, 1),
        ("1 +", "expr.unfinished", 1, 3),
        ("min(x, 1", "expr.unfinished", 1, 8),
        ("1 2", "expr.syntax", 1, 3),
        ("x\n+ ;", "expr.sign", 2, 3),
        ('contains("ab, photo)', "expr.quote", 1, 10),
        ("1 < x < 2", "expr.chained", 1, 7),
        ('fact(of: holder, "税收")', "expr.option-order", 1, 18),
        ('fact("税收", of: holder, of: holder)', "expr.option-order", 1, 24),
        ("1234567890123456789012345", "expr.digits", 1, 1),
        ("x +\n  税额", "expr.unknown-name", 2, 3),
        ("平均(x)", "expr.unknown-function", 1, 1),
        ("x + 5倍数", "expr.unknown-unit", 1, 5),
        ("end + 1", "expr.syntax", 1, 1),
    ],
)
def test_a_fault_says_its_line_and_column(text: str, code: str, line: int, column: int) -> None:
    problem = refusal(text)
    assert (problem.code, problem.at.line, problem.at.column) == (code, line, column)
    assert f"第 {line} 行第 {column} 列" in problem.sentence("zh")
    assert f"Line {line}, column {column}" in problem.sentence("en")


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('fact("税受")', "税收"),
        ('fact("固定资产投入")', "固定资产投资"),
        ("税收 + 1", 'fact("税收")'),
        ("陪同", "请核对写法"),
        ("p且q", "留空格"),
        ("shares(x, y)", "share"),
        ("share > 1", "share(part, whole)"),
        ('count(events("完工"))', "竣工"),
        ("sum(children.valu)", "value"),
        ('fact("税收", caliber: "统记")', "统计"),
        ('fact("税收", calibre: "统计")', "caliber"),
        ('industry = "工页"', "工业"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_one(text: str, hint: str) -> None:
    assert hint in refusal(text).zh


@proves("K3.3.1")
def test_a_straight_mark_inside_curly_ones_is_a_fault_and_never_another_text() -> None:
    with pytest.raises(ExprProblem):
        parse('“a"b”')
