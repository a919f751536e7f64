"""The numbers at which the zone's data changed: what a reader may turn back to."""

from __future__ import annotations

from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.workbooks.importing import ACT
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import BatchLive, Entry

from .models import PublishedMonth
from .shown import moment, period_words
from .words import Lang, Words

_IMPORTS = 12


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
    months = PublishedMonth.objects.filter(zone=zone)
    if reader is not None:
        months = visible(months, reader)
    for published in months.order_by("-pk")[:_IMPORTS]:
        period = period_words(period_of(published), lang)
        found[published.as_of] = words("moment_published", period=period)
    return sorted(found.items(), reverse=True)
