"""The months and moments of a zone: which month is in work, and which numbers a reader may turn back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median_low

from django.db.models import Count, QuerySet

from jingkai.engines.periods import Period
from jingkai.kernel.facts.batches import batches_seen
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks.importing import ACT
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import BatchLive, Entry, File
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.rules.book import RuleBook

from .kinds import USUAL_MONTH, UsualMonthBody
from .models import PublishedMonth
from .shown import moment
from .words import Lang, Words

_IMPORTS = 12


def in_work(zone: Organisation, months: Sequence[Period], reader: Reader | None) -> Period:
    """The month that is being worked on: the one after the last published, where enough was reported of it; else the
    last published; where none is, the last of which enough was. `months` are those with figures, the newest first.
    """
    last = _published(zone, reader).order_by("-end", "-pk").first()
    if last is None:
        return next(_reported_enough(zone, months, reader), months[0])
    month = period_of(last).months()[-1]
    after = [one for one in months if one == month.shifted(1)]
    return next(_reported_enough(zone, months, reader, after), month)


def _reported_enough(
    zone: Organisation, months: Sequence[Period], reader: Reader | None, asked: Sequence[Period] | None = None
) -> Iterator[Period]:
    """Of the months (of those `asked` for, if given) the ones that have as many figures as the rule wants of what is
    usually reported; all, where no rule says.
    """
    wanted = months if asked is None else asked
    if not wanted:
        return
    rule = RuleBook().find(USUAL_MONTH, zone, wanted[0].last_day)
    if rule is None or not isinstance(rule.body, UsualMonthBody):
        yield from wanted
        return
    counts = _counts(zone, reader)
    for one in wanted:
        before = [counts[other] for other in months if other < one][: rule.body.months]
        if not before or counts[one] >= rule.body.share * median_low(before):
            yield one


def _counts(zone: Organisation, reader: Reader | None) -> Counter[Period]:
    """How many figures there are by the last month of their period."""
    holders = Organisation.objects.filter(zone.subtree()).values("pk")
    facts = Fact.objects.known_at().filter(holder__in=holders, nature="actual")
    facts = facts if reader is None else visible(facts, reader)
    found: Counter[Period] = Counter()
    counted = facts.values("start", "end").annotate(n=Count("pk")).order_by()
    for row in counted.values_list("start", "end", "n", named=True):
        period = period_of(row)
        if period.is_whole_months:
            found[period.months()[-1]] += row.n
    return found


@remembered(64)
def moments(zone: Organisation, lang: Lang, reader: Reader | None = None) -> list[tuple[int, str]]:
    """Number and words: the months last published, as far as the reader may see them, and the last imports, each with
    its table and who sent it, where the reader may open that; the newest first.
    """
    words = Words(lang)
    found: dict[int, str] = {}
    live = BatchLive.objects.filter(batch__kind=ACT, withdrawn_seq=None).order_by("-live_seq")[:_IMPORTS]
    at = dict(Entry.objects.filter(seq__in=[one.live_seq for one in live]).values_list("seq", "at"))
    tables = _tables([one.batch_id for one in live], reader)
    for one in live:
        said = words("moment_import", at=moment(at.get(one.live_seq)))
        file, unit = tables.get(one.batch_id, ("", ""))
        found[one.live_seq] = words("moment_of_table", said=said, file=file, unit=unit) if file else said
    for published in _published(zone, reader).order_by("-pk")[:_IMPORTS]:
        period = period_of(published).words(lang)
        found[published.as_of] = words("moment_published", period=period)
    return sorted(found.items(), reverse=True)


def _tables(batches: Sequence[int], reader: Reader | None) -> dict[int, tuple[str, str]]:
    """The file and the sender of each batch that the reader may open."""
    seen = set(batches_seen(reader).filter(pk__in=batches).values_list("pk", flat=True))
    files = dict(File.objects.filter(batch__in=seen).values_list("batch", "name"))
    facts = Fact.objects.filter(batch__in=seen).order_by("-pk").values_list("batch", "reported_by__name")
    units = dict(facts)
    return {key: (name, units.get(key, "")) for key, name in files.items()}


def _published(zone: Organisation, reader: Reader | None) -> QuerySet[PublishedMonth]:
    months = PublishedMonth.objects.filter(zone=zone)
    return months if reader is None else visible(months, reader)
