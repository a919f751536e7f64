"""All checks of one table: sums, rates against amounts, changes against earlier years, indices, figures per mu.

Figures are compared along lines: down the columns, or across the rows where indicators are rows and places columns. A
relation is looked for among the lines of a table, and holds for the table when most places obey it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from jingkai.engines.quantity import Units
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.footing import Footing
from jingkai.engines.sheets.relations import (
    Check,
    Foretell,
    change_from_base,
    check_rate,
    completion,
    completion_of_month,
    growth_from_base,
    growth_from_change,
    growth_from_index,
    quotient,
)
from jingkai.engines.sheets.table import Table
from jingkai.engines.sheets.times import Span

_AMOUNTS = ("amount", "count", "balance")
_MAX_LINES = 40


@dataclass(frozen=True)
class Line:
    """Figures of one aspect and span along a column (by row) or a row (by column)."""

    aspect: str
    span: Span | None
    figures: dict[int, Figure]

    @property
    def first(self) -> Figure:
        """Any of them: they share aspect, span and header."""
        return next(iter(self.figures.values()))


class Verifier:
    """Finds the relations a table obeys, and the cells that break them."""

    def __init__(self, table: Table, figures: list[Figure]) -> None:
        self.table = table
        self.figures = figures
        self.at: dict[Key, Figure] = {figure.key: figure for figure in figures}

    def run(self) -> list[Check]:
        """Every check of an established relation, holding or not."""
        return [*Footing(self.table, self.figures).checks(), *self.rates()]

    def rates(self) -> list[Check]:
        """The checks of rates, changes, indices and shares against the amounts they are of."""
        found: list[Check] = []
        for lines in [self._lines(along=0), *self._bands()]:
            for line in lines[:_MAX_LINES]:
                found.extend(_relations(line, lines))
        found.extend(self._shares())
        return found

    def _lines(self, along: int) -> list[Line]:
        """Lines down the columns (along=0) or across the rows (along=1)."""
        groups: dict[tuple[int, str, Span | None], dict[int, Figure]] = defaultdict(dict)
        for figure in self.figures:
            place, other = figure.key[1 - along], figure.key[along]
            groups[place, figure.aspect, figure.span][other] = figure
        return [
            Line(aspect, span, figures) for (_, aspect, span), figures in groups.items() if len(figures) > 1
        ]

    def _bands(self) -> Iterator[list[Line]]:
        """Across the rows, the rows of one indicator: plan, amount and rate below each other, places beside."""
        bands: dict[str, list[Line]] = defaultdict(list)
        for line in self._lines(along=1):
            bands[line.first.indicator].append(line)
        for lines in bands.values():
            if len({line.aspect for line in lines}) > 1:
                yield lines

    def _shares(self) -> list[Check]:
        """结构(%): each row's part of the total above or below it."""
        totals = {row.row for row in self.table.rows if row.total and not row.subtotal}
        lines = self._lines(along=0)
        found: list[Check] = []
        for share in (line for line in lines if line.aspect == "share"):
            options = [
                [
                    check
                    for row, rate in share.figures.items()
                    if (part := amount.figures.get(row)) and (whole := amount.figures.get(total))
                    if (check := check_rate("share", rate, part, whole, completion))
                ]
                for amount in lines
                if amount.aspect in _AMOUNTS
                for total in (totals | _wholes(share)) & amount.figures.keys()
            ]  # fmt: skip
            best = max(options, key=_score, default=[])
            if _score(best) > 0:
                found.extend(best)
        return found


def _wholes(share: Line) -> set[int]:
    """The rows whose share is printed as 100 %: what the others are parts of."""
    return {row for row, figure in share.figures.items() if figure.number == 100}


