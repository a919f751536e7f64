from dataclasses import dataclass

import pytest

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Case, FlowMove, Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, move, open_split
from jingkai.kernel.matters.standing import ended, ends
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from tests.proof import proves

from .samples import COMMON, DUE, FRIDAY, LISTED, SEEN, a_matter, at, close, report

pytestmark = pytest.mark.django_db


@dataclass
class Split:
    zone: Zone
    parent: Matter
    east: Matter
    west: Matter


def a_common_problem(units: int = 2) -> Split:
    """A common problem, split to both streets."""
    zone = a_ruled_zone()
    draft = Draft("应急灯失效", None, origin="list:1#1", due=DUE, kind="problem", category="common", row=3)
    done = open_split(
        zone.actor(zone.clerk), zone.zone, draft, [zone.east, zone.west][:units],
        flow=LISTED, parent_flow=COMMON, at=FRIDAY,
    )  # fmt: skip
    parent, *children = done.new
    return Split(zone, parent, children[0], children[-1])


@proves("K5.1.4")
def test_it_is_split_into_a_child_for_each_unit() -> None:
    split = a_common_problem()
    assert split.parent.lead_unit is None
    assert [one.lead_unit for one in (split.east, split.west)] == [split.zone.east, split.zone.west]
    assert {one.parent for one in (split.east, split.west)} == {split.parent}


@proves("K5.1.4")
def test_the_parent_is_closed_by_who_verifies_the_last_child() -> None:
    split = a_common_problem()
    zone = split.zone
    report(zone, split.east, zone.easterner)
    close(zone, split.east, zone.clerk)
    assert ends([split.parent]) == {split.parent.pk: ""}
    report(zone, split.west, zone.westerner)
    close(zone, split.west, zone.clerk)
    assert ends([split.parent]) == {split.parent.pk: "closed"}
    last = Move.objects.filter(case=split.parent.case).order_by("-n")[0]
    assert (last.flow_move.side, last.person, last.body) == ("verify", zone.clerk, zone.office)


def test_a_parent_is_not_closed_before_its_children() -> None:
    split = a_common_problem()
    zone = split.zone
    report(zone, split.east, zone.easterner)
    close(zone, split.east, zone.clerk)
    with pytest.raises(Problem) as refused:
        move(zone.actor(zone.clerk), split.parent, "close", at=at("2024-01-23"), note=SEEN)
    assert refused.value.code == "matters.children-open"
    assert split.west.label in refused.value.zh


@proves("INV.7")
def test_a_child_that_somebody_may_not_see_is_not_named_to_that_person() -> None:
    split = a_common_problem()
    with pytest.raises(Problem) as refused:
        move(split.zone.actor(split.zone.easterner), split.parent, "close", at=at("2024-01-23"), note=SEEN)
    assert refused.value.zh == f"还有子项未了结：{split.east.label}、…。请先办结全部子项。"
    assert split.west.label not in refused.value.en


@proves("K5.1.4", "INV.2")
def test_a_unit_with_a_child_verifies_another_child_but_not_the_whole() -> None:
    """Its own part is in the whole. The parent waits for the office, and doctor says so."""
    split = a_common_problem()
    zone = split.zone
    hold(zone.easterner, "supervision", zone.east)
    report(zone, split.east, zone.easterner)
    close(zone, split.east, zone.clerk)
    report(zone, split.west, zone.westerner)
    close(zone, split.west, zone.easterner)
    assert not ended(split.parent)
    assert [one.code for one in examine() if one.place == split.parent.ref] == ["matters.parent-waits"]
    move(zone.actor(zone.clerk), split.parent, "close", at=at("2024-01-23"), note=SEEN)
    assert ended(split.parent)


def test_a_child_that_was_withdrawn_keeps_nobody_waiting() -> None:
    split = a_common_problem()
    zone = split.zone
    report(zone, split.east, zone.easterner)
    close(zone, split.east, zone.clerk)
    move(zone.actor(zone.clerk), split.west, "withdraw", at=at("2024-01-23"), note="该单位无此问题")
    assert ends([split.parent])[split.parent.pk] == "closed"


def test_children_that_were_all_withdrawn_close_nothing() -> None:
    split = a_common_problem()
    zone = split.zone
    for child in (split.east, split.west):
        move(zone.actor(zone.clerk), child, "withdraw", at=at("2024-01-23"), note="误列")
    assert not ended(split.parent)


def test_a_common_problem_without_a_unit_is_refused_with_its_row() -> None:
    with pytest.raises(Problem) as refused:
        a_common_problem(units=0)
    assert refused.value.code == "matters.unit-missing"
    assert "3" in refused.value.zh


def test_no_child_is_added_to_what_has_ended() -> None:
    split = a_common_problem()
    zone = split.zone
    for child in (split.east, split.west):
        move(zone.actor(zone.clerk), child, "withdraw", at=at("2024-01-23"), note="误列")
    move(zone.actor(zone.clerk), split.parent, "withdraw", at=at("2024-01-23"), note="误列")
    with pytest.raises(Problem) as refused:
        a_matter(zone, "补一条", parent=split.parent)
    assert refused.value.code == "matters.parent-ended"


def test_doctor_finds_a_parent_that_was_closed_past_the_service() -> None:
    split = a_common_problem()
    flows.move(split.zone.actor(split.zone.clerk), split.parent.case, "close", at=at("2024-01-23"), note=SEEN)
    assert [one.code for one in examine() if one.level == "fault"] == ["matters.children-open"]


# ---- past every service


def by_sql(case: Case, name: str, n: int, person: Person, body: Organisation) -> str:
    """What the database says to this move by direct SQL."""
    step = FlowMove.objects.filter(flow=case.flow, move=name).first()
    when = at("2024-01-23")
    row = Move(case=case, n=n, flow_move=step, at=when, day=when.date(), person=person, body=body)
    try:
        insert(row)
    except Problem as problem:
        return problem.code
    return ""


@proves("K5.2.2", "INV.2")
def test_the_database_closes_no_matter_without_another_bodys_verification() -> None:
    split = a_common_problem()
    zone = split.zone
    case = split.east.case
    assert by_sql(case, "close", 2, zone.clerk, zone.office) == "flows.no-such-move"  # nothing was reported
    report(zone, split.east, zone.easterner)
    assert by_sql(case, "close", 4, zone.easterner, zone.east) == "flows.verifier-is-doer"
    assert by_sql(case, "close", 4, zone.easterner, zone.office) == "flows.verifier-is-doer"
    assert by_sql(case, "close", 4, zone.clerk, zone.east) == "flows.verifier-is-doer"
    # Both streets do the parent, though neither ever moved it.
    assert by_sql(split.parent.case, "close", 2, zone.westerner, zone.west) == "flows.verifier-is-doer"
    assert by_sql(case, "close", 4, zone.clerk, zone.office) == ""
