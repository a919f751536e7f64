"""What the sample zone is declared to be: its YAML files, checked and typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

Flag = Literal["yes", ""]
MONTHS = 12
FIRST_YEAR = 2020


class Declared(BaseModel):
    """A part of one of the files: whatever it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PostPart(Declared):
    """A post in a body; the person who holds it goes by the post."""

    title: str
    role: str


class UnitPart(Declared):
    """A unit of the zone; a `territory` has figures and targets of its own."""

    name: str
    kind: str
    posts: tuple[PostPart, ...]
    aliases: tuple[str, ...] = ()
    territory: Flag = ""


class ZoneFile(Declared):
    """zone.yaml."""

    name: str
    region: str
    since: date
    aliases: tuple[str, ...]
    posts: tuple[PostPart, ...]
    units: tuple[UnitPart, ...]


class AccountPart(Declared):
    """An account, and of which post the person is who signs in with it; `unit` is empty for the zone itself."""

    account: str
    unit: str
    title: str


class AccountsFile(Declared):
    """accounts.yaml."""

    accounts: tuple[AccountPart, ...]


class TargetPart(Declared):
    """What is aimed at in 2024; `short` is what the parts' targets lack of the zone's."""

    growth: Decimal | None = None
    value: Decimal | None = None
    curve: str = ""
    short: Decimal = Decimal(0)


class MeasurePart(Declared):
    """How the invented history of a figure runs; see the head of indicators.yaml."""

    name: str
    unit: str
    decimals: int
    owner: str
    caliber: str
    series: Literal["flow", "growth", "count", "stock", "rate", "none"]
    aspect: Literal["count", "balance"] = "count"
    base: Decimal = Decimal(0)
    grows: tuple[Decimal, ...] = ()
    swing: Decimal = Decimal(0)
    scope: Decimal = Decimal(0)
    season: str = "even"
    january: Flag = ""
    every: Literal["month", "quarter"] = "month"
    parts: str = ""
    workbook: Flag = ""


class IndicatorPart(MeasurePart):
    """An indicator of the sample zone."""

    code: str
    en: str
    direction: Literal["higher", "lower", "none"] = "higher"
    formula: str = ""
    # The post of the zone whose holder leads it; the file's where none is named.
    leader: str = ""
    target: TargetPart | None = None


class IndicatorsFile(Declared):
    """indicators.yaml."""

    first_month: str
    last_month: str
    closing_month: str
    leader: str
    seasons: dict[str, tuple[int, ...]]
    parts: dict[str, dict[str, int]]
    indicators: tuple[IndicatorPart, ...]
    measures: tuple[MeasurePart, ...]

    @property
    def figures(self) -> tuple[MeasurePart, ...]:
        """Everything that has a history of its own."""
        return tuple(one for one in (*self.indicators, *self.measures) if one.series != "none")


class BulletinPart(Declared):
    """A bulletin, and the unit that enters its figures where none is named."""

    words: str
    unit: str


class PrintedPart(Declared):
    """A figure that a bulletin printed; `row` is its row in the inventory of the bulletins."""

    row: str
    name: str
    at: str
    says: str
    bulletin: str
    unit: str = ""
    aspect: str = "amount"
    nature: str = "actual"


class PublishedFile(Declared):
    """published.yaml."""

    bulletins: dict[str, BulletinPart]
    figures: tuple[PrintedPart, ...]


class EnterprisePart(Declared):
    """An invented enterprise, and what it said of each year; empty where it said nothing."""

    name: str
    park: str
    says: tuple[str, ...]


class EnterprisesFile(Declared):
    """enterprises.yaml."""

    years: tuple[str, ...]
    measure: str
    caliber: str
    enterprises: tuple[EnterprisePart, ...]


class PacePart(Declared):
    """Days from an earlier stage to this one."""

    after: str
    least: int
    more: int


class SizePart(Declared):
    """A class of size: of a hundred, from and to in tenths of 亿元."""

    share: int
    least: int
    most: int


class ProjectsFile(Declared):
    """projects.yaml."""

    count: int
    kind: str
    first_day: date
    last_day: date
    pace: dict[str, PacePart]
    stuck: dict[str, int]
    sizes: tuple[SizePart, ...]
    trades: dict[str, tuple[str, ...]]
    manners: tuple[str, ...]


class DaysPart(Declared):
    """So many days, and how many more at most."""

    least: int
    more: int


class WayPart(Declared):
    """How a matter goes, for so many of a hundred."""

    share: int
    name: str
    report: DaysPart
    returned: Flag = ""


class RecentPart(Declared):
    """A matter of these weeks; days are counted from the day on which the sample is founded."""

    title: str
    kind: str
    origin: str
    unit: str
    given: int
    due: int
    steps: dict[str, int]


class MattersFile(Declared):
    """matters.yaml."""

    count: int
    flows: dict[str, str]
    lacks: dict[str, tuple[str, ...]]
    office: str
    first_day: date
    last_day: date
    known_until: date
    term: DaysPart
    ways: tuple[WayPart, ...]
    sign: DaysPart
    verify: DaysPart
    origins: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
    notes: dict[str, str]
    evidence: str
    recent: tuple[RecentPart, ...]


class MeetingFile(Declared):
    """meeting.yaml."""

    title: str
    period: str
    day: date
    where: str
    office: str
    clerk: str
    chair: str


class OfficePart(Declared):
    """A post of a unit, in which somebody acts."""

    unit: str
    post: str


class MovePart(Declared):
    """A decision about an entry of the lists."""

    name: str
    day: date
    note: str


class EntryPart(Declared):
    """An entry of the lists; `matter` is the origin of its matter and its number, as matters.yaml makes them."""

    side: str
    matter: str
    unit: str
    post: str
    day: date
    effect: str
    moves: tuple[MovePart, ...]


class ConductFile(Declared):
    """conduct.yaml."""

    proposer: OfficePart
    decider: OfficePart
    entries: tuple[EntryPart, ...]


F = TypeVar("F", bound=BaseModel)


def read(name: str, model: type[F]) -> F:
    """One of the files, checked and typed."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    # BaseLoader makes texts only: no date, float or truth value is guessed.
    return model.model_validate(yaml.load(text, Loader=yaml.BaseLoader))


@cache
def zone_file() -> ZoneFile:
    """zone.yaml."""
    return read("zone.yaml", ZoneFile)


@cache
def accounts_file() -> AccountsFile:
    """accounts.yaml."""
    return read("accounts.yaml", AccountsFile)


@cache
def indicators_file() -> IndicatorsFile:
    """indicators.yaml."""
    return read("indicators.yaml", IndicatorsFile)


@cache
def published_file() -> PublishedFile:
    """published.yaml."""
    return read("published.yaml", PublishedFile)


@cache
def enterprises_file() -> EnterprisesFile:
    """enterprises.yaml."""
    return read("enterprises.yaml", EnterprisesFile)


@cache
def projects_file() -> ProjectsFile:
    """projects.yaml."""
    return read("projects.yaml", ProjectsFile)


@cache
def matters_file() -> MattersFile:
    """matters.yaml."""
    return read("matters.yaml", MattersFile)


@cache
def conduct_file() -> ConductFile:
    """conduct.yaml."""
    return read("conduct.yaml", ConductFile)


@cache
def meeting_file() -> MeetingFile:
    """meeting.yaml."""
    return read("meeting.yaml", MeetingFile)
