"""What expressions read: facts, targets, schedules and other indicators of one zone, as known at one number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jingkai.engines.expr import (
    NOTHING,
    Ask,
    Basis,
    Figure,
    Holder,
    Reading,
    Reference,
    Row,
    Unknown,
    Value,
    unknown,
)
from jingkai.engines.periods import Calendar, Period, accumulated, single
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, read_number
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.registers.kept import Kept, of_stage
from jingkai.kernel.registers.mended import Mended, holding
from jingkai.kernel.registers.models import StageEvent

from .curves import Curve, due_share
from .definitions import Aim, Aims
from .environment import CHILDREN
from .holdings import Holdings
from .known import Known
from .selection import Shown, choose

PLANNED = "planned"


class Place(NamedTuple):
    """Whose figures, of which period, in which order of calibers, by which owner."""

    holder: Organisation
    period: Period
    calibers: tuple[str, ...] = ()
    owner: int | None = None


@dataclass
class World:
    """All that the expressions of a zone may read, loaded once for a month."""

    zone: Organisation
    holdings: Holdings
    aims: Aims
    holders: Mapping[int, Organisation]
    events: list[StageEvent] = field(default_factory=list)
    # Of the subjects of those events what their applicants mended.
    mended: Mapping[int, Mended] = field(default_factory=dict)
    # How far each register was kept.
    registers: Sequence[Kept] = ()
    # Indicator name to code, and each target's curve by its key.
    codes: Mapping[str, str] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)
    workdays: Calendar = field(default_factory=Calendar.shipped)

    def target(self, name: str, holder: int, period: Period) -> Aim | None:
        """The target of an indicator called `name`."""
        return self.aims.of(self.codes[name], holder, period) if name in self.codes else None

    def shown(
        self, name: str, place: Place, period: Period, nature: str = "actual", caliber: str = ""
    ) -> Shown:
        """The figure that is shown of one place (selection.choose), in one caliber if it is named."""
        found = self.holdings.at(name, place.holder.pk, period, nature)
        if caliber:
            found = [one for one in found if one.row.caliber == caliber]
        return choose(found, place.calibers, place.owner)


class FactSource:
    """The `Source` of one evaluation. `indicators` computes another indicator by name; it is asked only when an
    expression names one.
    """

    def __init__(self, world: World, place: Place, indicators: Computes) -> None:
        self.world = world
        self.place = place
        self._indicators = indicators

    def named(self, name: str) -> Value | None:
        if name == "holder":
            return _holder(self.place.holder)
        return self.place.period if name == "period" else None

    def figure(self, ask: Ask) -> Reading:
        match ask.figure:
            case Figure.FACT:
                return self._fact(ask)
            case Figure.TARGET:
                return self._target(ask)
            case Figure.SCHEDULE:
                return self._schedule(ask)
            case Figure.INDICATOR:
                return self._indicators.reading(ask.name, int(ask.holder.id), ask.period)

    def rows(self, kind: str, arguments: Mapping[str, Value]) -> Iterable[Row] | Unknown:
        if kind == CHILDREN:
            # A total over no units says nothing of them: it is not 0.
            return [_child(one) for one in self._below()] or unknown("no-units-below")
        stage = arguments.get("stage")
        if (gap := self._not_kept(stage)) is not None:
            return gap
        below = {self.place.holder.pk, *(one.pk for one in self._below())}
        return [
            _event(event, self.world)
            for event in self.world.events
            if event.subject.holder_id in below and (stage is None or event.stage == stage)
        ]

    def calendar(self) -> Calendar:
        return self.world.workdays

    def _not_kept(self, stage: Value | None) -> Unknown | None:
        """Why how many events there were is not known: the register was not begun by then, or nobody kept it in the
        last month of the period or after. None where it is known, also where there was none.
        """
        period = self.place.period
        year_before = period.whole_year().shifted(-1)
        registers = of_stage(
            self.world.registers, stage if isinstance(stage, str) else None, year_before.start
        )
        if registers and all(one.covers(period) for one in registers):
            return None
        month = period.months()[-1]
        if registers and all(one.first > period.last_day for one in registers):
            return Unknown(
                "no-events",
                f"到{month.words('zh')}为止没有登记过阶段事件，有多少还不知道",
                f"no stage event is registered up to {month.words('en')}: how many there were is not known",
            )
        return Unknown(
            "no-events",
            f"{month.words('zh')}起没有登记阶段事件，有多少还不知道",
            f"no stage event is registered from {month.words('en')} on: how many there were is not known",
        )

    def _below(self) -> list[Organisation]:
        path = self.place.holder.below
        return [one for one in self.world.holders.values() if one.above.startswith(path)]

    def _fact(self, ask: Ask) -> Reading:
        holder = self.world.holders.get(int(ask.holder.id))
        if holder is None:
            return NOTHING
        at = Place(holder, ask.period, self.place.calibers, self.place.owner)
        shown = self.world.shown(ask.name, at, ask.period, ask.nature, ask.caliber)
        if shown.facts:
            return reading_of(shown, ask.nature)
        return self._derived(ask, at)

    def _derived(self, ask: Ask, at: Place) -> Reading:
        """A cumulative figure from its months, or a month from two cumulative figures; of a flow only."""
        measure = self.world.holdings.names.get(ask.name)
        if measure is None or measure.kind != "flow" or not ask.period.is_whole_months:
            return NOTHING
        periods = [
            one
            for one in self.world.holdings.periods(ask.name, at.holder.pk, ask.nature)
            if one.is_whole_months and one.year == ask.period.year == one.end.year
        ]
        cumulative = ask.period.is_cumulative and ask.period.month_count > 1
        pieces = [one for one in periods if one.is_cumulative != cumulative or one.month_count == 1]
        shown = {one: self.world.shown(ask.name, at, one, ask.nature, ask.caliber) for one in pieces}
        figures = {one: found.quantity for one, found in shown.items() if found.quantity is not None}
        if len({found.caliber for found in shown.values()}) != 1 or not figures:
            return NOTHING
        return self._put_together(ask.period, figures, shown, cumulative)

    def _put_together(
        self,
        period: Period,
        figures: Mapping[Period, Quantity],
        shown: Mapping[Period, Shown],
        cumulative: bool,
    ) -> Reading:
        known = {one: quantity for one, quantity in figures.items() if quantity is not None}
        try:
            value = accumulated(known, period) if cumulative else single(known, period)
        except Refusal:
            return NOTHING
        if not value.known:
            return NOTHING
        used = [one for one in known if period.contains(one) or (not cumulative and one.end <= period.end)]
        if not cumulative:
            used = sorted(used)[-2:]
        facts = [fact for one in used for fact in shown[one].facts]
        return Reading(value, tuple(_reference(fact) for fact in facts))

    def _target(self, ask: Ask) -> Reading:
        aim = self.world.target(ask.name, int(ask.holder.id), ask.period)
        if aim is not None:
            return Reading(aim.quantity, (Reference("target", str(aim.row.pk)),), Basis(PLANNED))
        holder = self.world.holders.get(int(ask.holder.id))
        if holder is None:
            return NOTHING
        at = Place(holder, ask.period, self.place.calibers, self.place.owner)
        shown = self.world.shown(ask.name, at, ask.period, PLANNED)
        return reading_of(shown, PLANNED) if shown.facts else NOTHING

    def _schedule(self, ask: Ask) -> Reading:
        aim = self.world.target(ask.name, int(ask.holder.id), ask.period.whole_year())
        if aim is None:
            return Reading(due_share(ask.period.whole_year(), ask.period.end))
        curve = self.world.curves.get(aim.row.curve) if aim.row.curve else None
        if aim.row.curve and curve is None:
            return NOTHING
        due = due_share(aim.period, ask.period.end, curve)
        return Reading(due, (Reference("target", str(aim.row.pk)),))


class Computes:
    """Computes indicators by name; the default knows none."""

    def reading(self, name: str, holder: int, period: Period) -> Reading:
        """The value of the indicator with the records it stands on."""
        return NOTHING


def reading_of(shown: Shown, nature: str) -> Reading:
    """A shown figure as an answer; where facts tie there is no value and both are named."""
    references = tuple(_reference(fact) for fact in shown.facts)
    basis = Basis(nature, shown.caliber)
    if shown.tied:
        said = "、".join(f"{fact.row.reported_by.name} {fact.quantity}" for fact in shown.facts)
        return Reading(unknown("disagree", shown=said), references, basis)
    return Reading(shown.quantity, references, basis)


def _reference(fact: Known) -> Reference:
    return Reference("fact", str(fact.row.pk))


def _holder(unit: Organisation) -> Holder:
    return Holder(str(unit.pk), unit.name)


def _child(unit: Organisation) -> Row:
    return Row(Reference("unit", str(unit.pk)), {"unit": _holder(unit)})


def _event(event: StageEvent, world: World) -> Row:
    subject = event.subject
    unit = world.holders.get(subject.holder_id)
    fields: dict[str, Value | None] = {
        "stage": event.stage,
        "date": event.on,
        "title": subject.title,
        "kind": subject.kind,
        "unit": _holder(unit) if unit is not None else None,
        "size": _size(holding(subject, world.mended).get("size", "")),
    }
    return Row(Reference("event", str(event.pk)), fields)


def _size(text: str) -> Quantity | None:
    try:
        return read_number(text) if text else None
    except Refusal:
        return None
