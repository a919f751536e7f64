"""One indicator of FACTS as figures by period, unit by unit: exact where the facts are, else unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity

from .files import read_table
from .loading import EXACT_QUALIFIERS, Source, load
from .problems import problem
from .reading import plan_of


@dataclass(frozen=True)
class Series:
    """The figures of a unit, and the ids of the facts that they are ("" where a fact has none)."""

    figures: dict[Period, Quantity]
    ids: dict[Period, str]


def series_of(facts: Source, indicator: str, units: Collection[str] | None = None) -> dict[str, Series]:
    """The figures of an indicator by unit: of those asked for, or of all in the order of their names.

    A value with a qualifier ("余", "不足") is a bound and no figure: it is unknown here, its text is what was typed.
    Raises the Problems of `score` that are of facts, `scoring.duplicate` also where a period is written in two ways,
    and `scoring.no-series`.
    """
    # The facts are checked as they are for a scheme that has this indicator and no other.
    plan = plan_of({"tree": {"id": f"{indicator}/", "of": [{"id": indicator, "full": 1, "method": "given"}]}})
    load(plan, facts, None)
    table = facts if isinstance(facts, pa.Table) else read_table(facts)
    source = table.filter(pc.equal(table.column("indicator").cast(pa.string()), indicator))
    more = [name for name in ("qualifier", "id") if name in source.column_names]
    texts = {
        name: source.column(name).cast(pa.string()).to_pylist() for name in ("unit", "period", "value", *more)
    }
    none = [None] * len(source)
    rows = zip(
        texts["unit"],
        texts["period"],
        texts["value"],
        texts.get("qualifier", none),
        texts.get("id", none),
        strict=True,
    )
    found: dict[str, Series] = {}
    for unit, label, said, mark, id in sorted(rows, key=lambda row: row[:2]):
        value, qualifier = (said or "").strip(), (mark or "").strip()
        if not value:
            continue
        one = found.setdefault(unit, Series({}, {}))
        period = Period.parse(label)
        if period in one.figures:
            raise problem("scoring.duplicate", unit=unit, indicator=indicator, period=label, count=2)
        exact = qualifier in EXACT_QUALIFIERS
        one.figures[period] = (
            Quantity.exactly(Decimal(value)) if exact else Quantity.unknown(text=f"{value}{qualifier}")
        )
        one.ids[period] = id or ""
    for unit in units or ():
        if unit not in found:
            raise problem("scoring.no-series", unit=unit, indicator=indicator, known=list(found))
    return {unit: found[unit] for unit in units or found}
