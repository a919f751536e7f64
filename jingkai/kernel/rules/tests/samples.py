"""What the tests of rules write: a small zone whose people hold roles, and a kind of rule to write."""

from datetime import date
from typing import Any

import yaml
from pydantic import model_validator

from jingkai.engines.documents import Part
from jingkai.kernel.parties.models import Organisation, Person, Scope
from jingkai.kernel.parties.services import grant
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules import kinds
from jingkai.kernel.rules.services import ship


class LimitBody(Part):
    """A kind of rule that only these tests have."""

    limit: int
    yes: str = "no"
    steps: list[dict[str, str]] = []

    @model_validator(mode="after")
    def _positive(self) -> "LimitBody":
        if self.limit < 0:
            raise ValueError("a limit is never negative")
        return self


kinds.register("test-limit", LimitBody, zh="测试限值", en="test limit")


def text(limit: object = "10", **changes: Any) -> str:
    """A rule file of that kind."""
    document: dict[str, Any] = {
        "kind": "test-limit",
        "key": "test.limit",
        "version": "1",
        "title": {"zh": "限值", "en": "limit"},
        "valid_from": "2024-01-01",
        "source": "测试",
        "body": {"limit": str(limit)},
    }
    return yaml.safe_dump(document | changes, allow_unicode=True)


def hold(person: Person, role: str, unit: Organisation, scope: Scope = Scope.UNIT) -> None:
    """Give the person the role in the unit, from the beginning."""
    grant(SYSTEM, person, role, scope=scope, unit=unit, since=START, at=AT)


def a_ruled_zone(name: str = "示例经开区") -> Zone:
    """A zone with the shipped rules; the head is principal, the clerk supervises, the streets have a hand each."""
    ship(at=AT)
    zone = a_zone(name)
    hold(zone.head, "principal", zone.zone, Scope.SUBTREE)
    hold(zone.clerk, "supervision", zone.office)
    hold(zone.easterner, "street", zone.east)
    hold(zone.westerner, "street", zone.west)
    return zone


DAY = date(2024, 6, 30)
