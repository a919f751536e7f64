"""The running score: computed as a round is graded, without what nobody has a figure of; the unknown is never zero."""

from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rounds.cohort import of_round, of_rule
from jingkai.kernel.rounds.computing import compute, score_of
from jingkai.kernel.rounds.figures import nano_text, points_to_nano
from jingkai.kernel.rounds.kinds import RoundBody
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.running import Running, rerun, run
from jingkai.kernel.rounds.schemes import ADJUSTED, ADJUSTMENT, plan_for
from jingkai.kernel.rounds.services import EntrantDraft
from jingkai.kernel.rules.book import RuleBook
from tests.proof import proves

from .samples import (
    DAY,
    MONDAY,
    RATED,
    REPORTED,
    Hall,
    a_hall,
    a_round,
    a_visit,
    cast,
    raters_of,
    ship_rules,
    told,
)

pytestmark = pytest.mark.django_db

MARCH = Period.parse("2024-01/2024-03")


def fact(name: str, unit: str = "亿元") -> dict[str, Any]:
    return {"source": "computed", "fact": {"name": name, "unit": unit, "calibers": ["统计"]}}


TREE: dict[str, Any] = {
    "id": "总分",
    "of": [
        {
            "id": "经济",
            "weight": "60",
            "of": [
                {"id": "投资", "weight": "40", "method": {"completion": {"target": "50"}}},
                {"id": "工业", "weight": "20", "method": {"completion": {"target": "100"}}},
            ],
        },
        {"id": "现场", "indicator": "评分", "weight": "10", "gather": "mean", "method": "given"},
        # A slip of whoever wrote the scheme: what the city is yet to say is not nothing.
        {"id": "市考", "weight": "30", "missing": "zero", "method": "given"},
        {"id": "通报", "indicator": "通报次数", "missing": "zero", "method": {"events": {"per": "-1"}}},
    ],
}
CRITERIA = {
    "投资": fact("固定资产投资"),
    "工业": fact("工业总产值"),
    "评分": RATED,
    "市考": REPORTED,
    "通报次数": fact("通报次数", "次"),
}
COHORT = {"": ["东城街道", "西城街道"]}


def figure(hall: Hall, unit: Organisation, value: str, name: str = "固定资产投资", **more: Any) -> Fact:
    said: dict[str, Any] = {
        "name": name, "holder": unit, "period": MARCH, "quantity": Quantity.exactly(value, "亿元", text=value),
        "reported_by": hall.zone.office, "source": Source(words="月报"), "caliber": "统计",
    }  # fmt: skip
    return Fact.objects.get(batch=record(SYSTEM, [Draft(**(said | more))], at=MONDAY))


def by_rule(hall: Hall, as_of: int | None = None) -> Running:
    rule = RuleBook().resolve("round.test", hall.zone.zone, DAY)
    return run(of_rule(rule, hall.zone.zone, MARCH, as_of), as_of)


def points(running: Running, node: str = "总分") -> dict[str, float | None]:
    assert running.board is not None
    return {who: one.points for who, one in running.board.cells(running.cohort.period, node).items()}


@proves("A3.1.2")
def test_what_nobody_has_said_yet_is_left_out_and_not_zero() -> None:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort=COHORT)
    for unit, invested, made in ((hall.zone.east, "40", "50"), (hall.zone.west, "25", "100")):
        figure(hall, unit, invested)
        figure(hall, unit, made, name="工业总产值")
    found = by_rule(hall)
    # 40 / 50 x 40 + 50 / 100 x 20; nothing of the ballots and of the city, of whom nobody was told: none is zero.
    assert points(found) == {"东城街道": 42.0, "西城街道": 40.0}
    assert [(one.node, one.source, one.full) for one in found.waiting] == [
        ("现场", "rated", 10.0),
        ("市考", "reported", 30.0),
    ]
    assert (found.full, found.settled) == (60.0, False)
    # That nothing was circulated is nothing: the scheme says so of what is counted, and of that alone.
    assert "通报" in found.board.slots  # type: ignore[union-attr]


def test_what_is_recorded_whenever_it_happens_is_zero_without_a_record_unless_somebody_is_to_say() -> None:
    hall = a_hall()
    of = [
        {"id": "投资", "weight": "40", "method": {"completion": {"target": "50"}}},
        {
            "id": "安全",
            "indicator": "安全问题",
            "weight": "10",
            "none": "0",
            "method": {"deduct": {"per": "2"}},
        },
        {"id": "市考", "weight": "30", "none": "0", "method": "given"},
    ]
    criteria = {"投资": fact("固定资产投资"), "安全问题": fact("安全问题", "处"), "市考": REPORTED}
    ship_rules({"tree": {"id": "总分", "of": of}}, criteria, cohort=COHORT)
    for unit in (hall.zone.east, hall.zone.west):
        figure(hall, unit, "25")
    found = by_rule(hall)
    assert points(found, "安全") == {"东城街道": 10.0, "西城街道": 10.0}
    assert [one.node for one in found.waiting] == ["市考"]


