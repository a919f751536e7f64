from pathlib import Path

import pytest

from jingkai.kernel.flows.reading import open_to_read
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.services import add_compartment, grant
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import a_case, a_flowing_zone, at

pytestmark = pytest.mark.django_db

WHEN = at("2024-01-22")


def read(person: Person, number: int) -> None:
    open_to_read(Actor(person.pk), reader_for(person.pk, on=WHEN.date()), number, at=WHEN)


def readings(person: Person) -> list[str]:
    return list(Entry.objects.filter(act="flows.read", person=person.pk).values_list("ref", flat=True))


@proves("K2.4.2")
def test_a_case_in_a_compartment_is_journalled_for_whom_it_opens(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    sealed = add_compartment(SYSTEM, "listed", "专案", clause="测试", at=AT)
    case = a_case(zone, compartment=sealed)
    reader, _ = a_person("专案组", zone.office)
    grant(SYSTEM, reader, "street", scope=Scope.COMPARTMENT, compartment=sealed, since=START, at=AT)
    read(reader, case.pk)
    assert readings(reader) == [f"case:{case.pk}"]
    with pytest.raises(Problem) as refused:
        read(zone.clerk, case.pk)
    assert refused.value.code == "flows.case-not-found"
    assert readings(zone.clerk) == []


@proves("K2.4.4")
def test_discipline_reads_with_a_journal_and_the_units_own_people_without(tmp_path: Path) -> None:
    zone: Zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    watcher, _ = a_person("纪检干部", zone.office)
    hold(watcher, "discipline", zone.office)
    read(watcher, case.pk)
    read(zone.easterner, case.pk)
    assert readings(watcher) == [f"case:{case.pk}"]
    assert readings(zone.easterner) == []
