"""Facts and units from CSV, Parquet or Arrow, coded and checked: what is wrong is told before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from jingkai.engines.periods.period import Period

from .coding import Coded, Codes, coded, numbers
from .files import read_table, require
from .gathering import gathered, with_none
from .problems import problem
from .reading import Plan
from .rows import Rows

Source: TypeAlias = Path | pa.Table
_NEEDED = ("unit", "indicator", "period", "value")
# Qualifiers with which a value is a figure all the same; any other makes it a bound.
EXACT_QUALIFIERS = ("", "=", "exact")


@dataclass(frozen=True)
class Loaded:
    """The figures that a scheme asks for, one row for each unit, indicator and period, in the order of their periods,
    and the names of the codes.

    `steps` are the codes of the period before and of the year before, by period. Units that are scored come first;
    `classes` are their codes in each column that groups them.
    """

    rows: Rows
    units: dict[str, int]
    indicators: dict[str, int]
    # Those of the facts that the scheme does not ask for.
    unused: tuple[str, ...]
    periods: dict[str, int]
    steps: tuple[tuple[int | None, int | None], ...]
    scored: int
    classes: dict[str, Codes]
    group_names: dict[str, str]

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that group units."""
        return tuple(self.classes)

    def asked(self, labels: Collection[str] | None) -> list[int]:
        """The codes of these periods, of all without any. Raises Problem `scoring.period-unknown`."""
        for label in labels or ():
            if label not in self.periods:
                raise problem("scoring.period-unknown", period=label, known="、".join(self.periods))
        return sorted({self.periods[label] for label in (labels or self.periods)})

    def before(self, period: str) -> str:
        """The period that places are held against, "" where there is none."""
        code = self.steps[self.periods[period]][0]
        return "" if code is None else list(self.periods)[code]

    def group_of(self, unit: str) -> str:
        """The unit's `group`, "" where units have none."""
        return self.group_names.get(unit, "")

    def values(self, indicator: str, period: str) -> dict[str, float | None]:
        """What is recorded of an indicator by unit, None where it is a bound."""
        names = list(self.units)
        of = self.rows.of(self.periods[period])
        here = of.indicator == self.indicators[indicator]
        found = zip(of.unit[here], of.value[here], of.bound[here], strict=True)
        return {
            names[unit]: None if bound or np.isnan(value) else float(value) for unit, value, bound in found
        }


def load(plan: Plan, facts: Source, units: Source | None) -> Loaded:
    """Everything a scheme is computed on.

    Facts have the columns unit, indicator, period and value, and may have qualifier, caliber, by (a rater or an
    event) and id. Units have unit and whatever they are grouped by. Raises Problem `scoring.columns`,
    `scoring.not-a-number`, `scoring.indicator-unknown`, `scoring.unit-unknown`, `scoring.beside-unknown`,
    `scoring.duplicate`, `scoring.calibers`, `scoring.column-unknown`, and `periods.unreadable`.
    """
    table = facts if isinstance(facts, pa.Table) else read_table(facts)
    require(table, _NEEDED, _name(facts))
    names = {column: _named(table, column, _name(facts)) for column in _NEEDED[:3]}
    indicators, unused = _indicators(names["indicator"], plan)
    if unused:
        wanted = names["indicator"].recoded(indicators) >= 0
        table = table.filter(pa.array(wanted))
        names = {column: one.kept(wanted) for column, one in names.items()}
    values = _values(table, _name(facts))
    _check_calibers(table, names)
    periods, steps = _periods(names["period"].names)
    listed, all_units, classes = _units(names["unit"].names, plan, facts, units)
    bound = _bound(table)
    rows = Rows(
        names["unit"].recoded(all_units),
        names["indicator"].recoded(indicators),
        names["period"].recoded(periods),
        np.where(bound, np.nan, values) if bound.any() else values,
        bound,
        _ids(table),
    ).kept(~np.isnan(values) | bound)
    made = gathered(rows, plan, indicators, len(all_units))
    loaded = Loaded(
        with_none(made, plan, indicators, len(listed), len(periods)).by_period(),
        all_units, indicators, unused, periods, steps, len(listed),
        classes, {row["unit"]: row["group"] or "" for row in listed if "group" in row},
    )  # fmt: skip
    _check_duplicates(loaded)
    return loaded


def _name(source: Source) -> str:
    return source.name if isinstance(source, Path) else "facts"


def _named(table: pa.Table, column: str, file: str) -> Coded:
    """A value belongs to a unit, an indicator and a period: a row without one would be left out without a word."""
    found = coded(table.column(column))
    if not found.whole or any(not name.strip() for name in found.names):
        raise problem("scoring.nameless", file=file, column=column)
    return found


def _indicators(found: Coded, plan: Plan) -> tuple[dict[str, int], tuple[str, ...]]:
    """The codes of those the scheme asks for, and those of the facts that it does not."""
    wanted = dict.fromkeys(slot.leaf.name for slot in plan.leaves)
    wanted |= dict.fromkeys(one.name for one in plan.references if one.kind == "indicator")
    wanted |= dict.fromkeys(gate.indicator for gate in plan.scheme.gates if gate.indicator)
    known = found.names
    for name in wanted:
        if name not in known:
            raise problem("scoring.indicator-unknown", indicator=name, known="、".join(known[:20]) or "—")
    return _numbered(wanted), tuple(name for name in known if name not in wanted)


