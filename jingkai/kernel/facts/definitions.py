"""Reading what is defined: indicators, targets and bundles as known at a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models.recorded import RecordedQuerySet

from .columns import Scale, from_columns
from .known import attached, columns_of, period_of
from .models import Activation, Bundle, Indicator, Target


def indicators(zone: Organisation, as_of: int | None = None) -> dict[str, Indicator]:
    """Code to the newest definition known at `as_of`, in the order of their places."""
    found = (
        Indicator.objects.known_at(as_of).filter(zone=zone).select_related("owner", "leader").order_by("pk")
    )
    newest = {one.code: one for one in found}
    return dict(sorted(newest.items(), key=lambda item: (item[1].place, item[0])))


@dataclass(frozen=True)
class Aim:
    """A target as it was known, with its quantity and period."""

    row: Target

    @cached_property
    def quantity(self) -> Quantity:
        return from_columns(columns_of(self.row), Scale.of(self.row.base, self.row.decimals))

    @cached_property
    def period(self) -> Period:
        return period_of(self.row)

    @property
    def ref(self) -> str:
        return f"target:{self.row.pk}"


def standing_targets(as_of: int | None = None) -> RecordedQuerySet[Target]:
    """Targets known at `as_of` that no target known at `as_of` replaces."""
    later = Target.objects.known_at(as_of).filter(replaces=OuterRef("pk"))
    return Target.objects.known_at(as_of).filter(~Exists(later))


@dataclass(frozen=True)
class Aims:
    """The targets of a zone: by (indicator code, holder id), and the children of each."""

    all: tuple[Aim, ...]

    @classmethod
    def load(cls, zone: Organisation, as_of: int | None = None) -> Aims:
        """Every standing target of the zone but those of bundles that are drafts still."""
        active = Activation.objects.known_at(as_of).values("bundle")
        found = standing_targets(as_of).filter(zone=zone).order_by("pk")
        drafts = set(Bundle.objects.known_at(as_of).exclude(pk__in=active).values_list("pk", flat=True))
        rows = attached(found, {"holder": Organisation})
        return cls(tuple(Aim(row) for row in rows if row.bundle_id not in drafts))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, int], list[Aim]]:
        places: dict[tuple[str, int], list[Aim]] = defaultdict(list)
        for aim in self.all:
            places[aim.row.indicator, aim.row.holder_id].append(aim)
        return places

    @cached_property
    def _by_parent(self) -> Mapping[int, list[Aim]]:
        parents: dict[int, list[Aim]] = defaultdict(list)
        for aim in self.all:
            if aim.row.parent_id is not None:
                parents[aim.row.parent_id].append(aim)
        return parents

    def of(self, indicator: str, holder: int, period: Period) -> Aim | None:
        """The newest target of exactly this period, else the shortest that contains it."""
        found = self._by_place.get((indicator, holder), [])
        exact = [aim for aim in found if aim.period == period]
        if exact:
            return exact[-1]
        around = [aim for aim in found if aim.period.contains(period)]
        return min(around, key=lambda aim: (aim.period.days, -aim.row.pk), default=None)

    def children(self, aim: Aim) -> list[Aim]:
        """The targets that this one was broken down into."""
        return self._by_parent.get(aim.row.pk, [])


def bundle_targets(bundle: Bundle, as_of: int | None = None) -> dict[int, Aim]:
    """Place to target, of the digits whose meaning was entered."""
    found = standing_targets(as_of).filter(bundle=bundle).order_by("pk")
    return {row.place: Aim(row) for row in found if row.place is not None}


def is_active(bundle: Bundle, as_of: int | None = None) -> bool:
    """Whether the bundle is no draft any more."""
    return Activation.objects.known_at(as_of).filter(bundle=bundle).exists()


def named(found: Iterable[Indicator]) -> dict[str, Indicator]:
    """The definitions by the name that expressions call them."""
    return {one.name: one for one in found}
