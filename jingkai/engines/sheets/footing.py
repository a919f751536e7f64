"""Which rows are the sum of which: by 合计 and 小计, by indent, by formula, or else by arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.formulas import references
from jingkai.engines.sheets.relations import HALF, Check, check_sum, half_digit
from jingkai.engines.sheets.table import Row, Table

_ADDITIVE = ("amount", "plan", "plan_total", "count", "balance", "yoy_change", "share")
_MAX_ROWS = 600
_MAX_RUN = 80


@dataclass(frozen=True)
class Sum:
    """Row `total` is the sum of `parts` (indices into the table's rows); `by` says how that is known."""

    total: int
    parts: tuple[int, ...]
    by: str


class Footing:
    """All sums of one table, column by column."""

    def __init__(self, table: Table, figures: list[Figure]) -> None:
        self.table = table
        self.at: dict[Key, Figure] = {f.key: f for f in figures}
        self.rows = table.rows[:_MAX_ROWS]
        self._covered: set[int] = set()
        """The rows that a subtotal sums up."""
        self._column_digits: dict[int, int] = {}
        for figure in figures:
            col = figure.key[1]
            self._column_digits[col] = max(self._column_digits.get(col, 0), figure.digits)
        self.columns = [c.col for c in table.data if self._additive(c.col)]

    def _additive(self, col: int) -> bool:
        of_column = [f for f in self.at.values() if f.key[1] == col]
        if any(figure.is_quotient for figure in of_column):
            return False
        own_base = any(
            f.aspect == "share" and f.column.name for f in of_column
        )  # 税收比重: each of its own whole
        return bool(of_column) and not own_base and all(f.aspect in _ADDITIVE for f in of_column)

    def checks(self) -> list[Check]:
        """The sums that hold or nearly always hold, and where they fail."""
        found: list[Check] = []
        seen: set[tuple[int, tuple[int, ...]]] = set()
        for candidate in [*self._by_words(), *self._by_indent(), *self._by_arithmetic()]:
            if (candidate.total, candidate.parts) in seen:
                continue
            seen.add((candidate.total, candidate.parts))
            checks = self._check(candidate)
            if self._established(candidate, checks):
                found.extend(checks)
        found.extend(self._by_formula(found))
        return found

    def _check(self, candidate: Sum) -> list[Check]:
        checks = []
        for col in self.columns:
            total = self._figure(candidate.total, col)
            parts = [self._figure(i, col) for i in candidate.parts]
            known = [p for p in parts if p is not None]
            if total is None or len(known) < 2 or any(p.unit != total.unit for p in known):
                continue
            check = check_sum(total, known, self._digits(col), candidate.by)
            # A blank part is unknown: the sum proves something only when it comes out without it.
            if check is not None and (check.holds or len(known) == len(parts)):
                checks.append(check)
        return checks

    def _established(self, candidate: Sum, checks: list[Check]) -> bool:
        if not checks:
            return False
        holding = sum(1 for check in checks if check.holds and check.printed != 0)
        failing = sum(1 for check in checks if not check.holds)
        if candidate.by == "words":
            return holding >= failing or holding > 0 or self._plain_total(candidate)
        if candidate.by == "arithmetic":
            telling = [c for c in checks if c.holds and abs(c.printed) >= 100]
            return holding > failing and (
                len(telling) > 1 or (len(telling) == 1 and len(candidate.parts) > 2)
            )
        return holding > failing

    def _plain_total(self, candidate: Sum) -> bool:
        """A 合计 over all other rows must come out, even if it never does: memo rows and what subtotals cover aside."""
        others = {i for i, row in enumerate(self.rows) if i != candidate.total and not row.section}
        memos = {i for i in others if self.rows[i].label.memo}
        flat = len({self.rows[i].depth for i in candidate.parts}) == 1
        split_twice = any(self.rows[i].label.by for i in others)
        complete = set(candidate.parts) | memos | self._covered == others | self._covered
        return flat and complete and not split_twice and len(candidate.parts) >= 2

    def _figure(self, index: int, col: int) -> Figure | None:
        return self.at.get((self.rows[index].row, col))

    def _digits(self, col: int) -> int:
        return self._column_digits.get(col, 0)

    def _by_words(self) -> Iterator[Sum]:
        totals = [i for i, row in enumerate(self.rows) if row.total and not row.subtotal and not row.section]
        subtotals = [i for i, row in enumerate(self.rows) if row.subtotal]
        plain = [
            i for i, row in enumerate(self.rows) if i not in totals and i not in subtotals and _is_part(row)
        ]
        covered = self._covered
        for at, total in enumerate(subtotals):
            before = subtotals[at - 1] if at else -1
            after = subtotals[at + 1] if at + 1 < len(subtotals) else len(self.rows)
            same = [i for i in plain if self.rows[i].outer and self.rows[i].outer == self.rows[total].outer]
            options = [
                tuple(same),
                tuple(i for i in plain if before < i < total),
                tuple(i for i in plain if total < i < after),
            ]
            for found in self._best(total, [o for o in options if len(o) > 1], "words"):
                covered.update(found.parts)
                yield found
        alone = [i for i in plain if i not in covered]
        for total in totals:
            inner = [i for i in totals if i != total]
            options = [
                tuple(sorted([*subtotals, *alone])) if subtotals else (),
                tuple(subtotals), tuple(plain), self._outermost(plain), self._numbered(plain), tuple(inner),
                tuple(i for i in plain if self.rows[i].serial.isdigit()),
                tuple(i for i in plain if self.rows[i].serial and not self.rows[i].serial.isdigit()),
            ]  # fmt: skip
            yield from self._best(total, [o for o in options if len(o) > 1], "words")

    def _outermost(self, rows: list[int]) -> tuple[int, ...]:
        depths = [self.rows[i].depth for i in rows]
        return tuple(i for i in rows if self.rows[i].depth == min(depths, default=0))

    def _numbered(self, rows: list[int]) -> tuple[int, ...]:
        levels = [self.rows[i].label.level for i in rows if self.rows[i].label.level]
        return tuple(i for i in rows if levels and self.rows[i].label.level == min(levels))

    def _best(self, total: int, options: list[tuple[int, ...]], by: str) -> Iterator[Sum]:
        """Of several ways to split a total, the one that comes out in the most columns."""
        if options:
            yield max(
                (Sum(total, parts, by) for parts in options),
                key=lambda s: sum(1 if c.holds else -1 for c in self._check(s)),
            )

    def _by_indent(self) -> Iterator[Sum]:
        for index, row in enumerate(self.rows):
            children: list[int] = []
            depth: int | None = None
            for below in range(index + 1, len(self.rows)):
                if self.rows[below].depth <= row.depth:
                    break
                depth = self.rows[below].depth if depth is None else min(depth, self.rows[below].depth)
                children.append(below)
            parts = tuple(i for i in children if self.rows[i].depth == depth and _is_part(self.rows[i]))
            if len(parts) > 1:
                yield Sum(index, parts, "indent")

    def _by_arithmetic(self) -> Iterator[Sum]:
        """Bottom up: a row that equals a run of the rows below it, each run taken with its own parts folded in."""
        after: dict[int, int] = {}
        for index in range(len(self.rows) - 1, -1, -1):
            after[index] = index + 1
            for run, at in self._runs(index, after):
                candidate = Sum(index, run, "arithmetic")
                if self._established(candidate, self._check(candidate)):
                    after[index] = at
                    yield candidate
                    break

    def _runs(self, index: int, after: dict[int, int]) -> Iterator[tuple[tuple[int, ...], int]]:
        """The runs below a row whose running sums meet the row in some column, and where each ends."""
        if self.rows[index].section:
            return
        totals = {c: f for c in self.columns if (f := self._figure(index, c)) is not None and f.number}
        sums = dict.fromkeys(totals, Decimal(0))
        run: list[int] = []
        at = index + 1
        while at < len(self.rows) and len(run) < _MAX_RUN and not self.rows[at].section:
            if self.rows[at].label.memo or self.rows[at].total:
                at += 1
                continue
            run.append(at)
            for col in sums:
                if (part := self._figure(at, col)) is not None and part.number is not None:
                    sums[col] += part.number
            at = after[at]
            if len(run) > 1 and any(self._meets(totals[c], sums[c], len(run)) for c in sums):
                yield tuple(run), at

    def _meets(self, total: Figure, reached: Decimal, parts: int) -> bool:
        slack = half_digit(total) + parts * HALF.scaleb(-self._digits(total.key[1]))
        return total.number is not None and abs(total.number - reached) <= slack

    def _by_formula(self, found: list[Check]) -> Iterator[Check]:
        known = {(check.target, frozenset(check.cells)) for check in found}
        for key, figure in self.at.items():
            parts = [self.at[k] for k in references(self.table.block.grid.sheet, *key) if k in self.at]
            if len(parts) > 1 and all(p.key[1] == key[1] for p in parts):
                check = check_sum(figure, parts, self._digits(key[1]), "formula")
                if check and (check.target, frozenset(check.cells)) not in known:
                    yield check


def _is_part(row: Row) -> bool:
    return not row.section and not row.label.memo and row.label_key is not None
