"""A confirmed draft becomes units, aliases, indicators and targets; what is there already is left as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from jingkai.engines.periods import Period, day_of
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.measures import ensure_measures
from jingkai.kernel.facts.models import Target
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import AliasKind, Organisation, Post
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.parties.services.organisations import add_alias, add_organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor

from .draft import Draft, DraftAlias, DraftIndicator, DraftTarget
from .problems import POST_UNKNOWN
from .proposing import measured_name


@dataclass
class Adopted:
    """What was written, by kind, and what could not be, each with its reason in both languages."""

    units: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    refused: list[tuple[str, str, str]] = field(default_factory=list)


def confirm(actor: Actor, zone: Organisation, draft: Draft, *, since: date, at: datetime) -> Adopted:
    """Writes the rows with `confirm: yes`. `since` is the day from which the units exist.

    A row that is refused is reported and the others go on: the draft can be mended and confirmed again, and
    confirming twice writes nothing twice.
    """
    done = Adopted()
    aliases = {alias.name for alias in draft.aliases if alias.confirm}
    for unit in draft.units:
        if (
            unit.confirm
            and unit.name not in aliases
            and not organisations_named(unit.name, on=since, under=zone)
        ):
            add_organisation(actor, unit.name, kind="unit", parent=zone, since=since, at=at)
            done.units.append(unit.name)
    for alias in draft.aliases:
        if alias.confirm:
            _alias(actor, zone, alias, since, at, done)
    _measures(actor, draft, at)
    for indicator in draft.indicators:
        if indicator.confirm:
            _indicator(actor, zone, indicator, at, done)
    for target in draft.targets:
        if target.confirm:
            _target(actor, zone, target, since, at, done)
    return done


def _alias(
    actor: Actor, zone: Organisation, alias: DraftAlias, since: date, at: datetime, done: Adopted
) -> None:
    if organisations_named(alias.name, on=since, under=zone):
        return
    found = organisations_named(alias.of, on=since, under=zone)
    if len(found) != 1:
        done.refused.append((alias.name, f"“{alias.of}”不是本区单位", f"{alias.of} is no unit of this zone"))
        return
    add_alias(actor, found[0], alias.name, kind=AliasKind.SHORT, since=since, at=at)
    done.aliases.append(f"{alias.name} = {found[0].name}")


def _measures(actor: Actor, draft: Draft, at: datetime) -> None:
    units = Units.shipped()
    wanted = [
        (measured_name(row), row.aspect or ("share" if row.unit == "%" else "amount"), unit)
        for row in draft.indicators
        if row.confirm and (unit := units.find(row.unit)) is not None
    ]
    ensure_measures(actor, wanted, at=at)


def _indicator(actor: Actor, zone: Organisation, row: DraftIndicator, at: datetime, done: Adopted) -> None:
    if row.code in indicators(zone) or any(one.name == row.name for one in indicators(zone).values()):
        return
    try:
        define_indicator(
            actor,
            zone,
            row.code,
            name=row.name,
            formula=row.formula,
            unit=row.unit,
            frequency=row.frequency or None,
            leader=_leader(zone, row.leader, at) if row.leader else None,
            place=_number(row.code),
            at=at,
        )
    except (Refusal, Problem) as refusal:
        done.refused.append((row.name, refusal.zh, refusal.en))
    else:
        done.indicators.append(row.name)


def _leader(zone: Organisation, title: str, at: datetime) -> Post:
    """The zone's post of that title. Raises Problem `adoption.post-unknown`."""
    found = Post.objects.valid_on(day_of(at)).filter(body=zone, title=title).order_by("pk").first()
    if found is None:
        raise POST_UNKNOWN(title=title, zone=zone.name)
    return found


def _number(code: str) -> int:
    digits = "".join(char for char in code if char.isdecimal())
    return int(digits) if digits else 0


def _target(
    actor: Actor, zone: Organisation, row: DraftTarget, since: date, at: datetime, done: Adopted
) -> None:
    codes = [one.code for one in indicators(zone).values() if one.name == row.indicator]
    holders = organisations_named(row.holder, on=since, under=zone)
    what = f"{row.holder} {row.indicator}"
    if not holders:
        zh = f"本区没有“{row.holder}”，或还没有在 aliases 中确认它是哪个单位"
        done.refused.append(
            (what, zh, f"the zone has no {row.holder}, or aliases do not yet say which unit it is")
        )
        return
    if len(codes) != 1 or len(holders) != 1:
        done.refused.append((what, "没有这个指标或单位", "there is no such indicator or unit"))
        return
    period = Period.of_year(row.year)
    there = Target.objects.known_at().filter(
        zone=zone, indicator=codes[0], holder=holders[0], start=period.start, end=period.end
    )
    if there.exists():
        return
    try:
        quantity = Quantity.exactly(row.value, Units.shipped().get(row.unit), text=str(row.value))
        set_target(actor, zone, codes[0], holders[0], period, quantity, source=row.seen, at=at)
    except (Refusal, Problem) as refusal:
        done.refused.append((what, refusal.zh, refusal.en))
    else:
        done.targets.append(f"{what} {row.year}")
