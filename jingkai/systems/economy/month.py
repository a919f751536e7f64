"""The month of a zone: what was achieved against target and schedule, what differs, what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from jingkai.engines.expr import Figure, ReadFigure, Records, walk
from jingkai.engines.expr.plan import Named
from jingkai.engines.periods import Period
from jingkai.kernel.facts.environment import CHILDREN
from jingkai.kernel.facts.kinds import CURVE
from jingkai.kernel.facts.reconcile import Reconciliation, reconciliations
from jingkai.kernel.facts.selection import Difference
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.remembering import last_change, remembered
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.models import RuleSet

from .compute import Computer
from .definition import Definition, defined, undefined
from .findings import Finding, behind, contradictions, departments, ties, unreconciled
from .line import Line
from .problems import PERIOD_UNREADABLE
from .seen import Seen, seen_by
from .setting import Setting, load

# The rooms a month is read from.
_READ = ("facts", "parties", "registers", "rules")


@dataclass(frozen=True)
class Month:
    """A month as known at `as_of`, as far as `seen` goes. `lines` are the zone's own, `units` those of the units
    below it.
    """

    zone: Organisation
    period: Period
    as_of: int
    # When the last thing that is known was written; None before anything was.
    known_until: datetime | None
    lines: tuple[Line, ...]
    units: tuple[Line, ...]
    differences: tuple[Difference, ...]
    reconciliations: tuple[Reconciliation, ...]
    findings: tuple[Finding, ...]
    rules: tuple[RuleSet, ...]
    seen: Seen

    @property
    def everything(self) -> Iterator[Line]:
        return chain(self.lines, self.units)

    @property
    def empty(self) -> bool:
        """Nothing was reported: no line has a value, and none has two figures that contradict each other."""
        return not any(line.value is not None or line.tied for line in self.everything)


def compute(
    zone: Organisation, period: Period, as_of: int | None = None, reader: Reader | None = None
) -> Month:
    """Compute a month; nothing is stored. The same zone, period and as_of always give the same month.

    With a reader, what that person may see of it: each row as everybody sees it, none that is of a unit whose facts
    the reader may not read, nothing that opens to such.

    Raises Problem `economy.period-not-whole`, ExprProblem for an indicator whose measures are gone.
    """
    if not period.is_whole_months or period.year != period.end.year:
        raise PERIOD_UNREADABLE(period=period)
    number = latest() if as_of is None else as_of
    month = unstamped(zone, period, unchanged_since(number), reader)
    return replace(month, as_of=number, known_until=_written_at(number))


def unchanged_since(as_of: int) -> int:
    """The number since which every month is what it is at `as_of`; an earlier `as_of` itself."""
    return min(as_of, last_change(*_READ))


def _written_at(number: int) -> datetime | None:
    entries = Entry.objects.filter(seq__lte=number).order_by("-seq")
    return entries.values_list("at", flat=True).first()


@remembered(16, *_READ)
def unstamped(zone: Organisation, period: Period, number: int, reader: Reader | None) -> Month:
    """As `compute`, without the time of its number: what is remembered of a month."""
    setting = load(zone, period, number)
    seen = seen_by(reader, setting.world.holders, setting.span)
    # The zone's light rule is named on every month, also on one in which nothing has a target yet.
    setting.rules.light(zone)
    own = defined(setting.indicators, setting.measures, setting.world.holdings)
    shown = [*own, *undefined(own, setting.measures, setting.world.holdings, period)]
    computer = Computer(setting, {one.name: one for one in own})
    lines = [
        seen.line(computer.line(definition, holder))
        for definition, holder in _rows(setting, shown)
        if seen.has(holder.pk)
    ]
    parts = [one for one in reconciliations(setting.world.aims) if seen.whole(one)]
    found = chain(
        contradictions(lines), ties(lines), behind(lines), unreconciled(parts, {one.code: one for one in own})
    )
    beside = departments(setting.world, [period, period.cumulative()])
    return Month(
        zone=zone,
        period=period,
        as_of=number,
        known_until=None,
        lines=tuple(line for line in lines if line.holder.pk == zone.pk),
        units=tuple(line for line in lines if line.holder.pk != zone.pk),
        differences=tuple(one for one in beside if seen.has(one.facts[0].row.holder_id)),
        reconciliations=tuple(parts),
        findings=tuple(found),
        rules=tuple(_rules(setting, lines, reader)),
        seen=seen,
    )


def _rules(setting: Setting, lines: list[Line], reader: Reader | None) -> Iterator[RuleSet]:
    """The versions that were used, by key. Curves are read for all targets at once: for a reader those of the rows
    that are seen.
    """
    curves = {
        line.aimed.aim.row.curve for line in lines if line.aimed is not None and line.aimed.aim is not None
    }
    for key in sorted(setting.rules.used):
        rule = setting.rules.used[key]
        if reader is None or rule.kind != CURVE or rule.key in curves:
            yield rule


def _rows(setting: Setting, shown: list[Definition]) -> Iterator[tuple[Definition, Organisation]]:
    """Every indicator for the zone, and for each unit that has a target or a figure of it. What a formula reads of the
    units below only is a figure of those above them: a unit with none below has no such row.
    """
    holders = setting.world.holders
    have = _reported(setting)
    aimed: dict[str, set[int]] = {}
    for aim in setting.world.aims.all:
        aimed.setdefault(aim.row.indicator, set()).add(aim.row.holder_id)
    for definition in shown:
        figures = have.get(definition.measure or "", set())
        wanted = set(aimed.get(definition.code, ()))
        below = _reads_below(definition)
        if not below or _reads_own(definition):
            wanted |= figures
        if below:
            wanted |= {above for key in figures for above in holders[key].ancestors}
        if not definition.implicit:
            wanted.add(setting.zone.pk)
        yield from ((definition, unit) for key, unit in holders.items() if key in wanted)


def _reported(setting: Setting) -> dict[str, set[int]]:
    """Name to the ids of the units that have an actual figure of the period or of its year to date."""
    spans = {(one.start, one.end) for one in (setting.period, setting.period.cumulative())}
    have: dict[str, set[int]] = {}
    for name, holder, start, end, nature in setting.world.holdings.places:
        if (start, end) in spans and nature == "actual":
            have.setdefault(name, set()).add(holder)
    return have


def _reads_below(definition: Definition) -> bool:
    return any(isinstance(one, Records) and one.type.kind == CHILDREN for one in walk(definition.plan.root))


def _reads_own(definition: Definition) -> bool:
    """Whether a figure is read of the very unit the row is of."""
    return any(
        isinstance(one, ReadFigure) and one.figure is Figure.FACT and isinstance(one.holder, Named)
        for one in walk(definition.plan.root)
    )
