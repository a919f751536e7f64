"""What a unit's earlier files said, as the reader takes it: this month's readings are weighed by last month's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q

from jingkai.engines.periods import Period
from jingkai.engines.sheets import ReadFact, Reading
from jingkai.kernel.parties.models import Alias

from ..known import Known, current
from ..spans import spans_of
from ..vocabulary import vocabulary
from .understanding import Sender


def earlier_facts(
    reading: Reading, sender: Sender, *, on: date, remembered: Mapping[str, str]
) -> list[ReadFact]:
    """The figures that the sender said before of the years that `reading` is of, up to the month before its last.

    In the sender's caliber and of what happened; exact ones only, since a bound decides nothing. `on` is the
    day on which names of units are looked up, `remembered` the unit's answers ("holder|<name>"). Empty where
    the reading has no year yet or nothing came before.
    """
    last = _last_months(reading)
    if not last:
        return []
    before = Q()
    for year, month in last.items():
        month_itself = Period.month(year, month)
        before |= Q(start__gte=month_itself.whole_year().start, end__lt=month_itself.start)
    rows = current().filter(
        before, reported_by=sender.unit, caliber=sender.caliber, nature="actual", subject=None
    )
    facts = (Known(row) for row in rows.select_related("measure", "holder").order_by("pk"))
    found = [one for one in facts if one.period.is_whole_months and one.quantity.is_exact]
    names = _names({one.row.holder_id: one.row.holder.name for one in found}, on, remembered)
    return [fact for one in found for fact in _read_facts(one, names[one.row.holder_id])]


def _last_months(reading: Reading) -> dict[int, int]:
    """The last month of each year that the reading has figures of."""
    last: dict[int, int] = {}
    for fact in reading.facts:
        span = fact.span
        if span is not None and span.year is not None and span.last is not None:
            last[span.year] = max(last.get(span.year, 0), span.last)
    return last


def _names(holders: Mapping[int, str], on: date, remembered: Mapping[str, str]) -> dict[int, set[str]]:
    """All names under which a file may print a holder: the registered one, aliases, names that were answered."""
    names: dict[int, set[str]] = defaultdict(set)
    for key, name in holders.items():
        names[key].add(name)
    for key, name in Alias.objects.valid_on(on).filter(organisation__in=list(holders)).values_list(
        "organisation_id", "name"
    ):  # fmt: skip
        names[key].add(name)
    for question, answer in remembered.items():
        kind, _, name = question.partition("|")
        if kind == "holder" and answer.isdecimal() and int(answer) in holders:
            names[int(answer)].add(name)
    return names


def _read_facts(one: Known, names: Iterable[str]) -> Iterator[ReadFact]:
    row, quantity = one.row, one.quantity
    for span in spans_of(one.period, stock=one.row.measure.kind == "stock"):
        for name in sorted(names):
            yield ReadFact(
                holder=name,
                indicator=row.measure.name,
                category=row.category or None,
                period=span.written(),
                cumulative=span.cumulative,
                low=quantity.lo,
                high=quantity.hi,
                unit=row.unit,
                measure=_called(row.measure.aspect),
                qualifier="",
                sheet=row.sheet,
                cell=row.cell,
                raw=row.text,
                raw_type="earlier",
                header="",
                row_label="",
                span=span,
            )


def _called(aspect: str) -> str:
    """What the reader calls an actual figure of this aspect."""
    said = vocabulary().readings
    return next((name for name, kind in said.items() if kind == (aspect, "actual")), aspect)
