"""All checks of one table: sums, rates against amounts, cumulative against single months, quoted figures."""

from collections.abc import Iterator

from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.footing import Footing
from jingkai.engines.sheets.labels import read_label
from jingkai.engines.sheets.relations import (
    Check,
    Foretell,
    change_from_base,
    check_rate,
    completion,
    completion_of_month,
    growth_from_base,
    growth_from_change,
)
from jingkai.engines.sheets.table import Column, Table


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
        """The checks of rates, changes and shares against the amounts they are of."""
        found = [check for column in self.table.data for check in self._rates(column)]
        found.extend(self._shares())
        return found

    def _columns(self, *aspects: str | None) -> list[Column]:
        return [c for c in self.table.data if c.aspect in aspects]

    def _rates(self, column: Column) -> list[Check]:
        amounts = self._columns(None, "amount", "count")
        now = [c for c in amounts if c.hint.shift is None]
        before = [c for c in amounts if c.hint.shift is not None]
        if column.aspect == "completion_rate":
            monthly = any("月" in label.folded and "进度" in label.folded for label in column.labels)
            foretell = completion_of_month if monthly else completion
            return self._best("completion", column, now, self._columns("plan"), foretell)
        if column.aspect == "growth":
            by_change = self._best(
                "growth_delta", column, now, self._columns("yoy_change"), growth_from_change
            )
            return by_change or self._best("growth", column, now, before, growth_from_base)
        if column.aspect == "yoy_change":
            return self._best("change", column, now, before, change_from_base)
        return []

    def _best(
        self, kind: str, column: Column, firsts: list[Column], seconds: list[Column], foretell: Foretell
    ) -> list[Check]:
        """The pair of columns that foretells the most rows, if it foretells most of them."""
        best: list[Check] = []
        for first in firsts:
            for second in seconds:
                checks = list(self._down(kind, column, first, second, foretell))
                if _score(checks) > _score(best):
                    best = checks
        return best

    def _down(
        self, kind: str, rate: Column, first: Column, second: Column, foretell: Foretell
    ) -> Iterator[Check]:
        for row in self.table.rows:
            cells = [self.at.get((row.row, c.col)) for c in (rate, first, second)]
            if (
                cells[0] is None or cells[1] is None or cells[2] is None
                or (cells[0].span != cells[1].span and not _same_end(cells[0], cells[1]))
            ):  # fmt: skip
                continue
            if check := check_rate(kind, cells[0], cells[1], cells[2], foretell):
                yield check

    def _shares(self) -> list[Check]:
        """结构(%): each row's part of the total above or below it."""
        totals = {row.row for row in self.table.rows if row.total and not row.subtotal}
        found: list[Check] = []
        for column in self._columns("share"):
            if not all(label.generic for label in map(read_label, (label.text for label in column.labels))):
                continue
            options = [
                [
                    check
                    for row in self.table.rows
                    if (share := self.at.get((row.row, column.col))) and (part := self.at.get((row.row, amount.col)))
                    and (whole := self.at.get((total, amount.col)))
                    and (check := check_rate("share", share, part, whole, completion))
                ]
                for amount in self._columns(None, "amount", "count")
                for total in totals
            ]  # fmt: skip
            best = max(options, key=_score, default=[])
            if _score(best) > 0:
                found.extend(best)
        return found


def _same_end(one: Figure, other: Figure) -> bool:
    return other.span is not None and one.span is not None and other.span.last == one.span.last


def _score(checks: list[Check]) -> int:
    """Above zero when the relation is established: at least two rows come out to the printed digits, and most do."""
    holding = sum(1 for check in checks if check.holds)
    failing = len(checks) - holding
    if holding < 2 or failing >= holding:
        return 0
    return holding * 2 - failing
