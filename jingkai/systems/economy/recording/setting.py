"""What holds for a whole block of figures: who says them, in which caliber, by which paper, of whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict

from jingkai.engines.periods import Period
from jingkai.engines.periods.labels import find_period
from jingkai.kernel.facts.problems import UNKNOWN_WORD
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.problems import NO_SUCH_UNIT

from ..importing.problems import SENDER_MISSING
from ..importing.sending import DEFAULT_CALIBER, sender_of
from .headings import period_in
from .problems import PERIOD_UNCLEAR


@dataclass(frozen=True)
class Setting:
    """`holder` and `period` are of the cells whose headings say none; without a `period` the headings have to. `unit`
    reports, `source` is the paper in words.
    """

    zone: Organisation
    unit: Organisation
    holder: Organisation
    caliber: str
    source: str
    on: date
    period: Period | None = None
    person: Person | None = None


def calibers() -> list[str]:
    """Those that are typed: statistical figures come by import only (统计法 2024 Art. 7)."""
    words = vocabulary()
    return [one for one in words.calibers if one not in words.statistical]


def setting_of(request: HttpRequest, sent: QueryDict, zone: Organisation, on: date) -> Setting:
    """Read it from the form.

    Raises Problem `importing.sender-missing`, `web.no-such-unit`, `facts.unknown-word`, `recording.period-unclear`.
    """
    reader = reader_of_request(request)
    unit = sender_of(sent.get("sender", ""), zone, on, reader)
    if unit is None:
        raise SENDER_MISSING()
    caliber = sent.get("caliber", "") or DEFAULT_CALIBER
    if caliber not in calibers():
        raise UNKNOWN_WORD(word=caliber[:20], what="口径", what_en="caliber", known="、".join(calibers()))
    actor = actor_of(request)
    return Setting(
        zone=zone,
        unit=unit,
        holder=_holder(sent.get("holder", ""), zone),
        caliber=caliber,
        source=" ".join(sent.get("source", "").split())[:300],
        on=on,
        period=_period(sent.get("when", "")),
        person=Person.objects.filter(pk=actor.person).first() if actor.person is not None else None,
    )


def _period(text: str) -> Period | None:
    """2023年, 2024年3月, 2024-03, 2024年1-3月; None for nothing."""
    if not text.strip():
        return None
    found = find_period(text)
    if found.rest.strip() or found.hint.year is None:
        raise PERIOD_UNCLEAR()
    return period_in(found.hint, None)


def _holder(text: str, zone: Organisation) -> Organisation:
    if not text:
        return zone
    there = Organisation.objects.filter(zone.subtree())
    found = there.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 18 else None
    if found is None:
        raise NO_SUCH_UNIT(unit=text[:20], zone=zone.name)
    return found
