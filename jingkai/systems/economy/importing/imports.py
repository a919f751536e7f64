"""The list of what came in, by tables and typed: from whom, what it changed, and whether it is still in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jingkai.engines.periods import Period
from jingkai.kernel.facts.batches import batches_seen
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Answer, Fact
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.brought_in import ACTS
from jingkai.kernel.facts.workbooks.importing import ACT
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Basis, Entry, File, Withdrawal

from ..shown import moment
from ..words import Lang, Words

# How many stand on one page.
PAGE = 50


@dataclass(frozen=True)
class Import:
    """One table that came in, or figures that were typed together: they have no `file`. `months` are the last months of
    the periods its figures are of; `state` is in-force, published (in force, and a published month stands on it) or
    withdrawn, then `why` says by whom, when and why.
    """

    batch: int
    seq: int
    at: str
    by: str
    file: str
    senders: tuple[str, ...]
    calibers: tuple[str, ...]
    months: tuple[Period, ...]
    new: int
    corrected: int
    answers: int
    state: str
    why: str


@dataclass(frozen=True)
class Imports:
    """The newest first; `older` is the number before which the next page begins, None on the last."""

    listed: tuple[Import, ...]
    older: int | None


def imports_of(
    zone: Organisation,
    unit: Organisation | None,
    reader: Reader | None,
    lang: Lang,
    before: int | None = None,
) -> Imports:
    """What a zone's units (one of them, if given) sent and typed, as far as the reader may open it, before a number of
    the journal.
    """
    found = _entries(zone, unit, reader).filter(act__in=ACTS)
    found = found if before is None else found.filter(seq__lt=before)
    entries = list(found.order_by("-seq")[: PAGE + 1])
    shown = entries[:PAGE]
    return Imports(tuple(_imports(shown, reader, lang)), shown[-1].seq if len(entries) > PAGE else None)


def count_imports(zone: Organisation, unit: Organisation, reader: Reader | None) -> int:
    """How many tables of a unit the reader may open."""
    return _entries(zone, unit, reader).filter(act=ACT).count()


def _entries(zone: Organisation, unit: Organisation | None, reader: Reader | None) -> QuerySet[Entry]:
    bodies = Organisation.objects.filter(zone.subtree() if unit is None else Q(pk=unit.pk)).values("pk")
    facts = Fact._base_manager.filter(reported_by__in=bodies).values("batch")
    answers = Answer._base_manager.filter(unit__in=bodies).values("batch")
    sent = batches_seen(reader).filter(Q(pk__in=facts) | Q(pk__in=answers))
    return Entry.objects.filter(batch__in=sent.values("pk"))


def _imports(entries: Sequence[Entry], reader: Reader | None, lang: Lang) -> list[Import]:
    keys = [one.batch_id for one in entries if one.batch_id is not None]
    facts: dict[int, list[Fact]] = defaultdict(list)
    rows = Fact._base_manager.filter(batch__in=keys).select_related("reported_by").order_by("pk")
    for row in rows if reader is None else visible(rows, reader):
        facts[row.batch_id].append(row)
    files = dict(File._base_manager.filter(batch__in=keys).values_list("batch", "name"))
    answers: dict[int, int] = defaultdict(int)
    for key in Answer._base_manager.filter(batch__in=keys).values_list("batch", flat=True):
        answers[key] += 1
    published = set(Basis.objects.known_at().filter(stands_on__in=keys).values_list("stands_on", flat=True))
    gone = {one.withdrawn_id: one for one in Withdrawal._base_manager.filter(withdrawn__in=keys)}
    undone = {
        one.batch_id: one for one in Entry.objects.filter(batch__in=[row.batch_id for row in gone.values()])
    }
    people = {one.person for one in (*entries, *undone.values()) if one.person is not None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    words = Words(lang)

    def who(entry: Entry) -> str:
        return names.get(entry.person or 0, "") or words("system")

    def why(key: int) -> str:
        if key not in gone:
            return ""
        by = undone[gone[key].batch_id]
        return words("imports_taken_back", at=moment(by.at), by=who(by), reason=gone[key].reason)

    found = []
    for one in entries:
        if (key := one.batch_id) is None:
            continue
        corrected = sum(row.supersedes_id is not None for row in facts[key])
        found.append(
            Import(
                batch=key,
                seq=one.seq,
                at=moment(one.at),
                by=who(one),
                file=files.get(key, ""),
                senders=tuple(dict.fromkeys(row.reported_by.name for row in facts[key])),
                calibers=tuple(
                    dict.fromkeys(vocabulary().caliber_words(row.caliber, lang) for row in facts[key])
                ),
                months=_months(facts[key]),
                new=len(facts[key]) - corrected,
                corrected=corrected,
                answers=answers[key],
                state="withdrawn" if key in gone else "published" if key in published else "in_force",
                why=why(key),
            )
        )
    return found


def _months(facts: Sequence[Fact]) -> tuple[Period, ...]:
    actual = (period_of(one) for one in facts if one.nature == "actual")
    return tuple(sorted({one.months()[-1] for one in actual if one.is_whole_months}))
