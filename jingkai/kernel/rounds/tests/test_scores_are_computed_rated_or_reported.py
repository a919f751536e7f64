"""Where figures come from: facts in the first caliber that has one, what was recognised, ballots, an upper body."""

from collections.abc import Callable
from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.computing import compute
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.gathering import gather
from jingkai.kernel.rounds.models import Criterion, Recognition, Report, Round, Score
from jingkai.kernel.rounds.services import EntrantDraft, recognise
from tests.proof import proves

from .samples import (
    DAY,
    MONDAY,
    RATED,
    RECOGNISED,
    REPORTED,
    Hall,
    a_hall,
    a_paper,
    a_round,
    a_visit,
    cast,
    entrant,
    graded,
    raters_of,
    ship_rules,
    told,
)

pytestmark = pytest.mark.django_db

INVESTED = {"name": "固定资产投资", "unit": "亿元", "calibers": ["统计", "认定"]}
NAMES = ("东城街道", "西城街道")


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def figure(
    hall: Hall,
    unit: Organisation,
    value: str | Quantity,
    caliber: str = "统计",
    period: str = "2024",
    **more: Any,
) -> Fact:
    quantity = value if isinstance(value, Quantity) else Quantity.exactly(value, "亿元", text=value)
    said = {
        "name": "固定资产投资", "holder": unit, "period": Period.parse(period), "quantity": quantity,
        "reported_by": hall.zone.office, "source": Source(words="月报"), "caliber": caliber,
    }  # fmt: skip
    return Fact.objects.get(batch=record(SYSTEM, [Draft(**(said | more))], at=MONDAY))


def of_facts(hall: Hall, method: Any = "given", **more: Any) -> Round:
    """Two streets judged by what was invested in them."""
    ship_rules(
        {
            "missing": "rescale",
            "tree": {"id": "得分", "of": [{"id": "投资", "weight": "100", "method": method} | more]},
        },
        {"投资": {"source": "computed", "fact": INVESTED}},
    )
    return a_round(hall, [EntrantDraft(unit) for unit in (hall.zone.east, hall.zone.west)])


def points(round: Round) -> dict[str, str]:
    return {one.entrant: nano_text(one.points) for one in compute(round).standings}


@proves("A2.1.2")
def test_a_score_says_whether_it_was_computed_rated_or_reported() -> None:
    hall = a_hall()
    parts = [
        {"id": "投资", "weight": "40", "method": {"completion": {"target": "50"}}},
        {"id": "现场", "indicator": "评分", "weight": "30", "gather": "mean", "method": "given"},
        {"id": "市考", "weight": "30", "method": "given"},
    ]
    criteria = {"投资": {"source": "computed", "fact": INVESTED}, "评分": RATED, "市考": REPORTED}
    ship_rules({"tree": {"id": "总分", "of": parts}}, criteria)
    raters = raters_of(hall.zone, 2)
    units = dict(zip(NAMES, (hall.zone.east, hall.zone.west), strict=True))
    stops = [EntrantDraft(unit, activity=a_visit(hall, name, raters)) for name, unit in units.items()]
    round = a_round(hall, stops, raters)
    figure(hall, units["东城街道"], "40")
    # In another unit of the same dimension: 60 亿元 are more than the target, and no more than full marks.
    figure(hall, units["西城街道"], Quantity.exactly("600000", "万元", text="600000万元"))
    for rater, value in zip(raters, ("25", "28"), strict=True):
        cast(hall, round, rater, {"东城街道": value, "西城街道": "20"})
    told(hall, round, "市考", {"东城街道": "27.5", "西城街道": "29"})
    graded(hall, round)
    found = Score.objects.filter(result__entrant__name="东城街道").order_by("pk")
    assert [(one.node, one.source, nano_text(one.points)) for one in found] == [
        ("总分", "", "86"),
        ("投资", "computed", "32"),
        ("现场", "rated", "26.5"),
        ("市考", "reported", "27.5"),
    ]
    assert points(round) == {"东城街道": "86", "西城街道": "89"}


@proves("A2.1.2")
def test_the_first_caliber_that_has_a_figure_is_taken_and_its_record_named() -> None:
    hall = a_hall()
    round = of_facts(hall)
    figure(hall, hall.zone.east, "50", caliber="自报")
    recognised = figure(hall, hall.zone.east, "40", caliber="认定")
    counted = figure(hall, hall.zone.west, "38.62")
    figure(hall, hall.zone.west, "39", caliber="认定")
    assert [(one.entrant, one.value, one.caliber, one.ref) for one in gather(round).inputs] == [
        ("东城街道", "40", "认定", str(recognised)),
        ("西城街道", "38.62", "统计", str(counted)),
    ]
    # Of two calibers none is scored against the other.
    assert code_of(lambda: compute(round)) == "rounds.not-computed"


def test_two_figures_in_one_caliber_are_no_figure() -> None:
    hall = a_hall()
    round = of_facts(hall)
    figure(hall, hall.zone.east, "40")
    figure(hall, hall.zone.east, "41", reported_by=hall.zone.zone)
    assert code_of(lambda: gather(round)) == "rounds.facts-tie"


def test_a_bound_is_not_scored_as_if_it_were_the_figure() -> None:
    hall = a_hall()
    round = of_facts(hall)
    figure(hall, hall.zone.east, Quantity.at_least("40", "亿元", text="40余亿元"))
    figure(hall, hall.zone.west, "38")
    with pytest.raises(Problem) as refused:
        compute(round)
    assert (refused.value.code, "只知道范围" in refused.value.zh) == ("rounds.not-computed", True)


