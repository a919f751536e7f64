from datetime import date, timedelta

import pytest

from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Grant, Organisation, Person, Scope
from jingkai.kernel.parties.services import (
    add_compartment,
    add_person,
    add_place,
    ask_compartment,
    delegate,
    end,
    grant,
    put_plate,
)
from jingkai.kernel.parties.tests.people import AT, DAY, START, a_person, a_unit
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.access import reader_for, require
from tests.proof import proves

from .samples import a_ruled_zone, hold

pytestmark = pytest.mark.django_db


def reader(person: Person, on: date = DAY) -> Reader:
    return reader_for(person.pk, on=on)


@proves("K2.4.1", "K2.4.2")
def test_own_is_the_scope_of_the_grant_and_others_is_the_rest_of_the_zone() -> None:
    zone, foreign = a_ruled_zone("甲区"), a_ruled_zone("乙区")
    community = a_unit("向阳社区", zone.east, "community")
    clerk = reader(zone.clerk)
    everything = {zone.zone.pk, zone.office.pk, zone.east.pk, zone.west.pk, community.pk}
    assert clerk.units("items", Level.CONTENT) == everything
    assert clerk.units("petitions", Level.CONTENT) == set()
    assert clerk.units("petitions", Level.AGGREGATE) == everything
    assert foreign.zone.pk not in clerk.units("facts", Level.AGGREGATE)
    assert reader(zone.easterner).units("items", Level.ACT) == {zone.east.pk}
    assert reader(zone.easterner).units("items", Level.CONTENT) == {zone.east.pk}


@proves("K2.4.1")
def test_a_subtree_reaches_below_and_a_unit_does_not() -> None:
    zone = a_ruled_zone()
    community = a_unit("向阳社区", zone.east, "community")
    person = add_person(SYSTEM, "包片干部", at=AT)
    hold(person, "street", zone.east, Scope.SUBTREE)
    assert reader(person).units("items", Level.ACT) == {zone.east.pk, community.pk}
    assert community.pk not in reader(zone.easterner).units("items", Level.ACT)


@proves("K2.4.1")
def test_places_campaigns_and_compartments_reach_what_lies_in_them() -> None:
    zone = a_ruled_zone()
    street = add_place(SYSTEM, "东城", kind="street", parent=None, at=AT)
    house = add_place(SYSTEM, "1号楼", kind="building", parent=street, at=AT)
    sealed = add_compartment(SYSTEM, "petitions", "信访", clause="信访工作条例 30", at=AT)
    person = add_person(SYSTEM, "专干", at=AT)
    scopes = [
        {"scope": Scope.PLACE, "place": street},
        {"scope": Scope.CAMPAIGN, "campaign": "消防"},
        {"scope": Scope.COMPARTMENT, "compartment": sealed},
    ]
    for fields in scopes:
        grant(SYSTEM, person, "petition-clerk", since=START, at=AT, **fields)  # type: ignore[arg-type]
    seen = reader(person)
    found = seen.sights_of("petitions", Level.ACT)
    assert [one.places for one in found if one.places] == [{street.pk, house.pk}]
    assert [one.campaigns for one in found if one.campaigns] == [{"消防"}]
    assert seen.compartments("petitions") == {sealed.pk}
    assert seen.units("petitions", Level.AGGREGATE) == set()
    assert zone.zone.pk not in seen.units("items")


@proves("K2.4.2")
def test_what_is_its_own_installation_is_opened_by_no_grant_here() -> None:
    a_ruled_zone()
    census = add_compartment(
        SYSTEM, "census", "经济普查", clause="全国经济普查条例 33", at=AT, elsewhere=True
    )
    person = add_person(SYSTEM, "普查员", at=AT)
    grant(SYSTEM, person, "enumerator", scope=Scope.COMPARTMENT, compartment=census, since=START, at=AT)
    assert reader(person).compartments("census", Level.AGGREGATE) == set()


