"""What the room's tests write: a zone with two departments and an enterprise park."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch

AT = datetime(2024, 4, 8, 9, 0, tzinfo=UTC)
CLERK = Actor(person=None, post=None)
SINCE = date(2015, 1, 1)
MARCH = Period.parse("2024-01/2024-03")


@dataclass(frozen=True)
class Zone:
    """A zone and its units."""

    zone: Organisation
    statistics: Organisation
    finance: Organisation
    park: Organisation


def a_zone(name: str = "滨河经济开发区") -> Zone:
    zone = found_zone(CLERK, name, since=SINCE, at=AT)
    units = [
        add_organisation(CLERK, unit, kind="unit", parent=zone, since=SINCE, at=AT)
        for unit in ("统计办", "财政审计部", "向阳街道")
    ]
    return Zone(zone, *units)


def a_draft(zone: Zone, value: str = "38.62", **changes: object) -> Draft:
    """固定资产投资, January to March 2024, by the statistics office."""
    said: dict[str, object] = {
        "name": "固定资产投资",
        "holder": zone.zone,
        "period": MARCH,
        "quantity": Quantity.exactly(value, "亿元", text=value),
        "reported_by": zone.statistics,
        "source": Source(words="统计月报 2024-03"),
        "caliber": "统计",
    }
    return Draft(**(said | changes))  # type: ignore[arg-type]


def recorded(*drafts: Draft) -> Batch:
    return record(CLERK, drafts, at=AT)


def the_fact() -> Fact:
    return Fact.objects.get()
