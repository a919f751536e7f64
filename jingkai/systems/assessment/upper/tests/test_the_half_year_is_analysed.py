"""The half-year analysis: what comes of the scores, who confirms it, and what that opens."""

from decimal import Decimal

import pytest

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.models import Report
from tests.proof import proves

from ..analysis import analyse
from ..running import Given, confirm, enter, matters_of, node_of, open_upper, settle
from ..saying import Named, interpret, make_responsible, tag
from .samples import (
    AUGUST,
    H1,
    JULY,
    READ,
    a_paper,
    all_scores,
    an_assessed_zone,
    opened,
    scored,
    settled,
)

pytestmark = pytest.mark.django_db


@proves("A3.1.2", "A4.1.2")
def test_it_says_how_the_place_moved_what_is_weak_and_who_answers() -> None:
    there = an_assessed_zone()
    found = analyse(scored(there))
    assert (found.total, found.rate) == (Decimal(80), Decimal("80.0"))
    assert (found.change, found.distance, found.cohort.value) == (-2, 3, 16)
    assert [(one.part.node, one.rate) for one in found.judged] == [
        ("项目建设", Decimal("60.0")), ("生态环境", Decimal("60.0")), ("综合发展", Decimal("90.8")),
    ]  # fmt: skip
    assert [one.part.node for one in found.weak] == ["项目建设", "生态环境"]
    assert [one.part.node for one in found.strong] == ["综合发展"]
    assert [one.responsibility.unit.name for one in found.weak if one.responsibility] == [
        "经济发展局",
        "生态环境局",
    ]


@proves("A3.1.1")
def test_a_round_is_not_opened_while_nobody_answers_for_a_part() -> None:
    there = an_assessed_zone()
    with pytest.raises(Problem) as refused:
        open_upper(there.clerk, there.place, H1, at=JULY)
    assert refused.value.code == "assessment.responsibility-holes"
    assert refused.value.values["count"] == 23
    responsibilities = there.responsibilities
    del responsibilities["生态环境"]
    make_responsible(there.clerk, there.upper, responsibilities, at=READ)
    with pytest.raises(Problem) as refused:
        open_upper(there.clerk, there.place, H1, at=JULY)
    assert refused.value.values["nodes"] == "生态环境、空气优良天数、地表水考核断面、突出环境问题整改"


def test_no_score_is_unknown_and_never_zero() -> None:
    there = an_assessed_zone()
    round = opened(there)
    some = all_scores()
    del some["信访稳定"]
    enter(there.clerk, round, Given(some, {}), issuer="区考核办", paper=a_paper(), at=JULY)
    found = analyse(round)
    assert (found.total, found.rate, found.change) == (None, None, None)
    assert [one.part.node for one in found.missing] == ["信访稳定"]
    assert {one.verdict for one in found.judged} == {"unknown"}
    with pytest.raises(Problem) as refused:
        settle(there.clerk, round, at=JULY)
    assert refused.value.code == "assessment.scores-missing"


@proves("A3.1.2")
def test_confirming_opens_one_matter_for_each_weak_item_and_doing_it_twice_nothing_more() -> None:
    there = an_assessed_zone()
    round = settled(there)
    seen = analyse(round).digest
    done = confirm(there.secretary, round, seen, at=JULY)
    assert [(node_of(one), one.lead_unit and one.lead_unit.name) for one in done] == [
        ("项目建设", "经济发展局"), ("生态环境", "生态环境局"),
    ]  # fmt: skip
    assert [one.lead_leader and one.lead_leader.name for one in done] == ["分管经济领导", "分管生态领导"]
    # 60 working days from 2024-07-22, over the Mid-Autumn and National days: 7 in July, 22, 21 and 10.
    assert {due.day.isoformat() for one in done for due in one.case.dues.filter(term="finish")} == {
        "2024-10-18"
    }
    assert confirm(there.secretary, round, seen, at=JULY) == done
    assert Matter.objects.count() == 2


