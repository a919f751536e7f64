"""What is on record of persons of the sample zone: cadres.yaml, checked and typed."""

from __future__ import annotations

from datetime import date
from functools import cache

from .declared import Declared, OfficePart, read


class ChargePart(Declared):
    """A project that a person answers for since a day, entered on another."""

    project: str
    duty: str
    since: date
    day: date


class AnswerPart(Declared):
    """What a person said of the entry about a matter, by its origin and number."""

    matter: str
    says: str
    day: date


class RewardPart(Declared):
    """A reward on what stands in the positive list, proposed and approved."""

    key: str
    reason: str
    day: date
    approved: date


class PersonPart(Declared):
    """Somebody by the post, with what is on record beside the entries of the lists."""

    unit: str
    post: str
    charges: tuple[ChargePart, ...] = ()
    answers: tuple[AnswerPart, ...] = ()
    rewards: tuple[RewardPart, ...] = ()


class CadresFile(Declared):
    """cadres.yaml."""

    organiser: OfficePart
    proposer: OfficePart
    people: tuple[PersonPart, ...]


@cache
def cadres_file() -> CadresFile:
    """cadres.yaml."""
    return read("cadres.yaml", CadresFile)
