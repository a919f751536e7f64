"""Figures by name: whose, when, in which caliber; growth; and the records that a value stands on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jingkai.engines.expr import ExprProblem, Figure, MemorySource, evaluate, make_plan
from jingkai.engines.expr.tests.zone import (
    EAST,
    SCHEMA,
    amount,
    event,
    figure,
    result,
    source,
    units_below,
    value,
    why_unknown,
)
from tests.proof import proves

TAX = source(
    [
        figure("税收", "2024-01/2024-06", "120万元", id="now"),
        figure("税收", "2023-01/2023-06", "100万元", id="before"),
        figure("税收", "2024-06", "30万元", id="month"),
        figure("税收", "2024-05", "20万元", id="may"),
        figure("税收", "2023-06", "24万元", id="month-before"),
        figure("税收", "2024-06", "9万元", EAST, id="east"),
        figure("税收", "2024", "300万元", what=Figure.TARGET, id="target"),
        figure("亩均税收", "2024-06", "12万元/亩", what=Figure.INDICATOR, id="per-mu"),
    ]
)


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "expected", "ids"),
    [
        ('fact("税收")', "30万元", ["month"]),
        ('fact("税收", ytd)', "120万元", ["now"]),
        ('fact("税收", previous(period))', "20万元", ["may"]),
        ('target("税收")', "300万元", ["target"]),
        ('share(fact("税收", ytd), target("税收"))', "40%", ["now", "target"]),
        ('indicator("亩均税收")', "12万元/亩", ["per-mu"]),
        ('growth(fact("税收", ytd))', "20%", ["now", "before"]),
        ('growth(fact("税收"))', "25%", ["month", "month-before"]),
        ('growth(fact("税收"), fact("税收", previous(period)))', "50%", ["month", "may"]),
        ('fact("税收") - fact("税收")', "0万元", ["month"]),
    ],
)
def test_a_figure_is_read_and_remembered(text: str, expected: str, ids: list[str]) -> None:
    opened = result(text, TAX)
    assert opened.value == amount(expected)
    assert [reference.id for reference in opened.references] == ids


@proves("K3.3.1")
def test_a_figure_of_someone_else_is_asked_for_by_name() -> None:
    given = MemorySource(TAX.figures, names={**TAX.names, "anyone": EAST})
    assert value('fact("税收", of: anyone)', given) == amount("9万元")


@proves("K3.3.1")
def test_growth_moves_the_whole_question_a_year_back() -> None:
    rows = units_below(east=None)
    given = source(
        [
            figure("税收", "2024-06", "30万元", EAST),
            figure("税收", "2023-06", "24万元", EAST),
            figure("用工", "2024-01/2024-06", "10人"),
            figure("用工", "2023-01/2023-06", "8人"),
        ],
        children=rows,
    )
    assert value('growth(sum(children, fact("税收", of: unit)))', given) == amount("25%")
    assert value(
        'growth(if p then fact("用工", ytd) else 1人)', source(given.figures, names={"p": True})
    ) == amount("25%")


@proves("K3.3.1")
def test_growth_leaves_what_a_row_records_where_it_is() -> None:
    days = (date(2024, 6, 3), date(2024, 6, 9), date(2024, 6, 30), date(2023, 6, 1), date(2023, 6, 30))
    given = source(events=[event(str(place), "开工", day) for place, day in enumerate(days)])
    for condition in ("date in period", "month_of(date) = period"):
        assert value(f'growth(count(events("开工") where {condition}))', given) == amount("50%")


@proves("K3.3.1", "INV.5")
def test_an_unnamed_caliber_is_the_first_of_the_order_that_has_a_figure() -> None:
    given = source(
        [
            figure("税收", "2024-06", "30万元", caliber="自报", id="self"),
            figure("税收", "2024-06", "28万元", caliber="统计", id="stat"),
        ]
    )
    assert value('fact("税收")', given) == amount("28万元")
    assert value('fact("税收", caliber: "自报")', given) == amount("30万元")
    assert why_unknown('fact("税收", caliber: "认定")', given) == "missing"


@proves("K3.3.1", "INV.5")
def test_calibers_that_only_the_figures_know_are_not_added_either() -> None:
    given = source(
        [
            figure("税收", "2024-06", "30万元", caliber="自报"),
            figure("税收", "2024-05", "28万元", caliber="统计"),
        ]
    )
    assert why_unknown('fact("税收") + fact("税收", previous(period))', given) == "calibers"
    assert value('fact("税收") - fact("税收", previous(period))', given) == amount("2万元")


@proves("K3.3.1")
def test_two_figures_in_one_place_give_no_value_and_both_are_shown() -> None:
    given = source([figure("税收", "2024-06", "30万元", id="a"), figure("税收", "2024-06", "31万元", id="b")])
    opened = result('fact("税收")', given)
    assert why_unknown('fact("税收")', given) == "disagree"
    assert [reference.id for reference in opened.references] == ["a", "b"]


@proves("K3.3.3")
@pytest.mark.parametrize("wrong", [amount("5亩"), "5", True, 5, 0.5])
def test_a_source_that_breaks_its_promise_is_refused(wrong: object) -> None:
    given = MemorySource(names={"size": wrong})  # type: ignore[dict-item]
    with pytest.raises(ExprProblem, match=r"expr\.source-type"):
        evaluate(make_plan("size", SCHEMA), given)


@proves("K3.3.3")
def test_a_moment_is_no_date() -> None:
    given = MemorySource(names={"filed_on": datetime(2024, 6, 1, 8, tzinfo=UTC)})
    with pytest.raises(ExprProblem, match=r"expr\.source-type"):
        evaluate(make_plan("filed_on", SCHEMA), given)


@proves("K3.3.3")
def test_the_trace_opens_from_the_value_to_each_record() -> None:
    opened = result('share(fact("税收", ytd), target("税收"))', TAX)
    read = [
        (step.value, [str(one) for one in step.references]) for step in opened.trace.walk() if step.references
    ]
    assert read == [(amount("120万元"), ["fact:now"]), (amount("300万元"), ["target:target"])]
    assert opened.trace.value == opened.value
