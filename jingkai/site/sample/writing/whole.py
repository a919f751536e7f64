"""Writing the sample zone, step by step; whatever is there already is not written again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jingkai.engines.periods import Period
from jingkai.kernel.facts.recording import record
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.services import ship

from ..declared import zone_file
from .aims import write_bundle, write_indicators, write_rules, write_targets
from .alone import assert_only_samples
from .applications import write_applications
from .cadres import write_cadres
from .conduct import write_conduct
from .enterprises import write_enterprises
from .history import Month, drafts_of, months
from .matters import write_matters
from .meeting import write_meeting
from .people import Parties, write_parties
from .projects import write_projects
from .published import published_drafts
from .rounds import write_rounds
from .upper import write_upper

# A month is reported on the eighth day after it ends, in the morning.
_REPORTED = timedelta(days=8)
_HOUR = timedelta(hours=1)


@dataclass
class Written:
    """How much of everything is new."""

    zone: str
    units: int = 0
    facts: int = 0
    indicators: int = 0
    targets: int = 0
    projects: int = 0
    matters: int = 0

    @property
    def nothing(self) -> bool:
        return not any((self.units, self.facts, self.indicators, self.targets, self.projects, self.matters))


def write_sample(zone: str = "") -> Written:
    """Write the sample zone, or what is missing of it. It reads no clock: what it writes is dated by itself.

    `zone` gives it another name. Raises Problem `site.not-the-sample`, and the Problems of the services it calls; what
    was written before stays.
    """
    assert_only_samples()
    name = zone or zone_file().name
    done = f"sample:done:{name}"
    written = Written(name)
    if RequestKey.objects.filter(key=done).exists():
        return written
    beginning = reported(months()[0])
    ship(at=beginning)
    parties = write_parties(name, beginning - _HOUR)
    written.units = len(parties.units)
    for month in months():
        written.facts += _write_month(month, parties)
    ending = reported(months()[-1])
    written.facts += _write_published(parties, ending)
    written.facts += write_enterprises(parties, ending)
    write_rules(parties, ending)
    written.projects = write_projects(parties, ending)
    written.indicators = write_indicators(parties, ending)
    written.targets = write_targets(parties, ending)
    write_bundle(parties, ending)
    written.matters = write_matters(parties, ending)
    write_conduct(parties)
    write_cadres(parties)
    write_meeting(parties, ending)
    write_rounds(parties)
    write_applications(parties, ending)
    written.facts += write_upper(parties)
    with writing(SYSTEM, act="sample.done", at=ending, key=done, content=name, ref=name):
        pass
    return written


def reported(month: Month) -> datetime:
    """When the figures of a month came in."""
    end = Period.month(month.year, month.month).last_day
    return datetime(end.year, end.month, end.day, 1, tzinfo=UTC) + _REPORTED


def _write_month(month: Month, parties: Parties) -> int:
    key = f"sample:month:{parties.zone.pk}:{month.text}"
    if RequestKey.objects.filter(key=key).exists():
        return 0
    drafts = drafts_of(month, parties)
    record(Actor(person=parties.clerks["统计办"].pk), drafts, at=reported(month), key=key)
    return len(drafts)


def _write_published(parties: Parties, at: datetime) -> int:
    key = f"sample:published:{parties.zone.pk}"
    if RequestKey.objects.filter(key=key).exists():
        return 0
    drafts = published_drafts(parties)
    record(SYSTEM, drafts, at=at, key=key)
    return len(drafts)
