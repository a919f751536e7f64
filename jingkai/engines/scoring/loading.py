"""Facts and units from CSV, Parquet or Arrow, coded and checked: what is wrong is told before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from jingkai.engines.periods.period import Period

from .coding import Coded, Codes, coded, numbers
from .earlier import earlier
from .files import read_table, require
from .gathering import gathered, with_none
from .naming import Source as Source
from .naming import file_name, known_period, names_of, one_spelling, row_said, seen
from .problems import problem
from .reading import Plan
from .rows import Rows
from .shape import PERIOD_BEFORE, Ago, Indices
from .sheets import Sheets

_NEEDED = ("unit", "indicator", "period", "value")
# Qualifiers with which a value is a figure all the same; any other makes it a bound.
EXACT_QUALIFIERS = ("", "=", "exact")


@dataclass(frozen=True)
class Loaded:
    """The figures that a scheme asks for, one row for each unit, indicator and period, and the names of the codes.

    `steps` are, for each period, the codes of those so long ago, as far as the scheme asks. Units that are
    scored come first; `classes` are their codes in each column that groups them.
    """

    rows: Rows
    units: dict[str, int]
    indicators: dict[str, int]
    # Those of the facts that the scheme does not ask for.
    unused: tuple[str, ...]
    periods: dict[str, int]
    steps: Mapping[Ago, tuple[int | None, ...]]
    scored: int
    classes: dict[str, Codes]
    group_names: dict[str, str]
    # Indicators whose facts are counted and some of them are 0: each counts as one.
    counted_zeros: tuple[str, ...] = ()
    # The codes of nodes whose points are figures, after those of the indicators.
    nodes: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> Rows:
        """The rows in the order of their periods."""
        return self.rows.by_period()

    @cached_property
    def sheets(self) -> Sheets | None:
        """The figures laid out, where most places have one."""
        return Sheets.of(self.rows, len(self.units), len(self.indicators), len(self.periods))

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that group units."""
        return tuple(self.classes)

    def asked(self, labels: Collection[str] | None) -> list[int]:
        """The codes of these periods, of all without any. Raises Problem `scoring.period-unknown`."""
        found = []
        for label in labels or self.periods:
            known = known_period(label, self.periods)
            if known is None:
                raise problem("scoring.period-unknown", period=label, known=list(self.periods))
            found.append(self.periods[known])
        return sorted(set(found))

    def before(self, period: str) -> str:
        """The period that places are held against, "" where there is none."""
        code = self.steps[PERIOD_BEFORE][self.periods[period]]
        return "" if code is None else list(self.periods)[code]

    def group_of(self, unit: str) -> str:
        """The unit's `group`, "" where units have none."""
        return self.group_names.get(unit, "")

    def values(self, indicator: str, period: str) -> dict[str, float | None]:
        """What is recorded of an indicator by unit, None where it is a bound."""
        names = list(self.units)
        of = self.ordered.of(self.periods[period])
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
    `scoring.duplicate`, `scoring.calibers`, `scoring.column-unknown`, `scoring.no-place`, and those of periods.
    """
    table = facts if isinstance(facts, pa.Table) else read_table(facts)
    require(table, _NEEDED, file_name(facts))
    names = names_of(table, _NEEDED[:3], facts)
    names["period"], read = one_spelling(names["period"], facts)
    indicators, unused = _indicators(names["indicator"], plan)
    lines: Sequence[int] | Indices = range(len(table))
    if unused:
        wanted = names["indicator"].recoded(indicators) >= 0
        table, lines = table.filter(pa.array(wanted)), np.flatnonzero(wanted)
        names = {column: one.kept(wanted) for column, one in names.items()}
        read = {label: read[label] for label in names["period"].names}
    values = _values(table, facts, lines)
    _check_calibers(table, names)
    periods, steps = _periods(read, plan.agos)
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
    _check_votes(rows, plan, indicators, all_units, periods)
    made = gathered(rows, plan, indicators, len(all_units))
    loaded = Loaded(
        with_none(made, plan, indicators, len(listed), len(periods)),
        all_units, indicators, unused, periods, steps, len(listed),
        classes, {row["unit"]: row["group"] or "" for row in listed if "group" in row},
        _counted_zeros(rows, plan, indicators),
        {id: code for code, id in enumerate(plan.asked, len(indicators))},
    )  # fmt: skip
    _check_duplicates(loaded)
    return loaded


def _indicators(found: Coded, plan: Plan) -> tuple[dict[str, int], tuple[str, ...]]:
    """The codes of those the scheme asks for, and those of the facts that it does not."""
    wanted = dict.fromkeys(slot.leaf.name for slot in plan.measured)
    wanted |= dict.fromkeys(one.indicator for one in plan.references if one.indicator)
    wanted |= dict.fromkeys(gate.indicator for gate in plan.scheme.gates if gate.indicator)
    known = found.names
    for name in wanted:
        if name not in known:
            raise problem("scoring.indicator-unknown", indicator=name, known=list(known[:20]) or "—")
    return _numbered(wanted), tuple(name for name in known if name not in wanted)


def _numbered(names: Collection[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(dict.fromkeys(names))}


def _values(table: pa.Table, facts: Source, lines: Sequence[int] | Indices) -> npt.NDArray[np.float64]:
    """A value is a number or empty. `lines` are the rows of the file that the table still has."""
    found, wrong = numbers(table.column("value"))
    if wrong is not None:
        row = table.slice(wrong, 1).to_pylist()[0]
        place = {name: str(row[name]) for name in ("unit", "indicator", "period", "value")}
        zh, en = row_said(facts, int(lines[wrong]))
        raise problem(
            "scoring.not-a-number", file=file_name(facts), line=f"{zh}", line_en=f" ({en})", **place
        )
    return found


def _check_votes(
    rows: Rows, plan: Plan, indicators: Mapping[str, int], units: Collection[str], periods: Collection[str]
) -> None:
    """Votes are for places, of which the first is 1. Raises Problem `scoring.no-place`."""
    for slot in plan.measured:
        if slot.method != "votes":
            continue
        wrong = np.flatnonzero((rows.indicator == indicators[slot.leaf.name]) & (rows.value < 1))
        if len(wrong):
            at = wrong[0]
            raise problem(
                "scoring.no-place",
                unit=list(units)[rows.unit[at]],
                period=list(periods)[rows.period[at]],
                id=slot.item.id,
                value=f"{rows.value[at]:g}",
            )


def _counted_zeros(rows: Rows, plan: Plan, indicators: Mapping[str, int]) -> tuple[str, ...]:
    counted = dict.fromkeys(slot.leaf.name for slot in plan.leaves if slot.leaf.gather == "count")
    return tuple(one for one in counted if (rows.value[rows.indicator == indicators[one]] == 0).any())


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
            raise problem("scoring.calibers", indicator=one, period=label, calibers=sorted(said))


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
    read: Mapping[str, Period], agos: Collection[Ago]
) -> tuple[dict[str, int], dict[Ago, tuple[int | None, ...]]]:
    """Every period with those so long ago, of those that the facts have."""
    periods = _numbered(sorted(read, key=lambda label: (read[label].last_day, read[label].start)))
    by_period = {read[label]: code for label, code in periods.items()}
    steps = {
        ago: tuple(
            next((by_period[one] for one in earlier(read[label], ago) if one in by_period), None)
            for label in periods
        )
        for ago in agos
    }
    return periods, steps


def _units(
    in_facts: Collection[str], plan: Plan, facts: Source, source: Source | None
) -> tuple[list[dict[str, str]], dict[str, int], dict[str, Codes]]:
    """The units that are scored, with their groups; the codes of all, also of one that is only compared with
    ("全省"); the codes of the groups by column.
    """
    beside = list(dict.fromkeys(one.unit for one in plan.references if one.unit))
    for name in beside:
        if name not in in_facts:
            raise problem("scoring.beside-unknown", unit=name, file=file_name(facts))
    columns: tuple[str, ...] = ()
    if source is None:
        listed = [{"unit": unit} for unit in in_facts if unit not in beside]
    else:
        table = source if isinstance(source, pa.Table) else read_table(source)
        require(table, ["unit"], file_name(source))
        columns = tuple(table.column_names)
        texts = pa.table({name: table.column(name).cast(pa.string()) for name in columns})
        rows = [{name: seen(said or "") for name, said in row.items()} for row in texts.to_pylist()]
        _check_listed(rows, in_facts, beside, facts, source)
        listed = sorted(rows, key=lambda row: row["unit"])
    for slot in plan.leaves:
        if slot.leaf.within and slot.leaf.within not in columns:
            raise problem("scoring.column-unknown", id=slot.item.id, column=slot.leaf.within)
    within = [slot.leaf.within for slot in plan.leaves if slot.leaf.within]
    groups = dict.fromkeys([*within, *(["group"] if "group" in columns else [])])
    if source is not None:
        _check_grouped(rows, groups, source)
    classes = {name: _coded_in_order([row[name] for row in listed]) for name in groups}
    return listed, _numbered([*(row["unit"] for row in listed), *beside]), classes


def _coded_in_order(names: Sequence[str]) -> Codes:
    codes = _numbered(names)
    return np.array([codes[name] for name in names], np.int32)


def _check_listed(
    rows: Sequence[Mapping[str, str]],
    in_facts: Collection[str],
    beside: Collection[str],
    facts: Source,
    units: Source,
) -> None:
    """Every unit is listed once, and every unit of the facts is listed or only compared with."""
    _check_filled(rows, "unit", units)
    listed = Counter(row["unit"] for row in rows)
    for name, times in listed.items():
        if times > 1:
            raise problem("scoring.unit-twice", unit=name)
    strange = next((unit for unit in in_facts if unit not in listed and unit not in beside), None)
    if strange is not None:
        raise problem("scoring.unit-unknown", unit=strange, file=file_name(facts))


def _check_grouped(rows: Sequence[Mapping[str, str]], columns: Collection[str], units: Source) -> None:
    """A unit without a group would be a class of its own, and the first of it. Without groups at all nobody is."""
    for column in columns:
        if any(row[column] for row in rows):
            _check_filled(rows, column, units)


def _check_filled(rows: Sequence[Mapping[str, str]], column: str, units: Source) -> None:
    blank = [number for number, row in enumerate(rows) if not row[column]]
    if blank:
        zh, en = row_said(units, blank[0])
        raise problem(
            "scoring.nameless", file=file_name(units), column=column, rows=f"{zh}（共 {len(blank)} 行）",
            rows_en=f"{en.capitalize()} ({len(blank)} in all)",
        )  # fmt: skip


def _check_duplicates(loaded: Loaded) -> None:
    """One figure of a unit and indicator in a period, unless the scheme gathers them."""
    if loaded.sheets is not None and loaded.sheets.filled == len(loaded.rows.value):
        return
    twice = loaded.ordered.twice(len(loaded.units), len(loaded.indicators), len(loaded.periods))
    if not twice:
        return
    units, indicators, periods = (list(names) for names in (loaded.units, loaded.indicators, loaded.periods))
    named = {(units[unit], indicators[one], periods[at]): count for (unit, one, at), count in twice.items()}
    (unit, indicator, period), count = min(named.items())
    raise problem("scoring.duplicate", unit=unit, indicator=indicator, period=period, count=count)