@proves("K2.4.2")
def test_asking_for_the_census_is_refused_with_its_clause_and_journalled() -> None:
    """st-S20: an enforcement officer and a leader ask: refused, 2 log lines."""
    zone = a_ruled_zone()
    add_compartment(SYSTEM, "census", "经济普查", clause="全国经济普查条例第三十三条", at=AT, elsewhere=True)
    for person in (zone.head, zone.easterner):
        with pytest.raises(Problem) as refused:
            ask_compartment(zone.actor(person), reader(person), "census", at=AT)
        assert refused.value.code == "parties.compartment-elsewhere"
        assert "第三十三条" in refused.value.zh
    attempts = Entry.objects.filter(act="parties.compartment-refused", ref="compartment:census")
    assert set(attempts.values_list("person", flat=True)) == {zone.head.pk, zone.easterner.pk}


@proves("K2.4.2", "INV.7")
def test_a_compartment_without_a_grant_on_it_is_as_if_it_were_not_there() -> None:
    zone = a_ruled_zone()
    sealed = add_compartment(SYSTEM, "petitions", "信访", clause="信访工作条例 30", at=AT)
    before = Entry.objects.count()
    for key in ("petitions", "nonsense"):
        with pytest.raises(Problem) as refused:
            ask_compartment(zone.actor(zone.head), reader(zone.head), key, at=AT)
        assert (refused.value.code, refused.value.values) == ("parties.not-found", {"what": key})
    assert Entry.objects.count() == before
    grant(
        SYSTEM, zone.head, "petition-clerk", scope=Scope.COMPARTMENT, compartment=sealed, since=START, at=AT
    )
    assert ask_compartment(zone.actor(zone.head), reader(zone.head), "petitions", at=AT) == sealed


@proves("K2.4.1")
def test_a_grant_holds_from_its_first_day_to_its_last() -> None:
    zone = a_ruled_zone()
    person = add_person(SYSTEM, "借调", at=AT)
    row = grant(
        SYSTEM, person, "street", scope=Scope.UNIT, unit=zone.east, since=DAY, until=date(2024, 1, 9), at=AT
    )
    units = {day: bool(reader(person, date(2024, 1, day)).units("items")) for day in (4, 5, 9, 10)}
    assert units == {4: False, 5: True, 9: True, 10: False}
    end(SYSTEM, row, day=date(2024, 1, 7), reason="提前收回", at=AT)
    assert not reader(person, date(2024, 1, 8)).units("items")


@proves("K2.4.1")
def test_a_grant_of_a_post_ends_with_the_post() -> None:
    zone = a_ruled_zone()
    person, post = a_person("街道办主任", zone.east)
    assert post is not None
    grant(SYSTEM, person, "street", scope=Scope.UNIT, unit=zone.east, post=post, since=START, at=AT)
    end(SYSTEM, post, day=DAY, reason="调离", at=AT)
    assert reader(person, DAY - timedelta(days=1)).units("items") == {zone.east.pk}
    assert reader(person).units("items") == set()


@proves("K2.4.3")
def test_a_delegate_sees_as_the_principal_until_the_last_day_and_hands_nothing_on() -> None:
    zone = a_ruled_zone()
    last = date(2024, 1, 10)
    delegate(SYSTEM, zone.easterner, zone.westerner, since=DAY, until=last, at=AT)
    deputy = add_person(SYSTEM, "第三人", at=AT)
    delegate(SYSTEM, zone.westerner, deputy, since=DAY, until=last, at=AT)
    assert reader(zone.westerner).units("items", Level.ACT) == {zone.east.pk, zone.west.pk}
    assert reader(deputy).units("items", Level.ACT) == {zone.west.pk}
    assert reader(zone.westerner, date(2024, 1, 11)).units("items", Level.ACT) == {zone.west.pk}


def test_a_delegation_of_one_post_hands_over_the_grants_of_that_post_only() -> None:
    zone = a_ruled_zone()
    person, post = a_person("双岗干部", zone.east)
    assert post is not None
    grant(SYSTEM, person, "street", scope=Scope.UNIT, unit=zone.east, post=post, since=START, at=AT)
    hold(person, "street", zone.office)
    helper = add_person(SYSTEM, "助手", at=AT)
    delegate(SYSTEM, person, helper, since=DAY, until=DAY, post=post, at=AT)
    assert reader(helper).units("items", Level.ACT) == {zone.east.pk}


