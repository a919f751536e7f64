"""From the setting to the rows: evaluates, compares with last year and target, lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from jingkai.engines.expr import NOTHING, Reading, Reference, Result, evaluate
from jingkai.engines.periods import Period, contradiction, growth, increments
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, share
from jingkai.kernel.facts.curves import due_share
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.schedule_light import ScheduleLight
from jingkai.kernel.facts.selection import Shown
from jingkai.kernel.facts.source import PLANNED, Computes, FactSource, Place
from jingkai.kernel.parties.models import Organisation

from .definition import Definition
from .kinds import DerivationPart
from .line import Aimed, Growth, Light, Line
from .setting import Setting

_TREND_MONTHS = 12


@dataclass
class Computer(Computes):
    """Computes rows of one setting. Also answers for indicators that a formula names; one that needs itself has
    no value.
    """

    setting: Setting
    definitions: Mapping[str, Definition]
    _computing: set[tuple[str, int, Period]] = field(default_factory=set)

    def line(self, definition: Definition, holder: Organisation) -> Line:
        """The row of one indicator for one unit."""
        place = self._place(definition, holder, self.setting.period)
        result = self._evaluate(definition, place)
        value = result.value if isinstance(result.value, Quantity) and result.value.known else None
        aimed = self._aimed(definition, place, value)
        return Line(
            definition=definition,
            holder=holder,
            period=self.setting.period,
            result=result,
            caliber=result.trace.basis.caliber if result.trace.basis else "",
            growth=self._growth(definition, place, value),
            aimed=aimed,
            light=self._light(definition, holder, aimed),
            rank=self._rank(definition, place),
            trend=self._trend(definition, place),
            aspects=partial(self._aspects, definition, place),
            derivations=self._derivations,
            others=self._others(definition, place),
            months_own=self._months_own(definition, place, result),
            plans=self._plans(definition, place),
        )

    def reading(self, name: str, holder: int, period: Period) -> Reading:
        """As `Computes.reading`."""
        definition = self.definitions.get(name)
        unit = self.setting.world.holders.get(holder)
        key = (name, holder, period)
        if definition is None or unit is None or key in self._computing:
            return NOTHING
        self._computing.add(key)
        try:
            result = self._evaluate(definition, self._place(definition, unit, period))
        finally:
            self._computing.discard(key)
        value = result.value if isinstance(result.value, Quantity) else None
        return Reading(value, result.references)

    def _place(self, definition: Definition, holder: Organisation, period: Period) -> Place:
        owner = definition.owner.pk if definition.owner is not None else None
        return Place(holder, period, definition.calibers, owner)

    def _evaluate(self, definition: Definition, place: Place) -> Result:
        return evaluate(definition.plan, FactSource(self.setting.world, place, self))

    def _period_of(self, definition: Definition) -> Period:
        """The period of the measure's figure: the year to date where the formula reads that."""
        return self._cumulative if "ytd" in definition.plan.text else self.setting.period

    @cached_property
    def _cumulative(self) -> Period:
        return self.setting.period.cumulative()

    @cached_property
    def _year(self) -> Period:
        return self.setting.period.whole_year()

    @cached_property
    def _last_year(self) -> Period:
        """The same period of last year."""
        return self.setting.period.same_period_last_year()

    def _shown(self, definition: Definition, place: Place, aspect: str, period: Period) -> Shown:
        """The figure of another aspect of the measure that a definition reads."""
        if definition.measure is None:
            return Shown()
        name = self.setting.world.holdings.sibling(definition.measure, aspect)
        return self.setting.world.shown(name, place, period) if name else Shown()

    def _growth(self, definition: Definition, place: Place, value: Quantity | None) -> Growth:
        period = self._period_of(definition)
        printed = self._shown(definition, place, "growth", period)
        if definition.measure is not None and _aspect(self.setting, definition.measure) == "growth":
            return Growth()
        computed, base = self._computed_growth(definition, place, value)
        differs = None
        tolerance = self.setting.rules.tolerance
        if printed.quantity is not None and computed is not None and tolerance is not None:
            found = contradiction(printed.quantity, computed, tolerance)
            differs = found if found.contradicts else None
        return Growth(printed.quantity, printed.facts, computed, base, differs)

    def _computed_growth(
        self, definition: Definition, place: Place, value: Quantity | None
    ) -> tuple[Quantity | None, tuple[Reference, ...]]:
        """Growth of the same formula on the same period of last year, and what that read of last year."""
        if value is None or value.unit.is_ratio:
            return None, ()
        before = place._replace(period=self._last_year)
        earlier = self._evaluate(definition, before)
        if not isinstance(earlier.value, Quantity) or not earlier.value.known:
            return None, ()
        try:
            found = growth(value, earlier.value)
        except Refusal:
            return None, ()
        return (found, earlier.references) if found.known else (None, ())

    def _aimed(self, definition: Definition, place: Place, value: Quantity | None) -> Aimed | None:
        world, period, year = self.setting.world, self.setting.period, self._year
        aim = world.aims.of(definition.code, place.holder.pk, period)
        plan = Shown()
        if aim is None and definition.measure is not None:
            plan = world.shown(definition.measure, place, year, PLANNED)
        quantity = aim.quantity if aim is not None else plan.quantity
        if quantity is None:
            return self._implied(definition, place, value, year)
        progress = share(value, quantity) if value is not None and definition.flows else None
        return Aimed(
            quantity=quantity,
            period=aim.period if aim is not None else year,
            aim=aim,
            facts=plan.facts,
            progress=progress if progress is not None and progress.known else None,
            schedule=self._due(aim.period if aim else year, aim.row.curve if aim else "")
            if definition.flows
            else None,
        )

    def _implied(
        self, definition: Definition, place: Place, value: Quantity | None, year: Period
    ) -> Aimed | None:
        """The plan that a printed completion implies: 887.44 is 62.14 % of about 1,428.13."""
        printed = self._shown(definition, place, "completion_rate", self._period_of(definition))
        rate = printed.quantity
        if (
            value is None
            or rate is None
            or not definition.flows
            or not self._period_of(definition).is_cumulative
        ):
            return None
        plan = value / rate
        if not plan.known:
            return None
        return Aimed(plan, year, None, printed.facts, rate, self._due(year, ""), implied=True)

    def _due(self, target: Period, curve: str) -> Quantity | None:
        found = self.setting.world.curves.get(curve) if curve else None
        if curve and found is None:
            return None
        return due_share(target, self.setting.period.end, found)

    def _light(self, definition: Definition, holder: Organisation, aimed: Aimed | None) -> Light:
        if aimed is None:
            return Light(None, "no-target")
        if not definition.flows or definition.direction != "higher":
            return Light(None, "no-schedule")
        rule: ScheduleLight | None = self.setting.rules.light(holder)
        if rule is None:
            return Light(None, "no-rule")
        if aimed.standing is None:
            return Light(None, "unknown", rule.key, rule.version)
        lamp, why = rule.judge(aimed.standing)
        return Light(lamp, why, rule.key, rule.version)

    def _rank(self, definition: Definition, place: Place) -> Known | None:
        shown = self._shown(definition, place, "rank", self._period_of(definition))
        return shown.facts[0] if shown.facts and not shown.tied else None

    def _others(self, definition: Definition, place: Place) -> tuple[Known, ...]:
        """The figures of the row that another unit reported than the one that owns the indicator."""
        if definition.measure is None or definition.owner is None:
            return ()
        found = self.setting.world.holdings.at(
            definition.measure, place.holder.pk, self._period_of(definition)
        )
        return tuple(one for one in found if one.row.reported_by_id != definition.owner.pk)

    def _months_own(self, definition: Definition, place: Place, result: Result) -> tuple[Known, ...]:
        """The figures of the month alone that a row of the year to date does not stand on: they would be unseen."""
        period = self._period_of(definition)
        if definition.measure is None or period == self.setting.period:
            return ()
        found = self.setting.world.holdings.at(definition.measure, place.holder.pk, self.setting.period)
        used = {one.id for one in result.references if one.kind == "fact"}
        return tuple(one for one in found if str(one.row.pk) not in used)

    def _plans(self, definition: Definition, place: Place) -> tuple[Known, ...]:
        if definition.measure is None:
            return ()
        return tuple(self.setting.world.holdings.at(definition.measure, place.holder.pk, self._year, PLANNED))

    def _trend(self, definition: Definition, place: Place) -> tuple[tuple[Period, Quantity | None], ...]:
        """The last twelve months one by one, of a single measure's figures of the zone; None where a month is not
        known. The rows of the units go without: a table of two thousand lines is not read for its curves.
        """
        if definition.measure is None or place.holder.pk != self.setting.zone.pk:
            return ()
        world, name = self.setting.world, definition.measure
        last = self.setting.period.months()[-1]
        apart = definition.months_apart
        months = [last.shifted(-back) for back in reversed(range(_TREND_MONTHS))]
        months = [one for one in months if definition.due_in(one)]
        if definition.flows and apart > 1:
            # What is told by quarters is shown by quarters.
            ends = [one.start.month for one in months]
            pairs = zip(months, ends, strict=True)
            months = [Period.months_between(one.year, end - apart + 1, end) for one, end in pairs]
        shown = {
            one: world.shown(name, place, one).quantity
            for one in world.holdings.periods(name, place.holder.pk)
            if one.is_whole_months
        }
        singles = {one: quantity for one, quantity in shown.items() if quantity is not None}
        if definition.flows:
            cumulative = {one: quantity for one, quantity in singles.items() if one.is_cumulative}
            singles = {
                **increments(cumulative),
                **{one: q for one, q in singles.items() if one.month_count == apart},
            }
        return tuple((month, singles.get(month)) for month in months)

    @cached_property
    def _derivations(self) -> tuple[DerivationPart, ...]:
        rules = self.setting.rules.derivations
        return tuple(rules.values) if rules is not None else ()

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        """The aspects that some derivation needs."""
        return tuple(dict.fromkeys(need for one in self._derivations for need in one.needs))

    def _aspects(self, definition: Definition, place: Place) -> dict[str, Known]:
        if definition.measure is None:
            return {}
        period = self._period_of(definition)
        found = {aspect: self._shown(definition, place, aspect, period) for aspect in self._needed}
        return {aspect: shown.facts[0] for aspect, shown in found.items() if shown.facts and not shown.tied}


def _aspect(setting: Setting, name: str) -> str:
    measure = setting.world.holdings.names.get(name)
    return measure.aspect if measure is not None else ""
