"""The rules that the stories tell, written as a zone's own rule file would write them."""

from __future__ import annotations

from datetime import date

import pytest

from jingkai.engines.expr import Figure, MemorySource
from jingkai.engines.expr.tests.zone import amount, event, figure, result, source, value
from jingkai.engines.quantity import Quantity, round_half_up
from tests.proof import proves


def _to(value: object, decimals: int) -> Quantity:
    assert isinstance(value, Quantity)
    return round_half_up(value, decimals)


def _halfway(done: str, plan: str, name: str = "固定资产投资", schedule: str = "50%") -> MemorySource:
    return source(
        [
            figure(name, "2024-01/2024-06", done),
            figure(name, "2024", plan, what=Figure.TARGET),
            figure(name, "2024-06", schedule, what=Figure.SCHEDULE),
        ]
    )


AHEAD = 'share(fact("固定资产投资", ytd), target("固定资产投资")) - schedule("固定资产投资")'


@proves("K3.3.1")
def test_e5_points_ahead_of_schedule_come_from_unrounded_values() -> None:
    # 62.14 % of the plan at 30 June on a linear curve, and the October control 629.0 of 647.4 on 83.33 %.
    assert _to(value(AHEAD, _halfway("62.14亿元", "100亿元")), 2) == amount("12.14百分点")
    october = source(
        [
            figure("固定资产投资", "2024-01/2024-10", "629.0亿元"),
            figure("固定资产投资", "2024", "647.4亿元", what=Figure.TARGET),
        ],
        period="2024-10",
    )
    # The printed parts 97.16 - 83.33 would give 13.83.
    ahead = 'share(fact("固定资产投资", ytd), target("固定资产投资")) - share(10, 12)'
    assert _to(value(ahead, october), 2) == amount("13.82百分点")


@proves("K3.3.1")
def test_e5_another_curve_is_another_schedule_and_no_other_expression() -> None:
    assert _to(value(AHEAD, _halfway("62.14亿元", "100亿元", schedule="45%")), 2) == amount("17.14百分点")


YINCHUAN = f"""
case when -({AHEAD}) > 30百分点 then "红"
     when -({AHEAD}) >= 10百分点 then "黄"
     else "绿" end"""
WUHAN = """
case when share(fact("固定资产投资", ytd), target("固定资产投资")) / schedule("固定资产投资") < 60% then "红"
     when share(fact("固定资产投资", ytd), target("固定资产投资")) / schedule("固定资产投资") < 80% then "黄"
     else "绿" end"""
SHORTFALL = '1 - fact("固定资产投资", ytd) / target("固定资产投资") / schedule("固定资产投资")'
SANYA = f'case when {SHORTFALL} > 50% then "红" when {SHORTFALL} > 0 then "黄" else "绿" end'


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("rule", "lights"),
    [(YINCHUAN, "绿黄黄红"), (WUHAN, "绿黄红红"), (SANYA, "黄黄黄红")],
    ids=["银川", "武汉", "三亚"],
)
def test_e6_one_set_of_facts_gives_the_lights_of_each_city_rule(rule: str, lights: str) -> None:
    projects = [_halfway(done, "3.00亿元") for done in ("1.35亿元", "1.05亿元", "0.75亿元", "0.55亿元")]
    assert [value(rule, project) for project in projects] == list(lights)


@proves("K3.3.1")
def test_e4_batches_are_counted_by_the_date_of_the_event() -> None:
    events = [
        event("P1", "签约", date(2024, 1, 10)),
        event("P1", "开工", date(2024, 2, 20)),
        event("P2", "签约", date(2023, 12, 28)),
        event("P2", "开工", date(2024, 3, 5)),
        event("P2", "入统", date(2024, 3, 25)),
        event("P3", "签约", date(2024, 3, 2)),
        event("P4", "开工", date(2023, 6, 1)),
        event("P4", "竣工", date(2024, 2, 10)),
        event("P4", "投产", date(2024, 3, 30)),
        event("P5", "投产", date(2024, 1, 15)),
        event("P5", "入统", date(2024, 1, 20)),
        event("P6", "签约", date(2024, 3, 31)),
        event("P6", "开工", date(2024, 4, 1)),
    ]
    given = source(period="2024-Q1", events=events)
    counts = {
        stage: value(f'count(events("{stage}") where date in period)', given)
        for stage in ("签约", "开工", "竣工", "投产", "入统")
    }
    assert counts == {
        "签约": amount("3个"),
        "开工": amount("2个"),
        "竣工": amount("1个"),
        "投产": amount("2个"),
        "入统": amount("2个"),
    }
    opened = result('count(events("签约") where date in period)', given)
    assert [reference.id for reference in opened.references] == ["P1", "P3", "P6"]


