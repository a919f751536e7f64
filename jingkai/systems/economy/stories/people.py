"""Who and where the stories are: a zone, its offices, and how a clerk records a figure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation, Person, Scope
from jingkai.kernel.parties.services.grants import grant
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.parties.services.people import add_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.services.ship import ship

AT = datetime(2025, 7, 8, 9, 0, tzinfo=UTC)
SINCE = date(2012, 1, 1)


@dataclass(frozen=True)
class Town:
    """A zone with its offices, and the clerk who records."""

    zone: Organisation
    audit: Organisation
    projects: Organisation
    clerk: Actor
    person: Person


def a_town(name: str = "滨河经济开发区", region: str = "") -> Town:
    """A zone under the rules that a release ships."""
    ship(at=AT)
    nobody = Actor()
    zone = found_zone(nobody, name, since=SINCE, at=AT, region=region)
    audit, projects = (
        add_organisation(nobody, unit, kind="unit", parent=zone, since=SINCE, at=AT)
        for unit in ("财政审计部", "项目办")
    )
    person = add_person(nobody, "财政审计部统计员", at=AT)
    # A lead department writes its own figures and reads those of all others, so its clerk may publish the month.
    grant(nobody, person, "lead", scope=Scope.UNIT, unit=audit, since=SINCE, at=AT)
    return Town(zone, audit, projects, Actor(person=person.pk), person)


def say(
    town: Town,
    name: str,
    value: str,
    unit: str,
    period: str,
    *,
    aspect: str = "amount",
    nature: str = "actual",
    caliber: str = "公布",
    holder: Organisation | None = None,
    by: Organisation | None = None,
) -> Fact:
    """The clerk records one figure."""
    draft = Draft(
        name=name,
        aspect=aspect,
        nature=nature,
        holder=holder or town.zone,
        period=Period.parse(period),
        quantity=Quantity.exactly(value, unit, text=value),
        reported_by=by or town.audit,
        reporter=town.person,
        source=Source(words="经开区简报"),
        caliber=caliber,
    )
    return Fact.objects.get(batch=record(town.clerk, [draft], at=AT))
