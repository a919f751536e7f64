"""Who may take a batch back, has to know all of it: as its writer, as who reported it, or as who reads it."""

from contextlib import suppress

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.batches import find_batch
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import AT, DAY, Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_ruled_zone()


def a_batch(*holders: Organisation, by: Organisation, actor: Actor = SYSTEM) -> Batch:
    """A figure of each, reported by a unit."""
    drafts = [
        Draft(
            name="税收", holder=holder, period=Period.parse("2024-03"), reported_by=by,
            quantity=Quantity.exactly(1, "亿元", text="1"), source=Source(words="月报"),
        )
        for holder in holders
    ]  # fmt: skip
    return record(actor, drafts, at=AT)


def finds(person: Person, batch: Batch) -> bool:
    """Whether that person finds it; it is there all the same."""
    assert find_batch(batch.pk) == batch
    reader = reader_for(person.pk, on=DAY)
    with suppress(Problem):
        return find_batch(batch.pk, reader) == batch
    with pytest.raises(Problem) as refused:
        find_batch(batch.pk, reader)
    assert refused.value.code == "records.batch-not-live"
    return False


@proves("K2.4.5", "INV.7")
def test_a_street_finds_what_is_of_itself_alone(zone: Zone) -> None:
    both, east = a_batch(zone.east, zone.west, by=zone.zone), a_batch(zone.east, by=zone.zone)
    assert [finds(zone.easterner, one) for one in (both, east)] == [False, True]
    assert [finds(zone.head, one) for one in (both, east)] == [True, True]


@proves("K2.4.5")
def test_a_department_finds_what_it_reported_of_others(zone: Zone) -> None:
    assert finds(zone.easterner, a_batch(zone.west, by=zone.east))
    assert not finds(zone.easterner, a_batch(zone.west, by=zone.west))


@proves("K2.4.5")
def test_who_wrote_a_batch_finds_it(zone: Zone) -> None:
    written = a_batch(zone.west, by=zone.west, actor=zone.actor(zone.easterner))
    assert finds(zone.easterner, written)


@proves("K2.4.5", "INV.7")
def test_a_batch_without_facts_is_found_by_its_writer_only(zone: Zone) -> None:
    with writing(zone.actor(zone.clerk), act="test", at=AT) as call:
        batch = call.batch
    assert [finds(one, batch) for one in (zone.clerk, zone.head, zone.easterner)] == [True, False, False]
