"""Search is scoped before it counts: what is hidden answers as what is not there, by the same queries."""

from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Notice, enter_signal
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.search import named, search
from jingkai.kernel.parties.tests.people import DAY, Zone, a_person
from jingkai.kernel.records.search import sought
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import FRIDAY, a_matter

pytestmark = pytest.mark.django_db

# Words of equal length, so that the queries differ in nothing else.
THERE, ABSENT = "金丝雀", "银丝雀"


@pytest.fixture
def zone() -> Zone:
    zone = a_ruled_zone()
    a_matter(zone, f"{THERE}一号", zone.east)
    a_matter(zone, f"{THERE}二号", zone.west)
    a_matter(zone, f"{THERE}三号", zone.west)
    said = Notice("policy", f"{THERE}政策", "2024-01", f"{THERE}将出台", zone.west, DAY)
    enter_signal(zone.actor(zone.clerk), zone.zone, said, at=FRIDAY)
    return zone


def reader_of(person: Person) -> Reader:
    return reader_for(person.pk, on=DAY)


def counted(person: Person, typed: str) -> dict[str, tuple[int, Sequence[object]]]:
    found = search(sought(typed), reader_of(person), shown=9)
    return {one.kind.kind: (one.count, [str(row) for row in one.rows]) for one in found}


def asked(do: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        do()
    return [one["sql"] for one in queries.captured_queries]


@proves("W1.1.3", "INV.7")
def test_each_finds_and_counts_what_that_person_may_see(zone: Zone) -> None:
    assert counted(zone.easterner, THERE) == {"matter": (1, ["2024-1 金丝雀一号"])}
    assert counted(zone.westerner, THERE) == {
        "matter": (2, ["2024-3 金丝雀三号", "2024-2 金丝雀二号"]),
        "signal": (1, ["金丝雀将出台"]),
    }
    stranger, _ = a_person("路人")
    assert counted(stranger, THERE) == {}
    assert counted(stranger, "路人") == {}


@proves("W1.1.3", "INV.7")
def test_what_is_hidden_is_looked_for_by_the_same_queries_as_what_is_absent(zone: Zone) -> None:
    reader = reader_of(zone.easterner)
    hidden = asked(lambda: search(sought("金丝雀二"), reader, shown=9))
    absent = asked(lambda: search(sought("银丝雀二"), reader, shown=9))
    assert hidden == [one.replace("银", "金") for one in absent]
    assert len(hidden) > 1


def test_a_matter_is_found_by_its_number_and_by_what_it_came_from(zone: Zone) -> None:
    a_matter(zone, "疏通西河", zone.west, origin="minutes:2024年第3次专题会议#5")
    for typed in ("2024-4", "专题会议", "第3次"):
        assert counted(zone.westerner, typed)["matter"] == (1, ["2024-4 疏通西河"])
        assert "matter" not in counted(zone.easterner, typed)


@proves("INV.7")
def test_a_reference_names_what_the_reader_may_see(zone: Zone) -> None:
    matters = Matter.objects.order_by("pk")
    refs = [one.ref for one in matters]
    strange = ["matter:x", "matter:1-2", f"matter:{'9' * 30}-1-1", "nothing:1", "signal:", "", "person:²"]
    for person, seen in ((zone.easterner, refs[:1]), (zone.westerner, refs[1:])):
        assert list(named([*refs, *strange], reader_of(person))) == seen
    assert [row.pk for _, row in named(refs, None).values()] == [one.pk for one in matters]
    east = reader_of(zone.easterner)
    hidden = asked(lambda: named(refs[1:2], east))
    assert hidden == [one.replace("999", "2") for one in asked(lambda: named([f"{refs[1][:-1]}999"], east))]