@proves("K2.4.3")
def test_acting_for_another_is_measured_by_the_others_grants_alone() -> None:
    zone = a_ruled_zone()
    hold(zone.westerner, "assessment", zone.west)
    acting = Actor(zone.westerner.pk, None, zone.easterner.pk)
    with pytest.raises(Problem):
        require(acting, "write", "items", zone.east, on=DAY)
    delegate(SYSTEM, zone.easterner, zone.westerner, since=DAY, until=DAY, at=AT)
    require(acting, "write", "items", zone.east, on=DAY)
    with pytest.raises(Problem) as own_right:
        require(acting, "draft", "rules", zone.west, on=DAY)
    assert own_right.value.code == "parties.not-allowed"


def test_a_condition_that_the_caller_does_not_keep_does_not_count() -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    require(clerk, "approve", "closing", zone.east, on=DAY, keeps=frozenset({"not-own"}))
    with pytest.raises(Problem) as refused:
        require(clerk, "approve", "closing", zone.east, on=DAY)
    assert refused.value.code == "parties.not-allowed"


def test_who_works_under_one_plate_works_under_the_other() -> None:
    zone = a_ruled_zone()
    plate = a_unit("东城管理办", zone.zone)
    put_plate(SYSTEM, plate, zone.east, since=START, at=AT)
    assert reader(zone.easterner).units("items", Level.ACT) == {zone.east.pk, plate.pk}


def test_outsiders_and_strangers_do_not_see_who_works_here() -> None:
    zone = a_ruled_zone()
    firm = a_unit("甲公司", zone.zone, "enterprise")
    officer, _ = a_person("安全员", firm)
    hold(officer, "enterprise-safety", firm)
    stranger = add_person(SYSTEM, "路人", at=AT)
    seen = {
        person.name: Organisation.objects.visible_to(reader(person)).count()
        for person in (zone.easterner, officer, stranger)
    }
    assert seen == {"东城干部": 5, "安全员": 0, "路人": 0}


def test_the_journal_is_seen_of_units_that_one_may_look_into() -> None:
    zone, foreign = a_ruled_zone("甲区"), a_ruled_zone("乙区")
    watcher, _ = a_person("纪检干部", zone.office)
    hold(watcher, "discipline", zone.office)
    admin = add_person(SYSTEM, "管理员", at=AT)
    hold(admin, "system-administrator", zone.office)
    for actor in (zone.actor(zone.easterner), foreign.actor(foreign.easterner)):
        add_person(actor, "某人", at=AT)
    authors = set(Entry.objects.filter(person__isnull=False).values_list("person", flat=True))
    assert authors == {zone.easterner.pk, foreign.easterner.pk}

    def seen(person: Person) -> set[int | None]:
        from jingkai.kernel.parties.access import visible

        return set(visible(Entry.objects.all(), reader(person)).values_list("person", flat=True))

    assert seen(watcher) == {zone.easterner.pk}
    assert seen(admin) == {None}
    assert seen(zone.easterner) == {zone.easterner.pk}


def test_doctor_notes_a_grant_of_a_role_that_is_none() -> None:
    zone = a_ruled_zone()
    hold(zone.clerk, "king", zone.east)
    assert [one.place for one in examine() if one.code == "rules.role-unknown"] == ["jk_parties_grant"]
    assert reader(zone.clerk).units("items", Level.ACT) == set()


def test_everybody_sees_his_own_grants_and_a_keeper_of_grants_those_of_the_zone() -> None:
    zone = a_ruled_zone()
    seen = {
        person.name: set(Grant.objects.visible_to(reader(person)).values_list("role", flat=True))
        for person in (zone.head, zone.easterner)
    }
    assert seen == {"主任": {"principal", "supervision", "street"}, "东城干部": {"street"}}
