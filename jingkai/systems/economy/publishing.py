"""Publishing a month: figures, lights, rule versions and as_of are stored, and what they stand on is held."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.facts.holdings import holders_of
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.once import once
from jingkai.kernel.matters.services import follow_up
from jingkai.kernel.parties.access import Level, Reader, visibility_of, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.hashing import canonical
from jingkai.kernel.records.models import Batch, Entry
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_of, require
from jingkai.kernel.rules.trial import refuse_in_trial

from .document import digest, document
from .line import Line
from .models import IssuedLight, PublishedMonth
from .month import Month, compute
from .problems import MONTH_CHANGED, NOTHING_TO_PUBLISH, PUBLISHER_SEES_PART
from .signalling import note_month

ACT = "economy.publish"


def publish(
    actor: Actor, zone: Organisation, period: Period, *, seen: str | None = None, at: datetime
) -> PublishedMonth:
    """Store the month as it is known now. From here on no import it stands on is withdrawn. What is behind becomes
    a signal in the same call, and a matter where the rule says so. `seen` is the mark (`mark_of`) of the month that
    somebody looked at before; without one, whatever is known is published.

    Where the last published one says the same, that one is returned, and so it is to the second of two who press at
    the same moment. Raises Problem `economy.publisher-sees-part`, `economy.nothing-to-publish`,
    `economy.month-changed`, `rules.trial-writes`, `records.batch-withdrawn` if a batch was withdrawn meanwhile, and
    those of `compute`.
    """
    refuse_in_trial()
    month = publishable(actor, zone, period, at=at)
    said, mark = document(month), mark_of(month)
    if seen is not None and seen != mark:
        raise MONTH_CHANGED(period=period)
    before = last_published(month)
    if before is not None and _same(json.loads(before.document), said):
        follow_up(actor, zone, at=at)
        return before
    content = {
        "zone": zone.pk, "period": str(period), "says": mark, "after": before.pk if before is not None else 0,
    }  # fmt: skip
    with writing(
        actor, act=ACT, at=at, ref=f"{zone.pk} {period}", key=once(ACT, content), content=content
    ) as call:
        if call.repeated is not None:
            return PublishedMonth.objects.get(batch=call.repeated)
        row = call.add(
            PublishedMonth(
                zone=zone,
                start=period.start,
                end=period.end,
                as_of=month.as_of,
                document=canonical(said),
                digest=digest(said),
            )
        )
        call.add_all(_lights(row, month))
        call.stand_on(f"month:{row.pk}", batches_of(month))
        note_month(actor, month, at=at, call=call)
    follow_up(actor, zone, at=at)
    return row


def publishable(actor: Actor, zone: Organisation, period: Period, *, at: datetime) -> Month:
    """The whole month as it is known now, for somebody who may publish it.

    Who publishes keeps figures and reads all of the zone's: a reader alone, a leader among them, publishes nothing.
    Raises Problem `parties.not-allowed`, `economy.publisher-sees-part`, `economy.nothing-to-publish` and those of
    `compute`.
    """
    on = day_of(at)
    require(actor, "write", "facts", None, on=on)
    if not sees_all(actor, zone, on):
        # What is published is the whole month: nobody publishes what that person may not read.
        raise PUBLISHER_SEES_PART()
    month = compute(zone, period)
    if month.empty:
        raise NOTHING_TO_PUBLISH(period=period)
    return month


def mark_of(month: Month) -> str:
    """What tells a month that says something else from this one, whenever each was computed: a sha256."""
    return digest({**document(month), "as_of": 0})


def blanks(month: Month) -> list[Line]:
    """The zone's own indicators of which nobody has a figure; where two figures disagree there is one."""
    return [line for line in month.lines if line.value is None and not line.tied]


def last_published(month: Month, as_of: int | None = None) -> PublishedMonth | None:
    """The newest published month of the same zone and period, if there is one that the month's reader may see."""
    reader = month.seen.reader
    found = PublishedMonth.objects.known_at(as_of).filter(
        zone=month.zone, start=month.period.start, end=month.period.end
    )
    return (found if reader is None else visible(found, reader)).order_by("-pk").first()


@dataclass(frozen=True)
class Standing:
    """That a month is published: when and by whom (the id of a person; None: the platform), as of which number, and
    whether it says something else by now.
    """

    at: datetime
    by: int | None
    as_of: int
    changed: bool


def standing(month: Month) -> Standing | None:
    """How a month stands to the last that was published of it; None where none was that its reader may see."""
    published = last_published(month)
    if published is None:
        return None
    entry = Entry.objects.get(batch=published.batch_id)
    return Standing(entry.at, entry.person, published.as_of, changed_since(published, month))


def changed_since(published: PublishedMonth, month: Month) -> bool:
    """Whether a month says something else than when it was published; to a reader, of what that person may see."""
    reader = month.seen.reader
    if reader is None:
        return not _same(json.loads(published.document), document(month))
    # Computed again it is what was published (INV.4), and what the reader may not see is left out of it.
    before = compute(month.zone, month.period, published.as_of, reader)
    return not _same(document(before), document(month))


def recompute(published: PublishedMonth) -> dict[str, Any]:
    """The document computed again under its as_of and the rules that held then: equal to what was stored, byte
    for byte (INV.4).
    """
    return document(compute(published.zone, period_of(published), published.as_of))


def batches_of(month: Month) -> list[Batch]:
    """The batches of every fact and target that the month shows."""
    refs = {ref for line in month.everything for ref in line.references}
    facts = {int(one.id) for one in refs if one.kind == "fact"}
    facts |= {fact.row.pk for one in month.differences for fact in one.facts}
    targets = {int(one.id) for one in refs if one.kind == "target"}
    keys = set(Fact.objects.filter(pk__in=facts).values_list("batch", flat=True))
    keys |= set(Target.objects.filter(pk__in=targets).values_list("batch", flat=True))
    return list(Batch.objects.filter(pk__in=keys))


def sees_all(actor: Actor, zone: Organisation, on: date) -> bool:
    """Whether the actor may read the figures of the whole zone, as the platform itself does."""
    return reads_all(reader_of(actor, on=on) if actor.person is not None else None, zone)


def reads_all(reader: Reader | None, zone: Organisation) -> bool:
    """Whether the reader may read the figures of the whole zone; None reads all."""
    return reader is None or holders_of(zone).keys() <= reader.units(visibility_of(Fact).kind)


def may_publish(reader: Reader | None, zone: Organisation) -> bool:
    """Whether the reader is somebody whom `publishable` lets publish the zone's months."""
    return reader is None or (
        any(not sight.narrow for sight in reader.sights_of("facts", Level.ACT, "write"))
        and reads_all(reader, zone)
    )


def _same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return {**before, "as_of": 0} == {**json.loads(canonical(now)), "as_of": 0}


def _lights(row: PublishedMonth, month: Month) -> list[IssuedLight]:
    return [_light(row, line) for line in month.everything if line.aimed is not None]


def _light(row: PublishedMonth, line: Line) -> IssuedLight:
    lamp = line.light.lamp
    return IssuedLight(
        month=row,
        indicator=line.definition.code,
        holder=line.holder,
        level=lamp.level if lamp else None,
        colour=lamp.colour if lamp else "",
        word=lamp.zh if lamp else "",
        why=line.light.why[:300],
        rule=line.light.rule,
        version=line.light.version,
    )
