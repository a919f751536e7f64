"""st-E13: three classes of 12, 20 and 1; tiers by class, a tie by the rule, a draw with its reason, what follows."""

from collections import Counter
from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.computing import same_again
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.models import Announcement, Award, Consequence, Grading, Result, Round
from jingkai.kernel.rounds.queries import consequence_of, lines, results
from jingkai.kernel.rounds.services import EntrantDraft, announce, approve, award, reject
from jingkai.kernel.rounds.words import draws_in_words, ties_in_words
from tests.proof import proves

from .samples import DAY, FRIDAY, MONDAY, REPORTED, Hall, a_hall, a_round, graded, ship_rules, told

pytestmark = pytest.mark.django_db

SCHEME: dict[str, Any] = {
    "tree": {
        "id": "总分",
        "decimals": "2",
        "of": [
            {"id": "重点指标", "weight": "50", "method": "given"},
            {"id": "日常工作", "weight": "50", "method": "given"},
        ],
    },
    "tie_break": ["重点指标"],
    "tiers": [
        {"tier": "第一档", "share": "30"},
        {"tier": "末档", "last": "1", "of_at_least": "5"},
        {"tier": "中间档"},
    ],
    "alone": [{"tier": "优秀", "score": "90"}, {"tier": "良好", "score": "75"}, {"tier": "一般"}],
    "draw": "1.00",
}
FACT = {"name": "重点指标得分", "unit": "分", "calibers": ["认定"]}
CRITERIA: dict[str, Any] = {"重点指标": {"source": "computed", "fact": FACT}, "日常工作": REPORTED}
CLASSES = {"镇街": 12, "部门": 20, "综保区": 1}
WORDS = {name: {"zh": name, "en": name} for name in CLASSES}
CONSEQUENCES = {
    "reward": {
        "title": {"zh": "奖励", "en": "reward"},
        "tier": "第一档",
        "clause": "考核办法第十二条",
        "revoked": "统计法第四十八条",
    },
    "interview": {
        "title": {"zh": "约谈", "en": "interview"},
        "tier": "末档",
        "clause": "考核办法第十五条",
        "revoked": "考核办法第十八条",
    },
}
YEAR = Period.parse("2023")


def a_year(
    hall: Hall, key_points: dict[str, str] | None = None, daily: dict[str, str] | None = None
) -> Round:
    """33 units in three classes; number n of a class has 45 - n points, of which the office tells 40 of its own."""
    ship_rules(SCHEME, CRITERIA, classes=WORDS, consequences=CONSEQUENCES)
    units: dict[str, Organisation] = {}
    entrants = []
    for group, count in CLASSES.items():
        for number in range(1, count + 1):
            name = f"{group}{number:02d}"
            units[name] = a_unit(name, hall.zone.zone, "street" if group == "镇街" else "department")
            entrants.append(EntrantDraft(units[name], group=group))
    round = a_round(hall, entrants, period="2023")
    given = {name: str(45 - int(name[-2:])) for name in units} | (key_points or {})
    record(SYSTEM, [_fact(hall, units[name], value) for name, value in given.items()], at=MONDAY)
    told(hall, round, "日常工作", dict.fromkeys(units, "40") | (daily or {}))
    return round


def _fact(hall: Hall, unit: Organisation, value: str) -> Draft:
    return Draft(
        name="重点指标得分",
        holder=unit,
        period=YEAR,
        quantity=Quantity.exactly(value, "分", text=value),
        reported_by=hall.zone.office,
        source=Source(words="认定表"),
        caliber="认定",
    )


def tiers(grading: Grading) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {group: Counter() for group in CLASSES}
    for one in results(None, grading):
        found[one.entrant.group][one.result.tier] += 1
    return found


@proves("A2.1.1", "A2.2.1", "A5.1.1")
def test_tiers_are_forced_by_class_and_a_class_of_one_is_graded_by_bands() -> None:
    hall = a_hall()
    grading = graded(hall, a_year(hall))
    assert tiers(grading) == {
        "镇街": Counter({"第一档": 3, "中间档": 8, "末档": 1}),
        "部门": Counter({"第一档": 6, "中间档": 13, "末档": 1}),
        # 84 points: a band of its own, neither first nor last of itself.
        "综保区": Counter({"良好": 1}),
    }


