from datetime import date
from typing import Any

import pytest

from jingkai.kernel.parties.models import Delegation, Grant, Scope
from jingkai.kernel.parties.queries import people_in, posts_of, principals_of
from jingkai.kernel.parties.services import add_compartment, add_place, delegate, end, grant
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .people import AT, DAY, START, a_zone
from .sql import insert

pytestmark = pytest.mark.django_db


@proves("K2.1.2", "K2.4.1")
def test_a_grant_without_role_or_scope_is_refused_by_the_service() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as no_role:
        grant(SYSTEM, zone.clerk, " ", scope=Scope.UNIT, unit=zone.east, since=START, at=AT)
    assert no_role.value.code == "parties.grant-without-role"
    with pytest.raises(Problem) as no_scope:
        grant(SYSTEM, zone.clerk, "lead", scope=Scope.UNIT, since=START, at=AT)
    assert no_scope.value.code == "parties.grant-without-scope"


@proves("K2.1.2", "K2.4.1")
def test_the_database_refuses_a_grant_whose_scope_is_missing_double_or_another() -> None:
    zone = a_zone()
    place = add_place(SYSTEM, "东城", kind="street", parent=None, at=AT)
    sealed = add_compartment(SYSTEM, "petitions", "信访", clause="信访工作条例 30", at=AT)
    wrong: list[dict[str, Any]] = [
        {"scope": "unit"},
        {"scope": ""},
        {"scope": "everything", "unit": zone.east},
        {"scope": "unit", "place": place},
        {"scope": "place", "unit": zone.east},
        {"scope": "campaign"},
        {"scope": "compartment", "unit": zone.east},
        {"scope": "compartment"},
        {"scope": "subtree", "unit": zone.east, "place": place},
        {"scope": "unit", "unit": zone.east, "campaign": "消防"},
        {"scope": "unit", "unit": zone.east, "compartment": sealed},
    ]
    for fields in wrong:
        with pytest.raises(Problem) as refused:
            insert(Grant(person=zone.clerk, role="lead", since=START, **fields))
        assert refused.value.code == "parties.grant-without-scope", fields
    with pytest.raises(Problem) as no_role:
        insert(Grant(person=zone.clerk, role="", scope="unit", unit=zone.east, since=START))
    assert no_role.value.code == "parties.grant-without-role"
    right: list[dict[str, Any]] = [
        {"scope": "unit", "unit": zone.east},
        {"scope": "subtree", "unit": zone.zone},
        {"scope": "place", "place": place},
        {"scope": "campaign", "campaign": "消防"},
        {"scope": "compartment", "compartment": sealed},
    ]
    for fields in right:
        assert insert(Grant(person=zone.clerk, role="lead", since=START, **fields))


def test_a_grant_hangs_only_on_a_post_of_the_same_person() -> None:
    zone = a_zone()
    foreign = zone.posts[zone.head.pk]
    with pytest.raises(Problem) as refused:
        insert(Grant(person=zone.clerk, post=foreign, role="lead", scope="unit", unit=zone.east, since=START))
    assert refused.value.code == "parties.grant-foreign-post"


@pytest.mark.parametrize(("since", "until"), [(date(2024, 1, 2), date(2024, 1, 1))])
def test_nothing_ends_before_it_starts(since: date, until: date) -> None:
    zone = a_zone()
    with pytest.raises(Problem) as refused:
        insert(Grant(person=zone.clerk, role="a", scope="unit", unit=zone.east, since=since, until=until))
    assert refused.value.code == "parties.dates-backwards"


@proves("K2.4.3")
def test_a_delegation_has_a_last_day_and_is_over_after_it() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as endless:
        delegate(SYSTEM, zone.head, zone.clerk, since=DAY, until=None, at=AT)
    assert endless.value.code == "parties.delegation-endless"
    for until in (None, date(2024, 1, 4)):
        with pytest.raises(Problem) as by_database:
            insert(Delegation(principal=zone.head, delegate=zone.clerk, since=DAY, until=until))
        assert by_database.value.code == "parties.delegation-endless"

    delegate(SYSTEM, zone.head, zone.clerk, since=DAY, until=date(2024, 1, 10), at=AT)
    held = {day: len(principals_of(zone.clerk.pk, on=date(2024, 1, day))) for day in (4, 5, 10, 11)}
    assert held == {4: 0, 5: 1, 10: 1, 11: 0}


@proves("K2.4.3")
def test_a_delegation_is_ended_early_by_a_new_row_and_the_past_still_knows_it() -> None:
    zone = a_zone()
    row = delegate(SYSTEM, zone.head, zone.clerk, since=DAY, until=date(2024, 1, 31), at=AT)
    before = latest()
    end(SYSTEM, row, day=date(2024, 1, 8), reason="提前销假", at=AT)
    assert principals_of(zone.clerk.pk, on=date(2024, 1, 8)) == []
    assert principals_of(zone.clerk.pk, on=date(2024, 1, 7)) == [row]
    assert principals_of(zone.clerk.pk, on=date(2024, 1, 8), n=before) == [row]


def test_nobody_delegates_to_himself() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as refused:
        delegate(SYSTEM, zone.head, zone.head, since=DAY, until=DAY, at=AT)
    assert refused.value.code == "parties.delegation-to-self"


def test_who_left_yesterday_is_in_the_unit_no_more() -> None:
    zone = a_zone()
    end(SYSTEM, zone.posts[zone.easterner.pk], day=date(2024, 1, 4), reason="调离", at=AT)
    assert people_in([zone.east.pk], on=date(2024, 1, 3)) == [zone.easterner]
    assert people_in([zone.east.pk], on=DAY) == []
    assert posts_of(zone.easterner.pk, on=DAY) == []
