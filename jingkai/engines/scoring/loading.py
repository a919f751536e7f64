"""Facts and units from CSV, Parquet or Arrow, coded and checked: what is wrong is told before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa

from jingkai.engines.periods.period import Period

from .files import read_table, require
from .problems import problem
from .reading import Plan

Source: TypeAlias = Path | pa.Table
_NEEDED = ("unit", "indicator", "period", "value")
# Qualifiers with which a value is a figure all the same; any other makes it a bound.
EXACT_QUALIFIERS = ("", "=", "exact")


@dataclass
class Loaded:
    """The coded tables in `connection` (facts, units, periods), and the names of the codes."""

    connection: duckdb.DuckDBPyConnection
    units: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    # Those of the facts that the scheme does not ask for.
    unused: tuple[str, ...] = ()
    periods: dict[str, int] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    group_names: dict[str, str] = field(default_factory=dict)

    def ask(self, labels: Collection[str] | None) -> str:
        """The codes of these periods (of all) as a list for SQL. Raises Problem `scoring.period-unknown`."""
        for label in labels or ():
            if label not in self.periods:
                raise problem("scoring.period-unknown", period=label, known="、".join(self.periods))
        return ", ".join(str(self.periods[label]) for label in (labels or self.periods))

    def group_of(self, unit: str) -> str:
        """The unit's `group`, "" where units have none."""
        return self.group_names.get(unit, "")

    def values(self, indicator: str, period: str) -> dict[str, float | None]:
        """What is recorded of an indicator by unit, None where it is a bound."""
        found = self.connection.execute(
            "SELECT u.name, f.value FROM facts f JOIN unit_codes u ON f.unit = u.code "
            "WHERE f.indicator = ? AND f.period = ?",
            [self.indicators[indicator], self.periods[period]],
        )
        return dict(found.fetchall())


def load(plan: Plan, facts: Source, units: Source | None) -> Loaded:
    """Everything a scheme is computed on.

    Facts have the columns unit, indicator, period and value, and may have qualifier, caliber, by (a rater or an
    event) and id. Units have unit and whatever they are grouped by. Raises Problem `scoring.columns`,
    `scoring.not-a-number`, `scoring.indicator-unknown`, `scoring.unit-unknown`, `scoring.duplicate`,
    `scoring.calibers`, `scoring.column-unknown`, and `periods.unreadable`.
    """
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    loaded = Loaded(connection)
    _take_in(connection, "given", facts, _NEEDED, ("qualifier", "caliber", "by", "id"))
    _check_names(connection, facts)
    loaded.indicators, loaded.unused = _indicators(connection, plan)
    _check_values(connection, facts)
    _periods(loaded)
    _units(loaded, plan, units)
    _code(loaded, plan)
    return loaded


def _name(source: Source) -> str:
    return source.name if isinstance(source, Path) else "facts"


def _take_in(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    source: Source,
    needed: Iterable[str],
    more: Iterable[str],
) -> tuple[str, ...]:
    """The table as a view of texts, with the columns that may be there; returns all the columns it has."""
    table = source if isinstance(source, pa.Table) else read_table(source)
    columns = tuple(table.column_names)
    require(table, needed, _name(source))
    connection.register(f"{name}_source", table)
    texts = [f"CAST(NULL AS VARCHAR) AS {one}" for one in more if one not in columns]
    kept = [f'CAST("{one}" AS VARCHAR) AS "{one}"' if one != "value" else '"value"' for one in columns]
    connection.execute(f"CREATE TEMP VIEW {name} AS SELECT {', '.join([*kept, *texts])} FROM {name}_source")
    return columns


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _codes(connection: duckdb.DuckDBPyConnection, name: str, names: Iterable[str]) -> dict[str, int]:
    found = {one: number for number, one in enumerate(names)}
    table = pa.table(
        {"name": pa.array(list(found), pa.string()), "code": pa.array(list(found.values()), pa.int32())}
    )
    connection.register(f"{name}_arrow", table)
    connection.execute(f"CREATE TEMP TABLE {name}_codes AS SELECT * FROM {name}_arrow")
    return found


