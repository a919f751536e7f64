"""A round gathers the figures of the period that is judged, and of every period that its scheme goes back to."""

from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.scoring import plan_of
from jingkai.kernel.rounds.schemes import names_asked, periods_asked
from tests.proof import proves


def asked(beside: Any, period: str) -> list[str]:
    method = {"expr": {"points": "last", "with": {"last": beside}}}
    plan = plan_of({"tree": {"id": "总分", "of": [{"id": "x", "full": 10, "method": method}]}})
    return [str(one) for one in periods_asked(plan, Period.parse(period))]


@proves("A1.2.3")
@pytest.mark.parametrize(
    ("beside", "period", "wanted"),
    [
        (3, "2024", ["2024"]),
        ({"before": "year"}, "2024-03", ["2024-03", "2023-03"]),
        ({"before": "period"}, "2024-01", ["2024-01", "2023-12"]),
        ({"before": {"years": 2}}, "2024", ["2024", "2022"]),
        ({"before": {"years": 3, "of": "mean"}}, "2024-Q1", ["2024-Q1", "2023-Q1", "2022-Q1", "2021-Q1"]),
        ({"before": {"periods": 2, "of": "mean"}}, "2024-02", ["2024-02", "2024-01", "2023-12"]),
        ({"indicator": "y", "before": "year"}, "2024", ["2024", "2023"]),
    ],
)
def test_it_asks_for_each(beside: Any, period: str, wanted: list[str]) -> None:
    assert asked(beside, period) == wanted


@proves("A1.2.3")
def test_another_indicator_of_last_year_is_asked_for_by_its_name() -> None:
    method = {"completion": {"target": {"indicator": "计划", "before": "year"}}}
    plan = plan_of({"tree": {"id": "总分", "of": [{"id": "x", "full": 10, "method": method}]}})
    assert names_asked(plan) == {"x", "计划"}
