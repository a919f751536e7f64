"""All facts of a zone for the periods at hand, read once: what a month is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation

from .known import Known, known
from .models import Measure
from .vocabulary import vocabulary

Place = tuple[str, int, date, date, str]


def measure_names(measures: Iterable[Measure]) -> dict[int, str]:
    """What expressions call each measure, by its id: 固定资产投资, 固定资产投资·同比.

    Of several principal aspects under one name (an amount and a count) the first that was registered goes by
    the bare name, so that a formula keeps its meaning when another is registered later.
    """
    aspects = vocabulary().aspects
    names: dict[int, str] = {}
    taken: set[str] = set()
    for one in sorted(measures, key=lambda one: int(one.pk)):
        name = str(one)
        if name in taken:
            name = f"{one.name}·{aspects[one.aspect].zh}"
        taken.add(name)
        names[one.pk] = name
    return names


def with_category(name: str, category: str) -> str:
    """What expressions call a figure of a category: 总投资（在建项目）."""
    return f"{name}（{category}）" if category else name


@dataclass
class Holdings:
    """Facts by place (name, holder, period, nature), as known at `as_of`; superseded ones are not in it.

    `names` maps each name that has facts to its measure, `called` every measure's id to its name.
    """

    as_of: int
    called: Mapping[int, str]
    places: dict[Place, list[Known]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, Measure] = field(default_factory=dict)
    _series: dict[tuple[str, int, str], list[Period]] = field(default_factory=lambda: defaultdict(list))
    _aspects: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls, holders: Collection[int], years: Iterable[int], as_of: int) -> Holdings:
        """Everything that `holders` have in these years, in two queries."""
        spans = [Period.of_year(year) for year in sorted(set(years))]
        called = measure_names(Measure.objects.known_at(as_of))
        return cls.of(known(spans, as_of, within=True, holders=holders), called, as_of)

    @classmethod
    def of(cls, found: Iterable[Known], called: Mapping[int, str], as_of: int) -> Holdings:
        """These facts."""
        self = cls(as_of, called)
        for one in found:
            name = with_category(called[one.row.measure_id], one.row.category)
            self.names.setdefault(name, one.row.measure)
            self._aspects.setdefault((one.row.measure.name, one.row.category, one.row.measure.aspect), name)
            self._add(name, one)
        return self

    def _add(self, name: str, one: Known) -> None:
        place = (name, one.row.holder_id, one.row.start, one.row.end, one.row.nature)
        if place not in self.places:
            self._series[name, one.row.holder_id, one.row.nature].append(one.period)
        self.places[place].append(one)

    def at(self, name: str, holder: int, period: Period, nature: str = "actual") -> list[Known]:
        """The facts of one place, all calibers and units, oldest first."""
        return self.places.get((name, holder, period.start, period.end, nature), [])

    def periods(self, name: str, holder: int, nature: str = "actual") -> list[Period]:
        """The periods this name has facts for."""
        return self._series.get((name, holder, nature), [])

    def sibling(self, name: str, aspect: str) -> str:
        """What another aspect of the same measure and category is called; empty if it has no facts."""
        measure = self.names.get(name)
        if measure is None:
            return ""
        tail = name.removeprefix(self.called[measure.pk])
        category = tail.removeprefix("（").removesuffix("）")
        return self._aspects.get((measure.name, category, aspect), "")

    def units(self) -> dict[str, str]:
        """Name to base unit, for an expression's schema."""
        return {name: one.base_unit for name, one in self.names.items()}


def holders_of(zone: Organisation) -> dict[int, Organisation]:
    """The zone and all under it, by id; ended units too, since their figures stay readable."""
    return {one.pk: one for one in Organisation.objects.filter(zone.subtree()).order_by("pk")}
