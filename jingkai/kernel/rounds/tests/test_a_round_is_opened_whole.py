"""A round is opened by approved rules, with a cohort, its criteria and its classes; what does not fit is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from jingkai.kernel.flows.services import open_case
from jingkai.kernel.matters.services import Draft
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.kinds import RoundBody
from jingkai.kernel.rounds.models import Comment, Criterion, Round
from jingkai.kernel.rounds.queries import entrants
from jingkai.kernel.rounds.services import EntrantDraft, RaterDraft, RoundDraft, comment, open_round
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.services import draft as draft_rule
from tests.proof import proves

from .samples import (
    MONDAY,
    RATED,
    RECOGNISED,
    REPORTED,
    Hall,
    a_hall,
    a_visit,
    entrant,
    raters_of,
    ship_rules,
)

LEAF = {"id": "市考", "weight": "100", "method": "given"}
SCHEME: dict[str, Any] = {"tree": {"id": "得分", "of": [LEAF]}}
TWICE = {"result": "约谈", "tier": "末档", "times": "2", "within": "3"}
WORDS = {name: {"zh": name, "en": name} for name in ("镇街", "部门")}


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def a_draft(hall: Hall, **more: Any) -> RoundDraft:
    units = (hall.zone.east, hall.zone.west)
    wanted: dict[str, Any] = {
        "rule": "round.test",
        "host": hall.assessor.posts.get().body,
        "key": "2023",
        "title": "综合考核",
        "period": "2023",
        "entrants": [EntrantDraft(unit, group="镇街") for unit in units],
    }
    return RoundDraft(**(wanted | more))


def opened(hall: Hall, **more: Any) -> Round:
    return open_round(hall.office, a_draft(hall, **more), at=MONDAY)


@pytest.mark.django_db
@proves("A2.1.1")
def test_a_round_has_its_cohort_in_classes_and_its_criteria() -> None:
    hall = a_hall()
    ship_rules(SCHEME, {"市考": REPORTED}, classes=WORDS)
    round = opened(hall)
    assert [(one.place, one.name, one.group) for one in entrants(None, round)] == [
        (1, "东城街道", "镇街"), (2, "西城街道", "镇街"),
    ]  # fmt: skip
    assert [(one.name, one.source) for one in Criterion.objects.filter(round=round)] == [("市考", "reported")]
    assert (round.rule.key, round.scheme.key) == ("round.test", "scheme.test")
    assert opened(hall) == round


@pytest.mark.django_db
def test_a_round_that_lacks_something_or_is_another_is_refused() -> None:
    hall = a_hall()
    ship_rules(SCHEME, {"市考": REPORTED}, classes=WORDS)
    opened(hall)
    east = hall.zone.east
    for more, code in (
        ({"title": " "}, "rounds.incomplete"),
        ({"key": ""}, "rounds.incomplete"),
        ({"entrants": []}, "rounds.incomplete"),
        ({"entrants": [EntrantDraft(east, group="镇街")] * 2}, "rounds.incomplete"),
        ({"period": "去年某时"}, "rounds.incomplete"),
        ({"title": "另一次考核"}, "rounds.key-taken"),
        ({"entrants": [EntrantDraft(east, group="镇街")]}, "rounds.key-taken"),
        ({"key": "x", "entrants": [EntrantDraft(east)]}, "rounds.word-unknown"),
        ({"key": "x", "raters": [RaterDraft(hall.zone.head, "peers")]}, "rounds.word-unknown"),
        ({"key": "x", "rule": "scheme.test"}, "rounds.word-unknown"),
        ({"key": "x", "rule": "round.absent"}, "rules.not-found"),
    ):
        assert code_of(lambda more=more: opened(hall, **more)) == code  # type: ignore[misc]
    assert (
        code_of(lambda: open_round(hall.principal, a_draft(hall, key="x"), at=MONDAY))
        == "parties.not-allowed"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scheme", "criteria", "said"),
    [
        (SCHEME, {"市考": REPORTED, "多余": REPORTED}, "多写了 多余"),
        ({"tree": {"id": "得分", "of": [LEAF, {"id": "加分", "method": "given"}]}}, {"市考": REPORTED}, "指标 加分"),
        (
            SCHEME | {"tiers": [{"tier": "末档"}], "repeated": [TWICE]},
            {"市考": REPORTED},
            "repeated",
        ),
        (
            {"tree": {"id": "得分", "of": [LEAF | {"method": {"completion": {"target": {"unit": "全省"}}}}]}},
            {"市考": REPORTED},
            "unit",
        ),
        ({"tree": {"id": "得分", "of": [LEAF | {"method": "min-max", "within": "片区"}]}}, {"市考": REPORTED}, "片区"),
        ({"tree": {"id": "调整", "of": [LEAF]}}, {"市考": REPORTED}, "调整"),
    ],
)  # fmt: skip
def test_a_scheme_that_a_round_can_not_keep_is_refused(
    scheme: dict[str, Any], criteria: dict[str, Any], said: str
) -> None:
    hall = a_hall()
    ship_rules(scheme, criteria, classes=WORDS)
    with pytest.raises(Problem) as refused:
        opened(hall)
    assert (refused.value.code, said in refused.value.zh) == ("rounds.scheme-unkept", True)


@pytest.mark.django_db
def test_a_rule_that_was_not_approved_is_refused_by_the_database() -> None:
    hall = a_hall()
    ship_rules(SCHEME, {"市考": REPORTED}, classes=WORDS)
    round = opened(hall)
    text = round.scheme.written.replace("version: '1'", "version: '2'").replace("given", "min-max")
    waiting = draft_rule(hall.office, text, unit=None, at=MONDAY)
    case = open_case(hall.office, "flow.round", ref="x", holder=round.host, at=MONDAY)
    row = Round(
        case=case,
        zone=round.zone,
        host=round.host,
        key="y",
        title="x",
        period="2023",
        rule=round.rule,
        scheme=waiting,
    )
    assert code_of(lambda: insert(row)) == "rounds.rule-not-approved"


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ({"source": "computed"}, "fact"),
        ({"source": "reported", "recognised": "true"}, "fact"),
        (RECOGNISED | {"fact": {"name": "x", "calibers": ["统计"]}}, "not both"),
        ({"source": "computed", "fact": {"name": "x", "unit": "布袋", "calibers": ["统计"]}}, "布袋"),
        (REPORTED | {"least": "1"}, "rated"),
        ({"source": "rated", "least": "1"}, "most"),
        ({"source": "rated", "least": "3", "most": "1"}, "most"),
        (RATED | {"least": "0.0000001"}, "six"),
        (RATED | {"distinct": "true", "again": "true"}, "once"),
        (RATED | {"raters": "peers"}, "peers"),
    ],
)
def test_a_criterion_has_one_source_and_says_it_whole(criterion: dict[str, Any], said: str) -> None:
    with pytest.raises(Problem) as refused:
        checked(RoundBody, {"scheme": "s", "criteria": {"x": criterion}})
    assert (refused.value.code, said in refused.value.en) == ("rules.invalid", True)


def test_a_consequence_is_of_a_class_of_the_rule() -> None:
    what = {
        "title": {"zh": "奖", "en": "r"},
        "tier": "一",
        "classes": ["企业"],
        "clause": "一",
        "revoked": "二",
    }
    with pytest.raises(Problem) as refused:
        checked(RoundBody, {"scheme": "s", "criteria": {"x": REPORTED}, "consequences": {"reward": what}})
    assert "企业" in refused.value.zh


@pytest.mark.django_db
def test_a_comment_says_who_said_what_and_was_there() -> None:
    hall = a_hall()
    ship_rules(SCHEME, {"市考": REPORTED})
    there, absent = raters_of(hall.zone, 2)
    stop = EntrantDraft(hall.zone.east, activity=a_visit(hall, "一", [there]))
    round = opened(hall, entrants=[stop, EntrantDraft(hall.zone.west)])
    east, west = (entrant(round, name) for name in ("东城街道", "西城街道"))
    task = Draft("办理", unit=hall.zone.east)
    for person, at_stop, says, matter, code in (
        (there, east, " ", None, "rounds.comment-unclear"),
        # The rule opens no matters.
        (there, east, "很好", task, "rounds.comment-unclear"),
        (absent, east, "很好", None, "rounds.not-attended"),
        (there, west, "很好", None, "rounds.not-attended"),
    ):
        refused = lambda: comment(hall.office, at_stop, person, says, task=matter, at=MONDAY)  # noqa: B023, E731
        assert code_of(refused) == code
    said = comment(hall.office, east, there, "很好", at=MONDAY)
    assert (said.says, said.matter) == ("很好", None)
    for more, code in (
        ({"person": absent, "says": "x", "turn": 2}, "rounds.not-attended"),
        ({"person": there, "turn": 2}, "rounds.comment-unclear"),
        ({"says": "x", "turn": 2}, "rounds.comment-unclear"),
        ({"turn": 1}, "rounds.changed-meanwhile"),
    ):
        row = Comment(**({"entrant": east, "at": MONDAY} | more))
        assert code_of(lambda row=row: insert(row)) == code  # type: ignore[misc]
