from pathlib import Path
from typing import Any

import pytest

from jingkai.kernel.flows.models import Case, Doer, FlowMove, Move
from jingkai.kernel.flows.services import add_doer, move, who, why_not
from jingkai.kernel.parties.models import Organisation, Person, Plate
from jingkai.kernel.parties.services import delegate, end, give_post, put_plate
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_person, a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import a_case, a_flowing_zone, at, in_post

pytestmark = pytest.mark.django_db

WHEN = at("2024-01-23")


def reported(zone: Zone, by: Actor | None = None) -> Case:
    """A case that the east street has done and reported."""
    case = a_case(zone)
    actor = by or zone.actor(zone.easterner)
    move(actor, case, "sign", at=at("2024-01-08"))
    move(actor, case, "report", at=at("2024-01-20"), evidence="file:1")
    return case


def by_sql(case: Case, person: Person, body: Organisation, for_person: Person | None = None) -> str:
    """What the database says to a verify move by direct SQL."""
    close = FlowMove.objects.get(flow=case.flow, move="close")
    row = Move(
        case=case,
        n=4,
        flow_move=close,
        at=WHEN,
        day=WHEN.date(),
        person=person,
        for_person=for_person,
        body=body,
    )
    try:
        insert(row)
    except Problem as problem:
        return problem.code
    return ""


def by_service(case: Case, actor: Actor) -> list[str]:
    return [one.code for one in why_not(actor, case, "close", WHEN)]