@proves("A2.2.1", "A5.1.1")
def test_a_tie_at_the_sixth_place_is_decided_by_the_rule_and_printed() -> None:
    hall = a_hall()
    # 79.00 and 79.004: the same to a hundredth, at the last place of the first tier.
    key, daily = {"部门06": "39", "部门07": "38.504"}, {"部门06": "40", "部门07": "40.5"}
    grading = graded(hall, a_year(hall, key, daily))
    found = {one.entrant.name: one.result for one in results(None, grading)}
    assert [nano_text(found[name].points) for name in ("部门06", "部门07")] == ["79", "79"]
    assert [found[name].place for name in ("部门05", "部门06", "部门07", "部门08")] == [5, 6, 7, 8]
    assert [found[name].tier for name in ("部门06", "部门07")] == ["第一档", "中间档"]
    (said,) = ties_in_words(grading)
    assert said.zh == "部门06、部门07同为 79 分，依次比“重点指标”得分（39、38.504）分出先后"
    assert said.en == "部门06, 部门07 have 79 points each and are told apart by 重点指标 (39, 38.504)"
    assert lines(grading)[-1] == f"{said.zh}。"


@proves("A2.2.1")
def test_a_tie_that_the_rule_does_not_break_is_shared_and_said() -> None:
    hall = a_hall()
    grading = graded(hall, a_year(hall, {"部门06": "39", "部门07": "39"}))
    found = {one.entrant.name: one.result for one in results(None, grading)}
    assert [found[name].place for name in ("部门06", "部门07")] == [6, 6]
    # There is no room for both in the first tier.
    assert [found[name].tier for name in ("部门06", "部门07")] == ["中间档", "中间档"]
    (said,) = ties_in_words(grading)
    assert said.zh == "部门06、部门07同为 79 分，规则没有分出先后，位次并列"


@proves("A2.2.1", "A5.1.1")
def test_a_draw_warns_before_it_is_announced_and_asks_for_a_reason() -> None:
    hall = a_hall()
    close = {f"镇街{number:02d}": f"{40 + number / 100:.2f}" for number in range(1, 13)}
    round = a_year(hall, close)
    grading = graded(hall, round)
    (warning,) = draws_in_words(grading)
    assert warning.zh == "镇街最高与最低只差 0.11 分，规则要求至少 1 分"
    with pytest.raises(Problem) as refused:
        announce(hall.principal, round, at=FRIDAY)
    assert refused.value.code == "rounds.draw"
    assert "镇街最高与最低只差 0.11 分" in refused.value.zh
    with pytest.raises(Problem) as by_sql:
        insert(Announcement(round=round, grading=grading, at=FRIDAY, day=DAY))
    assert by_sql.value.code == "rounds.draw"
    said = announce(hall.principal, round, at=FRIDAY, reason="各街道均全面完成任务，经党工委会议审定")
    assert said.reason == "各街道均全面完成任务，经党工委会议审定"


def test_exactly_the_limit_is_no_draw() -> None:
    hall = a_hall()
    close = {f"镇街{number:02d}": f"{40 + (number - 1) / 11:.2f}" for number in range(1, 13)}
    assert (close["镇街01"], close["镇街12"]) == ("40.00", "41.00")
    assert not graded(hall, a_year(hall, close)).drawn


@proves("A2.3.1", "A5.1.1")
def test_nine_rewards_and_two_interviews_are_proposed_and_none_is_in_effect_unapproved() -> None:
    hall = a_hall()
    round = a_year(hall)
    grading = graded(hall, round)
    assert not Consequence.objects.exists()
    announce(hall.principal, round, at=FRIDAY)
    rows = list(Consequence.objects.order_by("pk"))
    assert Counter(one.key for one in rows) == {"reward": 9, "interview": 2}
    assert {consequence_of(one).clause for one in rows} == {"考核办法第十二条", "考核办法第十五条"}
    assert {state_of(one.case) for one in rows} == {"proposed"}
    rewards = [one for one in rows if one.key == "reward"]
    for actor, code in (
        (hall.office, "flows.verifier-is-doer"),
        (hall.principal, "parties.not-allowed"),
        (hall.lead, "parties.not-allowed"),
    ):
        with pytest.raises(Problem) as refused:
            approve(actor, rewards, at=FRIDAY)
        assert refused.value.code == code
    with pytest.raises(Problem) as early:
        award(hall.office, rewards[0], "paper:1", at=FRIDAY)
    with pytest.raises(Problem) as by_sql:
        insert(Award(consequence=rewards[0], ref="paper:1", at=FRIDAY))
    assert {early.value.code, by_sql.value.code} == {"rounds.not-in-effect"}
    approve(hall.line, rewards, at=FRIDAY)
    reject(hall.line, rows[-1], reason="本年度已约谈", at=FRIDAY)
    assert Counter(state_of(one.case) for one in rows) == {"in-effect": 9, "proposed": 1, "rejected": 1}
    assert award(hall.office, rewards[0], "paper:1", at=FRIDAY).ref == "paper:1"
    assert same_again(grading)
    assert Result.objects.filter(grading=grading).count() == 33
