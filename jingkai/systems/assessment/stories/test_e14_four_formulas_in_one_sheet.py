"""st-E14: four formulas in one sheet; every score opens into inputs, clause, facts; the cut is shown, and the veto."""

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.rounds.tests.samples import Hall, a_hall, ship_rules
from tests.proof import proves

from ..tests.asking import fact, links, page, scores, tell, text

pytestmark = pytest.mark.django_db

WHO = "东城街道"
TREE = {
    "id": "总分",
    "excess": "5",
    "of": [
        {
            "id": "开工",
            "weight": "25",
            "clause": "细则一",
            "method": {"target-count": {"target": "20", "per": "0.1", "limit": "3"}},
        },
        {
            "id": "投资",
            "weight": "25",
            "clause": "细则二",
            "method": {"target-count": {"target": "30", "per": "0.1", "whole": "yes"}},
        },
        {"id": "签约", "weight": "50", "clause": "细则三", "method": {"completion": {"target": "60"}}},
        {
            "id": "领先",
            "weight": "10",
            "clause": "细则四",
            "method": {"tiered": {"base": "10", "bands": [["10", "20"], ["10", "40"], ["10", "60"]]}},
        },
        {"id": "税收", "weight": "5", "clause": "细则五", "method": "flat-year"},
    ],
}
VETO = {"id": "一票否决", "indicator": "事故", "over": "0", "then": "不予评定", "clause": "细则九"}


def a_sheet() -> Hall:
    """The unit of the story with its figures of the half-year, and an event on 30 June."""
    hall = a_hall()
    criteria = {name: fact(name) for name in ("投资", "领先", "税收")}
    criteria |= {name: fact(name, "个") for name in ("开工", "签约")} | {"事故": fact("事故", "起")}
    ship_rules({"tree": TREE, "gates": [VETO]}, criteria, cohort={"": [WHO]})
    unit = hall.zone.east
    for name, value, measure in (
        ("开工", "17", "个"), ("投资", "36.5", "亿元"), ("签约", "45", "个"), ("领先", "25", "亿元"),
        ("税收", "112", "亿元"), ("事故", "1", "起"),
    ):  # fmt: skip
        tell(hall, unit, name, value, measure)
    tell(hall, unit, "税收", "100", period=Period.parse("2023-01/2023-06"))
    return hall


@proves("A5.1.1")
def test_the_points_of_the_sheet_stand_on_the_pages() -> None:
    a_sheet()
    for node, points, clause in (
        ("开工", "24.7", "细则一"), ("投资", "25.6", "细则二"), ("签约", "37.5", "细则三"),
        ("领先", "18.3333", "细则四"), ("税收", "6", "细则五"),
    ):  # fmt: skip
        read = text(page(scores("cell", who=WHO, node=node)))
        assert f"得分 {points} /" in read
        assert clause in read
    assert "107.20" in text(page(scores()))


@proves("A5.1.1", "A4.1.1")
def test_what_is_cut_and_the_veto_are_shown_and_parts_stay_readable() -> None:
    a_sheet()
    read = text(page(scores("unit", who=WHO)))
    # 9.93 above the full marks, 5 of it allowed: 4.93 cut.
    assert "封顶、扣除、取整 −4.93" in read
    assert "107.20" in read
    assert "未过关口：一票否决" in read
    assert "37.50 / 50" in read


@proves("A4.1.1")
def test_from_the_heat_map_to_the_cell_of_the_record_in_three_clicks() -> None:
    hall = a_sheet()
    (first,) = [
        one for one in links(page(scores()), "/assessment/scores/cell") if "%E7%A8%8E%E6%94%B6" in one
    ]
    opened = page(first)
    # Its own record and that of the year before, each a page of its own.
    records = links(opened.partition("<main")[2], "/economy/facts/")
    assert len(records) == 2
    assert "112" in text(page(records[0]))
    assert "100" in text(page(records[1]))
    assert hall.zone.east.name in text(page(records[0]))
