"""What the sample zone reviews: rounds.yaml, checked and typed."""

from __future__ import annotations

from datetime import date
from functools import cache

from .declared import Declared, OfficePart, read


class RaterPart(OfficePart):
    """A rater by the post, in which group, and what he gives to those who are judged, in their order."""

    gives: tuple[str, ...]
    group: str = ""


class AbsentPart(OfficePart):
    """Stops at which a rater was not, by their places."""

    stops: tuple[int, ...]


class SaidPart(OfficePart):
    """What somebody said at a stop."""

    stop: int
    says: str


class VisitPart(Declared):
    """A site visit that is being rated."""

    title: str
    rule: str
    period: str
    day: date
    stage: str
    count: int
    raters: tuple[RaterPart, ...]
    absent: tuple[AbsentPart, ...]
    comments: tuple[SaidPart, ...]
    uncommented: tuple[int, ...]


class JudgedPart(Declared):
    """A unit that is judged, its class, and what is recognised of it."""

    unit: str
    group: str
    recognised: str


class HearingPart(Declared):
    """A hearing with its results, announced."""

    title: str
    rule: str
    period: str
    day: date
    closed: date
    published: date
    announced: date
    contact: str
    groups: dict[str, str]
    recogniser: OfficePart
    recognised: str
    entrants: tuple[JudgedPart, ...]
    raters: tuple[RaterPart, ...]


class RoundsFile(Declared):
    """rounds.yaml."""

    office: OfficePart
    principal: OfficePart
    visit: VisitPart
    hearing: HearingPart


@cache
def rounds_file() -> RoundsFile:
    """rounds.yaml."""
    return read("rounds.yaml", RoundsFile)
