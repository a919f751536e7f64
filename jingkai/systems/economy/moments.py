"""The months and moments of a zone: which month is in work, and which numbers a reader may turn back to."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.workbooks.importing import ACT
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import BatchLive, Entry

from .models import PublishedMonth
from .shown import moment
from .words import Lang, Words

_IMPORTS = 12


def in_work(zone: Organisation, months: Sequence[Period], reader: Reader | None) -> Period:
    """The month that is being worked on: the one after the last published, where that has figures; else the last
    published; where none is, the last with figures. `months` are those with figures, the newest first.
    """
    last = _published(zone, reader).order_by("-end", "-pk").first()
    if last is None:
        return months[0]
    month = period_of(last).months()[-1]
    return month.shifted(1) if month.shifted(1) in months else month


def moments(zone: Organisation, lang: Lang, reader: Reader | None = None) -> list[tuple[int, str]]:
    """Number and words: the months last published, as far as the reader may see them, and the last imports; the newest
    first.
    """
    words = Words(lang)
    found: dict[int, str] = {}
    live = BatchLive.objects.filter(batch__kind=ACT, withdrawn_seq=None).order_by("-live_seq")[:_IMPORTS]
    at = dict(Entry.objects.filter(seq__in=[one.live_seq for one in live]).values_list("seq", "at"))
    for one in live:
        found[one.live_seq] = words("moment_import", at=moment(at.get(one.live_seq)))
    for published in _published(zone, reader).order_by("-pk")[:_IMPORTS]:
        period = period_of(published).words(lang)
        found[published.as_of] = words("moment_published", period=period)
    return sorted(found.items(), reverse=True)


def _published(zone: Organisation, reader: Reader | None) -> QuerySet[PublishedMonth]:
    months = PublishedMonth.objects.filter(zone=zone)
    return months if reader is None else visible(months, reader)
