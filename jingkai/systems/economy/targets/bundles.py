"""Bundles of a year: each digit with what it was entered to mean; opening one, entering a digit, activating it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import Period, day_of
from jingkai.engines.quantity import read_number
from jingkai.kernel.facts.definitions import Aim, bundle_targets, indicators, is_active
from jingkai.kernel.facts.models import Bundle
from jingkai.kernel.facts.problems import INDICATOR_UNKNOWN
from jingkai.kernel.facts.reconcile import Stretch, stretch
from jingkai.kernel.facts.targets import activate, open_bundle, set_target
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import require

from ..problems import BUNDLE_UNKNOWN, QUANTITY_UNREADABLE


@dataclass(frozen=True)
class Digit:
    """A digit by its place from 1; `aim` is None while nobody has entered what it means."""

    place: int
    digit: str
    aim: Aim | None


@dataclass(frozen=True)
class Shown:
    """A bundle as it was known: a draft until it was activated."""

    bundle: Bundle
    digits: tuple[Digit, ...]
    active: bool
    stretch: Stretch | None

    @property
    def missing(self) -> tuple[Digit, ...]:
        return tuple(one for one in self.digits if one.aim is None)


def bundles(zone: Organisation, period: Period, as_of: int | None, reader: Reader | None) -> list[Shown]:
    """The bundles of the zone and its units whose time the period lies in, as known at `as_of`."""
    rows = Bundle.objects.known_at(as_of).filter(
        holder__in=Organisation.objects.filter(zone.subtree()), start__lte=period.start, end__gte=period.end
    )
    if reader is not None:
        rows = rows & Bundle.objects.visible_to(reader)
    return [_shown(one, as_of) for one in rows.select_related("holder", "stretches").order_by("pk")]


def _shown(bundle: Bundle, as_of: int | None) -> Shown:
    have = bundle_targets(bundle, as_of)
    digits = tuple(Digit(place, digit, have.get(place)) for place, digit in enumerate(bundle.code, start=1))
    return Shown(bundle, digits, is_active(bundle, as_of), stretch(bundle, as_of))


def find_bundle(zone: Organisation, key: int, reader: Reader | None) -> Bundle:
    """Raises Problem `economy.bundle-unknown`, for one that is not seen as for one that is not there."""
    rows = Bundle.objects.seen_by(reader).filter(
        holder__in=Organisation.objects.filter(zone.subtree()), pk=key
    )
    found = rows.select_related("holder").first()
    if found is None:
        raise BUNDLE_UNKNOWN(bundle=key)
    return found


def begin(actor: Actor, holder: Organisation, code: str, name: str, year: int, *, at: datetime) -> Bundle:
    """Open a bundle of a year as a draft. Raises Problem `parties.not-allowed`, `facts.bundle-malformed`."""
    require(actor, "write", "facts", holder, on=day_of(at))
    return open_bundle(actor, holder, code.strip(), Period.of_year(year), name=name.strip(), at=at)


def mean(
    actor: Actor,
    zone: Organisation,
    bundle: Bundle,
    place: int,
    indicator: str,
    value: str,
    source: str,
    *,
    at: datetime,
) -> None:
    """Enter what a digit means: an indicator and the figure to be reached.

    Raises Problem `parties.not-allowed`, `economy.quantity-unreadable`, `facts.indicator-unknown` and those of
    `set_target`.
    """
    require(actor, "write", "facts", bundle.holder, on=day_of(at))
    defined = indicators(zone).get(indicator)
    if defined is None:
        raise INDICATOR_UNKNOWN(code=indicator[:60] or "—")
    quantity = read_number(value, defined.unit)
    if quantity is None:
        raise QUANTITY_UNREADABLE(value=value[:40] or "—", unit=defined.unit)
    period = Period(bundle.start, bundle.end)
    set_target(
        actor, zone, indicator, bundle.holder, period, quantity,
        source=source.strip()[:300], bundle=bundle, place=place, at=at,
    )  # fmt: skip


def make_active(actor: Actor, bundle: Bundle, *, at: datetime) -> None:
    """From here on its targets count. Raises Problem `parties.not-allowed`, `facts.bundle-incomplete`."""
    require(actor, "write", "facts", bundle.holder, on=day_of(at))
    activate(actor, bundle, at=at)