def _numbered(names: Collection[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(dict.fromkeys(names))}


def _values(table: pa.Table, file: str) -> npt.NDArray[np.float64]:
    """A value is a number or empty."""
    found, wrong = numbers(table.column("value"))
    if wrong is not None:
        row = table.slice(wrong, 1).to_pylist()[0]
        place = {name: str(row[name]) for name in ("unit", "indicator", "period", "value")}
        raise problem("scoring.not-a-number", file=file, **place)
    return found


def _check_calibers(table: pa.Table, names: Mapping[str, Coded]) -> None:
    """One caliber for the figures of an indicator in a period. Raises Problem `scoring.calibers`."""
    if "caliber" not in table.column_names:
        return
    calibers = coded(table.column("caliber"))
    if sum(bool(name) for name in calibers.names) < 2:
        return
    columns = names["indicator"], names["period"], calibers
    met: dict[tuple[str, str], list[str]] = {}
    for codes in np.unique(np.array([one.codes for one in columns]), axis=1).T:
        indicator, label, caliber = (
            one.said[code] or "" if code >= 0 else "" for one, code in zip(columns, codes, strict=True)
        )
        if caliber and caliber not in met.setdefault((indicator, label), []):
            met[indicator, label].append(caliber)
    for (one, label), said in sorted(met.items()):
        if len(said) > 1:
            raise problem("scoring.calibers", indicator=one, period=label, calibers="、".join(sorted(said)))


def _bound(table: pa.Table) -> npt.NDArray[np.bool_]:
    """Where a qualifier makes of a figure a bound."""
    if "qualifier" not in table.column_names:
        return np.zeros(len(table), bool)
    found = coded(table.column("qualifier"))
    exact = [(name or "").strip() in EXACT_QUALIFIERS for name in found.said]
    return ~np.array([*exact, True], bool)[found.codes]


def _ids(table: pa.Table) -> pa.ChunkedArray | None:
    return table.column("id").cast(pa.string()) if "id" in table.column_names else None


def _periods(
    labels: Collection[str],
) -> tuple[dict[str, int], tuple[tuple[int | None, int | None], ...]]:
    """Every period with the one before it and the same one a year before, of those that the facts have."""
    read = {label: Period.parse(label) for label in labels}
    periods = _numbered(sorted(labels, key=lambda label: (read[label].last_day, read[label].start)))
    by_period = {read[label]: code for label, code in periods.items()}
    steps = []
    for label in periods:
        before = next((by_period[one] for one in _befores(read[label]) if one in by_period), None)
        steps.append((before, by_period.get(read[label].same_period_last_year())))
    return periods, tuple(steps)


def _befores(period: Period) -> tuple[Period, ...]:
    """The periods that a place may be held against, the likeliest first: of the year to date, the year to the month
    before. A first quarter or half-year spans the same days; it is held against the one before it.
    """
    first, last = period.start, period.last_day
    if first.month == 1 and first.year == last.year and 1 < last.month < 12:
        return Period.ytd(first.year, last.month - 1), period.previous()
    return (period.previous(),)


def _units(
    in_facts: Collection[str], plan: Plan, facts: Source, source: Source | None
) -> tuple[list[dict[str, str]], dict[str, int], dict[str, Codes]]:
    """The units that are scored, with their groups; the codes of all, also of one that is only compared with
    ("全省"); the codes of the groups by column.
    """
    beside = list(dict.fromkeys(one.name for one in plan.references if one.kind == "unit"))
    for name in beside:
        if name not in in_facts:
            raise problem("scoring.beside-unknown", unit=name, file=_name(facts))
    columns: tuple[str, ...] = ()
    if source is None:
        listed = [{"unit": unit} for unit in in_facts if unit not in beside]
    else:
        table = source if isinstance(source, pa.Table) else read_table(source)
        require(table, ["unit"], _name(source))
        columns = tuple(table.column_names)
        texts = pa.table({name: table.column(name).cast(pa.string()) for name in columns})
        listed = sorted(texts.to_pylist(), key=lambda row: (row["unit"] is None, row["unit"] or ""))
        _check_listed(listed, in_facts, beside, _name(facts), _name(source))
    for slot in plan.leaves:
        if slot.leaf.within and slot.leaf.within not in columns:
            raise problem("scoring.column-unknown", id=slot.item.id, column=slot.leaf.within)
    within = [slot.leaf.within for slot in plan.leaves if slot.leaf.within]
    groups = dict.fromkeys([*within, *(["group"] if "group" in columns else [])])
    classes = {name: _coded_in_order([row[name] or "" for row in listed]) for name in groups}
    return listed, _numbered([*(row["unit"] for row in listed), *beside]), classes


def _coded_in_order(names: Sequence[str]) -> Codes:
    codes = _numbered(names)
    return np.array([codes[name] for name in names], np.int32)


def _check_listed(
    rows: Sequence[Mapping[str, str]],
    in_facts: Collection[str],
    beside: Collection[str],
    facts: str,
    units: str,
) -> None:
    """Every unit is listed once, and every unit of the facts is listed or only compared with. `facts` and `units` name
    the files.
    """
    listed = Counter(row["unit"] for row in rows)
    for name, times in listed.items():
        if not (name or "").strip():
            raise problem("scoring.nameless", file=units, column="unit")
        if times > 1:
            raise problem("scoring.unit-twice", unit=name)
    strange = next((unit for unit in in_facts if unit not in listed and unit not in beside), None)
    if strange is not None:
        raise problem("scoring.unit-unknown", unit=strange, file=facts)


def _check_duplicates(loaded: Loaded) -> None:
    """One figure of a unit and indicator in a period, unless the scheme gathers them."""
    rows = loaded.rows
    twice = rows.twice(len(loaded.units), len(loaded.indicators), len(loaded.periods))
    if not twice:
        return
    units, indicators, periods = (list(names) for names in (loaded.units, loaded.indicators, loaded.periods))
    named = {(units[unit], indicators[one], periods[at]): count for (unit, one, at), count in twice.items()}
    (unit, indicator, period), count = min(named.items())
    raise problem("scoring.duplicate", unit=unit, indicator=indicator, period=period, count=count)
