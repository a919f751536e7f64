"""Batches that brought figures in, by a workbook or typed: of which file, by whom, what stands on them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Basis, Batch, Entry, File, Withdrawal
from jingkai.kernel.records.problems import BATCH_NOT_LIVE

from ..by_hand import ACT as TYPED
from ..models import Answer, Fact
from .importing import ACT as IMPORTED

# What a batch of figures comes of; each is listed, opened and taken back alike.
ACTS = (IMPORTED, TYPED)

# What a batch brought is also read when it was taken back, so the rows are filtered by their batch and not by what is
# known now.


@dataclass(frozen=True)
class BroughtIn:
    """A batch of an import, or of figures that were typed: those have no `file`. `entry` is the one by which it went
    live, `withdrawn` that by which it was taken back, for `reason`. `results` are references of what was published on
    it.
    """

    batch: Batch
    file: File | None
    entry: Entry
    person: str
    withdrawn: Entry | None
    withdrawn_by: str
    reason: str
    results: tuple[str, ...]
    answers: int

    def facts(self, reader: Reader | None) -> QuerySet[Fact]:
        """What it brought, as far as the reader may read it."""
        rows = Fact._base_manager.filter(batch=self.batch).order_by("pk")
        rows = rows.select_related("measure", "holder", "reported_by", "supersedes__measure")
        return visible(rows, reader) if reader is not None else rows


def brought_in(key: int) -> BroughtIn:
    """What this batch brought. Raises Problem `records.batch-not-live` for one that brought no figures in, or is not
    live.
    """
    entry = Entry.objects.filter(batch=key, act__in=ACTS).select_related("batch").first()
    file = File._base_manager.filter(batch=key).first()
    if entry is None or entry.batch is None or (file is None and entry.act == IMPORTED):
        raise BATCH_NOT_LIVE(batch=key)
    gone = Withdrawal._base_manager.filter(withdrawn=key).first()
    withdrawn = Entry.objects.filter(batch=gone.batch_id).first() if gone is not None else None
    names = _names(entry, withdrawn)
    refs = Basis.objects.known_at().filter(stands_on=key).order_by("ref").values_list("ref", flat=True)
    return BroughtIn(
        batch=entry.batch,
        file=file,
        entry=entry,
        person=names.get(entry.person or 0, ""),
        withdrawn=withdrawn,
        withdrawn_by=names.get(withdrawn.person or 0, "") if withdrawn is not None else "",
        reason=gone.reason if gone is not None else "",
        results=tuple(refs.distinct()),
        answers=Answer._base_manager.filter(batch=key).count(),
    )


def batches_of(sha256: str, unit: Organisation, caliber: str) -> list[Batch]:
    """The live batches by which this content was brought in from this unit in this caliber, the newest first."""
    files = File.objects.known_at().filter(sha256=sha256).values("batch")
    facts = Fact.objects.known_at().filter(batch__in=files, reported_by=unit, caliber=caliber)
    return list(Batch.objects.filter(pk__in=facts.values("batch")).order_by("-pk"))


def brought_in_for_others(sha256: str, unit: Organisation, reader: Reader | None) -> list[tuple[int, str]]:
    """The live batches by which this content was brought in as that of another unit, each with the unit's name, the
    newest first; of those the ones of which the reader may read some figure (all, if None). None where it came in as
    this unit's, too: that has been decided.
    """
    files = File.objects.known_at().filter(sha256=sha256).values("batch")
    facts = Fact.objects.known_at().filter(batch__in=files)
    if facts.filter(reported_by=unit).exists():
        return []
    if reader is not None:
        facts = visible(facts, reader)
    found = facts.order_by("-batch", "reported_by").values_list("batch", "reported_by__name").distinct()
    return [(batch, name) for batch, name in found]


def may_open(sha256: str, reader: Reader | None) -> bool:
    """Whether the reader may open the stored content: all figures that were brought in from it are read by the reader
    or were reported by a body of the reader's. Content that nothing was brought in from is known only to whom its
    address was given.
    """
    if reader is None:
        return True
    facts = Fact._base_manager.filter(file__sha256=sha256)
    beyond = facts.exclude(pk__in=visible(facts, reader).values("pk"))
    return not beyond.exclude(reported_by__in=reader.bodies).exists()


def _names(*entries: Entry | None) -> dict[int, str]:
    keys = {one.person for one in entries if one is not None and one.person is not None}
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
