"""The index on the database that the tests run on: what it holds, and how it follows the rows."""

import pytest
from django.db import connection

from jingkai.kernel.parties.models import AliasKind
from jingkai.kernel.parties.search import search
from jingkai.kernel.parties.services import add_alias, add_person
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_unit, a_zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import SearchText
from jingkai.kernel.records.search import sought
from jingkai.kernel.records.search.indexing import catch_up, rebuild
from jingkai.kernel.records.search.stores import store_of
from jingkai.kernel.records.staging import go_live, stage, stage_rows
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter
from tests.proof import proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_zone()


def found(typed: str) -> set[str]:
    """The titles that the console finds."""
    hits = search(sought(typed), None, shown=50)
    return {one.kind.title_of(row, "zh") for one in hits for row in one.rows}


def faults() -> list[str]:
    return [one.code for one in examine() if one.level == "fault" and "trigger" not in one.code]


@proves("W1.1.3")
@pytest.mark.parametrize(
    "typed", ["阀", "阀门", "阀门厂", "閥門廠", "2024", "２０２４", "扩建 阀", "abc", "ABC", "2024-Abc"]
)
def test_a_thing_is_found_by_one_character_two_or_more_by_a_number_and_however_written(
    zone: Zone, typed: str
) -> None:
    enter(SYSTEM, "project", "阀门厂扩建（2024-ABC期）", zone.east, at=AT)
    enter(SYSTEM, "project", "污水管网", zone.east, at=AT)
    assert found(typed) == {"阀门厂扩建（2024-ABC期）"}


@pytest.mark.parametrize(
    "typed", ["门阀", "阀门扩建", "厂阀门", "024", "2024 污水", "bc", "阀门厂扩建期", "阀_厂", "阀%建", "*"]
)
def test_what_does_not_stand_together_is_not_found(zone: Zone, typed: str) -> None:
    enter(SYSTEM, "project", "阀门厂扩建（2024-ABC期）", zone.east, at=AT)
    enter(SYSTEM, "project", "污水管网", zone.east, at=AT)
    assert found(typed) == set()


def test_that_all_pieces_are_there_does_not_make_a_word(zone: Zone) -> None:
    """The pairs of 消防通道 are all in this title; the word is not."""
    enter(SYSTEM, "project", "消防、防通、通道", zone.east, at=AT)
    assert found("消防通道") == set()
    assert found("消防 通道") == {"消防、防通、通道"}


def test_an_organisation_is_found_by_each_of_its_names_once(zone: Zone) -> None:
    unit = a_unit("拱辰街道", zone.zone)
    add_alias(SYSTEM, unit, "拱辰街道办事处", kind=AliasKind.SHORT, since=START, at=AT)
    assert [one.count for one in search(sought("拱辰"), None, shown=5)] == [1]
    assert found("办事处") == {"拱辰街道"}


def test_a_person_is_found_by_name(zone: Zone) -> None:
    add_person(SYSTEM, "欧阳海", at=AT)
    assert found("欧") == {"欧阳海"}


def test_what_was_withdrawn_or_is_not_live_is_not_found(zone: Zone) -> None:
    taken_back = enter(SYSTEM, "project", "闸站改造", zone.east, at=AT)
    batch = stage("test.import")
    stage_rows(batch, [Subject(kind="project", code="1", title="闸站新建", holder=zone.east)])
    assert found("闸") == {"闸站改造"}
    go_live(SYSTEM, batch, act="test.import", at=AT)
    assert found("闸") == {"闸站改造", "闸站新建"}
    withdraw(SYSTEM, taken_back.batch, at=AT, reason="误录")
    assert found("闸") == {"闸站新建"}
    assert faults() == []


def test_a_call_that_is_broken_off_leaves_nothing_in_the_index(zone: Zone) -> None:
    before = SearchText.objects.count()
    row = Subject(kind="project", code="1", title="闸站改造", holder=zone.east)
    with pytest.raises(Problem), writing(SYSTEM, act="test.broken", at=AT) as call:
        call.stand_on("test:1", [call.add(row).batch])  # not live yet
    assert SearchText.objects.count() == before
    assert faults() == []


def test_an_index_that_is_behind_catches_up_and_a_second_time_there_is_nothing_to_do(zone: Zone) -> None:
    enter(SYSTEM, "project", "闸站改造", zone.east, at=AT)
    whole = SearchText.objects.count()
    forget()
    assert found("闸") == set()
    assert catch_up() == whole
    assert found("闸") == {"闸站改造"}
    assert catch_up() == 0
    assert faults() == []


def forget() -> None:
    """As an installation of the last release, which had no index."""
    store_of(connection).clear(connection)


def test_a_text_that_is_not_that_of_its_row_is_found_by_doctor_and_mended(zone: Zone) -> None:
    subject = enter(SYSTEM, "project", "闸站改造", zone.east, at=AT)
    SearchText.objects.filter(kind="subject", row=subject.pk).update(text=" 另一个 ")
    assert set(faults()) == {"records.cache", "records.search-index"}
    assert rebuild() == SearchText.objects.count()
    assert faults() == []
    assert found("闸") == {"闸站改造"}


def test_pieces_that_are_gone_are_found_by_doctor(zone: Zone) -> None:
    subject = enter(SYSTEM, "project", "闸站改造", zone.east, at=AT)
    text = SearchText.objects.get(kind="subject", row=subject.pk)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO jk_records_searchgrams (jk_records_searchgrams) VALUES ('delete-all')"
            )
        else:
            cursor.execute("UPDATE jk_records_searchtext SET grams = '' WHERE id = %s", [text.pk])
    assert faults() == ["records.search-index"]


def test_many_are_counted_up_to_a_number_and_it_is_said_that_there_are_more(zone: Zone) -> None:
    for number in range(4):
        enter(SYSTEM, "project", f"闸站{number}", zone.east, at=AT)
    (hits,) = search(sought("闸"), None, shown=2, most=3)
    assert (hits.count, hits.more, [row.title for row in hits.rows]) == (3, True, ["闸站3", "闸站2"])
    (hits,) = search(sought("闸"), None, shown=2, most=4)
    assert (hits.count, hits.more) == (4, False)
