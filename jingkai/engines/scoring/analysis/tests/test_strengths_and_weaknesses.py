"""What is strong and weak in a unit, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.scoring.analysis import Rule, judge, standing
from jingkai.engines.scoring.tests.small import leaf
from tests.proof import proves

from .boards import Values, board, given, groups

# Story st-E2: twenty indicators worth 100, of which project building has 20, ecology 15, the rest 65.
_PROJECTS, _ECOLOGY, _REST = (
    {"开工": 20.0},
    {"空气": 9.0, "水": 6.0},
    {f"其他{n}": 65 / 17 for n in range(17)},
)


def _story() -> Any:
    full = {**_PROJECTS, **_ECOLOGY, **_REST}
    parts = (("项目建设", _PROJECTS), ("生态环境", _ECOLOGY), ("其余", _REST))
    tree = {"id": "总分", "of": [{"id": id, "of": given(**marks)} for id, marks in parts]}
    rates = {
        **dict.fromkeys(_PROJECTS, 12 / 20),
        **dict.fromkeys(_ECOLOGY, 9 / 15),
        **dict.fromkeys(_REST, 59 / 65),
    }
    # The other fifteen have the same rate throughout: three are ahead in June, one was in December.
    others = {f"单位{n:02}": 0.9 - n * 0.04 for n in range(15)}
    june = {node: {"本区": rates[node] * marks} for node, marks in full.items()}
    december = {node: {"本区": 0.88 * marks} for node, marks in full.items()}
    for node, marks in full.items():
        for unit, rate in others.items():
            june[node][unit] = rate * marks
            december[node][unit] = rate * marks
    return board(tree, {"2023-12": december, "2024-H1": june})


@proves("A1.6.1")
def test_story_e2_project_building_and_ecology_are_weak_and_nothing_else() -> None:
    found = _story()
    judged = judge(found, "2024-H1", "本区")
    parts = {node: judged[node] for node in ("项目建设", "生态环境", "其余")}
    assert {node: round(one.rate or 0, 1) for node, one in parts.items()} == {
        "项目建设": 60.0,
        "生态环境": 60.0,
        "其余": 90.8,
    }
    assert [node for node, one in parts.items() if one.by_rate == "weak"] == ["项目建设", "生态环境"]
    assert [node for node, one in parts.items() if one.by_rate == "strong"] == ["其余"]


@proves("A1.6.1")
def test_story_e2_two_places_are_lost_and_three_lie_before_the_first() -> None:
    stands = standing(_story(), "2024-H1", "本区", before="2023-12", target=1)
    assert stands.points == pytest.approx(80)
    assert (stands.place_before, stands.place, stands.change) == (2, 4, -2)
    assert (stands.distance, stands.n) == (3, 16)
    assert stands.short == pytest.approx(10)  # the first has 90


def test_the_period_before_is_the_one_that_the_calendar_says() -> None:
    values: Values = {"2023": {"x": {"甲": 1, "乙": 2}}, "2024": {"x": {"甲": 3, "乙": 2}}}
    stands = standing(board(given(x=5), values), "2024", "甲")
    assert (stands.before, stands.change, stands.distance, stands.short) == ("2023", 1, 0, None)
    first = standing(board(given(x=5), values), "2023", "甲")
    assert (first.before, first.change) == ("", None)


def test_a_target_place_is_reached_with_the_points_of_the_last_who_holds_it() -> None:
    scores = {"甲": 9, "乙": 7, "丙": 7, "丁": 5, "戊": 2}
    found = board(given(x=10), {"2024": {"x": scores}})
    wanted = {target: standing(found, "2024", "戊", target=target) for target in (1, 3, 4, 5)}
    # Nobody is third: two are second.
    assert {target: (one.distance, one.short) for target, one in wanted.items()} == {
        1: (4, 7),
        3: (2, 5),
        4: (1, 3),
        5: (0, None),
    }


def test_the_margin_is_reached_at_exactly_its_width() -> None:
    values: Values = {"2024": {"x": {"甲": 6.0}, "y": {"甲": 8.0}, "z": {"甲": 7.0}}}
    judged = judge(board(given(x=10, y=10, z=10), values), "2024", "甲")  # the total's rate is 70
    assert [one.by_rate for one in judged.values()] == ["weak", "strong", "even"]
    wider = judge(board(given(x=10, y=10, z=10), values), "2024", "甲", Rule(margin=10.1))
    assert {one.by_rate for one in wider.values()} == {"even"}


def test_by_place_units_that_share_a_place_are_in_together_or_not_at_all() -> None:
    scores = dict(zip("甲乙丙丁戊己庚辛", (9, 8, 8, 7, 6, 5, 5, 5), strict=True))
    found = board(given(x=10), {"2024": {"x": scores}})
    by_place = {unit: judge(found, "2024", unit)["x"].by_place for unit in scores}
    # Two of eight at each end; the second place is held by two, the sixth by three.
    assert by_place == {"甲": "strong", **dict.fromkeys("乙丙丁戊己庚辛", "even")}
    half = {unit: judge(found, "2024", unit, Rule(share=50))["x"].by_place for unit in scores}
    assert [unit for unit, verdict in half.items() if verdict == "strong"] == list("甲乙丙丁")
    assert [unit for unit, verdict in half.items() if verdict == "weak"] == list("戊己庚辛")


def test_places_are_those_of_the_group() -> None:
    scores = dict(zip("甲乙丙丁戊己庚辛", range(8, 0, -1), strict=True))
    units = groups({unit: "一类" if unit in "甲乙丙丁" else "二类" for unit in scores})
    found = board(given(x=10), {"2024": {"x": scores}}, units)
    assert judge(found, "2024", "丁")["x"].by_place == "weak"
    assert (judge(found, "2024", "丁")["x"].place, judge(found, "2024", "丁")["x"].n) == (4, 4)
    assert judge(found, "2024", "戊")["x"].by_place == "strong"
    assert standing(found, "2024", "辛").distance == 3


def test_too_few_units_for_a_place_to_say_anything() -> None:
    found = board(given(x=10), {"2024": {"x": {"甲": 1, "乙": 2, "丙": 3}}})
    assert {judge(found, "2024", unit)["x"].by_place for unit in "甲乙丙"} == {"unknown"}


def test_what_has_no_full_marks_or_no_value_is_neither_strong_nor_weak() -> None:
    units = "甲乙丙丁"
    leaves = [
        *given(x=10, y=10),
        leaf("通报", {"events": {"per": -1}}, missing="zero"),
    ]
    values: Values = {
        "2024": {
            "x": dict.fromkeys(units, 9.0),
            "y": {"乙": 9.0, "丙": 9.0, "丁": 9.0},
            "通报": {"甲": 5.0, "乙": 1.0, "丙": 0.0, "丁": 0.0},
        }
    }
    judged = judge(board(leaves, values, missing="rescale"), "2024", "甲")
    assert (judged["通报"].points, judged["通报"].rate, judged["通报"].place) == (-5, None, 4)
    assert (judged["通报"].by_rate, judged["通报"].by_place) == ("unknown", "unknown")
    assert (judged["y"].points, judged["y"].rate, judged["y"].by_rate, judged["y"].by_place) == (
        None,
        None,
        "unknown",
        "unknown",
    )
    only_bonus = board([leaf("加分", {"events": {"per": 1}})], {"2024": {"加分": {"甲": 1.0}}})
    assert judge(only_bonus, "2024", "甲")["加分"].by_rate == "unknown"


def test_a_unit_without_points_stands_nowhere() -> None:
    values: Values = {"2024": {"x": {"甲": None, "乙": 2.0}}}
    stands = standing(board(given(x=5), values, missing="rescale"), "2024", "甲")
    assert (stands.points, stands.rate, stands.place, stands.distance, stands.short) == (None,) * 5