def test_what_has_points_for_a_figure_waits_for_what_they_come_from() -> None:
    hall = a_hall()
    ship_rules({"tree": {**TREE, "of": [
        *TREE["of"],
        {"id": "经济名次", "node": "经济", "weight": "3", "method": {"rank-step": {"step": "1"}}},
        {"id": "现场加分", "weight": "2", "aside": "yes", "of": [
            {"id": "现场名次", "node": "现场", "weight": "2", "method": {"rank-step": {"step": "1"}}}]},
        {"id": "再加分", "node": "现场加分", "weight": "1", "method": {"rank-step": {"step": "1"}}},
    ]}}, CRITERIA, cohort=COHORT)  # fmt: skip
    for unit, invested in ((hall.zone.east, "40"), (hall.zone.west, "25")):
        figure(hall, unit, invested)
        figure(hall, unit, "50", name="工业总产值")
    found = by_rule(hall)
    assert points(found, "经济名次") == {"东城街道": 3.0, "西城街道": 2.0}
    assert [(one.node, one.lacks) for one in found.waiting if one.node not in ("现场", "市考")] == [
        ("现场名次", "评分"),
        ("再加分", "评分"),
    ]
    # What stands aside is none of the full marks.
    assert found.full == 63.0


def test_what_one_unit_lacks_is_left_out_for_it_alone() -> None:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort=COHORT)
    figure(hall, hall.zone.east, "40")
    figure(hall, hall.zone.east, "50", name="工业总产值")
    figure(hall, hall.zone.west, "25")
    found = by_rule(hall)
    assert points(found, "工业") == {"东城街道": 10.0, "西城街道": None}
    # Half of what is known of it, of all sixty.
    assert points(found) == {"东城街道": 42.0, "西城街道": 30.0}
    assert [one.node for one in found.waiting] == ["现场", "市考"]


def test_a_part_that_waits_takes_its_full_marks_along() -> None:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort=COHORT)
    figure(hall, hall.zone.east, "40")
    figure(hall, hall.zone.west, "25")
    found = by_rule(hall)
    assert found.board is not None
    assert (found.board.slots["经济"].full, found.full) == (40.0, 40.0)
    assert points(found) == {"东城街道": 32.0, "西城街道": 20.0}


def test_nobody_has_any_figure() -> None:
    hall = a_hall()
    ship_rules(
        {"tree": {**TREE, "of": TREE["of"][:3]}},
        {k: v for k, v in CRITERIA.items() if k != "通报次数"},
        cohort=COHORT,
    )
    found = by_rule(hall)
    assert found.board is None
    assert {one.node for one in found.waiting} == {"投资", "工业", "现场", "市考"}


@proves("A3.1.2")
def test_with_every_figure_it_is_what_grading_makes_of_the_round() -> None:
    round = a_round_with_all()
    graded = compute(round)
    as_it_stands = run(of_round(round))
    assert as_it_stands.waiting == ()
    for running in (as_it_stands, rerun(of_round(round), latest())):
        assert running.board is not None
        found = {
            one.entrant: tuple(
                (node, points_to_nano(running.board.cells("2024", node)[one.entrant].points))
                for node, _, _ in one.nodes
            )
            for one in graded.standings
        }
        assert found == {
            one.entrant: tuple((node, made) for node, made, _ in one.nodes) for one in graded.standings
        }


def test_each_point_opens_to_its_records_also_to_those_it_is_laid_beside() -> None:
    hall = a_hall()
    scheme = {
        "tree": {
            "id": "得分",
            "of": [
                {
                    "id": "完成",
                    "indicator": "投资",
                    "weight": "50",
                    "method": {"completion": {"target": {"indicator": "计划"}}},
                },
                {
                    "id": "增长",
                    "indicator": "投资",
                    "weight": "50",
                    "method": {"growth": {"base": "25", "points": "1"}},
                },
            ],
        }
    }
    ship_rules(scheme, {"投资": fact("固定资产投资"), "计划": fact("投资计划")}, cohort=COHORT)
    now = figure(hall, hall.zone.east, "55")
    planned = figure(hall, hall.zone.east, "110", name="投资计划")
    before = figure(hall, hall.zone.east, "50", period=Period.parse("2023-01/2023-03"))
    found = by_rule(hall)
    assert found.board is not None
    lines = found.board.lines(found.cohort.period, "东城街道")
    assert (lines["完成"].score, lines["完成"].facts) == (25.0, f"{now} {planned}")
    assert (lines["增长"].score, lines["增长"].facts) == (pytest.approx(35), f"{now} {before}")