def _check_names(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """A value belongs to a unit, an indicator and a period: a row without one would be left out without a word."""
    for column in ("unit", "indicator", "period"):
        names = connection.execute(f"SELECT DISTINCT {column} FROM given").fetchall()
        if any(not (name or "").strip() for (name,) in names):
            raise problem("scoring.nameless", file=_name(source), column=column)


def _indicators(connection: duckdb.DuckDBPyConnection, plan: Plan) -> tuple[dict[str, int], tuple[str, ...]]:
    """The indicators the scheme asks for, each of which has a fact; and those of the facts that it does not ask for."""
    wanted = dict.fromkeys(slot.leaf.name for slot in plan.leaves)
    wanted |= dict.fromkeys(one.name for one in plan.references if one.kind == "indicator")
    wanted |= dict.fromkeys(gate.indicator for gate in plan.scheme.gates if gate.indicator)
    known = [
        row[0] for row in connection.execute("SELECT DISTINCT indicator FROM given ORDER BY 1").fetchall()
    ]
    for name in wanted:
        if name not in known:
            raise problem("scoring.indicator-unknown", indicator=name, known="、".join(known[:20]) or "—")
    codes = _codes(connection, "indicator", wanted)
    connection.execute(
        "CREATE TEMP VIEW wanted AS SELECT given.*, code AS indicator_code FROM given "
        "JOIN indicator_codes ON given.indicator = indicator_codes.name"
    )
    return codes, tuple(name for name in known if name not in wanted)


def _check_values(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """A value is a number or empty."""
    (kind,) = connection.sql("SELECT value FROM given LIMIT 0").types
    number = "TRY_CAST(value AS DOUBLE)"
    if kind == "VARCHAR":
        wrong = f"trim(value) <> '' AND ({number} IS NULL OR NOT isfinite({number}))"
    else:
        wrong = f"value IS NOT NULL AND ({number} IS NULL OR NOT isfinite({number}))"
    found = connection.execute(
        f"SELECT unit, indicator, period, CAST(value AS VARCHAR) FROM wanted WHERE {wrong} LIMIT 1"
    ).fetchone()
    if found is not None:
        unit, indicator, period, value = found
        raise problem(
            "scoring.not-a-number",
            file=_name(source),
            unit=unit,
            indicator=indicator,
            period=period,
            value=value,
        )
    mixed = connection.execute(
        "SELECT indicator, period, string_agg(DISTINCT caliber, '、' ORDER BY caliber) FROM wanted "
        "WHERE caliber IS NOT NULL AND caliber <> '' GROUP BY ALL HAVING count(DISTINCT caliber) > 1 ORDER BY 1, 2"
    ).fetchone()
    if mixed is not None:
        raise problem("scoring.calibers", indicator=mixed[0], period=mixed[1], calibers=mixed[2])


def _periods(loaded: Loaded) -> None:
    """Every period with the one before it and the same one a year before, of those that the facts have."""
    labels = [row[0] for row in loaded.connection.execute("SELECT DISTINCT period FROM wanted").fetchall()]
    read = {label: Period.parse(label) for label in labels}
    ordered = sorted(labels, key=lambda label: (read[label].last_day, read[label].start))
    loaded.periods = _codes(loaded.connection, "period", ordered)
    by_period = {read[label]: code for label, code in loaded.periods.items()}
    rows = [
        {
            "period": code,
            "period_before": next(
                (by_period[one] for one in _befores(read[label]) if one in by_period), None
            ),
            "year_before": by_period.get(read[label].same_period_last_year()),
        }
        for label, code in loaded.periods.items()
    ]
    schema = pa.schema([(name, pa.int32()) for name in ("period", "period_before", "year_before")])
    loaded.connection.register("periods_arrow", pa.Table.from_pylist(rows, schema=schema))
    loaded.connection.execute("CREATE TEMP TABLE periods AS SELECT * FROM periods_arrow")


def _befores(period: Period) -> tuple[Period, ...]:
    """The periods that a place may be held against, the likeliest first: of the year to date, the year to the month
    before. A first quarter or half-year spans the same days; it is held against the one before it.
    """
    first, last = period.start, period.last_day
    if first.month == 1 and first.year == last.year and 1 < last.month < 12:
        return Period.ytd(first.year, last.month - 1), period.previous()
    return (period.previous(),)


def _units(loaded: Loaded, plan: Plan, source: Source | None) -> None:
    """The units that are scored, with their groups; a unit that is only compared with ("全省") has a code as well."""
    connection = loaded.connection
    beside = list(dict.fromkeys(one.name for one in plan.references if one.kind == "unit"))
    found = connection.execute("SELECT DISTINCT unit FROM wanted ORDER BY 1").fetchall()
    in_facts = [row[0] for row in found]
    for name in beside:
        if name not in in_facts:
            raise problem("scoring.unit-unknown", unit=name, where="reference")
    columns: tuple[str, ...] = ()
    if source is None:
        rows = [{"unit": unit} for unit in in_facts if unit not in beside]
    else:
        columns = _take_in(connection, "listed", source, ("unit",), ())
        rows = connection.sql("SELECT * FROM listed ORDER BY unit").to_arrow_table().to_pylist()
        _check_listed(rows, in_facts, beside)
    for slot in plan.leaves:
        if slot.leaf.within and slot.leaf.within not in columns:
            raise problem("scoring.column-unknown", id=slot.item.id, column=slot.leaf.within)
    loaded.units = _codes(connection, "unit", dict.fromkeys([*(row["unit"] for row in rows), *beside]))
    within = [slot.leaf.within for slot in plan.leaves if slot.leaf.within]
    loaded.groups = tuple(dict.fromkeys([*within, *(["group"] if "group" in columns else [])]))
    if "group" in columns:
        loaded.group_names = {row["unit"]: row["group"] or "" for row in rows}
    codes: dict[str, dict[str, int]] = {name: {} for name in loaded.groups}
    table = [
        {
            "unit": loaded.units[row["unit"]],
            **{name: codes[name].setdefault(row[name] or "", len(codes[name])) for name in loaded.groups},
        }
        for row in rows
    ]
    schema = pa.schema([(name, pa.int32()) for name in ("unit", *loaded.groups)])
    connection.register("units_arrow", pa.Table.from_pylist(table, schema=schema))
    connection.execute("CREATE TEMP TABLE units AS SELECT * FROM units_arrow")


def _check_listed(rows: Sequence[Mapping[str, str]], in_facts: Sequence[str], beside: Sequence[str]) -> None:
    """Every unit is listed once, and every unit of the facts is listed or only compared with."""
    listed = Counter(row["unit"] for row in rows)
    for name, times in listed.items():
        if not (name or "").strip():
            raise problem("scoring.nameless", file="UNITS", column="unit")
        if times > 1:
            raise problem("scoring.unit-twice", unit=name)
    strange = next((unit for unit in in_facts if unit not in listed and unit not in beside), None)
    if strange is not None:
        raise problem("scoring.unit-unknown", unit=strange, where="FACTS")


def _code(loaded: Loaded, plan: Plan) -> None:
    """The facts by codes, one row for each unit, indicator and period."""
    gathered = {slot.leaf.name: slot.leaf for slot in plan.leaves if slot.leaf.gather != "one"}
    exact = ", ".join(_quoted(one) for one in EXACT_QUALIFIERS)
    connection = loaded.connection
    connection.execute(
        "CREATE TEMP TABLE coded AS SELECT u.code AS unit, indicator_code AS indicator, p.code AS period, "
        f"CASE WHEN coalesce(trim(qualifier), '') IN ({exact}) THEN TRY_CAST(value AS DOUBLE) END AS value, "
        f"CASE WHEN coalesce(trim(qualifier), '') NOT IN ({exact}) THEN 'bound' END AS why, id "
        "FROM wanted JOIN unit_codes u ON wanted.unit = u.name JOIN period_codes p ON wanted.period = p.name "
        "WHERE why IS NOT NULL OR TRY_CAST(value AS DOUBLE) IS NOT NULL"
    )
    single = [code for name, code in loaded.indicators.items() if name not in gathered]
    parts = []
    if single:
        numbers = ", ".join(map(str, single))
        _check_duplicates(loaded, numbers)
        parts.append(
            f"SELECT unit, indicator, period, value, why, id AS ids FROM coded WHERE indicator IN ({numbers})"
        )
    for name, leaf in gathered.items():
        ids = "string_agg(id, ' ' ORDER BY id)"
        made = {"sum": "sum(value)", "count": "count(value)", "mean": "avg(value)"}[leaf.gather]
        if leaf.trim:
            kept = f"list_sort(list(value))[{leaf.trim + 1}:len(list(value)) - {leaf.trim}]"
            made = f"list_avg({kept})"
        parts.append(
            f"SELECT unit, indicator, period, CASE WHEN max(why) IS NULL THEN CAST({made} AS DOUBLE) END AS value, "
            "max(why) AS why, "
            f"{ids} AS ids FROM coded "
            f"WHERE indicator = {loaded.indicators[name]} GROUP BY unit, indicator, period"
        )
    connection.execute("CREATE TEMP TABLE facts AS " + " UNION ALL ".join(parts))


def _check_duplicates(loaded: Loaded, indicators: str) -> None:
    twice = loaded.connection.execute(
        "SELECT u.name, i.name, p.name, found.count FROM (SELECT unit, indicator, period, count(*) AS count FROM coded "
        f"WHERE indicator IN ({indicators}) GROUP BY ALL HAVING count(*) > 1) found JOIN unit_codes u ON unit = u.code "
        "JOIN indicator_codes i ON indicator = i.code JOIN period_codes p ON period = p.code ORDER BY 1, 2, 3 LIMIT 1"
    ).fetchone()
    if twice is not None:
        unit, indicator, period, count = twice
        raise problem("scoring.duplicate", unit=unit, indicator=indicator, period=period, count=count)