def test_who_settled_does_not_confirm() -> None:
    there = an_assessed_zone()
    round = settled(there)
    with pytest.raises(Problem):
        confirm(there.clerk, round, analyse(round).digest, at=JULY)
    assert matters_of(round) == []


def test_what_changed_after_it_was_settled_is_settled_again_before_it_is_confirmed() -> None:
    there = an_assessed_zone()
    round = settled(there)
    seen = analyse(round).digest
    given = Given({"信访稳定": Decimal(2)}, {})
    enter(there.clerk, round, given, issuer="区考核办", paper=a_paper(), reason="复核", at=JULY)
    for digest in (seen, analyse(round).digest):
        with pytest.raises(Problem) as refused:
            confirm(there.secretary, round, digest, at=JULY)
        assert refused.value.code == "assessment.not-settled"
    settle(there.clerk, round, at=JULY)
    assert len(confirm(there.secretary, round, analyse(round).digest, at=JULY)) == 2
    assert analyse(round).total == Decimal(79)


def test_a_correction_says_why_and_the_same_again_is_nothing_new() -> None:
    there = an_assessed_zone()
    round = scored(there)
    same = Given(all_scores(), {"now": 4})
    for given, reason, code in (
        (same, "", "assessment.nothing-given"),
        (Given({"信访稳定": Decimal(2)}, {}), "", "rounds.reason-missing"),
        (Given({}, {"now": 3}), "", "rounds.reason-missing"),
    ):
        with pytest.raises(Problem) as refused:
            enter(there.clerk, round, given, issuer="区考核办", paper=a_paper(), reason=reason, at=JULY)
        assert refused.value.code == code
    before = Report.objects.count(), Fact.objects.count()
    given = Given({"信访稳定": Decimal(2)}, {"now": 3})
    enter(there.clerk, round, given, issuer="区考核办", paper=a_paper(), reason="更正", at=JULY)
    assert (Report.objects.count(), Fact.objects.count()) == (before[0] + 1, before[1] + 1)
    found = analyse(round)
    assert (found.total, found.change) == (Decimal(79), -1)


@proves("A3.1.1")
def test_tags_and_notes_stand_beside_each_indicator_and_keep_what_was_said() -> None:
    there = an_assessed_zone()
    upper = there.upper
    make_responsible(there.clerk, upper, there.responsibilities, at=READ)
    leading = there.zone.actor(there.economist)
    tag(leading, upper, {"亿元以上项目开工": "hard"}, at=READ)
    interpret(leading, upper, "亿元以上项目开工", "发改委", "以统计入库为准。", at=READ)
    interpret(leading, upper, "亿元以上项目开工", "发改委", "以现场认定为准。", at=JULY)
    with pytest.raises(Problem) as refused:
        tag(leading, upper, {"空气优良天数": "lose"}, at=READ)
    assert refused.value.code == "parties.not-allowed"
    with pytest.raises(Problem) as refused:
        tag(there.clerk, upper, {"空气优良天数": "good"}, at=READ)
    assert refused.value.code == "assessment.tag-unknown"
    tag(there.clerk, upper, {one.node: "score" for one in upper.indicators}, at=AUGUST)
    found = analyse(scored(there))
    assert (found.said.tagged, len(upper.indicators), found.said.noted) == (20, 20, 1)
    assert [one.says for one in found.said.notes["亿元以上项目开工"]] == ["以现场认定为准。"]


def test_a_responsibility_needs_a_unit_of_the_zone_and_a_leader_in_post() -> None:
    there, other = an_assessed_zone(), an_assessed_zone("外区")
    leader = there.deputies["分管经济"]
    for wrong in (
        Named(None, leader),
        Named(there.economy, None),
        Named(other.economy, leader),
        Named(there.economy, other.deputies["分管经济"]),
    ):
        with pytest.raises(Problem) as refused:
            make_responsible(there.clerk, there.upper, {"项目建设": wrong}, at=READ)
        assert refused.value.code == "assessment.responsibility-incomplete"
