"""Formulas at random with values for their names, and how far off binary numbers may come out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from jingkai.engines.expr import Trace, Unknown
from jingkai.engines.expr.plan import Apply, Choose, Fixed, Many, Named, Op
from jingkai.engines.quantity import Quantity
from jingkai.engines.scoring.formulas.computing import FAINT, STEP
from jingkai.engines.scoring.shape import NEAR

NAMES = ("value", "plan", "last", "full")
_LITERALS = (
    "0",
    "1",
    "2",
    "3",
    "10",
    "100",
    "0.1",
    "0.2",
    "0.3",
    "0.05",
    "1.2",
    "0.000001",
    "1000000",
    "unknown",
)
_BIG_AND_TINY = ("1e12", "-2.5e20", "9e30", "1e-7", "-3e-12", "7e-25", "1e-38")

amounts = st.one_of(
    st.none(),
    st.sampled_from(["0", "1", "-1", "0.1", "0.2", "0.3"]),
    st.integers(-1000, 1000).map(str),
    st.decimals(-1000, 1000, places=4).map(str),
    st.sampled_from(_BIG_AND_TINY),
)  # fmt: skip
rows = st.fixed_dictionaries(dict.fromkeys(NAMES, amounts))


@st.composite
def numbers(draw: st.DrawFn, depth: int = 4) -> str:
    """The text of a formula worth a number."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from((*NAMES, *NAMES, *_LITERALS)))
    number, truth = numbers(depth - 1), truths(depth - 1)
    ways = {
        "arithmetic": lambda: f"({draw(number)} {draw(st.sampled_from('+-*/'))} {draw(number)})",
        "quotient": lambda: f"({draw(number)} / {draw(number)})",
        "negative": lambda: f"(0 - {draw(number)})",
        "minus": lambda: f"-{draw(st.sampled_from(NAMES))}",
        "abs": lambda: f"abs({draw(number)})",
        "floor": lambda: f"floor({draw(number)})",
        "round": lambda: f"round({draw(number)}, {draw(st.integers(0, 4))})",
        "clamp": lambda: f"clamp({draw(number)}, {draw(number)}, {draw(number)})",
        "extreme": lambda: f"{draw(st.sampled_from(['min', 'max']))}({_listed(draw, number, 2)})",
        "coalesce": lambda: f"coalesce({_listed(draw, number, 2)})",
        "if": lambda: f"(if {draw(truth)} then {draw(number)} else {draw(number)})",
        "case": lambda: (
            f"case when {draw(truth)} then {draw(number)} when {draw(truth)} then {draw(number)} "
            f"else {draw(number)} end"
        ),
    }
    return ways[draw(st.sampled_from(sorted(ways)))]()


@st.composite
def truths(draw: st.DrawFn, depth: int = 3) -> str:
    """The text of a condition."""
    number = numbers(max(depth - 1, 0))
    if depth == 0:
        return draw(
            st.sampled_from(["true", "false", "unknown", "(value > plan)", "known(last)", "(full = 1)"])
        )
    truth = truths(depth - 1)
    ways = {
        "compared": lambda: (
            f"({draw(number)} {draw(st.sampled_from(['=', '!=', '<', '<=', '>', '>=']))} {draw(number)})"
        ),
        "among": lambda: (
            f"({draw(number)} {draw(st.sampled_from(['in', 'not in']))} [{_listed(draw, number, 0)}])"
        ),
        "logic": lambda: f"({draw(truth)} {draw(st.sampled_from(['and', 'or']))} {draw(truth)})",
        "not": lambda: f"(not {draw(truth)})",
        "known": lambda: f"known({draw(number)})",
        "known truth": lambda: f"known({draw(truth)})",
        "same truth": lambda: f"({draw(truth)} {draw(st.sampled_from(['=', '!=']))} {draw(truth)})",
        "coalesce": lambda: f"coalesce({draw(truth)}, {draw(truth)})",
        "if": lambda: f"(if {draw(truth)} then {draw(truth)} else {draw(truth)})",
    }
    return ways[draw(st.sampled_from(sorted(ways)))]()


def _listed(draw: st.DrawFn, one: st.SearchStrategy[str], least: int) -> str:
    return ", ".join(draw(st.lists(one, min_size=least, max_size=3)))


