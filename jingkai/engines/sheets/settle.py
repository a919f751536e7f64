"""Settling the periods of figures: what is said is taken, what is open is weighed, what stays close is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jingkai.engines.periods.labels import NOTHING, PeriodHint
from jingkai.engines.sheets import lexicon, times
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.points import Earlier, thing_of
from jingkai.engines.sheets.relations import check_rate, completion, growth_from_index
from jingkai.engines.sheets.table import Column, Table
from jingkai.engines.sheets.times import RATES, STATES, Span

_FLOWS = ("amount", "count")
_QUOTE = re.compile(
    r"(?P<cum>累计|1-\d{1,2}月|年初以来|前\d个?月)|(?P<now>当月|本月|(?<!-)(?<!\d)\d{1,2}月份?)|(?P<down>下降|减少|回落|降低|同比降)"
    r"|(?P<up>增长|上升|提高|增加)|(?P<end>[。;；])|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
)


@dataclass(frozen=True)
class Quote:
    """A number in a note, signed by the words before it, and what the note says of its time (True: cumulative)."""

    number: Decimal
    cumulative: bool | None


def quotes_of(texts: Sequence[str]) -> list[Quote]:
    """The numbers that the notes under a table quote."""
    found = []
    for text in texts:
        cumulative: bool | None = None
        sign = 1
        for match in _QUOTE.finditer(fold(text)):
            if match["cum"]:
                cumulative = True
            elif match["now"]:
                cumulative = False
            elif match["down"] or match["up"]:
                sign = -1 if match["down"] else 1
            elif match["end"]:
                sign = 1
            else:
                found.append(Quote(sign * Decimal(match["number"].replace(",", "")), cumulative))
                sign = 1
    return found


def _beyond_half(part: float) -> float:
    """Evidence counts by how far it holds for more than half of the rows."""
    return max(0.0, 2 * part - 1)


class Settler:
    """Gives every figure of a table its span."""

    def __init__(self, table: Table, figures: list[Figure], earlier: Earlier, asker: Asker) -> None:
        self.table, self.figures, self.earlier, self.asker = table, figures, earlier, asker
        self.base = table.context.hint
        grid = table.block.grid
        self.quotes = quotes_of([grid.words_at(*key) or "" for key in table.block.notes])
        self.weights = lexicon.weights()
        self.by_column: dict[int, list[Figure]] = {}
        for figure in figures:
            self.by_column.setdefault(figure.column.col, []).append(figure)
        self.flow: dict[int, Span] = {}
        """The settled span of each column of amounts."""
        self.evident: list[bool] = []

    def run(self) -> None:
        """Amounts first: rates take their period from them."""
        columns = [c for c in self.table.data if c.col in self.by_column]
        for column in columns:
            if self._aspect(column) not in RATES:
                self._settle(column)
        for column in columns:
            if self._aspect(column) in RATES:
                self._settle(column)

    def _aspect(self, column: Column) -> str:
        return self.by_column[column.col][0].aspect if column.aspect is None else column.aspect

    def _settle(self, column: Column) -> None:
        """What is counted or measured first; then the rates, which may be of it."""
        figures = self.by_column[column.col]
        decided = self._place(column, [figure for figure in figures if figure.aspect not in RATES])
        found = [decided[aspect] for aspect in (*_FLOWS, "index", "balance") if aspect in decided]
        span, certain = found[0] if found else (None, True)
        if span is not None and certain:
            self.flow[column.col] = span
        self._place(column, [figure for figure in figures if figure.aspect in RATES])

    def _place(self, column: Column, figures: list[Figure]) -> dict[str, tuple[Span | None, bool]]:
        decided: dict[str, tuple[Span | None, bool]] = {}
        for figure in figures:
            own = self._own(figure)
            if own is not None:
                figure.span = own
                continue
            if figure.aspect not in decided:
                decided[figure.aspect] = self._decide(column, figure.aspect)
            figure.span, certain = decided[figure.aspect]
            if not certain:
                figure.held.append("period")
        return decided

    def _own(self, figure: Figure) -> Span | None:
        """The span a row fixes by itself: months down the side of a table, or a month in the row's name."""
        row, column = figure.row.hint, figure.column.hint
        if row == NOTHING or figure.aspect in STATES or (figure.aspect == "balance" and row.last is None):
            return None
        if row.last is None and row.cumulative is None and not row.current and row.year is None:
            return None
        months = row if row.last is not None else column
        cumulative = row.cumulative if row.last is None else (column.cumulative or row.cumulative)
        if months.last is None:
            return times.explicit(row.over(column), self.base)
        if cumulative and months.first == months.last:
            months = replace(months, first=1)
        year = row.year if row.year is not None else column.year
        if (
            row.year is not None
            and row.shift is None
            and column.shift in ("same_period_last_year", "last_year")
        ):
            year, column = row.year - 1, replace(column, shift=None)
        return times.explicit(
            replace(months, year=year, cumulative=cumulative, shift=row.shift or column.shift), self.base
        )

    def _decide(self, column: Column, aspect: str) -> tuple[Span | None, bool]:
        if aspect in RATES and column.col in self.flow:
            return self.flow[column.col], True  # 存贷比 among balances
        options = self._options(column, aspect)
        if not options:
            return None, self.base.last is None and self.base.year is None
        if len(options) == 1:
            return options[0], True
        return self._weigh(column, aspect, options)

    def _options(self, column: Column, aspect: str) -> list[Span]:
        leaf = column.labels[-1].hint if column.labels else NOTHING
        said = times.explicit(column.hint, self.base)
        if aspect in STATES:
            of_leaf = times.explicit(leaf, self.base) if leaf.last is not None else None
            return [of_leaf] if of_leaf else [times.whole_year(self.base, column.hint.year)]
        if aspect == "balance":
            if said is not None and said.last is not None:
                return [replace(said, first=said.last, cumulative=None)]
            return [times.shifted(times.state(self._base_of(column)), column.hint)]
        if (
            column.hint.shift == "same_period_last_year"
            and aspect not in RATES
            and (beside := self._beside(column))
        ):
            return [times.shifted(beside, column.hint)]
        if aspect == "count" and said is None:
            flows = lexicon.words()["flow_count"].search(fold(column.header) + self.table.context.noun)
            if not flows or self.base.as_of:
                return [times.shifted(times.state(self._base_of(column)), column.hint)]
        if said is not None:
            return [said]
        if aspect in RATES and (anchors := self._anchors(column)):
            return [times.shifted(span, column.hint) for span in anchors]
        spans = [times.shifted(span, column.hint) for span in times.of_table(self._base_of(column))]
        year = column.hint.year if column.hint.year is not None else self.base.year
        if not spans and year is not None:
            return [Span(year, None, None, True)]
        return spans

    def _base_of(self, column: Column) -> PeriodHint:
        return replace(self.base, year=column.hint.year) if column.hint.year is not None else self.base

    def _anchors(self, column: Column) -> list[Span]:
        """The distinct spans of the amounts a rate may be of, the nearest on the left first."""
        amounts = [c for c in self.table.data if c.col in self.flow and c.hint.shift is None]
        group = [c for c in amounts if len(column.path) > 1 and c.path and c.path[0] == column.path[0]]
        same = [c for c in amounts if column.name and c.name == column.name]
        if column.hint.year is not None:
            amounts = [c for c in amounts if self.flow[c.col].year == column.hint.year]
        pool = group or same or amounts
        free = [c for c in pool if not self._taken(c, column)] or pool
        free = [c for c in free if c.col < column.col] or free
        ordered = sorted(free, key=lambda c: (c.col > column.col, abs(c.col - column.col)))
        spans: list[Span] = []
        for anchor in ordered:
            if self.flow[anchor.col] not in spans:
                spans.append(self.flow[anchor.col])
        return spans

    def _beside(self, column: Column) -> Span | None:
        """The span of the amount to the left, of which a column gives last year's figure."""
        left = [
            c for c in self.table.data if c.col < column.col and c.col in self.flow and c.hint.shift is None
        ]
        return self.flow[left[-1].col] if left else None

    def _taken(self, amount: Column, column: Column) -> bool:
        """Whether another column with the same aspect stands between the amount and this one: 当月 同比 累计 同比."""
        between = [c for c in self.table.data if amount.col < c.col < column.col]
        later = [c for c in between if c.col in self.flow]
        return bool(later) and any(c.aspect == column.aspect and c.col < later[0].col for c in between)

    def _weigh(self, column: Column, aspect: str, options: list[Span]) -> tuple[Span, bool]:
        scores = {span: self._score(column, aspect, span, index) for index, span in enumerate(options)}
        best, second = sorted(options, key=lambda span: -scores[span])[:2]
        lead = scores[best] - scores[second]
        if lead >= self.weights["margin"]:
            self.evident.append(bool(best.cumulative))
            return best, True
        return self._ask(column, best, second)

    def _score(self, column: Column, aspect: str, span: Span, index: int) -> float:
        prior, evidence = self.weights["prior"], self.weights["evidence"]
        score: float = 0.0
        if aspect in RATES and index == 0:
            score += prior["nearest_left_amount"]
        if span.cumulative:
            score += prior["cumulative_by_habit"]
        elif aspect == "growth_mom":
            score += prior["month_on_month"]
        score += evidence["note_quote"] * self._quoted(column, bool(span.cumulative))
        if aspect == "growth":
            score += evidence["growth_change"] * _beyond_half(self._of_index(column, span))
        if aspect == "completion_rate":
            score += evidence["completion"] * _beyond_half(self._completes(column, span))
        if aspect in _FLOWS:
            score += evidence["last_month"] * _beyond_half(self._follows(column, span))
        if aspect in RATES and self.evident:
            agreeing = sum(1 for cumulative in self.evident if cumulative == bool(span.cumulative))
            score += self.weights["same_table"] * (agreeing / len(self.evident))
        if aspect in _FLOWS and any(s.cumulative is False for s in self.flow.values()) and span.cumulative:
            score += evidence["cumulative_at_least_single"]
        return score

    def _quoted(self, column: Column, cumulative: bool) -> float:
        numbers = {figure.value.exact for figure in self.by_column[column.col]}
        hits = [quote for quote in self.quotes if quote.number in numbers and quote.number != 0]
        if not any(quote.cumulative is not None for quote in hits):
            return 0.0
        return 1.0 if any(quote.cumulative == cumulative for quote in hits) else 0.0

    def _of_index(self, column: Column, span: Span) -> float:
        """How many of the column's rates are an index of that span less one hundred."""
        indices: dict[int, dict[int, Figure]] = {}
        for figure in self.figures:
            if figure.aspect == "index" and figure.span == span:
                indices.setdefault(figure.key[1], {})[figure.key[0]] = figure
        best = 0.0
        for index in indices.values():
            checks = [
                check.holds
                for rate in self.by_column[column.col]
                if (one := index.get(rate.key[0]))
                and (check := check_rate("index", rate, one, one, growth_from_index))
            ]
            best = max(best, sum(checks) / len(checks) if len(checks) > 1 else 0.0)
        return best

    def _follows(self, column: Column, span: Span) -> float:
        """How many of the column's figures go on from last month's cumulative ones, read in this way."""
        if span.last is None or span.last < 3 or span.first not in (1, span.last):
            return 0.0
        before = replace(span, first=1, last=span.last - 1, cumulative=True)
        fits = []
        for figure in self.by_column[column.col]:
            point = self.earlier.of(thing_of(figure)).get(before)
            if point is not None and point.number > 0 and figure.number is not None:
                fits.append((figure.number >= point.number) == bool(span.cumulative))
        return sum(fits) / len(fits) if fits else 0.0

    def _completes(self, column: Column, span: Span) -> float:
        plans = [c.col for c in self.table.data if c.aspect == "plan"]
        amounts = [col for col, settled in self.flow.items() if settled == span]
        at = {figure.key: figure for figure in self.figures}
        results = [
            check.holds
            for rate in self.by_column[column.col]
            for plan in plans
            for amount in amounts
            if (done := at.get((rate.key[0], amount))) and (goal := at.get((rate.key[0], plan)))
            if (check := check_rate("completion", rate, done, goal, completion))
        ]
        return sum(results) / len(results) if len(results) > 1 else 0.0

    def _ask(self, column: Column, best: Span, second: Span) -> tuple[Span, bool]:
        by_key = {("cumulative" if span.cumulative else "single"): span for span in (best, second)}
        options = [
            Option("cumulative", f"累计({by_key.get('cumulative', best)})", "year to date"),
            Option("single", f"当月({by_key.get('single', second)})", "the month alone"),
        ]
        header = column.header or self.table.context.noun
        answer = self.asker.ask(
            "period",
            column.path[-1:] or [self.by_column[column.col][0].key],
            f"“{header}”是当月还是累计？",
            f"Is “{header}” of the month alone or of the year to date?",
            why="表头、标题没有写明，两种读法相近",
            options=options,
            subject=fold(f"{self.table.context.noun}/{header}"),
            remember=True,
        )
        if answer in by_key:
            return by_key[answer], True
        return best, False
