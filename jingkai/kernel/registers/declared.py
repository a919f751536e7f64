"""Which rule declares a kind of subject: `register.<kind>`, the zone's own before a region's."""

from __future__ import annotations

from datetime import date

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .kinds import REGISTER, RegisterBody
from .models import Subject


def declared(kind: str, unit: Organisation, on: date, book: RuleBook | None = None) -> RegisterBody | None:
    """The declaration that holds for the unit on a day; None where nobody declared the kind: then nothing is known of
    its stages and columns, and nothing is refused for them.
    """
    found = (book or RuleBook()).find(f"{REGISTER}.{kind}", unit, on)
    return found.body if found is not None and isinstance(found.body, RegisterBody) else None


def declared_of(subject: Subject, on: date) -> RegisterBody | None:
    """As `declared`, for the kind and the unit of a subject."""
    return declared(subject.kind, subject.holder, on)
