"""A total over a table that goes on in a 续表, perhaps in another unit."""

from collections.abc import Iterator
from decimal import Decimal

from jingkai.engines.quantity import Units
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.relations import HALF, Check
from jingkai.engines.sheets.table import Table


def chains(tables: list[Table]) -> Iterator[list[Table]]:
    """Runs of tables that are one: continued below (续表) or beside each other, under the same headers."""
    run: list[Table] = []
    for table in tables:
        if run and _headers(table) == _headers(run[0]) and (_continues(table) or _beside(table, run[0])):
            run.append(table)
        else:
            if len(run) > 1:
                yield run
            run = [table]
    if len(run) > 1:
        yield run


def _continues(table: Table) -> bool:
    grid = table.block.grid
    pattern = lexicon.words()["continued"]
    return any(pattern.match(fold(grid.words_at(*key) or "")) for key in table.block.lines)


def _beside(table: Table, other: Table) -> bool:
    return bool(table.block.header) and table.block.header == other.block.header


def _headers(table: Table) -> list[str]:
    return [fold(column.header) for column in table.columns]


def chain_checks(chain: list[Table], figures: list[Figure], checks: list[Check]) -> list[Check]:
    """`checks` with the totals that only the whole chain can prove taken out, and the chain's own put in."""
    totals = [
        figure for figure in figures if figure.table in chain and figure.row.total and not figure.row.subtotal
    ]
    if not totals or len({(id(figure.table), figure.key[0]) for figure in totals}) > 1:
        return checks
    targets = {figure.key for figure in totals}
    kept = [check for check in checks if not (check.kind == "footing" and check.target in targets)]
    rows = [
        figure
        for figure in figures
        if figure.table in chain and not (figure.row.total or figure.row.subtotal or figure.row.label.memo)
    ]
    for total in totals:
        if total.aspect in ("amount", "count", "plan", "plan_total"):
            parts = [
                figure
                for figure in rows
                if figure.aspect == total.aspect and fold(figure.column.header) == fold(total.column.header)
            ]
            if check := _sum(total, parts):
                kept.append(check)
    return kept


def _sum(total: Figure, parts: list[Figure]) -> Check | None:
    units = Units.shipped()
    base = units.find(total.unit or "")
    computed = tolerance = Decimal(0)
    for part in parts:
        unit = units.find(part.unit or "")
        if part.number is None or unit is None or base is None or unit.dimension != base.dimension:
            return None
        ratio = unit.factor / base.factor
        scale = Decimal(ratio.numerator) / Decimal(ratio.denominator)
        computed += part.number * scale
        tolerance += HALF.scaleb(-part.digits) * scale
    if total.number is None or len(parts) < 2:
        return None
    tolerance += HALF.scaleb(-total.digits)
    cells = (total.key, *(part.key for part in parts))
    holds = abs(total.number - computed) <= tolerance
    return Check("footing", total.key, cells, holds, total.number, computed, tolerance, "words")
