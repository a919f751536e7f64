"""Setting targets, breaking them down, bundling them under one code."""

from __future__ import annotations

from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from .columns import scale_for, to_columns
from .definitions import bundle_targets, indicators, is_active, standing_targets
from .models import Activation, Bundle, Target
from .problems import (
    BUNDLE_INCOMPLETE,
    BUNDLE_MALFORMED,
    BUNDLE_PLACE,
    INDICATOR_UNKNOWN,
    REASON_MISSING,
    TARGET_UNKNOWN,
    UNIT_DIFFERS,
)


def set_target(
    actor: Actor,
    zone: Organisation,
    indicator: str,
    holder: Organisation,
    period: Period,
    quantity: Quantity,
    *,
    source: str = "",
    curve: str = "",
    parent: Target | None = None,
    bundle: Bundle | None = None,
    place: int | None = None,
    replaces: Target | None = None,
    reason: str = "",
    at: datetime,
) -> Target:
    """Set what `holder` is to reach of an indicator in a period; `replaces` another target with a reason.

    Raises Problem `facts.indicator-unknown`, `facts.unit-differs`, `facts.reason-missing`,
    `facts.target-unknown`, `facts.bundle-place`, and those of `to_columns`.
    """
    defined = indicators(zone).get(indicator)
    if defined is None:
        raise INDICATOR_UNKNOWN(code=indicator)
    wanted = Units.shipped().get("" if defined.unit == "1" else defined.unit)
    if quantity.unit.dimension != wanted.dimension:
        raise UNIT_DIFFERS(measure=defined.name, base=defined.unit, unit=quantity.unit.name or "1")
    if replaces is not None:
        _assert_replaceable(replaces, reason)
    if bundle is not None:
        _assert_place(bundle, place, replaces)
    # A target is kept in the unit it was set in, to the decimals of its dimension's base unit.
    scale = scale_for(quantity.unit)
    columns = to_columns(quantity, scale, defined.name)
    row = Target(
        indicator=indicator, zone=zone, holder=holder, start=period.start, end=period.end, base=scale.name,
        decimals=scale.decimals, source=source, curve=curve, parent=parent, bundle=bundle, place=place,
        replaces=replaces, reason=reason.strip(), **columns.as_fields(),
    )  # fmt: skip
    with writing(actor, act="facts.target", at=at, ref=f"indicator:{indicator}") as call:
        return call.add(row)


def open_bundle(
    actor: Actor,
    holder: Organisation,
    code: str,
    period: Period,
    *,
    name: str = "",
    stretches: Bundle | None = None,
    at: datetime,
) -> Bundle:
    """Open a bundle as a draft. Raises Problem `facts.bundle-malformed`."""
    if not (code.isascii() and code.isdecimal()):
        raise BUNDLE_MALFORMED(code=code)
    row = Bundle(
        holder=holder, code=code, name=name or code, start=period.start, end=period.end, stretches=stretches
    )
    with writing(actor, act="facts.bundle", at=at, ref=f"bundle:{code}") as call:
        return call.add(row)


def activate(actor: Actor, bundle: Bundle, *, at: datetime) -> Activation:
    """Make the bundle's targets count. Activating twice is once.

    Raises Problem `facts.bundle-incomplete`, which names the digits that have no target yet.
    """
    there = Activation.objects.known_at().filter(bundle=bundle).first()
    if there is not None:
        return there
    missing = missing_places(bundle)
    if missing:
        raise BUNDLE_INCOMPLETE(
            code=bundle.code,
            missing="、".join(f"第{place}位（{bundle.code[place - 1]}）" for place in missing),
            missing_en=", ".join(f"digit {place} ({bundle.code[place - 1]})" for place in missing),
        )
    with writing(actor, act="facts.activate", at=at, ref=f"bundle:{bundle.pk}") as call:
        return call.add(Activation(bundle=bundle))


def missing_places(bundle: Bundle, as_of: int | None = None) -> list[int]:
    """The digits, from 1, that have no indicator and target yet."""
    have = bundle_targets(bundle, as_of)
    return [place for place in range(1, len(bundle.code) + 1) if place not in have]


def _assert_replaceable(target: Target, reason: str) -> None:
    if not reason.strip():
        raise REASON_MISSING()
    if not standing_targets().filter(pk=target.pk).exists():
        raise TARGET_UNKNOWN(target=target.pk)


def _assert_place(bundle: Bundle, place: int | None, replaces: Target | None) -> None:
    have = bundle_targets(bundle)
    taken = place in have and (replaces is None or have[place].row.pk != replaces.pk)
    if (
        place is None
        or not 1 <= place <= len(bundle.code)
        or taken
        or (is_active(bundle) and replaces is None)
    ):
        raise BUNDLE_PLACE(code=bundle.code, place=place)