def test_a_figure_that_nobody_gave_is_unknown_and_not_zero() -> None:
    hall = a_hall()
    round = of_facts(hall)
    figure(hall, hall.zone.east, "40")
    assert points(round) == {"东城街道": "40", "西城街道": "—"}


def test_growth_reads_the_same_period_a_year_before() -> None:
    hall = a_hall()
    round = of_facts(hall, {"completion": {"target": {"before": "year"}, "cap": "none"}})
    for unit, last, now in ((hall.zone.east, "40", "50"), (hall.zone.west, "50", "45")):
        figure(hall, unit, last, period="2023")
        figure(hall, unit, now)
    assert points(round) == {"东城街道": "125", "西城街道": "90"}


@proves("A2.1.2")
def test_what_an_upper_body_gave_opens_to_its_paper_and_is_corrected_by_a_further_row() -> None:
    hall = a_hall()
    ship_rules(
        {"tree": {"id": "得分", "of": [{"id": "市考", "weight": "100", "method": "given"}]}},
        {"市考": REPORTED},
    )
    round = a_round(hall, [EntrantDraft(unit) for unit in (hall.zone.east, hall.zone.west)])
    told(hall, round, "市考", {"东城街道": "91.25", "西城街道": "90"})
    first = Report.objects.get(entrant__name="东城街道")
    assert (first.issuer, first.paper.name) == ("市考核办", "市考核通报.pdf")
    for more, code in (
        ({"issuer": " "}, "rounds.source-missing"),
        ({"paper": a_paper(" ")}, "rounds.source-missing"),
        ({}, "rounds.reason-missing"),
    ):
        assert code_of(lambda more=more: told(hall, round, "市考", {"东城街道": "92"}, **more)) == code  # type: ignore[misc]
    assert code_of(lambda: told(hall, round, "没有", {"东城街道": "92"})) == "rounds.other-round"
    told(hall, round, "市考", {"东城街道": "92"}, reason="市考核办更正")
    assert points(round) == {"东城街道": "92", "西城街道": "90"}
    row = {
        "entrant": first.entrant,
        "criterion": first.criterion,
        "micro": 1,
        "issuer": "市",
        "paper": first.paper,
    }
    for more, code in (
        ({"turn": 3, "reason": ""}, "rounds.reason-missing"),
        ({"turn": 4, "reason": "x"}, "rounds.changed-meanwhile"),
        ({"turn": 2, "reason": "x"}, "rounds.changed-meanwhile"),
        ({"turn": 3, "reason": "x", "issuer": ""}, "rounds.source-missing"),
    ):
        assert code_of(lambda more=more: insert(Report(**(row | {"at": MONDAY} | more)))) == code  # type: ignore[misc]


@proves("A2.1.3")
def test_what_counts_is_recognised_by_those_entitled_who_are_not_of_the_unit() -> None:
    hall = a_hall()
    scheme = {"tree": {"id": "得分", "of": [{"id": "投资", "weight": "100", "method": "given"}]}}
    ship_rules(scheme, {"投资": RECOGNISED})
    own = hall.leader.posts.get().body
    round = a_round(hall, [EntrantDraft(unit) for unit in (hall.zone.east, own)])
    east, mine = entrant(round, "东城街道"), entrant(round, own.name)
    reported = figure(hall, hall.zone.east, "50", caliber="自报")
    other = figure(hall, hall.zone.west, "50", caliber="自报")
    for who in (hall.zone.actor(hall.zone.easterner), hall.principal):
        assert code_of(lambda who=who: recognise(who, east, "投资", 40, at=MONDAY)) == "parties.not-allowed"  # type: ignore[misc]
    assert code_of(lambda: recognise(hall.lead, mine, "投资", 40, at=MONDAY)) == "rounds.own-unit"
    assert (
        code_of(lambda: recognise(hall.lead, east, "投资", 40, facts=[other], at=MONDAY))
        == "rounds.fact-elsewhere"
    )
    row = recognise(hall.lead, east, "投资", "45.5", facts=[reported], note="一个项目未入库", at=MONDAY)
    assert (row.body, row.facts) == (own, [reported.pk])
    assert code_of(lambda: recognise(hall.lead, east, "投资", 46, at=MONDAY)) == "rounds.reason-missing"
    recognise(hall.lead, east, "投资", 46, reason="补充材料", at=MONDAY)
    recognise(hall.office, mine, "投资", 30, at=MONDAY)
    assert points(round) == {"东城街道": "46", own.name: "30"}
    by = Criterion.objects.get(round=round)
    wanted = {"criterion": by, "micro": 1, "turn": 2, "at": MONDAY, "day": DAY, "reason": "x"}
    for more in (
        {"entrant": mine, "person": hall.leader, "body": own},
        # In another body, but holding a post in the one that is judged.
        {"entrant": mine, "person": hall.leader, "body": hall.zone.office},
    ):
        assert code_of(lambda more=more: insert(Recognition(**(wanted | more)))) == "rounds.own-unit"  # type: ignore[misc]


def test_what_is_not_recognised_by_the_rule_is_not_recognised() -> None:
    hall = a_hall()
    round = of_facts(hall)
    east = entrant(round, "东城街道")
    assert code_of(lambda: recognise(hall.lead, east, "投资", 40, at=MONDAY)) == "rounds.other-round"
    row = Recognition(
        entrant=east, criterion=Criterion.objects.get(round=round), turn=1, micro=1, person=hall.leader,
        body=hall.leader.posts.get().body, at=MONDAY, day=DAY,
    )  # fmt: skip
    assert code_of(lambda: insert(row)) == "rounds.other-round"
