"""The interpreter: one walk over the typed plan, in three-valued logic, that keeps a trace."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jingkai.engines.expr.check import Plan
from jingkai.engines.expr.limits import DEFAULT, Limits
from jingkai.engines.expr.operations import apply, quarter_of
from jingkai.engines.expr.plan import (
    Aggregate,
    Apply,
    Choose,
    FieldOf,
    Fixed,
    Many,
    Named,
    Node,
    Op,
    Rank,
    ReadFigure,
    Records,
)
from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.result import Result, Trace
from jingkai.engines.expr.rows import aggregate, rank
from jingkai.engines.expr.source import Ask, Reference, Row, Source
from jingkai.engines.expr.types import Basis, NumberType, Type
from jingkai.engines.expr.typing_values import fits
from jingkai.engines.expr.values import Holder, Unknown, Value, unknown
from jingkai.engines.periods import Period, Term
from jingkai.engines.quantity import Problem, Quantity

# Names that follow from `period`; no source is asked for them.
_MADE_OF_PERIOD = ("ytd", "quarter", "year")
_KEEPS_BASIS = frozenset({Op.NEGATE, Op.ABS, Op.ROUND, Op.FLOOR, Op.CONVERT})


def evaluate(plan: Plan, source: Source, *, limits: Limits = DEFAULT) -> Result:
    """The value of `plan` over `source`.

    Missing figures, undecided comparisons and divisions by zero make the unknown with its reason. Raises
    ExprProblem `expr.too-much-work` beyond `limits` and `expr.source-type` if the source breaks its promise.
    """
    run = Run(source, limits, plan)
    trace = run.step(plan.root)
    return Result(trace.value, trace, tuple(run.references))


class Run:
    """One evaluation: the budget it has left, the rows it stands in, and what it has read."""

    def __init__(self, source: Source, limits: Limits, plan: Plan) -> None:
        self.source = source
        self.limits = limits
        self._plan = plan
        self.references: dict[Reference, None] = {}
        self._steps = 0
        self._rows = 0
        self._scopes: list[tuple[Row, str]] = []

    def step(self, node: Node) -> Trace:
        """The trace of `node`. Raises ExprProblem."""
        self._spend(node, 1)
        match node:
            # The most frequent ones first.
            case Named():
                return Trace(node, self._named(node))
            case Fixed(value=value):
                return Trace(node, unknown("said") if value is None else value)
            case Apply():
                return self._apply(node)
            case ReadFigure():
                return self._figure(node)
            case FieldOf():
                return Trace(node, self._field(node))
            case Many(items=items):
                steps = tuple(self.step(item) for item in items)
                return Trace(node, tuple(_single(step.value) for step in steps), None, steps)
            case Choose():
                return self._choose(node)
            case Aggregate():
                return aggregate(self, node)
            case Rank():
                return rank(self, node)
        raise TypeError(f"no such step: {type(node).__name__}")

    def _spend(self, node: Node, steps: int) -> None:
        self._steps += steps
        if self._steps > self.limits.steps:
            raise self._too_much(node, "步", "steps", self.limits.steps)

    # Values by name

    def _named(self, node: Named) -> Value:
        if node.name in _MADE_OF_PERIOD:
            period = self._accepted(node, self.source.named("period"))
            return _made_of_period(node.name, period) if isinstance(period, Period) else period
        return self._accepted(node, self.source.named(node.name))

    def _field(self, node: FieldOf) -> Value:
        row, _ = self._scopes[-1 - node.out]
        value = row.fields.get(node.name)
        if value is None:
            zh, en = self._plan.field_words(node.kind, node.name)
            return unknown("empty-field", name_zh=zh, name_en=en)
        return self._accepted(node, value)

    def _accepted(self, node: Named | FieldOf, value: Value | None) -> Value:
        if value is None:
            return unknown("missing", what=f"“{node.name}”")
        if isinstance(value, Quantity) and not value.known:
            return unknown("recorded")
        self._must_fit(node, node.name, value, node.type)
        return value

    def _must_fit(self, node: Node, name: str, value: Value, wanted: Type) -> None:
        if not fits(value, wanted):
            zh, en = wanted.words("zh"), wanted.words("en")
            raise ExprProblem("expr.source-type", node.at, name=name, expected_zh=zh, expected_en=en)

    # Figures

    def _figure(self, node: ReadFigure) -> Trace:
        holder, period = self.step(node.holder), self.step(node.period)
        steps = (holder, period)
        for step in steps:
            if isinstance(step.value, Unknown):
                return Trace(node, step.value, None, steps)
        assert isinstance(holder.value, Holder)
        assert isinstance(period.value, Period)
        ask = Ask(node.figure, node.name, holder.value, period.value, node.caliber, node.nature)
        reading = self.source.figure(ask)
        value: Value | None = reading.value
        if value is None:
            value = unknown("missing", what=f"{holder.value} {period.value} “{node.name}”")
        elif isinstance(value, Quantity) and not value.known:
            value = unknown("recorded")
        self._must_fit(node, node.name, value, node.type)
        self.note(*reading.references)
        basis = reading.basis or node.type.basis
        return Trace(node, value, basis, steps, reading.references)

    def note(self, *references: Reference) -> None:
        """Remembers that these records were read."""
        for reference in references:
            self.references.setdefault(reference)

    # Steps

    def _apply(self, node: Apply) -> Trace:
        if node.op in (Op.AND, Op.OR):
            return self._logic(node)
        if node.op is Op.COALESCE:
            return self._coalesce(node)
        steps = tuple(self.step(argument) for argument in node.arguments)
        if node.op is Op.KNOWN:
            return Trace(node, not isinstance(steps[0].value, Unknown), None, steps)
        bases = [step.basis for step in steps if step.basis is not None]
        if node.op is Op.ADD and len(set(bases)) > 1:
            return Trace(node, unknown("calibers", left=bases[0], right=bases[1]), None, steps)
        if node.op is Op.DUE:
            # Working days are counted one by one.
            self._spend(node, Term.parse(str(steps[1].value)).n)
        value = apply(node.op, tuple(step.value for step in steps), node.type, self.source.calendar)
        return Trace(node, value, _basis(node.op, steps), steps)

    def _logic(self, node: Apply) -> Trace:
        """Kleene's and, or: one side may decide alone; what it decides, the other side is not asked."""
        decisive = node.op is Op.OR
        left = self.step(node.arguments[0])
        if left.value is decisive:
            return Trace(node, decisive, None, (left,))
        right = self.step(node.arguments[1])
        for side in (right, left):
            if side.value is decisive:
                return Trace(node, decisive, None, (left, right))
        for side in (left, right):
            if isinstance(side.value, Unknown):
                return Trace(node, side.value, None, (left, right))
        return Trace(node, not decisive, None, (left, right))

    def _coalesce(self, node: Apply) -> Trace:
        steps: list[Trace] = []
        for argument in node.arguments:
            steps.append(self.step(argument))
            if not isinstance(steps[-1].value, Unknown):
                break
        return Trace(node, steps[-1].value, steps[-1].basis, tuple(steps))

    def _choose(self, node: Choose) -> Trace:
        steps: list[Trace] = []
        for condition, value in node.branches:
            steps.append(self.step(condition))
            decided = steps[-1].value
            if isinstance(decided, Unknown):
                return Trace(node, decided, None, tuple(steps))
            if decided:
                steps.append(self.step(value))
                return Trace(node, steps[-1].value, steps[-1].basis, tuple(steps))
        steps.append(self.step(node.otherwise))
        return Trace(node, steps[-1].value, steps[-1].basis, tuple(steps))

    # Rows

    def read_rows(self, node: Records) -> tuple[list[Row], tuple[Trace, ...], Unknown | None]:
        """The rows of the source, the steps of the arguments, and why there are none if one is unknown."""
        steps = tuple(self.step(argument) for _, argument in node.arguments)
        arguments: dict[str, Value] = {}
        for (name, _), step in zip(node.arguments, steps, strict=True):
            if isinstance(step.value, Unknown):
                return [], steps, step.value
            arguments[name] = step.value
        given = self.source.rows(node.type.kind, arguments)
        if isinstance(given, Unknown):
            return [], steps, given
        return self._taken(node, given), steps, None

    def _taken(self, node: Records, given: Iterable[Row]) -> list[Row]:
        rows: list[Row] = []
        for row in given:
            self._rows += 1
            if self._rows > self.limits.rows:
                raise self._too_much(node, "行", "rows", self.limits.rows)
            rows.append(row)
        return rows

    def in_row(self, row: Row, kind: str, node: Node) -> Trace:
        """`node` as read for `row`."""
        self._scopes.append((row, kind))
        try:
            return self.step(node)
        finally:
            self._scopes.pop()

    def _too_much(self, node: Node, zh: str, en: str, limit: int) -> ExprProblem:
        return ExprProblem("expr.too-much-work", node.at, what_zh=zh, what_en=en, limit=limit)


def _single(value: Value) -> Value:
    assert not isinstance(value, tuple)
    return value


@lru_cache(maxsize=1024)
def _made_of_period(name: str, period: Period) -> Value:
    try:
        if name == "ytd":
            return period.cumulative()
        return quarter_of(period.end) if name == "quarter" else period.whole_year()
    except Problem:
        return unknown("out-of-calendar")


def _basis(op: Op, steps: tuple[Trace, ...]) -> Basis | None:
    """What a derived figure still stands on; a ratio or product of two figures stands on neither alone."""
    first = steps[0].basis
    if op in _KEEPS_BASIS:
        return first
    others = {step.basis for step in steps if step.basis is not None}
    match op:
        case Op.ADD:
            return next(iter(others), None)
        case Op.MULTIPLY:
            return next(iter(others)) if sum(step.basis is not None for step in steps) == 1 else None
        case Op.DIVIDE:
            divisor = steps[1].node.type
            plain = isinstance(divisor, NumberType) and not divisor.dimension and steps[1].basis is None
            return first if plain else None
        case Op.SUBTRACT | Op.MIN | Op.MAX | Op.CLAMP:
            return first if all(step.basis == first for step in steps) else None
    return None
