"""Syntax tree to canonical text: the one way this platform writes an expression down.

`parse(unparse(tree)) == tree` for every tree that `parse` gives, so a rule and its canonical text are one.
"""

from __future__ import annotations

from jingkai.engines.expr.grammar import KEYWORDS
from jingkai.engines.expr.syntax import (
    Binary,
    Call,
    Case,
    If,
    ListLiteral,
    Name,
    NumberLiteral,
    Pick,
    Syntax,
    TextLiteral,
    TruthLiteral,
    Unary,
    UnknownLiteral,
    Where,
)

# How tightly each form binds, as in the grammar: a looser form inside a tighter place gets brackets.
_CONDITIONAL, _FILTERED, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _SIGNED, _POSTFIX = range(10)
_BINARY = {"or": _OR, "and": _AND, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
# and, or, + - * / group to the left; a comparison does not chain at all.
_LEFT_GROUPING = frozenset(_BINARY)


def unparse(tree: Syntax) -> str:
    """The canonical text of `tree`: one space round operators, brackets only where they are needed."""
    return _text(tree)


def _text(tree: Syntax, place: int = _CONDITIONAL) -> str:
    text, level = _form(tree)
    return text if level >= place else f"({text})"


def _form(tree: Syntax) -> tuple[str, int]:
    match tree:
        case NumberLiteral(digits=digits, unit=unit):
            return digits + unit, _POSTFIX
        case TextLiteral(text=text):
            return quoted(text), _POSTFIX
        case TruthLiteral(truth=truth):
            return "true" if truth else "false", _POSTFIX
        case UnknownLiteral():
            return "unknown", _POSTFIX
        case Name(name=name):
            return name, _POSTFIX
        case ListLiteral(items=items):
            return f"[{', '.join(map(_text, items))}]", _POSTFIX
        case Call():
            return _call(tree), _POSTFIX
        case Pick(rows=rows, field_name=name):
            return f"{_text(rows, _POSTFIX)}.{name}", _POSTFIX
        case Unary(operator="not", operand=operand):
            return f"not {_text(operand, _NOT)}", _NOT
        case Unary(operand=operand):
            return f"-{_text(operand, _SIGNED)}", _SIGNED
        case Binary():
            return _binary(tree)
        case Where(rows=rows, condition=condition):
            return f"{_text(rows, _FILTERED)} where {_text(condition, _OR)}", _FILTERED
        case If(condition=condition, then=then, otherwise=otherwise):
            decision = f"if {_text(condition, _FILTERED)} then {_text(then)} else {_text(otherwise)}"
            return decision, _CONDITIONAL
        case Case():
            return _case(tree), _POSTFIX
    raise TypeError(f"no such syntax: {type(tree).__name__}")


def _binary(tree: Binary) -> tuple[str, int]:
    level = _BINARY.get(tree.operator, _COMPARED)
    left = _text(tree.left, level if tree.operator in _LEFT_GROUPING else level + 1)
    return f"{left} {tree.operator} {_text(tree.right, level + 1)}", level


def _call(tree: Call) -> str:
    given = [_text(argument) for argument in tree.arguments]
    given += [f"{name}: {_text(value)}" for name, value in tree.options]
    return f"{tree.name}({', '.join(given)})"


def _case(tree: Case) -> str:
    branches = " ".join(
        f"when {_text(condition, _FILTERED)} then {_text(value)}" for condition, value in tree.branches
    )
    return f"case {branches} else {_text(tree.otherwise)} end"


def quoted(text: str) -> str:
    """`text` between straight quotation marks, as the grammar reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_reserved(name: str) -> bool:
    """Whether `name` is a word of the language and can name nothing else."""
    return name.lower() in KEYWORDS
