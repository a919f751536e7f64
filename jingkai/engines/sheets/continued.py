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
    """Runs of tables in which each next one is a continuation of the one before, under the same headers."""
    run: list[Table] = []
    for table in tables:
        if run and _continues(table) and _headers(table) == _headers(run[0]):
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


def _headers(table: Table) -> list[str]:
    return [fold(column.header) for column in table.columns]


def chain_checks(chain: list[Table], figures: list[Figure], checks: list[Check]) -> list[Check]:
    """`checks` with the totals that only the whole chain can prove taken out, and the chain's own put in."""
    first = chain[0]
    totals = {row.row for row in first.rows if row.total and not row.subtotal}
    if not totals or any(row.total for table in chain[1:] for row in table.rows):
        return checks
    kept = [c for c in checks if not (c.kind == "footing" and c.target[0] in totals)]
    rows = {
        row.row for table in chain for row in table.rows if not (row.total or row.subtotal or row.label.memo)
    }
    for figure in figures:
        if figure.key[0] in totals and figure.aspect in ("amount", "count", "plan", "plan_total"):
            parts = [
                f for f in figures
                if f.key[0] in rows and f.key[1] == figure.key[1] and f.aspect == figure.aspect
            ]  # fmt: skip
            if check := _sum(figure, parts):
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
