"""On which rung an enterprise stands: by its figure of a year and the thresholds of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, compare
from jingkai.kernel.facts.kinds import figure
from jingkai.kernel.facts.known import Known, known
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.selection import Shown, choose
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation

from ..kinds import LadderBody, TierPart


@dataclass(frozen=True)
class Rung:
    """`tiers` are those the figure may be on, the highest first: one where it is decided, several where its interval
    straddles a threshold; None among them is below them all.
    """

    tiers: tuple[TierPart | None, ...]

    @property
    def decided(self) -> bool:
        return len(self.tiers) == 1

    @property
    def tier(self) -> TierPart | None:
        """The tier, where it is decided and there is one."""
        return self.tiers[0] if self.decided else None


@dataclass(frozen=True)
class Stand:
    """An enterprise on the ladder in a year and in the year before. Without a figure there is no rung; `tied` figures
    say different things.
    """

    enterprise: Organisation
    fact: Known | None
    value: Quantity | None
    tied: bool
    rung: Rung | None
    before: Rung | None
    before_value: Quantity | None

    def moved(self, ladder: LadderBody) -> str:
        """up, down, same; "" where either year is undecided or unknown."""
        if self.rung is None or self.before is None or not (self.rung.decided and self.before.decided):
            return ""
        now, then = (_height(one.tier, ladder) for one in (self.rung, self.before))
        return "up" if now > then else "down" if now < then else "same"


def rung_of(value: Quantity, ladder: LadderBody) -> Rung:
    """The rung of a figure. A rough figure (≈) counts as far as the rule says; where it says nothing it decides
    nothing. Raises Problem `quantity.units-differ`.
    """
    possible: list[TierPart | None] = []
    for tier in ladder.tiers:
        reached = compare(value, ">=", figure(tier.at_least), spread=ladder.spread)
        if reached is not False:
            possible.append(tier)
        if reached:
            return Rung(tuple(possible))
    return Rung((*possible, None))


def year_of(period: Period) -> Period:
    """The last whole year that is over at the end of the period: tiers are of whole years."""
    year = period.whole_year()
    return year if period.end == year.end else Period.of_year(year.year - 1)


def ladder_of(
    zone: Organisation, ladder: LadderBody, year: Period, as_of: int | None, reader: Reader | None
) -> list[Stand]:
    """Every enterprise of the zone that the reader may see with a figure of the year or of the one before, the highest
    first; as known at `as_of`.
    """
    measures = Measure.objects.known_at(as_of).filter(name=ladder.measure, aspect=ladder.aspect)
    holders = {one.pk: one for one in Organisation.objects.filter(zone.subtree(), kind__in=ladder.kinds)}
    last = year.same_period_last_year()
    found = known(
        [year, last],
        as_of,
        holders=list(holders),
        measures=list(measures.values_list("pk", flat=True)),
        reader=reader,
    )
    now, then = (_shown(found, one) for one in (year, last))
    listed = [_stand(holders[key], now.get(key), then.get(key), ladder) for key in now.keys() | then.keys()]
    return sorted(listed, key=lambda one: (_order(one), one.enterprise.pk))


def counts(stands: Iterable[Stand], ladder: LadderBody) -> Sequence[tuple[TierPart, int, int]]:
    """Of each tier how many stand on it now, and how many did the year before; the undecided are in none."""
    listed = list(stands)
    return [
        (
            tier,
            sum(one.rung is not None and one.rung.tier == tier for one in listed),
            sum(one.before is not None and one.before.tier == tier for one in listed),
        )
        for tier in ladder.tiers
    ]


def _shown(found: Iterable[Known], period: Period) -> Mapping[int, Shown]:
    by_holder: dict[int, list[Known]] = {}
    for one in found:
        if one.period == period and one.row.nature == "actual" and not one.row.category:
            by_holder.setdefault(one.row.holder_id, []).append(one)
    return {key: choose(facts) for key, facts in by_holder.items()}


def _stand(enterprise: Organisation, now: Shown | None, then: Shown | None, ladder: LadderBody) -> Stand:
    value, before = (one.quantity if one is not None else None for one in (now, then))
    return Stand(
        enterprise,
        now.facts[0] if now is not None and now.facts else None,
        value,
        now is not None and now.tied,
        rung_of(value, ladder) if value is not None and value.known else None,
        rung_of(before, ladder) if before is not None and before.known else None,
        before,
    )


def _height(tier: TierPart | None, ladder: LadderBody) -> int:
    return len(ladder.tiers) - ladder.tiers.index(tier) if tier is not None else 0


def _order(one: Stand) -> tuple[int, int]:
    """The largest first; what is not known comes last."""
    value = one.value
    if value is None or not value.known:
        return 1, 0
    end = value.lo if value.lo is not None else value.hi
    assert end is not None  # known
    return 0, -int(end * value.unit.factor.numerator / value.unit.factor.denominator * 100)
