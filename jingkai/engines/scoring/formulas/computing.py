"""A formula computed step by step, in three-valued logic: one walk for columns of a database and for arrays.

What the steps are made of is the caller's (`Numbers`): Ibis expressions, NumPy arrays. The meaning is that of the
interpreter in engines/expr, but for the kind of number: these are binary, so that what is nearly the same is the same.
Two numbers are equal where they differ by less than NEAR, or by less than the part FAINT of their size; a divisor
nearer to 0 than NEAR is zero; so near below a step, and no further off than STEP, `floor` and `round` have reached it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, Protocol

from jingkai.engines.expr.plan import Apply, Choose, Fixed, Hosted, Many, Named, Node, Op
from jingkai.engines.expr.types import TRUTH, AnyType
from jingkai.engines.quantity import Quantity

from ..shape import NEAR
from .elementary import Walk, exp, ln, power, whole_power

FAINT = 1e-14
STEP = 1e-6
# Beyond these the language has no number: see engines/expr/intervals.
_LARGEST, _SMALLEST = 1e41, 1e-60
# Powers written as whole numbers up to this are multiplied out.
_MOST_TIMES = 64
_ARITHMETIC: Mapping[Op, Callable[[Any, Any], Any]] = {
    Op.ADD: operator.add,
    Op.SUBTRACT: operator.sub,
    Op.MULTIPLY: operator.mul,
}


class Why(IntEnum):
    """Why a step has no value."""

    NO_VALUE = 1  # of the indicator itself: absent, or only a bound
    NO_REFERENCE = 2
    ONE_UNIT = 3
    ZERO_DIVISOR = 4
    OUT_OF_RANGE = 5
    UNKNOWN = 6  # the formula says so
    NO_LOGARITHM = 7
    NO_ROOT = 8

    @property
    def code(self) -> str:
        """As it stands in the trace."""
        return self.name.lower().replace("_", "-")


class Step(NamedTuple):
    """What a step comes to: numbers or truths, and the reasons where there are none. Without `why` there always is one;
    where there is a reason the value may be anything.
    """

    value: Any
    why: Any = None


class Numbers(Protocol):
    """What is computed with. Numbers bring `+ - * /` and comparisons themselves, truths `& | ~`."""

    def literal(self, value: float | bool) -> Any: ...

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any: ...

    def least(self, left: Any, right: Any) -> Any: ...

    def greatest(self, left: Any, right: Any) -> Any: ...

    def absolute(self, value: Any) -> Any: ...

    def floor(self, value: Any) -> Any: ...

    def sqrt(self, value: Any) -> Any: ...

    def about_ln(self, value: Any) -> Any:
        """The natural logarithm as the engine has it, with a last bit of its own."""

    def two_to(self, exponent: Any) -> Any:
        """2 to a whole power."""

    def reason(self, why: Why, condition: Any) -> Any:
        """The reason where the condition holds; everywhere, if that is True."""

    def first(self, reasons: Sequence[Any]) -> Any:
        """The first reason that there is, of one at least."""

    def no_reason(self, reasons: Any) -> Any:
        """Whether there is none."""

    def kept(self, steps: Mapping[Node, Step]) -> Mapping[Node, Step]:
        """The same steps, computed once however often they are used."""

    def held(self, values: Sequence[Any]) -> Sequence[Any]:
        """The same numbers, computed once however often they are used."""


def compute(root: Node, inputs: Mapping[str, Step], numbers: Numbers) -> Step:
    """What the plan comes to, of `inputs` by name."""
    computing = _Computing(inputs, numbers)
    for level in _levels(root):
        computing.take(level)
    return computing.steps[root]


def _levels(root: Node) -> list[list[Node]]:
    """The steps of the plan, each once, by how much stands below them."""
    heights: dict[Node, int] = {}

    def height(node: Node) -> int:
        if node not in heights:
            heights[node] = 1 + max((height(child) for child in node.children()), default=-1)
        return heights[node]

    return [
        [node for node, at in heights.items() if at == level and not isinstance(node, Many)]
        for level in range(height(root) + 1)
    ]


class _Computing:
    def __init__(self, inputs: Mapping[str, Step], numbers: Numbers) -> None:
        self.steps: dict[Node, Step] = {}
        self._inputs = inputs
        self._numbers = numbers

    def take(self, nodes: Sequence[Node]) -> None:
        """Computes steps whose parts are computed."""
        given: dict[Node, Step] = {
            node: self._given(node) for node in nodes if isinstance(node, Fixed | Named)
        }
        made = {node: self._made(node) for node in nodes if not isinstance(node, Fixed | Named | Hosted)}
        made |= self._walked({node: self._beyond(node) for node in nodes if isinstance(node, Hosted)})
        self.steps.update(given)
        if made:
            self.steps.update(self._numbers.kept(made))

    def _given(self, node: Fixed | Named) -> Step:
        if isinstance(node, Named):
            return self._inputs[node.name]
        if node.value is None:
            return Step(self._numbers.literal(0.0), self._numbers.reason(Why.UNKNOWN, True))
        if isinstance(node.value, Quantity):
            assert node.value.value is not None
            return Step(self._numbers.literal(float(node.value.value)))
        assert isinstance(node.value, bool)
        return Step(self._numbers.literal(node.value))

    def _made(self, node: Node) -> Step:
        if isinstance(node, Choose):
            return self._chosen(node)
        assert isinstance(node, Apply), type(node).__name__
        match node.op:
            case Op.AND | Op.OR:
                return self._logic(node)
            case Op.KNOWN:
                return Step(self._is_known(self.steps[node.arguments[0]]))
            case Op.COALESCE:
                return self._coalesced(node)
            case Op.NOT:
                step = self._truth(node.arguments[0])
                return Step(~step.value, step.why)
            case Op.AMONG:
                return self._among(node)
            case Op.EQUAL | Op.DIFFERENT:
                left, right = node.arguments
                same = self._same(left, right)
                why = self._first(self.steps[left].why, self.steps[right].why)
                return Step(same if node.op is Op.EQUAL else ~same, why)
        return self._of_numbers(node.op, [self.steps[one] for one in node.arguments])

    # Numbers

    def _of_numbers(self, op: Op, steps: Sequence[Step]) -> Step:
        values = [step.value for step in steps]
        why = self._first(*(step.why for step in steps))
        match op:
            case Op.ADD | Op.SUBTRACT | Op.MULTIPLY:
                return self._in_range(_ARITHMETIC[op](*values), why)
            case Op.DIVIDE:
                return self._quotient(values[0], values[1], why)
            case Op.NEGATE:
                return Step(-values[0], why)
            case Op.LESS | Op.AT_MOST | Op.GREATER | Op.AT_LEAST:
                return Step(self._ordered(op, *values), why)
        return Step(self._shaped(op, values), why)

    def _shaped(self, op: Op, values: Sequence[Any]) -> Any:
        numbers = self._numbers
        match op, values:
            case Op.ABS, [value]:
                return numbers.absolute(value)
            case Op.MIN, [first, *more]:
                for one in more:
                    first = numbers.least(first, one)
                return first
            case Op.MAX, [first, *more]:
                for one in more:
                    first = numbers.greatest(first, one)
                return first
            case Op.CLAMP, [value, low, high]:
                return numbers.greatest(low, numbers.least(value, high))
            case Op.FLOOR, [value]:
                return self._reached(value)
            case Op.ROUND, [value, places]:
                return self._rounded(value, places)
        raise TypeError(f"no such step: {op}")

    def _rounded(self, value: Any, places: Any) -> Any:
        """Half up, away from zero."""
        scale = self._numbers.literal(10.0) ** places
        scaled = self._numbers.absolute(value) * scale
        whole = self._reached(scaled + 0.5) / scale
        return self._numbers.where(value < 0, -whole, whole)

    def _reached(self, value: Any) -> Any:
        """The whole number at or below, or so near above that it counts as reached."""
        return self._numbers.floor(value + self._numbers.least(self._tolerance(value), STEP))

    def _quotient(self, value: Any, divisor: Any, why: Any) -> Step:
        zero = self._numbers.absolute(divisor) <= NEAR
        told = self._numbers.reason(Why.ZERO_DIVISOR, zero)
        return self._in_range(value / self._numbers.where(zero, 1.0, divisor), why, told)

    # Functions that the language does not have

    def _walked(self, walks: Mapping[Node, Walk]) -> dict[Node, Step]:
        """The steps that walks end with; what all of them hand out is held together."""
        found: dict[Node, Step] = {}
        sent: dict[Node, Any] = dict.fromkeys(walks)
        while sent:
            asked: dict[Node, Any] = {}
            for node, value in sent.items():
                try:
                    asked[node] = walks[node].send(value)
                except StopIteration as end:
                    found[node] = end.value
            sent = dict(zip(asked, self._numbers.held(list(asked.values())), strict=True)) if asked else {}
        return found

    def _beyond(self, node: Hosted) -> Walk:
        numbers, steps = self._numbers, [self.steps[one] for one in node.arguments]
        value, why = steps[0].value, self._first(*(step.why for step in steps))
        match node.name:
            case "exp":
                return self._in_range((yield from exp(value, numbers)), why)
            case "ln":
                none = value <= NEAR
                made = yield from ln(numbers.where(none, 1.0, value), numbers)
                return Step(made, self._first(why, numbers.reason(Why.NO_LOGARITHM, none)))
            case "sqrt":
                told = numbers.reason(Why.NO_ROOT, value < -NEAR)
                return Step(numbers.sqrt(numbers.greatest(value, 0.0)), self._first(why, told))
            case "power":
                written = _whole(node.arguments[1])
                if written is not None:
                    return (yield from self._multiplied(value, written, why))
                return (yield from self._power(value, steps[1].value, why))
        raise TypeError(f"no such function: {node.name}")

    def _multiplied(self, value: Any, exponent: int, why: Any) -> Walk:
        numbers = self._numbers
        zero = numbers.absolute(value) <= NEAR
        made = yield from whole_power(numbers.where(zero, 1.0, value), exponent, numbers)
        # What is too small for an engine is 0 there, and no power of anything but zero is.
        told = numbers.reason(Why.OUT_OF_RANGE, made == 0)
        if exponent < 0:
            told = self._first(numbers.reason(Why.ZERO_DIVISOR, zero), told)
        return self._in_range(numbers.where(zero, float(not exponent), made), why, told)

    def _power(self, value: Any, exponent: Any, why: Any) -> Walk:
        """Of zero and less only what is sure: 0 to the 0th is 1, and less than zero has powers that are whole."""
        numbers = self._numbers
        whole = yield numbers.floor(exponent + 0.5)
        is_whole = numbers.absolute(exponent - whole) <= NEAR
        exponent = yield numbers.where(is_whole, whole, exponent)
        zero = numbers.absolute(value) <= NEAR
        told = self._first(
            numbers.reason(Why.ZERO_DIVISOR, zero & (exponent < 0)),
            numbers.reason(Why.NO_ROOT, (value < -NEAR) & ~is_whole),
        )
        size = yield from power(numbers.where(zero, 1.0, numbers.absolute(value)), exponent, numbers)
        is_odd = whole - 2 * numbers.floor(whole / 2) == 1
        signed = numbers.where((value < 0) & is_odd, -size, size)
        return self._in_range(numbers.where(zero & (exponent > 0), 0.0, signed), why, told)

    def _in_range(self, value: Any, *whys: Any) -> Step:
        size = self._numbers.absolute(value)
        beyond = (size >= _LARGEST) | ((size < _SMALLEST) & (value != 0))
        told = self._numbers.reason(Why.OUT_OF_RANGE, beyond)
        return Step(self._numbers.where(beyond, 0.0, value), self._first(*whys, told))

    def _tolerance(self, *values: Any) -> Any:
        return NEAR + FAINT * sum(self._numbers.absolute(value) for value in values)

    def _ordered(self, op: Op, left: Any, right: Any) -> Any:
        ahead, near = left - right, self._tolerance(left, right)
        match op:
            case Op.LESS:
                return ahead < -near
            case Op.AT_MOST:
                return ahead <= near
            case Op.GREATER:
                return ahead > near
        return ahead >= -near

    # Truths

    def _truth(self, node: Node) -> Step:
        """The step of a truth; the word `unknown` may stand for one."""
        step = self.steps[node]
        return Step(self._numbers.literal(False), step.why) if isinstance(node.type, AnyType) else step

    def _like(self, node: Node, of: Node) -> Step:
        return self._truth(of) if node.type == TRUTH else self.steps[of]

    def _same(self, left: Node, right: Node) -> Any:
        if TRUTH in (left.type, right.type):
            return self._truth(left).value == self._truth(right).value
        one, other = self.steps[left].value, self.steps[right].value
        return self._numbers.absolute(one - other) <= self._tolerance(one, other)

    def _is_known(self, step: Step) -> Any:
        return self._numbers.literal(True) if step.why is None else self._numbers.no_reason(step.why)

    def _logic(self, node: Apply) -> Step:
        """Kleene's and, or: one known side may decide alone."""
        sides = [self._truth(one) for one in node.arguments]
        is_or = node.op is Op.OR
        left, right = ((side.value if is_or else ~side.value) & self._is_known(side) for side in sides)
        decided = left | right
        return Step(
            decided if is_or else ~decided, self._unless(decided, self._first(*(s.why for s in sides)))
        )

    def _among(self, node: Apply) -> Step:
        left, items = node.arguments
        assert isinstance(items, Many)
        found, doubt = self._numbers.literal(False), None
        for item in items.items:
            found = found | (self._same(left, item) & self._is_known(self.steps[item]))
            doubt = self._first(doubt, self.steps[item].why)
        return Step(found, self._first(self.steps[left].why, self._unless(found, doubt)))

    # Choices

    def _chosen(self, node: Choose) -> Step:
        value, why = self._like(node, node.otherwise)
        for asked, answer in reversed(node.branches):
            condition, chosen = self._truth(asked), self._like(node, answer)
            value = self._numbers.where(condition.value, chosen.value, value)
            why = self._first(condition.why, self._either(condition.value, chosen.why, why))
        return Step(value, why)

    def _coalesced(self, node: Apply) -> Step:
        *earlier, last = (self._like(node, one) for one in node.arguments)
        value, why = last
        for step in reversed(earlier):
            known = self._is_known(step)
            value, why = self._numbers.where(known, step.value, value), self._either(known, None, why)
        return Step(value, why)

    # Reasons

    def _first(self, *whys: Any) -> Any:
        told = [why for why in whys if why is not None]
        return self._numbers.first(told) if told else None

    def _either(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """One of two reasons."""
        if then is None and otherwise is None:
            return None
        none = self._numbers.reason(Why.UNKNOWN, False)
        return self._numbers.where(
            condition, none if then is None else then, none if otherwise is None else otherwise
        )

    def _unless(self, decided: Any, why: Any) -> Any:
        return self._either(decided, None, why)


def _whole(node: Node) -> int | None:
    """The whole number that is written there, None of anything else."""
    sign = 1
    if isinstance(node, Apply) and node.op is Op.NEGATE:
        sign, node = -1, node.arguments[0]
    if not isinstance(node, Fixed) or not isinstance(node.value, Quantity):
        return None
    number = node.value.value
    assert number is not None
    return sign * int(number) if number == int(number) and abs(number) <= _MOST_TIMES else None
