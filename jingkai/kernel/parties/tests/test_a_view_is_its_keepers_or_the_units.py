from datetime import date

import pytest
from django.db import connection, transaction

from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Person, SavedView
from jingkai.kernel.parties.services import end, keep_view, take_view_away
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.translate import translated
from tests.proof import proves

from .people import AT, DAY, START, Zone, a_person, a_zone
from .sql import insert, table_of

pytestmark = pytest.mark.django_db

PAGE = "supervision:ledger"


def reader(zone: Zone, person: Person, on: date = DAY) -> Reader:
    post = zone.posts.get(person.pk)
    return Reader(person.pk, on, bodies=frozenset({post.body_id} if post else ()), staff=True)


def seen(zone: Zone, person: Person, level: Level = Level.CONTENT) -> list[str]:
    rows = SavedView.objects.visible_to(reader(zone, person), level) & SavedView.objects.valid_on(DAY)
    return sorted(rows.values_list("name", flat=True))


def keep(
    zone: Zone, person: Person, name: str = "红灯", query: str = "light=red", most: int = 3
) -> SavedView:
    return keep_view(zone.actor(person), PAGE, name, query, most=most, at=AT)


@proves("W1.3.4")
def test_ones_own_view_is_seen_by_nobody_else() -> None:
    zone = a_zone()
    keep(zone, zone.clerk)
    assert seen(zone, zone.clerk) == ["红灯"]
    assert seen(zone, zone.head) == seen(zone, zone.easterner) == []


@proves("W1.3.4")
def test_a_shared_view_is_seen_in_its_unit_and_changed_by_its_keeper_only() -> None:
    zone = a_zone()
    colleague, post = a_person("督查员乙", zone.office)
    assert post is not None
    zone.posts[colleague.pk] = post
    row = keep_view(zone.actor(zone.clerk), PAGE, "本室红灯", "", unit=zone.office, most=3, at=AT)
    assert seen(zone, colleague) == ["本室红灯"]
    assert seen(zone, colleague, Level.ACT) == []
    assert seen(zone, zone.easterner) == seen(zone, zone.head) == []
    with pytest.raises(Problem) as refused:
        take_view_away(zone.actor(colleague), row.pk, reason="不是本人的", at=AT)
    assert refused.value.code == "parties.view-unknown"
    # Who left the unit leaves nothing behind in it, and keeps what is his own.
    end(SYSTEM, zone.posts[zone.clerk.pk], day=DAY, reason="调离", at=AT)
    assert seen(zone, colleague) == []
    assert seen(zone, zone.clerk) == ["本室红灯"]


@proves("W1.3.4")
def test_the_database_shares_with_a_unit_of_ones_own_only() -> None:
    zone = a_zone()
    view = {"person": zone.clerk, "page": PAGE, "name": "甲", "since": DAY}
    assert insert(SavedView(unit=zone.office, **view))
    with pytest.raises(Problem) as foreign:
        insert(SavedView(unit=zone.east, **view))
    assert foreign.value.code == "parties.view-foreign-unit"
    with pytest.raises(Problem) as by_service:
        keep_view(zone.actor(zone.clerk), PAGE, "乙", "", unit=zone.east, most=3, at=AT)
    assert by_service.value.code == "parties.view-foreign-unit"
    with pytest.raises(Problem) as nameless:
        insert(SavedView(**view | {"name": ""}))
    assert nameless.value.code == "parties.name-missing"
    # Before the post began it was no unit of one's own.
    with pytest.raises(Problem) as early:
        insert(SavedView(unit=zone.office, **view | {"since": date(START.year - 1, 1, 1)}))
    assert early.value.code == "parties.view-foreign-unit"


@proves("W1.3.4")
@pytest.mark.parametrize("attack", ["UPDATE {} SET name = '改'", "DELETE FROM {}"])
def test_a_view_is_neither_changed_nor_deleted(attack: str) -> None:
    zone = a_zone()
    keep(zone, zone.clerk)
    with pytest.raises(Problem), translated(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(table_of(SavedView)))
    assert seen(zone, zone.clerk) == ["红灯"]


@proves("W1.3.4")
def test_the_same_name_replaces_and_the_first_stays_on_record() -> None:
    zone = a_zone()
    first = keep(zone, zone.clerk, " 红灯 ", "light=red")
    second = keep(zone, zone.clerk, "红灯", "light=red&unit=2")
    keep(zone, zone.head, "红灯")
    assert list(SavedView.objects.valid_on(DAY).filter(person=zone.clerk)) == [second]
    assert SavedView.objects.get(pk=first.pk).query == "light=red"


def test_what_was_taken_away_is_gone_once() -> None:
    zone = a_zone()
    row = keep(zone, zone.clerk)
    take_view_away(zone.actor(zone.clerk), row.pk, reason="不用了", at=AT)
    assert seen(zone, zone.clerk) == []
    with pytest.raises(Problem) as again:
        take_view_away(zone.actor(zone.clerk), row.pk, reason="不用了", at=AT)
    assert again.value.code == "parties.view-unknown"


def test_as_many_as_allowed_are_kept_and_replacing_is_never_too_many() -> None:
    zone = a_zone()
    for name in "甲乙丙":
        keep(zone, zone.clerk, name)
    keep(zone, zone.clerk, "丙", "q=x")
    with pytest.raises(Problem) as refused:
        keep(zone, zone.clerk, "丁")
    assert refused.value.code == "parties.view-too-many"
    assert "3" in refused.value.zh
    assert seen(zone, zone.clerk) == sorted("甲乙丙")


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [
        ("名" * 61, "", "parties.view-too-long"),
        ("名", "q=" + "x" * 1999, "parties.view-too-long"),
        (" \u3000\x00", "", "parties.name-missing"),
    ],
)
def test_a_name_or_query_that_will_not_do_is_refused(name: str, query: str, code: str) -> None:
    zone = a_zone()
    with pytest.raises(Problem) as refused:
        keep(zone, zone.clerk, name, query)
    assert refused.value.code == code
    assert keep(zone, zone.clerk, "名" * 60, "q=" + "x" * 1998).name == "名" * 60
