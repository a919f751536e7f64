"""What a table costs those who fill it in, and whether it stays within a unit's budget of the month."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .filling import FilledCells, fill
from .kinds import TABLES, BudgetBody, TablesBody
from .models import Line, Submission

HUNDRED = 100
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Spent:
    """Tables and minutes that a unit was asked for."""

    tables: int = 0
    minutes: Decimal = Decimal(0)


@dataclass(frozen=True)
class Burden:
    """What a request asks of one unit: the lines it has to type, its minutes, and the month's budget beside it."""

    unit: Organisation
    cells: int
    asked: tuple[Line, ...]
    minutes: Decimal
    before: Spent
    budget: BudgetBody

    @property
    def filled(self) -> int:
        """How many cells are filled in for it."""
        return self.cells - len(self.asked)

    @property
    def over(self) -> bool:
        """Whether the month's budget would be exceeded."""
        return (
            self.before.tables + 1 > self.budget.tables
            or self.before.minutes + self.minutes > self.budget.minutes
        )

    @property
    def words(self) -> Words:
        """The month of the unit with this table, in words."""
        tables, minutes = self.before.tables + 1, self.before.minutes + self.minutes
        limit = self.budget
        return Words(
            zh=f"{self.unit.name}本月将达 {tables} 张、{minutes.normalize():f} 分钟"
            f"（限额 {limit.tables} 张、{limit.minutes} 分钟）",
            en=f"{self.unit.name}: {tables} tables and {minutes.normalize():f} minutes this month "
            f"(budget {limit.tables} and {limit.minutes})",
        )


def rules_for(unit: Organisation, on: date, book: RuleBook) -> TablesBody:
    """The rule of tables that holds for a unit on a day. Raises Problem `rules.not-found`."""
    return book.body(TABLES, unit, on, TablesBody)


def minutes_of(lines: Iterable[Line], rules: TablesBody) -> Decimal:
    """The minutes a person needs to type these lines."""
    return sum((rules.minutes[line.field.kind] for line in lines), Decimal(0))


def burdens(
    lines: Sequence[Line],
    period: Period,
    units: Collection[Organisation],
    *,
    on: date,
    book: RuleBook,
    as_of: int | None = None,
) -> list[Burden]:
    """What asking these lines for the period would cost each unit on that day."""
    filled = fill(lines, period, [one.pk for one in units], as_of)
    before = spent(units, Period.month(on.year, on.month))
    return [_burden(one, lines, filled, before, rules_for(one, on, book)) for one in units]


def spent(units: Collection[Organisation], month: Period) -> Mapping[int, Spent]:
    """What each unit (by id) was asked for in a month; what was withdrawn does not count."""
    rows = (
        Submission.objects.filter(
            unit__in=[one.pk for one in units], case__day__gte=month.start, case__day__lte=month.last_day
        )
        .exclude(case__now__state=WITHDRAWN)
        .values_list("unit")
        .annotate(tables=Count("pk"), minutes=Sum("minutes"))
        .order_by()
    )
    return {unit: Spent(tables, Decimal(minutes) / HUNDRED) for unit, tables, minutes in rows}


def _burden(
    unit: Organisation,
    lines: Sequence[Line],
    filled: FilledCells,
    before: Mapping[int, Spent],
    rules: TablesBody,
) -> Burden:
    asked = tuple(line for line in lines if line.pk not in filled[unit.pk])
    return Burden(
        unit, len(lines), asked, minutes_of(asked, rules), before.get(unit.pk, Spent()), rules.budget
    )
