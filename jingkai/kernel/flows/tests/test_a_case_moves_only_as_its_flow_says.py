from pathlib import Path
from typing import Any

import pytest

from jingkai.kernel.flows.models import CaseState, FlowMove, Move
from jingkai.kernel.flows.services import move, open_case, who, why_not
from jingkai.kernel.flows.state import possible, state_of
from jingkai.kernel.parties.services import end
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.services.entering import parsed
from tests.proof import proves

from .samples import BODY, a_case, a_flowing_zone, at, flow_text

pytestmark = pytest.mark.django_db


def attack(case: Any, n: int, flow_move: FlowMove, **fields: Any) -> str:
    """The code with which the database refuses this move by direct SQL; empty if it lets it in."""
    when = at("2024-01-20")
    row = Move(case=case, n=n, flow_move=flow_move, at=when, day=when.date(), **fields)
    try:
        insert(row)
    except Problem as problem:
        return problem.code
    return ""


@proves("K2.1.4")
def test_a_case_goes_its_way_and_each_state_is_known_at_its_time(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    east, office = zone.actor(zone.easterner), zone.actor(zone.clerk)
    opened = latest()
    move(east, case, "sign", at=at("2024-01-08"))
    move(east, case, "report", at=at("2024-01-20"), evidence="file:1")
    move(office, case, "return", at=at("2024-01-21"))
    move(east, case, "report", at=at("2024-01-22"), evidence="file:2")
    move(office, case, "close", at=at("2024-01-23"))
    assert state_of(case) == "closed"
    assert state_of(case, opened) == "assigned"
    assert possible(case) == []
    assert list(Move.objects.order_by("n").values_list("n", "flow_move__move")) == [
        (1, "assign"),
        (2, "sign"),
        (3, "report"),
        (4, "return"),
        (5, "report"),
        (6, "close"),
    ]
    assert CaseState.objects.get(case=case).state == "closed"
    assert not [one for one in examine() if one.place.startswith("jk_flows")]


@proves("K2.1.4")
def test_a_move_that_the_flow_does_not_have_is_refused_and_told_what_there_is(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    with pytest.raises(Problem) as refused:
        move(zone.actor(zone.clerk), case, "close", at=at("2024-01-08"))
    assert refused.value.code == "flows.no-such-move"
    assert "签收（sign）" in refused.value.zh


@proves("K2.1.4")
def test_the_database_refuses_moves_out_of_the_flow_or_out_of_order(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    (tmp_path / "flow.yaml").write_text(flow_text(key="flow.other"), encoding="utf-8")
    ship_folder(tmp_path, at=AT)
    case = a_case(zone)
    moves = {(one.source, one.move): one for one in FlowMove.objects.filter(flow=case.flow)}
    other = FlowMove.objects.get(flow__key="flow.other", source="assigned", move="sign")
    by = {"person": zone.easterner, "body": zone.east}

    assert (
        attack(case, 2, moves["reported", "close"], person=zone.clerk, body=zone.office)
        == "flows.no-such-move"
    )
    assert attack(case, 2, moves["doing", "report"], **by) == "flows.no-such-move"
    assert attack(case, 2, other, **by) == "flows.no-such-move"
    assert attack(case, 2, moves["", "assign"], **by) == "flows.no-such-move"
    assert attack(case, 3, moves["assigned", "sign"], **by) == "flows.out-of-order"
    # A number far ahead has no move before it, which must not make it an opening.
    assert attack(case, 9, moves["", "assign"], **by) == "flows.out-of-order"
    assert attack(case, 0, moves["", "assign"], **by) == "flows.out-of-order"
    assert attack(case, 1, moves["", "assign"], **by) == "flows.moved-meanwhile"
    assert attack(case, 2, moves["assigned", "sign"], body=zone.east) == "flows.mover-missing"
    assert attack(case, 2, moves["assigned", "sign"], person=zone.easterner) == "flows.mover-missing"
    assert attack(case, 2, moves["assigned", "sign"], **by) == ""


@proves("K2.1.4")
def test_a_flow_that_was_approved_grows_no_further_moves(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    with pytest.raises(Problem) as refused:
        insert(FlowMove(flow=case.flow, source="assigned", move="close", target="closed", side="none"))
    assert refused.value.code == "flows.flow-not-approved"


def test_of_two_who_move_at_once_one_is_told_so(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    sign = FlowMove.objects.get(flow=case.flow, move="sign")
    move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"))
    assert attack(case, 2, sign, person=zone.easterner, body=zone.east) == "flows.moved-meanwhile"


def test_a_move_is_not_dated_before_the_last_one(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    with pytest.raises(Problem) as refused:
        move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-04"))
    assert refused.value.code == "flows.before-last-move"


def test_a_move_says_what_it_still_needs(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    with pytest.raises(Problem) as no_due:
        open_case(zone.actor(zone.clerk), "flow.test", ref="m", holder=zone.east, at=at("2024-01-05"))
    assert no_due.value.code == "flows.needs-missing"
    case = a_case(zone)
    east = zone.actor(zone.easterner)
    move(east, case, "sign", at=at("2024-01-08"))
    with pytest.raises(Problem) as no_evidence:
        move(east, case, "report", at=at("2024-01-09"), evidence=" ")
    assert no_evidence.value.code == "flows.needs-missing"
    assert "佐证" in no_evidence.value.zh


def test_a_rule_that_is_no_flow_opens_nothing(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    with pytest.raises(Problem) as refused:
        open_case(SYSTEM, "due-light", ref="m", holder=zone.east, at=at("2024-01-05"))
    assert refused.value.code == "flows.not-a-flow"


def test_only_the_units_that_do_it_report_and_others_are_told_who(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    west = zone.actor(zone.westerner)
    found = why_not(west, case, "sign", at("2024-01-08"))
    assert [one.code for one in found] == ["flows.not-the-doer"]
    assert "东城街道" in found[0].zh
    assert who(case, "sign", at("2024-01-08")).zh == "东城街道"
    assert why_not(zone.actor(zone.easterner), case, "sign", at("2024-01-08")) == []
    assert why_not(west, case, "close", at("2024-01-08"))[0].code == "flows.no-such-move"


def test_who_left_his_post_moves_nothing_any_more(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    end(SYSTEM, zone.posts[zone.easterner.pk], day=at("2024-01-07").date(), reason="调离", at=AT)
    with pytest.raises(Problem) as refused:
        move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"))
    assert refused.value.code == "flows.not-in-post"
    with pytest.raises(Problem) as foreign:
        move(Actor(zone.westerner.pk, zone.posts[zone.head.pk].pk), case, "sign", at=at("2024-01-08"))
    assert foreign.value.code == "flows.not-in-post"
    with pytest.raises(Problem) as nobody:
        move(SYSTEM, case, "sign", at=at("2024-01-08"))
    assert nobody.value.code == "flows.mover-missing"


def test_what_is_neither_doing_nor_verifying_the_platform_may_do_by_its_timer(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    assert move(SYSTEM, case, "stop", at=at("2024-01-08")).person is None


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("moves", [BODY["moves"][0] | {"target": "nowhere"}], "not declared"),
        ("moves", [*BODY["moves"], BODY["moves"][0]], "one name"),
        (
            "moves",
            [*BODY["moves"], BODY["moves"][3] | {"move": "x", "side": "do"}],
            "closes without verifying",
        ),
        ("moves", [*BODY["moves"], BODY["moves"][4] | {"move": "x", "source": ["closed"]}], "is an end"),
        ("moves", BODY["moves"][:2] + BODY["moves"][4:], "never reached"),
        ("states", BODY["states"] | {"lost": {"title": {"zh": "孤", "en": "lost"}}}, "never reached"),
        ("terms", {}, "term in"),
        (
            "moves",
            [one for one in BODY["moves"] if one["move"] not in ("return", "close")]
            + [BODY["moves"][3] | {"source": ["doing"]}],
            "no way out of: reported",
        ),
    ],
)
def test_a_flow_that_does_not_fit_together_is_refused(part: str, value: object, said: str) -> None:
    with pytest.raises(Problem) as refused:
        parsed(flow_text(**{part: value}))
    assert refused.value.code == "rules.invalid"
    assert said in refused.value.en


def test_doctor_finds_a_state_that_is_not_where_the_moves_lead(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    CaseState.objects.filter(case=case).update(state="closed")
    assert any(one.place == "jk_flows_casestate" for one in examine())
    assert state_of(case) == "assigned"


def test_doctor_finds_a_move_that_was_dated_before_the_one_it_follows(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    sign = FlowMove.objects.get(flow=case.flow, move="sign")
    early = at("2023-12-01")
    insert(
        Move(
            case=case, n=2, flow_move=sign, at=early, day=early.date(), person=zone.easterner, body=zone.east
        )
    )
    assert any(one.code == "flows.before-last-move" for one in examine())
