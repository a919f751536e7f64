"""The list of tables a unit fills in today, and merging them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import File
from jingkai.kernel.rules.daybook import day_book

from ..models import CatalogueTable, Reduction
from ..problems import FIELD_UNKNOWN, REASON_MISSING, TABLE_LISTED, TITLE_MISSING


@dataclass(frozen=True)
class ListedTable:
    """A table as a list names it."""

    number: str
    name: str
    issuer: str = ""
    frequency: str = ""


@dataclass(frozen=True)
class Merge:
    """A table, by its number, that goes: into another one, or altogether."""

    number: str
    into: str = ""


def list_tables(
    actor: Actor,
    unit: Organisation,
    tables: Iterable[ListedTable],
    *,
    at: datetime,
    file: File | None = None,
) -> list[CatalogueTable]:
    """Enter a unit's tables, all or none; those that are listed alike stay, so that a list read twice changes nothing.

    Raises Problem `forms.table-listed` for a number that is another table's or stands twice, `forms.title-missing`,
    `parties.not-allowed`.
    """
    day_book(at).require(actor, "write", "forms", unit)
    some = list(tables)
    if any(not one.name.strip() or not one.number.strip() for one in some):
        raise TITLE_MISSING()
    numbers = [one.number for one in some]
    there = {one.number: one for one in CatalogueTable.objects.filter(unit=unit)}
    differing = {
        one.number for one in some if one.number in there and there[one.number].name != one.name.strip()
    }
    twice = {number for number in numbers if numbers.count(number) > 1}
    if wrong := sorted(differing | twice):
        raise TABLE_LISTED(numbers="、".join(wrong))
    new = [
        CatalogueTable(
            unit=unit,
            number=one.number,
            name=one.name.strip(),
            issuer=one.issuer,
            frequency=one.frequency,
            file=file,
        )
        for one in some
        if one.number not in there
    ]
    if not new:
        return []
    with joining(None, actor, act="forms.list-tables", at=at, ref=f"organisation:{unit.pk}") as call:
        return call.add_all(new)


def reduce_tables(
    actor: Actor, unit: Organisation, merges: Sequence[Merge], *, reason: str, at: datetime
) -> list[Reduction]:
    """Merge tables of a unit into others or drop them, all or none, and say by what decision.

    The office does that, who may approve requests. Raises Problem `forms.field-unknown` for a number that is not
    listed, `forms.merge-chain`, `forms.reduced-already`, `forms.reason-missing`, `parties.not-allowed`.
    """
    day_book(at).require(actor, "approve", "forms", unit)
    if not reason.strip():
        raise REASON_MISSING()
    tables = {one.number: one for one in CatalogueTable.objects.filter(unit=unit)}
    for number in [one.number for one in merges] + [one.into for one in merges if one.into]:
        if number not in tables:
            raise FIELD_UNKNOWN(field=number)
    with joining(None, actor, act="forms.reduce", at=at, ref=f"organisation:{unit.pk}") as call:
        return call.add_all(
            Reduction(
                table=tables[one.number],
                into=tables[one.into] if one.into else None,
                reason=reason.strip()[:300],
            )
            for one in merges
        )
