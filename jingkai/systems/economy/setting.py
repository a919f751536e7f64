"""Everything a month is computed from, loaded once: facts, targets, events, rules, all as known at one number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.curves import Curve
from jingkai.kernel.facts.definitions import Aims, indicators
from jingkai.kernel.facts.holdings import Holdings, holders_of
from jingkai.kernel.facts.kinds import CurveBody, ScheduleLightBody, ToleranceBody
from jingkai.kernel.facts.models import Indicator, Measure
from jingkai.kernel.facts.schedule_light import ScheduleLight
from jingkai.kernel.facts.source import World
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.registers.events import reached
from jingkai.kernel.registers.kept import kept
from jingkai.kernel.registers.mended import mended
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .kinds import DerivationsBody

LIGHT, TOLERANCE, DERIVATIONS = "schedule-light", "tolerance", "derivations"


@dataclass
class Rules:
    """The rules that hold for a zone on the last day of a period; every version that was used is remembered."""

    zone: Organisation
    on: date
    book: RuleBook
    used: dict[str, RuleSet] = field(default_factory=dict)
    # By the version of the rule, so that its conditions are read once; and by unit.
    _lights: dict[int, ScheduleLight] = field(default_factory=dict)
    _by_unit: dict[int, ScheduleLight | None] = field(default_factory=dict)

    def light(self, unit: Organisation) -> ScheduleLight | None:
        """The light rule for a unit: its own, its ancestors', its region's, the platform's."""
        if unit.pk not in self._by_unit:
            self._by_unit[unit.pk] = self._light_of(unit)
        return self._by_unit[unit.pk]

    def _light_of(self, unit: Organisation) -> ScheduleLight | None:
        found = self._find(LIGHT, unit)
        if found is None or not isinstance(found.body, ScheduleLightBody):
            return None
        if found.pk not in self._lights:
            self._lights[found.pk] = found.body.rule(found.key, found.version)
        return self._lights[found.pk]

    @cached_property
    def tolerance(self) -> Quantity | None:
        """How far a computed growth may differ from a printed one; None if no rule says."""
        found = self._find(TOLERANCE, self.zone)
        return found.body.quantity() if found is not None and isinstance(found.body, ToleranceBody) else None

    @cached_property
    def derivations(self) -> DerivationsBody | None:
        """What is derived from printed figures."""
        found = self._find(DERIVATIONS, self.zone)
        return found.body if found is not None and isinstance(found.body, DerivationsBody) else None

    def curves(self, keys: set[str]) -> dict[str, Curve]:
        """The curves that targets name; one that no rule gives is left out, and the target has no schedule."""
        curves = {}
        for key in sorted(keys):
            found = self._find(key, self.zone)
            if found is not None and isinstance(found.body, CurveBody):
                curves[key] = found.body.curve(key)
        return curves

    def _find(self, key: str, unit: Organisation) -> RuleSet | None:
        found = self.book.find(key, unit, self.on)
        if found is not None:
            self.used[f"{found.key}@{found.scope or '*'}"] = found
        return found


@dataclass
class Setting:
    """What a month of a zone is computed from. `span` are the years whose facts were read."""

    zone: Organisation
    period: Period
    as_of: int
    span: Period
    world: World
    rules: Rules
    indicators: dict[str, Indicator]
    measures: list[Measure]


def load(zone: Organisation, period: Period, as_of: int) -> Setting:
    """Read everything, with a number of queries that does not grow with the number of units or figures."""
    holders = holders_of(zone)
    # Growth needs last year; the trend of a January reaches back to last February.
    years = (period.start.year - 1, period.end.year)
    holdings = Holdings.load(holders.keys(), years, as_of)
    aims = Aims.load(zone, as_of)
    defined = indicators(zone, as_of)
    rules = Rules(zone, period.last_day, RuleBook(as_of))
    span = Period(Period.of_year(years[0]).start, Period.of_year(years[1]).end)
    events = reached(span, as_of, holders=holders.keys())
    world = World(
        zone=zone,
        holdings=holdings,
        aims=aims,
        holders=holders,
        events=events,
        mended=mended([one.subject for one in events], as_of),
        registers=kept(as_of, holders=holders.keys()),
        codes={one.name: code for code, one in defined.items()},
        curves=rules.curves({aim.row.curve for aim in aims.all if aim.row.curve}),
    )
    return Setting(zone, period, as_of, span, world, rules, defined, list(Measure.objects.known_at(as_of)))
