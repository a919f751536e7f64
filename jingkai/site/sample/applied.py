"""What is applied for in the sample zone: applications.yaml, checked and typed."""

from __future__ import annotations

from datetime import date
from functools import cache

from .declared import Declared, OfficePart, read
from .reviewed import RaterPart


class StepPart(Declared):
    """A step of an application; `fields` are what is filed anew."""

    do: str
    day: date
    note: str = ""
    fields: dict[str, str] | None = None


class AskedPart(OfficePart):
    """Who is asked for a stage, and when he replied that nothing is against it."""

    stage: str
    replied: date | None = None


class ConsultationPart(Declared):
    """The units that are asked on a day."""

    day: date
    units: tuple[AskedPart, ...]


class ApplicationPart(Declared):
    """An agency of a park, what it filed, and how far that came."""

    agency: str
    park: str
    day: date
    fields: dict[str, str]
    steps: tuple[StepPart, ...] = ()
    asked: ConsultationPart | None = None
    submitted: date | None = None


class PanelPart(Declared):
    """The panel before which those are put who came so far, with its results and what follows from them."""

    title: str
    rule: str
    period: str
    criterion: str
    day: date
    closed: date
    published: date
    announced: date
    approved: date
    contact: str
    approver: OfficePart
    recogniser: OfficePart
    recognised: dict[str, str]
    raters: tuple[RaterPart, ...]


class ApplicationsFile(Declared):
    """applications.yaml."""

    kind: str
    person: str
    role: str
    papers: tuple[str, ...]
    checker: OfficePart
    applications: tuple[ApplicationPart, ...]
    panel: PanelPart


@cache
def applications_file() -> ApplicationsFile:
    """applications.yaml."""
    return read("applications.yaml", ApplicationsFile)
