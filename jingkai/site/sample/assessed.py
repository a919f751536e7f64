"""How an upper body assessed the sample zone, as upper.yaml declares it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from .declared import Declared, OfficePart, read


class ResponsiblePart(Declared):
    """Who answers for a part of the upper body's scheme: a unit, and a post of the zone itself."""

    unit: str
    leader: str


class GivenPart(Declared):
    """What the upper body gave by an indicator, and the zone's tag of that."""

    points: Decimal
    tag: str


class InterpretedPart(Declared):
    """How a department of the upper body explains an indicator."""

    department: str
    node: str
    says: str


class ProvincePart(Declared):
    """What was printed of city and province: growth in %, and places of the zone, by measure and period."""

    source: str
    unit: str
    caliber: str
    day: date
    growths: dict[str, dict[str, str]]
    places: dict[str, dict[str, str]]


class UpperFile(Declared):
    """upper.yaml."""

    period: str
    issuer: str
    paper: str
    office: OfficePart
    assigned: date
    given: date
    settled: date
    places: dict[str, int]
    responsibilities: dict[str, ResponsiblePart]
    scores: dict[str, GivenPart]
    notes: tuple[InterpretedPart, ...]
    printed: ProvincePart


@cache
def upper_file() -> UpperFile:
    """upper.yaml."""
    return read("upper.yaml", UpperFile)
