"""Text to syntax tree: lark parses by the grammar, nothing is ever handed to Python to evaluate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NoReturn

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken

from jingkai.engines.expr.building import Building
from jingkai.engines.expr.folding import fold
from jingkai.engines.expr.grammar import GRAMMAR, KEYWORDS, TOKEN_WORDS
from jingkai.engines.expr.limits import DEFAULT, Limits
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.syntax import At, NumberLiteral, Syntax

# With more than this many possibilities the sentence names the commonest ones only.
_SHOWN_EXPECTATIONS = 4
# What may end the part at hand; said before everything that could also continue it.
_CLOSING: list[str] = ["RPAR", "RSQB", "THEN", "ELSE", "WHEN", "END", "COMMA", "$END"]
_OPERANDS = {"NUMBER", "TEXT", "NAME"}


def parse(text: str, limits: Limits = DEFAULT) -> Syntax:
    """The syntax tree of `text`.

    Raises ExprProblem (`expr.empty`, `expr.syntax`, `expr.unfinished`, `expr.sign`, `expr.quote`,
    `expr.chained`, `expr.option-order`, `expr.too-long`, `expr.too-deep`, `expr.digits`) with its place.
    """
    if len(text) > limits.characters:
        raise ExprProblem("expr.too-long", found=len(text), limit=limits.characters)
    folded = fold(text)
    if not folded.strip(" \t\n"):
        raise ExprProblem("expr.empty")
    try:
        tree = _parser().parse(folded)
    except UnexpectedCharacters as fault:
        _refuse_sign(fault, folded)
    except UnexpectedToken as fault:
        _refuse_token(fault)
    assert isinstance(tree, Syntax)
    if tree.depth > limits.depth:
        raise ExprProblem("expr.too-deep", tree.at, limit=limits.depth)
    if tree.size > limits.nodes:
        raise ExprProblem("expr.too-long", found=tree.size, limit=limits.nodes)
    _check_digits(tree, limits)
    return tree


@cache
def _parser() -> Lark:
    # The tree is built while parsing, bottom up, so that no depth of brackets costs Python stack.
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer="basic",
        lexer_callbacks={"NAME": _keyword},
        maybe_placeholders=False,
        transformer=Building(),
    )


def _keyword(token: Token) -> Token:
    kind = KEYWORDS.get(token.lower())
    return token if kind is None else Token.new_borrow_pos(kind, str(token), token)


def _check_digits(tree: Syntax, limits: Limits) -> None:
    if isinstance(tree, NumberLiteral) and len(tree.digits) > limits.digits:
        raise ExprProblem("expr.digits", tree.at, found=short(tree.digits, 12), limit=limits.digits)
    for child in tree.children():
        _check_digits(child, limits)


def _refuse_sign(fault: UnexpectedCharacters, folded: str) -> NoReturn:
    at = At(fault.line, fault.column)
    sign = folded[fault.pos_in_stream or 0]
    if sign == '"':
        raise ExprProblem("expr.quote", at) from None
    shown = sign if sign.isprintable() else " "
    raise ExprProblem("expr.sign", at, sign=shown, number=f"U+{ord(sign):04X}") from None


def _refuse_token(fault: UnexpectedToken) -> NoReturn:
    at = At(max(fault.line, 1), max(fault.column, 1))
    expected_zh, expected_en = _expectation(fault.accepts or fault.expected)
    token = fault.token
    if token.type == "$END":
        raise ExprProblem("expr.unfinished", at, expected_zh=expected_zh, expected_en=expected_en) from None
    if token.type == "COMPARED":
        raise ExprProblem("expr.chained", at) from None
    raise ExprProblem(
        "expr.syntax", at, found=short(str(token)), expected_zh=expected_zh, expected_en=expected_en
    ) from None


def _expectation(names: Iterable[str]) -> tuple[str, str]:
    wanted = set(names)
    if wanted >= _OPERANDS:
        return "一个值（数、名称、文字或函数）", "a value (a number, a name, a text or a function)"
    closing = [name for name in _CLOSING if name in wanted]
    chosen = (closing or sorted(wanted))[:_SHOWN_EXPECTATIONS]
    words = [TOKEN_WORDS.get(name, (f"“{name.lower()}”", f"'{name.lower()}'")) for name in chosen]
    return "或".join(zh for zh, _ in words), " or ".join(en for _, en in words)
