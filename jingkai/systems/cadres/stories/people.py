"""The zone of st-E15: a project secretary, the offices that enter and verify, the organisation line, another bureau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correction, record
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_department, a_matter, at, close, report
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.writing import writing
from jingkai.kernel.registers.charging import charge
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from jingkai.systems.supervision.api import Entry

DUE = date(2024, 2, 1)


@dataclass(frozen=True)
class Cadres:
    """The zone and its people; `secretary` is whom it is about, `bureau` the unit that was late before him."""

    zone: Zone
    secretary: Person
    organiser: Person
    assessor: Person
    bureau: Organisation
    hand: Person
    project: Subject

    @property
    def clerk(self) -> Actor:
        """Who enters, in the supervision office."""
        return self.zone.actor(self.zone.clerk)

    @property
    def head(self) -> Actor:
        """Who verifies and reviews."""
        return self.zone.actor(self.zone.head)

    @property
    def line(self) -> Actor:
        """The organisation line."""
        return self.zone.actor(self.organiser)

    @property
    def office(self) -> Actor:
        """The assessment office, which proposes rewards."""
        return self.zone.actor(self.assessor)

    @property
    def himself(self) -> Actor:
        """The project secretary."""
        return self.zone.actor(self.secretary)

    def matter(
        self, title: str, day: str, unit: Organisation | None = None, by: Person | None = None
    ) -> Matter:
        """About the project, due on 1 February, done on a day and closed by the office two days later."""
        leader = self.secretary if unit is None else None
        made = a_matter(self.zone, title, unit, due=DUE, leader=leader, subject=self.project)
        report(self.zone, made, by or self.zone.easterner, day)
        closing = date.fromisoformat(day) + timedelta(days=2)
        close(self.zone, made, self.zone.clerk, str(closing))
        return made

    def included(self, value: int = 1) -> Fact:
        """The project as statistics have it."""
        said = Draft(
            "列统项目", self.zone.east, Period.month(2024, 1), Quantity.exactly(value, "个", text=f"{value}个"),
            self.zone.office, Source(words="投资项目库"), aspect="count", caliber="统计", subject=self.project,
        )  # fmt: skip
        return Fact.objects.get(batch=record(SYSTEM, [said], at=at("2024-02-01")))

    def inclusion(self, fact: Fact) -> Entry:
        """The project as an entry of the positive list, proven by that figure."""
        project, east = f"subject:{self.project.pk}", self.zone.east
        return Entry("positive", self.secretary, east, project, "东河产业园", "列入统计", str(fact))

    def returned(self, fact: Fact, when: datetime) -> Fact:
        """Statistics return the inclusion: a new statistical file in which it is nothing."""
        stored = store(BytesIO("退库通知".encode()))
        with writing(SYSTEM, act="facts.import", at=when) as call:
            file = call.add(stored.row("退库通知.xlsx", "application/xlsx"))
            row = correction(fact, Quantity.exactly(0, "个", text="0个"), reason="统计退库", file=file)
            return call.add(row)


def cadres(name: str = "示例经开区") -> Cadres:
    """Under the shipped rules."""
    zone = a_ruled_zone(name)

    def somebody(title: str, unit: Organisation, role: str) -> Person:
        person, post = a_person(title, unit)
        assert post is not None
        zone.posts[person.pk] = post
        if role:
            hold(person, role, unit)
        return person

    secretary = somebody("项目秘书", zone.east, "")
    organiser = somebody("组织员", a_unit("组织部", zone.zone), "organisation")
    assessor = somebody("考核员", a_unit("考核办", zone.zone), "assessment")
    bureau, hand = a_department(zone, "规划建设局")
    project = enter(SYSTEM, "project", "东河产业园", zone.east, code="P-1", at=at("2024-01-05"))
    charge(SYSTEM, project, secretary, "项目秘书", date(2023, 6, 1), at=at("2024-01-05"))
    return Cadres(zone, secretary, organiser, assessor, bureau, hand, project)