@proves("INV.2", "K2.1.4")
def test_another_body_verifies(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    assert by_service(case, zone.actor(zone.clerk)) == []
    assert by_sql(case, zone.clerk, zone.office) == ""


@proves("INV.2", "K2.1.4")
def test_the_person_who_did_it_does_not_verify_it_from_another_post(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    elsewhere = in_post(zone.easterner, zone.office, zone)
    end(SYSTEM, zone.posts[zone.easterner.pk], day=at("2024-01-21").date(), reason="调离", at=AT)
    assert by_service(case, elsewhere) == ["flows.verifier-is-doer"]
    assert by_sql(case, zone.easterner, zone.office) == "flows.verifier-is-doer"
    with pytest.raises(Problem) as refused:
        move(elsewhere, case, "close", at=WHEN)
    assert refused.value.code == "flows.verifier-is-doer"


@proves("INV.2", "K2.1.4")
def test_a_body_does_not_verify_its_own_by_another_person(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    colleague, post = a_person("东城同事", zone.east)
    assert post is not None
    hold(colleague, "supervision", zone.east)
    assert "flows.verifier-is-doer" in by_service(case, Actor(colleague.pk, post.pk))
    assert by_sql(case, colleague, zone.east) == "flows.verifier-is-doer"


@proves("INV.2", "K2.1.4")
def test_who_holds_a_post_in_a_doing_body_does_not_verify_in_another_capacity(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    both = in_post(zone.clerk, zone.office, zone)
    mine = give_post(SYSTEM, zone.clerk, zone.east, "挂职", since=START, at=AT)
    assert by_service(case, both) == ["flows.verifier-is-doer"]
    assert by_sql(case, zone.clerk, zone.office) == "flows.verifier-is-doer"
    end(SYSTEM, mine, day=at("2024-01-22").date(), reason="挂职期满", at=AT)
    assert by_service(case, both) == []
    assert by_sql(case, zone.clerk, zone.office) == ""


@proves("INV.2", "K2.1.4")
def test_nobody_verifies_for_who_did_it_nor_what_another_did_for_him(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    assert by_sql(case, zone.clerk, zone.office, for_person=zone.easterner) == "flows.verifier-is-doer"

    # The westerner acts for the easterner: then the easterner has done it, and the westerner too.
    delegate(SYSTEM, zone.easterner, zone.westerner, since=START, until=WHEN.date(), at=AT)
    acting = Actor(zone.westerner.pk, zone.posts[zone.easterner.pk].pk, zone.easterner.pk)
    other = reported(zone, acting)
    hold(zone.westerner, "supervision", zone.west)
    assert by_service(other, zone.actor(zone.westerner)) == ["flows.verifier-is-doer"]
    assert by_sql(other, zone.westerner, zone.west) == "flows.verifier-is-doer"
    assert by_sql(other, zone.easterner, zone.office) == "flows.verifier-is-doer"
    assert by_sql(other, zone.clerk, zone.office, for_person=zone.westerner) == "flows.verifier-is-doer"
    # Having left the unit meanwhile makes no difference for whom it was done.
    end(SYSTEM, zone.posts[zone.easterner.pk], day=at("2024-01-21").date(), reason="调离", at=AT)
    assert by_service(other, in_post(zone.easterner, zone.office, zone)) == ["flows.verifier-is-doer"]
    assert by_sql(other, zone.easterner, zone.office) == "flows.verifier-is-doer"
    assert by_sql(other, zone.clerk, zone.office) == ""


def test_acting_for_another_needs_a_delegation_that_holds(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    acting = Actor(zone.westerner.pk, zone.posts[zone.easterner.pk].pk, zone.easterner.pk)
    assert [one.code for one in why_not(acting, case, "sign", at("2024-01-08"))] == ["flows.not-delegated"]
    delegate(SYSTEM, zone.easterner, zone.westerner, since=START, until=at("2024-01-08").date(), at=AT)
    assert why_not(acting, case, "sign", at("2024-01-08")) == []
    assert [one.code for one in why_not(acting, case, "sign", at("2024-01-09"))] == ["flows.not-delegated"]


@proves("INV.2", "K2.1.4")
def test_two_plates_are_one_body_in_verifying_too(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    plate = a_unit("东城街道（挂牌）", zone.zone, "street")
    put_plate(SYSTEM, plate, zone.east, since=START, at=AT)
    case = reported(zone)
    person, post = a_person("牌子干部", plate)
    assert post is not None
    hold(person, "supervision", plate)
    assert "flows.verifier-is-doer" in by_service(case, Actor(person.pk, post.pk))
    assert by_sql(case, person, zone.east) == "flows.verifier-is-doer"
    assert by_sql(case, person, zone.office) == "flows.verifier-is-doer"
    # A plate is no body: it can't be named to get round the rule.
    assert by_sql(case, zone.clerk, plate) == "flows.body-is-plate"
    with pytest.raises(Problem) as refused:
        insert(Doer(case=case, body=plate, day=WHEN.date()))
    assert refused.value.code == "flows.body-is-plate"
    assert Plate.objects.count() == 1


@proves("INV.2")
def test_a_case_given_to_a_plate_is_done_by_its_body(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    plate = a_unit("东城街道（挂牌）", zone.zone, "street")
    put_plate(SYSTEM, plate, zone.east, since=START, at=AT)
    assert a_case(zone, plate).holder == zone.east


@proves("INV.2", "K2.1.4")
def test_a_unit_named_as_doer_does_not_verify_though_it_never_moved(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    hold(zone.westerner, "supervision", zone.west)
    assert by_service(case, zone.actor(zone.westerner)) == []
    add_doer(SYSTEM, case, zone.west, at=WHEN)
    assert add_doer(SYSTEM, case, zone.west, at=WHEN) == Doer.objects.get(case=case, body=zone.west)
    assert by_service(case, zone.actor(zone.westerner)) == ["flows.verifier-is-doer"]
    assert by_sql(case, zone.westerner, zone.west) == "flows.verifier-is-doer"
    assert by_sql(case, zone.westerner, zone.office) == "flows.verifier-is-doer"
    assert "除外" in who(case, "close", WHEN).zh
    assert "督查室" in who(case, "close", WHEN).zh


def test_ancestors_and_descendants_are_other_bodies(tmp_path: Path) -> None:
    """Body is the organisation after resolving plates, not its tree (DESIGN 2)."""
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    child = a_unit("东城社区", zone.east, "community")
    person, post = a_person("社区干部", child)
    assert post is not None
    assert by_sql(case, person, child) == ""


def test_who_may_not_approve_is_told_which_roles_may(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = reported(zone)
    found: Any = why_not(zone.actor(zone.westerner), case, "close", WHEN)
    assert [one.code for one in found] == ["parties.not-allowed"]
    assert "督查室" in found[0].zh
