"""The change of a total, shared out to indicators, and the places that each of them decided."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring.analysis import Board, change
from jingkai.engines.scoring.tests.small import leaf
from tests.proof import proves

from .boards import Values, board, given, groups

UNITS = "甲乙丙丁"
# Every way in which a total is more than the sum of its indicators.
TREE: dict[str, Any] = {
    "id": "总分",
    "decimals": 1,
    "of": [
        {"id": "经济", "excess": 3, "of": [leaf("a", weight=10), leaf("b", weight=10)]},
        {
            "id": "生态",
            "weight": 30,
            "combine": "arithmetic",
            "cap": 25,
            "of": [leaf("c", weight=10), leaf("d", weight=20)],
        },
        {
            "id": "民生",
            "weight": 20,
            "combine": "geometric",
            "of": [leaf("e", weight=10), leaf("f", weight=10)],
        },
        leaf("通报", {"events": {"per": -1, "limit": 3}}, missing="zero"),
    ],
}
NUMBERS = st.one_of(st.none(), st.integers(0, 120).map(lambda tenth: tenth / 10))
PERIOD = st.fixed_dictionaries(
    {
        node: st.fixed_dictionaries(dict.fromkeys(UNITS, NUMBERS))
        for node in ("a", "b", "c", "d", "e", "f", "通报")
    }
)


def _some(values: Values) -> bool:
    return all(any(value is not None for value in units.values()) for units in values["2023"].values())


@proves("A1.6.2")
@settings(max_examples=25, deadline=None)
@for_all(values=st.fixed_dictionaries({"2023": PERIOD, "2024": PERIOD}).filter(_some))
def test_the_contributions_add_to_the_change_of_the_total(values: Values) -> None:
    found = board(TREE, values, missing="rescale")
    for unit in UNITS:
        changed = change(found, "2024", unit)
        if changed.why:
            assert not changed.contributions
            assert changed.why == "no-points"
            continue
        assert changed.points is not None
        assert changed.points_before is not None
        summed = math.fsum(one.change for one in changed.contributions)
        assert summed == pytest.approx(changed.points - changed.points_before, abs=1e-9)
        still = [one for one in changed.contributions if one.change == 0]
        assert all(one.place_without == changed.place for one in still)


@proves("A1.6.2")
@settings(max_examples=10, deadline=None)
@for_all(
    values=st.fixed_dictionaries(
        dict.fromkeys(
            ("2023", "2024"),
            st.fixed_dictionaries(
                {node: st.fixed_dictionaries(dict.fromkeys(UNITS, st.integers(0, 12))) for node in "abc"}
            ),
        )
    )
)
def test_the_place_without_is_that_of_a_run_with_the_indicator_as_it_was(values: Any) -> None:
    leaves = given(a=10, b=10, c=10)
    found = board(leaves, values)
    for one in change(found, "2024", "甲").contributions:
        kept = {node: dict(units) for node, units in values["2024"].items()}
        kept[one.node]["甲"] = values["2023"][one.node]["甲"]
        again = board(leaves, {"2024": kept}).cells("2024")["甲"]
        assert one.place_without == again.place


@proves("A1.6.2")
def test_what_left_as_it_was_would_have_kept_the_place() -> None:
    """甲 falls from first to third: with a as it was it would be second, with b it would still be first."""
    values: Values = {
        "2023": {"a": {"甲": 9, "乙": 5, "丙": 4}, "b": {"甲": 9, "乙": 5, "丙": 4}},
        "2024": {"a": {"甲": 8, "乙": 8, "丙": 7}, "b": {"甲": 5, "乙": 6, "丙": 7}},
    }
    changed = change(board(given(a=10, b=10), values), "2024", "甲")
    assert (changed.place_before, changed.place) == (1, 3)
    assert [(one.node, one.change, one.place_without) for one in changed.contributions] == [
        ("b", -4, 1),
        ("a", -1, 1),
    ]
    tighter = {**values, "2024": {**values["2024"], "b": {"甲": 5, "乙": 7, "丙": 7}}}
    changed = change(board(given(a=10, b=10), tighter), "2024", "甲")
    assert [(one.node, one.place_without) for one in changed.contributions] == [("b", 1), ("a", 2)]
    assert [one.node for one in changed.keepers] == ["b"]


def test_nothing_kept_a_place_that_was_not_lost() -> None:
    values: Values = {
        "2023": {"a": {"甲": 1, "乙": 5}},
        "2024": {"a": {"甲": 9, "乙": 5}},
    }
    changed = change(board(given(a=10), values), "2024", "甲")
    assert (changed.place_before, changed.place, changed.keepers) == (2, 1, ())
    assert changed.contributions[0].place_without == 2


def test_places_are_among_the_group_and_equal_totals_are_told_apart_as_they_are() -> None:
    values: Values = {
        "2023": {"a": {"甲": 5, "乙": 1, "丙": 9}, "b": {"甲": 5, "乙": 1, "丙": 9}},
        "2024": {"a": {"甲": 4, "乙": 6, "丙": 9}, "b": {"甲": 5, "乙": 4, "丙": 9}},
    }
    units = groups({"甲": "一类", "乙": "一类", "丙": "二类"})
    changed = change(board(given(a=10, b=10), values, units), "2024", "甲")
    assert (changed.place_before, changed.place) == (1, 2)
    assert [(one.node, one.place_without) for one in changed.contributions] == [("a", 1), ("b", 2)]
    # With a as it was both have 10; b tells them apart, where 甲 has more; by a it would be 乙.
    for decider, place in (("b", 1), ("a", 2)):
        broken = change(board(given(a=10, b=10), values, units, tie_break=[decider]), "2024", "甲")
        assert broken.contributions[0].place_without == place


def test_without_a_period_before_or_without_points_there_is_nothing_to_share_out() -> None:
    values: Values = {"2023": {"a": {"甲": None, "乙": 1}}, "2024": {"a": {"甲": 2, "乙": 1}}}
    found = board(given(a=10), values, missing="rescale")
    assert change(found, "2023", "甲").why == "no-before"
    assert change(found, "2024", "甲").why == "no-points"
    only = board(given(a=10), values, missing="rescale", periods=["2024"])
    assert change(only, "2024", "甲").why == "no-before"


def test_what_was_not_known_says_so_beside_what_it_brought() -> None:
    values: Values = {
        "2023": {"a": {"甲": 5, "乙": 5}, "b": {"甲": None, "乙": 5}},
        "2024": {"a": {"甲": 5, "乙": 5}, "b": {"甲": 10, "乙": 5}},
    }
    changed = change(board(given(a=10, b=10), values, missing="rescale"), "2024", "甲")
    assert [(one.node, one.change, one.why) for one in changed.contributions] == [
        ("b", 10, "absent"),
        ("a", -5, ""),
    ]


def test_a_trace_that_was_not_kept_whole_is_refused() -> None:
    values: Values = {"2023": {"a": {"甲": 1, "乙": 2}}, "2024": {"a": {"甲": 1, "乙": 2}}}
    for trace in ("none", "failed"):
        found: Board = board(given(a=10), values, trace=trace)
        with pytest.raises(Problem) as refused:
            change(found, "2024", "甲")
        assert refused.value.code == "scoring.no-trace"
