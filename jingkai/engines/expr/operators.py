"""Types of the operators: what may be added, compared and combined, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jingkai.engines.expr.fitting import (
    check_word,
    common_type,
    converted,
    dimension_problem,
    fit,
    is_bare,
    must_be,
    number,
    type_problem,
)
from jingkai.engines.expr.plan import Apply, Fixed, Many, Node, Op
from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.schema import Schema
from jingkai.engines.expr.syntax import At
from jingkai.engines.expr.types import (
    ANY,
    DATE,
    TRUTH,
    AnyType,
    Basis,
    DateType,
    ListType,
    NumberType,
    PeriodType,
)
from jingkai.engines.quantity import Problem, Quantity

_ARITHMETIC = {"+": Op.ADD, "-": Op.SUBTRACT, "*": Op.MULTIPLY, "/": Op.DIVIDE}
_ON_ONES: Mapping[Op, Callable[[Quantity, Quantity], Quantity]] = {
    Op.ADD: Quantity.__add__,
    Op.SUBTRACT: Quantity.__sub__,
    Op.MULTIPLY: Quantity.__mul__,
    Op.DIVIDE: Quantity.__truediv__,
}
_EQUALITY = {"=": Op.EQUAL, "!=": Op.DIFFERENT}
_ORDER = {"<": Op.LESS, "<=": Op.AT_MOST, ">": Op.GREATER, ">=": Op.AT_LEAST}
_LOGIC = {"and": Op.AND, "or": Op.OR}
DAY = "天"


def unary(operator: str, operand: Node, at: At) -> Node:
    """`-x` of a number, `not x` of a truth."""
    if operator == "not":
        return Apply(Op.NOT, (must_be(operand, TRUTH),), type=TRUTH, at=at)
    type_ = number(operand)
    if isinstance(operand, Fixed) and isinstance(operand.value, Quantity):
        return replace(operand, value=-operand.value, at=at)
    return Apply(Op.NEGATE, (operand,), type=replace(type_, bare=False), at=at)


def binary(operator: str, left: Node, right: Node, schema: Schema, at: At) -> Node:
    """The typed step for `left operator right`. Raises ExprProblem."""
    if operator in _LOGIC:
        return Apply(_LOGIC[operator], (must_be(left, TRUTH), must_be(right, TRUTH)), type=TRUTH, at=at)
    if operator in ("in", "not in"):
        inside = _inside(left, right, schema, at)
        return inside if operator == "in" else Apply(Op.NOT, (inside,), type=TRUTH, at=at)
    if operator in _EQUALITY:
        pair = fit((left, right), "compare", schema, at)
        return Apply(_EQUALITY[operator], pair, type=TRUTH, at=at)
    if operator in _ORDER:
        return _ordered(_ORDER[operator], left, right, schema, at)
    return _arithmetic(operator, left, right, schema, at)


def _ordered(op: Op, left: Node, right: Node, schema: Schema, at: At) -> Node:
    for side in (left, right):
        if not isinstance(side.type, NumberType | DateType | AnyType):
            raise type_problem(side, None, "数或日期", "a number or a date")
    return Apply(op, fit((left, right), "compare", schema, at), type=TRUTH, at=at)


def _inside(left: Node, right: Node, schema: Schema, at: At) -> Node:
    if isinstance(right, Many):
        items = fit((left, *right.items), "compare", schema, at)
        for item in items[1:]:
            check_word(item, left.type)
        many = Many(items[1:], type=ListType(common_type(items)), at=right.at)
        return Apply(Op.AMONG, (items[0], many), type=TRUTH, at=at)
    if isinstance(right.type, PeriodType):
        if not isinstance(left.type, DateType | PeriodType | AnyType):
            raise type_problem(left, None, "日期或时期", "a date or a period")
        return Apply(Op.WITHIN, (left, right), type=TRUTH, at=at)
    raise type_problem(right, None, "时期或列表 [a, b]", "a period or a list [a, b]")


def _arithmetic(operator: str, left: Node, right: Node, schema: Schema, at: At) -> Node:
    if isinstance(left.type, DateType) or isinstance(right.type, DateType):
        return _with_dates(operator, left, right, schema, at)
    if isinstance(left.type, AnyType) or isinstance(right.type, AnyType):
        for side in (left, right):
            if not isinstance(side.type, AnyType):
                number(side)
        return Apply(_ARITHMETIC[operator], (left, right), type=ANY, at=at)
    number(left)
    number(right)
    if operator in "+-":
        left, right = _addends(operator, left, right, schema, at)
    op = _ARITHMETIC[operator]
    return Apply(op, (left, right), type=_result(op, operator, left, right, at), at=at)


def _addends(operator: str, left: Node, right: Node, schema: Schema, at: At) -> tuple[Node, Node]:
    if not (is_bare(left) and is_bare(right)) and not _mixed_points(left, right):
        left, right = fit((left, right), operator, schema, at)
    # A ratio less a percentage is in percentage points, whichever of the two was written as a plain quotient.
    if operator == "-" and number(left).unit.is_share != number(right).unit.is_share:
        percent = schema.unit("%")
        if number(left).unit.is_number and not is_bare(left):
            left = converted(left, percent)
        if number(right).unit.is_number and not is_bare(right):
            right = converted(right, percent)
    return left, right


def _mixed_points(left: Node, right: Node) -> bool:
    """A percentage and percentage points: 8 % + 2 百分点 is 10 %."""
    units = (number(left).unit, number(right).unit)
    return any(unit.is_share for unit in units) and any(unit.name == "百分点" for unit in units)


def _result(op: Op, operator: str, left: Node, right: Node, at: At) -> NumberType:
    """The unit is that of the same arithmetic on ones, so that types and values cannot drift apart."""
    a, b = number(left), number(right)
    one, other = Quantity.exactly(1, a.unit), Quantity.exactly(1, b.unit)
    try:
        unit = _ON_ONES[op](one, other).unit
    except Problem:
        raise dimension_problem(left, right, operator, at) from None
    return NumberType(unit, _basis(op, a, b, at), a.bare and b.bare)


def _basis(op: Op, a: NumberType, b: NumberType, at: At) -> Basis | None:
    """What the result still stands on; a sum of two bases is refused."""
    match op:
        case Op.ADD:
            return _added_basis(a, b, at)
        case Op.SUBTRACT:
            return a.basis if a.basis == b.basis else None
        case Op.MULTIPLY:
            return _scaled_basis(a, b)
    return a.basis if not b.dimension and b.basis is None else None


def _added_basis(a: NumberType, b: NumberType, at: At) -> Basis | None:
    if a.basis is not None and b.basis is not None and a.basis != b.basis:
        raise ExprProblem("expr.calibers-added", at, left=a.basis, right=b.basis)
    return a.basis or b.basis


def _scaled_basis(a: NumberType, b: NumberType) -> Basis | None:
    """A figure times a plain number stays what it was; figure times figure is something derived."""
    if a.basis is None or b.basis is None:
        return a.basis if b.basis is None else b.basis
    return None


def _with_dates(operator: str, left: Node, right: Node, schema: Schema, at: At) -> Node:
    day = NumberType(schema.unit(DAY))
    if operator == "-" and isinstance(left.type, DateType) and isinstance(right.type, DateType):
        return Apply(Op.DAYS_BETWEEN, (right, left), type=day, at=at)
    if operator == "+" and isinstance(right.type, DateType):
        left, right = right, left
    if operator not in "+-" or not isinstance(left.type, DateType):
        raise type_problem(left, None, "日期加减天数", "a date plus or minus days")
    if not (isinstance(right.type, AnyType) or (isinstance(right.type, NumberType) and right.type == day)):
        zh, en = (
            f'天数，例如 30{DAY}；工作日用 due(日期, "5个工作日")',
            f"days, for example 30{DAY}; working days by due()",
        )
        raise type_problem(right, None, zh, en)
    op = Op.DAYS_AFTER if operator == "+" else Op.DAYS_BEFORE
    return Apply(op, (left, right), type=DATE, at=at)
