"""How many tables a unit fills in, before and after merging."""

from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.engines.quantity import NUMBER, Quantity, share
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation

from .models import CatalogueTable, Reduction


@dataclass(frozen=True)
class Reduced:
    """Tables of a unit (or of all of them): how many there were, and how many were merged or dropped."""

    unit: Organisation | None
    before: int
    merged: int
    dropped: int

    @property
    def after(self) -> int:
        return self.before - self.merged - self.dropped

    @property
    def change(self) -> int:
        """How many more there are; negative where it became fewer."""
        return self.after - self.before

    @property
    def rate(self) -> Quantity:
        """The change as a share of what there was; unknown where there was nothing."""
        if not self.before:
            return Quantity.unknown(NUMBER)
        fewer = share(Quantity.exactly(-self.change, NUMBER), Quantity.exactly(self.before, NUMBER))
        return -fewer


def reduction(units: Iterable[Organisation], reader: Reader | None = None) -> list[Reduced]:
    """The tables of each of these units that has a list, by name of the unit."""
    by_id = {one.pk: one for one in units}
    counts: dict[int, list[int]] = {}
    rows = CatalogueTable.objects.seen_by(reader).filter(unit__in=by_id)
    gone = {one.table_id: one.into_id for one in Reduction.objects.seen_by(reader).filter(table__in=rows)}
    for key, unit in rows.values_list("pk", "unit"):
        count = counts.setdefault(unit, [0, 0, 0])
        count[0] += 1
        if key in gone:
            count[2 if gone[key] is None else 1] += 1
    found = [Reduced(by_id[unit], *count) for unit, count in counts.items()]
    return sorted(found, key=lambda one: one.unit.name if one.unit is not None else "")


def whole(parts: Iterable[Reduced]) -> Reduced:
    """All of them together."""
    some = list(parts)
    return Reduced(
        None,
        sum(one.before for one in some),
        sum(one.merged for one in some),
        sum(one.dropped for one in some),
    )