class Doubtful(Exception):  # noqa: N818 - nothing is wrong
    """Binary numbers cannot tell: what is decided hangs on less than their error, or on less than NEAR."""


_UNIT = 2.0**-52
_COMPARED = {Op.EQUAL, Op.DIFFERENT, Op.LESS, Op.AT_MOST, Op.GREATER, Op.AT_LEAST}


def error(trace: Trace) -> float:
    """How far the value of this step may lie from the exact one, computed in binary numbers. Raises Doubtful."""
    node, children = trace.node, trace.children
    errors = [error(child) for child in children]
    if isinstance(node, Fixed | Named):
        return _UNIT * abs(_float(trace)) if isinstance(trace.value, Quantity) else 0.0
    if isinstance(node, Choose) or (isinstance(node, Apply) and node.op is Op.COALESCE):
        return errors[-1]
    if isinstance(node, Many):
        return max(errors, default=0.0)
    assert isinstance(node, Apply)
    if node.op is Op.AMONG:
        for item in children[1].children:
            _same(children[0], item, errors[0] + errors[1])
        return 0.0
    if any(isinstance(child.value, Unknown) for child in children):
        return 0.0
    if node.op in _COMPARED:
        _same(children[0], children[1], sum(errors))
        return 0.0
    if not isinstance(children[0].value, Quantity):
        return 0.0
    return _of_numbers(node.op, [_exact(child) for child in children], errors)


def _of_numbers(op: Op, values: list[Fraction], errors: list[float]) -> float:
    sizes = [abs(float(value)) for value in values]
    match op:
        case Op.ADD | Op.SUBTRACT:
            result = values[0] + values[1] if op is Op.ADD else values[0] - values[1]
            return _in_range(result, sum(errors))
        case Op.MULTIPLY:
            off = sizes[0] * errors[1] + sizes[1] * errors[0] + errors[0] * errors[1]
            return _in_range(values[0] * values[1], off)
        case Op.DIVIDE:
            _decided(values[1], errors[1], NEAR)
            if not values[1]:
                return 0.0
            result = values[0] / values[1]
            return _in_range(result, (errors[0] + abs(float(result)) * errors[1]) / (sizes[1] - errors[1]))
        case Op.FLOOR:
            _decided(values[0] - round(values[0]), errors[0], min(NEAR + FAINT * sizes[0], STEP))
            return 0.0
        case Op.ROUND:
            scale = 10.0 ** float(values[1])
            scaled = abs(values[0]) * Fraction(scale)
            near = min(NEAR + FAINT * float(scaled), STEP)
            _decided(scaled - Fraction(1, 2) - round(scaled - Fraction(1, 2)), errors[0] * scale, near)
            return _UNIT * sizes[0] + _UNIT
    return max(errors)


def _same(left: Trace, right: Trace, off: float) -> None:
    if isinstance(left.value, Quantity) and isinstance(right.value, Quantity):
        a, b = _exact(left), _exact(right)
        _decided(a - b, off, NEAR + FAINT * (abs(float(a)) + abs(float(b))))


def _decided(distance: Fraction, off: float, near: float) -> None:
    """What is the same comes out as the same, and what is not is further apart than counts as the same."""
    if distance == 0 and off < near:
        return
    if abs(float(distance)) <= near + 2 * off:
        raise Doubtful


def _in_range(result: Fraction, off: float) -> float:
    """The whole error, if it is sure whether the result is of a size that the language computes with."""
    size = abs(result)
    if Fraction(10) ** 41 * Fraction(99, 100) < size < Fraction(10) ** 41 * Fraction(101, 100):
        raise Doubtful
    if (off or size) and float(size) + off < 1e-56 and not Fraction(off) * 1000 < size < Fraction(10) ** -61:
        raise Doubtful
    return off + _UNIT * float(size) if size < Fraction(10) ** 300 else 0.0


def _exact(trace: Trace) -> Fraction:
    assert isinstance(trace.value, Quantity)
    assert isinstance(trace.value.value, Decimal)
    return Fraction(trace.value.value)


def _float(trace: Trace) -> float:
    return float(_exact(trace))
