"""Records: counts, totals, extremes, ranks; and rows of which it is not certain whether they count."""

from __future__ import annotations

from datetime import date

import pytest

from jingkai.engines.expr import TEXT, RowKind, Schema, make_plan
from jingkai.engines.expr.tests.zone import (
    EAST,
    WEST,
    amount,
    event,
    figure,
    refusal,
    result,
    source,
    units_below,
    value,
    why_unknown,
)
from tests.proof import proves

EVENTS = [
    event("a", "开工", date(2024, 6, 1), "2亿元"),
    event("b", "开工", date(2024, 6, 9), "0.5亿元"),
    event("c", "开工", date(2024, 5, 9), "12亿元"),
    event("d", "开工", date(2024, 6, 30), None),
    event("e", "开工", None, "3亿元"),
]
GIVEN = source(events=EVENTS, children=units_below(east="30万元", west="20万元"))


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('count(events("开工"))', "5个"),
        ("count(events)", "5个"),
        ('count(events("签约"))', "0个"),
        ('count(events("开工") where known(date) and date in period)', "3个"),
        # e may have begun in June, d may be large: 1 to 3.
        ('count(events("开工") where date in period and amount >= 1亿元)', "1-3个"),
        ('count(events("开工") where date in period where amount >= 1亿元)', "1-3个"),
        ('sum(events("开工") where known(amount), amount)', "17.5亿元"),
        ('sum((events("开工") where known(amount)).amount)', "17.5亿元"),
        # Only e's date is missing: what it adds is anything from 0 to its 3亿元.
        ('sum(events("开工") where date in ytd and known(amount), amount)', "14.5-17.5亿元"),
        ("sum(children.value)", "50万元"),
        ("mean(children.value)", "25万元"),
        ("min(children.value)", "20万元"),
        ("max(children, value)", "30万元"),
        ('sum(events("签约").amount)', "0亿元"),
        ("distinct(events, kind)", "1个"),
        ("rank(25万元, children.value)", "2"),
        ("rank(30万元, children.value)", "1"),
        ('rank(25万元, children.value, order: "low")', "2"),
        ('rank(1亿元, events("开工").amount)', "4-5"),
        ('count(children where count(events("开工") where amount > 1亿元) > 2)', "2个"),
    ],
)
def test_rows_become_one_value(text: str, expected: str) -> None:
    assert value(text, GIVEN) == amount(expected)


@proves("K3.3.1")
def test_extremes_of_dates_and_truths_over_rows() -> None:
    dated = source(events=EVENTS[:3])
    assert value("max(events, date)", dated) == date(2024, 6, 9)
    assert value("any(events, amount > 10亿元)", dated) is True
    assert value("all(events, amount > 1亿元)", dated) is False
    assert value("any(events where false, true)", dated) is False
    assert value("all(events where false, false)", dated) is True


@proves("K3.3.1", "INV.5")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('sum(events("开工").amount)', "empty-field"),
        ('mean(events("开工") where date in ytd and known(amount), amount)', "rows-unknown"),
        ('max(events("开工") where date in ytd and known(amount), amount)', "rows-unknown"),
        ('max(events("开工").date)', "empty-field"),
        ('any(events("开工"), amount > 50亿元)', "empty-field"),
        (
            'all(events("开工") where date in ytd and known(amount), amount > 4亿元 or amount < 3亿元)',
            "rows-unknown",
        ),
        ("count(events(of: anyone))", "missing"),
    ],
)
def test_what_the_rows_leave_open_is_unknown(text: str, code: str) -> None:
    assert why_unknown(text, GIVEN) == code


@proves("K3.3.1", "INV.5")
def test_a_total_of_two_calibers_is_no_total() -> None:
    children = units_below(east=None, west=None)
    mixed = source(
        [
            figure("税收", "2024-06", "30万元", EAST, caliber="自报"),
            figure("税收", "2024-06", "20万元", WEST, caliber="统计"),
        ],
        children=children,
    )
    assert why_unknown('sum(children, fact("税收", of: unit))', mixed) == "calibers"
    one = source([figure("税收", "2024-06", "30万元", EAST, caliber="自报")], children=children[:1])
    assert value('sum(children, fact("税收", of: unit))', one) == amount("30万元")


@proves("K3.3.1")
def test_equals_share_a_place_and_an_unknown_peer_widens_it() -> None:
    figures = [
        figure("税收", "2024-06", "30万元"),
        figure("税收", "2024-06", "30万元", EAST),
        figure("税收", "2024-06", "40万元", WEST),
    ]
    rule = 'rank(fact("税收"), peers, fact("税收", of: unit))'
    assert value(rule, source(figures, children=units_below(east=None, west=None))) == amount("2")
    assert value(rule, source(figures, children=units_below(east=None, west=None, north=None))) == amount(
        "2-3"
    )
    assert why_unknown(rule, source(figures[1:], children=units_below(east=None))) == "missing"


@proves("K3.3.1")
def test_a_better_row_that_may_not_count_widens_the_place() -> None:
    # c is better and surely counts; e is better and its date is missing.
    assert value("rank(2亿元, events where date in ytd and known(amount), amount)", GIVEN) == amount("2-3")


@proves("K3.3.1")
def test_what_a_kind_of_rows_requires_must_be_given() -> None:
    schema = Schema(
        rows={"stops": RowKind({}, parameters={"tour": TEXT}, positional=1, required=frozenset({"tour"}))}
    )
    assert refusal("count(stops)", schema).code == "expr.arguments"
    make_plan('count(stops("春季"))', schema)


@proves("K3.3.3")
def test_the_trace_shows_each_row_and_whether_it_counts() -> None:
    opened = result('count(events("开工") where date in period and amount >= 1亿元)', GIVEN)
    assert [(row.reference.id, row.counts) for row in opened.trace.rows] == [
        ("a", True),
        ("d", None),
        ("e", None),
    ]
    assert [reference.id for reference in opened.references] == ["a", "d", "e"]