def test_it_comes_out_again_as_it_was_known_then() -> None:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort=COHORT)
    figure(hall, hall.zone.east, "40")
    then = latest()
    figure(hall, hall.zone.west, "25")
    assert points(by_rule(hall)) == {"东城街道": 32.0, "西城街道": 20.0}
    earlier = by_rule(hall, then)
    # Of the west nothing was known but that it was not circulated: that makes no total of zero.
    assert (points(earlier), earlier.without) == ({"东城街道": 32.0}, ("西城街道",))


@pytest.mark.parametrize("missing", ["rescale", "zero"])
def test_a_grading_and_the_running_score_say_the_same_of_who_has_no_figure(missing: str) -> None:
    hall = a_hall()
    parts = [TREE["of"][0], TREE["of"][3]]
    criteria = {name: CRITERIA[name] for name in ("投资", "工业", "通报次数")}
    ship_rules({"tree": {**TREE, "missing": missing, "of": parts}, "missing": missing}, criteria)
    round = a_round(hall, [EntrantDraft(unit) for unit in (hall.zone.east, hall.zone.west)])
    figure(hall, hall.zone.east, "40", period=Period.parse("2024"))
    figure(hall, hall.zone.east, "50", name="工业总产值", period=Period.parse("2024"))
    running = run(of_round(round))
    found = {
        one.entrant: None if one.points is None else nano_text(one.points) for one in compute(round).standings
    }
    # That nothing was circulated of the west is no total of zero; where the scheme itself says zero, it is.
    west = {"rescale": None, "zero": "0"}[missing]
    assert found == {"东城街道": "42", "西城街道": west}
    assert running.without == (("西城街道",) if west is None else ())
    said = {who: None if one is None else f"{one:g}" for who, one in points(running).items()}
    assert said == {who: one for who, one in found.items() if who not in running.without}
    adjusted = plan_for(round.scheme, adjusted=True)
    totals = score_of(adjusted, running.gathered, running.cohort, absent=[ADJUSTMENT, "通报次数"]).scores
    assert {one["unit"]: one["points"] for one in totals.to_pylist() if one["node"] == ADJUSTED} == {
        "东城街道": 42,
        "西城街道": None if west is None else 0,
    }


def test_a_gate_of_which_somebody_is_unknown_is_said_and_not_passed() -> None:
    hall = a_hall()
    gate = {"id": "安全", "indicator": "事故", "over": "0", "then": "不予评定"}
    scheme = {"tree": {**TREE, "of": TREE["of"][:1]}, "gates": [gate]}
    criteria = {name: CRITERIA[name] for name in ("投资", "工业")} | {"事故": fact("事故起数", "起")}
    ship_rules(scheme, criteria, cohort=COHORT)
    for unit in (hall.zone.east, hall.zone.west):
        figure(hall, unit, "40")
    counted = {"name": "事故起数", "quantity": Quantity.exactly("1", "起", text="1")}
    figure(hall, hall.zone.east, "1", **counted)
    assert (by_rule(hall).undecided, by_rule(hall).gates) == (("安全",), ())
    figure(hall, hall.zone.west, "0", **(counted | {"quantity": Quantity.exactly("0", "起", text="0")}))
    assert (by_rule(hall).undecided, by_rule(hall).gates) == ((), (("东城街道", ("安全",)),))


def test_a_rule_that_names_nobody_or_somebody_twice_is_told() -> None:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort={"": ["东城街道", "南城街道"]})
    with pytest.raises(Problem) as refused:
        by_rule(hall)
    assert refused.value.code == "parties.name-unknown"
    for cohort, said in (({"": ["东", "东"]}, "stands twice"), ({"镇街": ["东"]}, "is not declared")):
        with pytest.raises(ValueError, match=said):
            RoundBody.model_validate(
                {"scheme": "scheme.test", "criteria": {"市考": REPORTED}, "cohort": cohort}
            )


def a_round_with_all() -> Round:
    hall = a_hall()
    ship_rules({"tree": TREE}, CRITERIA, cohort=COHORT)
    raters = raters_of(hall.zone, 2)
    units = {"东城街道": hall.zone.east, "西城街道": hall.zone.west}
    stops = [EntrantDraft(unit, activity=a_visit(hall, name, raters)) for name, unit in units.items()]
    round = a_round(hall, stops, raters)
    for unit, invested, made in ((hall.zone.east, "40", "50"), (hall.zone.west, "25", "100")):
        figure(hall, unit, invested, period=Period.parse("2024"))
        figure(hall, unit, made, name="工业总产值", period=Period.parse("2024"))
        nothing = Quantity.exactly("0", "次", text="0")
        figure(hall, unit, "0", name="通报次数", quantity=nothing, period=Period.parse("2024"))
    for rater, value in zip(raters, ("7", "8"), strict=True):
        cast(hall, round, rater, {"东城街道": value, "西城街道": "9"})
    told(hall, round, "市考", {"东城街道": "27.5", "西城街道": "29"})
    return round