@proves("K3.3.1")
def test_e13_tiers_are_rounded_down_by_class() -> None:
    for size, first in ((12, 3), (20, 6)):
        assert value(f"floor({size} * 30%)") == Quantity.exactly(first)


# st-E14: (expression, expected points), the formulas as published.
E14 = [
    ('25分 + clamp(fact("签约项目") - 20个, -30个, 30个) / 1个 * 0.1分', "24.7分"),
    ('25分 + clamp(floor((fact("固定资产投资") - 30亿元) / 1亿元), -30, 30) * 0.1分', "25.6分"),
    ("min(45个 / 60个, 1) * 50分", "37.5分"),
    (
        "10分 + clamp(25, 0, 10) * 10分 / 20 + clamp(25 - 10, 0, 10) * 10分 / 40"
        " + clamp(25 - 20, 0, 10) * 10分 / 60",
        "18.33分",
    ),
    ("5分 * 80% + floor(12% / 5%) * 1分", "6.0分"),
]


@proves("K3.3.1")
@pytest.mark.parametrize(("formula", "points"), E14)
def test_e14_each_published_formula_gives_its_points(formula: str, points: str) -> None:
    given = source([figure("签约项目", "2024-06", "17个"), figure("固定资产投资", "2024-06", "36.5亿元")])
    expected = amount(points)
    assert _to(value(formula, given), 2).to("分").lo == expected.lo


@proves("K3.3.1")
def test_e14_the_sum_is_rounded_once_at_its_end() -> None:
    given = source([figure("签约项目", "2024-06", "17个"), figure("固定资产投资", "2024-06", "36.5亿元")])
    total = " + ".join(f"({formula})" for formula, _ in E14)
    assert value(f'round({total}, 2, "分")', given) == amount("112.13分")
    # Above the maxima of the items lie 9.93; of a bonus of at most 5, 4.93 is cut.
    over = " + ".join(
        f"max(({formula}) - {most}分, 0分)"
        for (formula, _), most in zip(E14, (25, 25, 50, 10, 5), strict=True)
    )
    assert value(f'round({over}, 2, "分")', given) == amount("9.93分")
    assert value(f'round({total} - max({over} - 5分, 0分), 2, "分")', given) == amount("107.20分")


GATE = "size >= 500万元 and started and known(photo) and day_of_month <= 10天"


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("size", "started", "photo", "filed_on", "passes"),
    [
        ("480万元", True, "有", date(2024, 3, 9), False),
        ("500万元", True, "有", date(2024, 3, 10), True),
        ("6000万元", False, "有", date(2024, 3, 9), False),
        ("600万元", True, None, date(2024, 3, 9), False),
        ("600万元", True, "有", date(2024, 3, 12), False),
    ],
)
def test_e16_a_gate_of_inclusion(
    size: str, started: bool, photo: str | None, filed_on: date, passes: bool
) -> None:
    gate = GATE.replace("day_of_month", "filed_on - first_day(month_of(filed_on)) + 1天")
    names: dict[str, object] = {"size": amount(size), "started": started, "filed_on": filed_on}
    if photo is not None:
        names["photo"] = photo
    assert value(gate, source(names=names)) is passes  # type: ignore[arg-type]


@proves("K3.3.1")
def test_e16_the_watch_list_stands_between_its_line_and_the_limit() -> None:
    rule = (
        'case when industry in ["工业", "批发业"] then share(size, 2000万元)'
        ' when industry = "餐饮业" then share(size, 200万元) else unknown end'
    )
    verdict = f'case when {rule} >= 100% then "达到" when {rule} >= 80% then "关注" else "未达" end'
    for industry, size, expected in (
        ("工业", "1860万元", "关注"),
        ("工业", "2010万元", "达到"),
        ("批发业", "1990万元", "关注"),
        ("餐饮业", "205万元", "达到"),
    ):
        given = source(names={"industry": industry, "size": amount(size)})
        assert value(verdict, given) == expected
    at_work = source(names={"industry": "工业", "size": amount("1860万元")})
    assert _to(value(rule, at_work), 1) == amount("93.0%")


@proves("K3.3.1")
def test_s17_a_task_signed_after_its_term_is_late() -> None:
    # Assigned on Friday 5 January 2024 and due in one working day: Monday the 8th.
    assert value('due(date("2024-01-05"), "1个工作日")') == date(2024, 1, 8)
    assert value('date("2024-01-09") > due(date("2024-01-05"), "1个工作日")') is True
    # 30 days to object to a conclusion of 1 March: accepted on the 31st, refused on 1 April.
    assert value('date("2024-03-31") <= due(date("2024-03-01"), "30日")') is True
    assert value('date("2024-04-01") <= due(date("2024-03-01"), "30日")') is False
