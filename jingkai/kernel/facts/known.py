"""The one way to read facts: what was known of a period at a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import BatchLive, File
from jingkai.kernel.records.models.recorded import RecordedQuerySet

from .columns import Columns, Scale, from_columns, in_base
from .models import Fact, IntervalColumns, Measure

T = TypeVar("T", bound=Model)
_KEYS_A_QUERY = 500
_POINTS_TO: dict[str, type[Model]] = {
    "measure": Measure,
    "holder": Organisation,
    "reported_by": Organisation,
    "file": File,
    "reporter": Person,
}


@dataclass(frozen=True)
class Known:
    """A fact as it was known, with its quantity and period as the engines take them; `live_seq` is the number
    at which it became known.
    """

    row: Fact
    live_seq: int = 0

    @property
    def period(self) -> Period:
        return period_of(self.row)

    @cached_property
    def quantity(self) -> Quantity:
        """In the unit it was typed in."""
        return from_columns(columns_of(self.row), self.scale)

    @cached_property
    def amount(self) -> Quantity:
        """In the measure's own unit."""
        return in_base(columns_of(self.row), self.scale)

    @property
    def scale(self) -> Scale:
        return Scale.of(self.row.measure.base_unit, self.row.measure.decimals)

    @property
    def ref(self) -> str:
        return f"fact:{self.row.pk}"


def columns_of(row: IntervalColumns) -> Columns:
    """The interval columns of any row that has them."""
    return Columns(row.lo, row.hi, row.marks, row.unit, row.text)


def period_of(row: Any) -> Period:
    """The period of a row with `start` and `end`, written as months or years where it is that."""
    return spanning(row.start, row.end)


@lru_cache(maxsize=4096)
def spanning(start: date, end: date) -> Period:
    """The period of these days, written as months or years where it is that."""
    plain = Period(start, end)
    if not plain.is_whole_months:
        return Period.day(start) if start == end else plain
    if start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return Period.of_year(start.year)
        return Period.months_between(start.year, start.month, end.month)
    return plain


def current(as_of: int | None = None) -> RecordedQuerySet[Fact]:
    """Facts known at `as_of` that no fact known at `as_of` has superseded."""
    line = Coalesce("line_id", "pk")
    later = Fact.objects.known_at(as_of).filter(line_id=OuterRef("first"), step__gt=OuterRef("step"))
    return Fact.objects.known_at(as_of).annotate(first=line).filter(~Exists(later))


def known(
    period: Period | Collection[Period],
    as_of: int | None = None,
    *,
    within: bool = False,
    holders: Collection[int] | None = None,
    measures: Collection[int] | None = None,
    reader: Reader | None = None,
) -> list[Known]:
    """The facts of exactly this period (or these) as known at `as_of` (now, if None), oldest first.

    With `within`, those of every period that lies in it. `holders` and `measures` narrow by key, `reader` to what that
    person may see. Superseded facts are out: their history is `history(fact)`.
    """
    found = current_in(period, as_of, within=within, holders=holders, measures=measures)
    if reader is not None:
        found = visible(found, reader)
    rows = attached(found.order_by("pk"), _POINTS_TO)
    live = _live_from({row.batch_id for row in rows})
    return [Known(row, live[row.batch_id]) for row in rows]


def current_in(
    period: Period | Collection[Period],
    as_of: int | None = None,
    *,
    within: bool = False,
    holders: Collection[int] | None = None,
    measures: Collection[int] | None = None,
) -> RecordedQuerySet[Fact]:
    """The rows that `known` gives, as a query."""
    wanted = Q(pk__in=[])
    for one in [period] if isinstance(period, Period) else period:
        wanted |= Q(start__gte=one.start, end__lte=one.end) if within else Q(start=one.start, end=one.end)
    found = current(as_of).filter(wanted)
    if holders is not None:
        found = found.filter(holder_id__in=holders)
    if measures is not None:
        found = found.filter(measure_id__in=measures)
    return found


def attached(found: QuerySet[T], points_to: Mapping[str, type[Model]]) -> list[T]:
    """The rows with what they point to, each object once and not a copy a row: a month reads tens of thousands of
    rows, which point to a few hundred.
    """
    rows = list(found)
    for name, model in points_to.items():
        keys = [getattr(row, f"{name}_id") for row in rows]
        objects = {None: None} | _by_key(model._base_manager, {key for key in keys if key is not None})
        for row, key in zip(rows, keys, strict=True):
            row._state.fields_cache[name] = objects[key]
    return rows


def _by_key(manager: Any, keys: set[int]) -> dict[int, Any]:
    """Rows by key."""
    found: dict[int, Any] = {}
    for piece in _pieces(keys):
        found |= manager.in_bulk(piece)
    return found


def _live_from(batches: set[int]) -> dict[int, int]:
    """The number at which each batch went live, which is given once."""
    found: dict[int, int] = {}
    for piece in _pieces(batches):
        found |= dict(BatchLive._base_manager.filter(pk__in=piece).values_list("pk", "live_seq"))
    return found


def _pieces(keys: set[int]) -> Iterator[list[int]]:
    """The keys in pieces that both databases take."""
    listed = sorted(keys)
    for start in range(0, len(listed), _KEYS_A_QUERY):
        yield listed[start : start + _KEYS_A_QUERY]


def history(fact: Fact, as_of: int | None = None) -> list[Known]:
    """Every row of the fact's line that was known at `as_of`, the first one first."""
    first = fact.line_id or fact.pk
    found = Fact.objects.known_at(as_of).filter(Q(pk=first) | Q(line_id=first))
    return [
        Known(row) for row in found.select_related("measure", "file", "reporter").order_by(F("step"), "pk")
    ]
