"""No rule can hang the machine: depth, size, rows and steps are bounded, with a Problem that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest

from jingkai.engines.expr import (
    ExprProblem,
    Limits,
    MemorySource,
    Reference,
    Row,
    Value,
    evaluate,
    make_plan,
)
from jingkai.engines.expr.tests.zone import SCHEMA, event, refusal, result, source, value
from jingkai.engines.quantity import Quantity
from tests.proof import proves


@proves("K3.3.3", "K3.3.5")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 3000 + "1" + ")" * 3000, None),
        ("-" * 7000 + "x", "expr.too-deep"),
        ("not " * 1500 + "p", "expr.too-deep"),
        ("1" + " + 1" * 500, "expr.too-deep"),
        ("abs(" * 1000 + "x" + ")" * 1000, "expr.too-deep"),
        ("if p then 1 else " * 300 + "2", "expr.too-deep"),
        ("[" * 500 + "]" * 500, "expr.too-deep"),
        ("min(" + ", ".join(["x"] * 2000) + ")", "expr.too-long"),
        ("1" + " " * 8000, "expr.too-long"),
        ("growth(" * 9 + 'fact("税收")' + ")" * 9, "expr.too-long"),
        ("9" * 25, "expr.digits"),
    ],
)
def test_a_text_beyond_the_limits_is_refused(text: str, code: str | None) -> None:
    if code is None:
        assert value(text) == Quantity.exactly(1)
    else:
        assert refusal(text).code == code


@proves("K3.3.3")
def test_a_sum_of_forty_terms_is_still_a_rule() -> None:
    assert value(" + ".join(["1"] * 40)) == Quantity.exactly(40)


@dataclass(frozen=True)
class Endless(MemorySource):
    """A source whose rows do not end."""

    def rows(self, kind: str, arguments: Mapping[str, Value]) -> Iterable[Row]:
        return self._numbered(kind)

    def _numbered(self, kind: str) -> Iterator[Row]:
        for number in count():
            yield Row(Reference(kind, str(number)), {"date": date(2024, 6, 1)})


@proves("K3.3.3", "K3.3.5")
@pytest.mark.parametrize(
    "text",
    [
        "count(events)",
        "count(events where count(events) > 1)",
        'count(children where count(events where date in period and due(date, "99999个工作日") > date) > 1)',
    ],
)
def test_rows_without_end_are_cut_off(text: str) -> None:
    with pytest.raises(ExprProblem, match=r"expr\.too-much-work"):
        evaluate(
            make_plan(text, SCHEMA), Endless(names=source().names), limits=Limits(rows=500, steps=20_000)
        )


@proves("K3.3.3", "K3.3.5")
def test_rows_in_rows_in_rows_are_cut_off_by_their_steps() -> None:
    events = [event(str(number), "开工", date(2024, 6, 1)) for number in range(200)]
    text = "count(events where count(events where count(events where p) > 0) > 0)"
    given = source(events=events, names={"p": True})
    with pytest.raises(ExprProblem) as problem:
        evaluate(make_plan(text, SCHEMA), given, limits=Limits(steps=50_000))
    assert "50000" in problem.value.zh


@proves("K3.3.3", "K3.3.5")
def test_working_days_are_paid_for_one_by_one() -> None:
    events = [event(str(number), "开工", date(2024, 6, 1)) for number in range(10)]
    made = make_plan('count(events where due(date, "99999个工作日") > date)', SCHEMA)
    with pytest.raises(ExprProblem, match=r"expr\.too-much-work"):
        evaluate(made, source(events=events))


@proves("K3.3.3")
def test_a_trace_keeps_some_rows_and_every_reference() -> None:
    events = [event(str(number), "开工", date(2024, 6, 1)) for number in range(1000)]
    opened = result("count(events)", source(events=events))
    assert len(opened.trace.rows) == Limits().shown_rows
    assert opened.trace.row_count == 1000
    assert len(opened.references) == 1000