def _relations(line: Line, lines: list[Line]) -> list[Check]:
    """The checks of one line of rates, changes or quotients against the lines that foretell it."""
    now = [other for other in lines if other.aspect in _AMOUNTS and _same_end(other.span, line.span)]
    before = [other for other in lines if other.aspect in _AMOUNTS and _year_before(other.span, line.span)]
    plans = [other for other in lines if other.aspect == "plan"]
    changes = [other for other in lines if other.aspect == "yoy_change"]
    indices = [other for other in lines if other.aspect == "index" and _same_end(other.span, line.span)]
    if line.aspect == "completion_rate":
        monthly = any("月" in label.folded and "进度" in label.folded for label in line.first.column.labels)
        return _best("completion", line, now, plans, completion_of_month if monthly else completion)
    if line.aspect == "growth":
        return (
            _best("growth_delta", line, now, changes, growth_from_change)
            or _best("growth", line, now, before, growth_from_base)
            or _best("index", line, indices, indices, growth_from_index)
        )
    if line.aspect == "growth_mom":
        earlier = [
            other for other in lines if other.aspect in _AMOUNTS and _month_before(other.span, line.span)
        ]
        return _best("growth", line, now, earlier, growth_from_base)
    if line.aspect in ("pp_change", "pp_gap"):
        rates = [other for other in lines if other.aspect in ("growth", "share", "completion_rate")]
        return _best("points", line, rates, rates, change_from_base)
    if line.aspect == "yoy_change":
        return _best("change", line, now, before, change_from_base)
    if line.aspect == "share":
        return _best("share", line, now, now, completion)
    if line.aspect == "amount" and line.first.is_quotient:
        return _quotients(line, [other for other in now if other is not line])
    return []


def _best(kind: str, rate: Line, firsts: list[Line], seconds: list[Line], foretell: Foretell) -> list[Check]:
    """The pair of lines that foretells the most places of a rate, then the next for the places left, and so on."""
    found: list[Check] = []
    open_places = dict(rate.figures)
    while len(open_places) > 1:
        best: list[Check] = []
        for first in firsts:
            for second in seconds:
                if (first is second) != (foretell is growth_from_index) or first is rate or second is rate:
                    continue
                checks = list(_along(kind, open_places, first, second, foretell))
                if _score(checks) > _score(best):
                    best = checks
        if not best:
            break
        found.extend(best)
        covered = {check.target for check in best}
        open_places = {place: f for place, f in open_places.items() if f.key not in covered}
    return found


def _along(
    kind: str, rates: dict[int, Figure], first: Line, second: Line, foretell: Foretell
) -> Iterator[Check]:
    for place, figure in rates.items():
        one, other = first.figures.get(place), second.figures.get(place)
        if (
            one is not None
            and other is not None
            and (check := check_rate(kind, figure, one, other, foretell))
        ):
            yield check


def _quotients(line: Line, amounts: list[Line]) -> list[Check]:
    """亩均税收 = 税收 / 用地面积, the units converted."""
    best: list[Check] = []
    for first, second in permutations(amounts, 2):
        factor = _factor(first.first.unit, second.first.unit, line.first.unit)
        if factor is not None:
            checks = list(_along("quotient", line.figures, first, second, quotient(factor)))
            if _score(checks) > _score(best):
                best = checks
    return best


def _factor(first: str | None, second: str | None, result: str | None) -> Decimal | None:
    """How many `result` units one `first` unit per `second` unit is; None when the dimensions differ."""
    units = Units.shipped()
    one, other, wanted = (units.find(unit or "") for unit in (first, second, result))
    if one is None or other is None or wanted is None:
        return None
    per = units.find(f"{one.name}/{other.name}")
    if per is None or per.dimension != wanted.dimension:
        return None
    ratio = per.factor / wanted.factor
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def _same_end(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.year, one.years_back, one.last) == (other.year, other.years_back, other.last) and (
        one.first == other.first or None in (one.cumulative, other.cumulative)
    )


def _year_before(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    if other.year is not None and one.year is not None:
        return _same_end(replace(one, year=one.year + 1), other)
    return one.years_back == other.years_back + 1 and _same_end(
        replace(one, years_back=other.years_back), other
    )


def _month_before(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None or one.last is None or other.last is None or one.first != one.last:
        return False
    return one.year == other.year and one.last == other.last - 1


def _score(checks: list[Check]) -> int:
    """Above zero when the relation is established: at least two places come out to the printed digits, and most do."""
    holding = sum(1 for check in checks if check.holds)
    failing = len(checks) - holding
    if holding < 2 or failing >= holding:
        return 0
    return holding * 2 - failing
