"""Who and where the stories are: a zone with its supervision office, five departments and two streets."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from jingkai.kernel.matters.tests.samples import a_department
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone, a_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

DEPARTMENTS = ("经济发展局", "建设局", "应急管理局", "生态环境局", "财政局")
LEADERS = ("分管领导甲", "分管领导乙")


@dataclass(frozen=True)
class Office:
    """The zone as the supervision office knows it: its units by name, and somebody in each."""

    zone: Zone
    units: dict[str, Organisation]
    hands: dict[int, Person]
    leaders: dict[str, Person]

    @property
    def clerk(self) -> Actor:
        return self.zone.actor(self.zone.clerk)

    def hand(self, unit: Organisation) -> Actor:
        """Somebody of the unit, in that post."""
        return self.zone.actor(self.hands[unit.pk])


def an_office() -> Office:
    """The supervision office of a zone, on a working day."""
    zone = a_ruled_zone()
    units = {zone.east.name: zone.east, zone.west.name: zone.west}
    hands = {zone.east.pk: zone.easterner, zone.west.pk: zone.westerner}
    for name in DEPARTMENTS:
        unit, person = a_department(zone, name)
        units[name] = unit
        hands[unit.pk] = person
    leaders = {}
    for name in LEADERS:
        person, post = a_person(name, zone.zone, "副主任")
        assert post is not None
        zone.posts[person.pk] = post
        hold(person, "deputy", zone.zone)
        leaders[name] = person
    return Office(zone, units, hands, leaders)


def a_workbook(folder: Path, title: str, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Path:
    """A list as an office sends it: a title, a header, a row for each problem."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    path = folder / f"{title}.xlsx"
    book.save(path)
    return path
