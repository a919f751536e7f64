"""Recomputes every hash from the rows as they stand, and names the first place that does not hold."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from jingkai.kernel.problems import Problem

from .declare import declarations
from .filestore import damaged
from .hashing import GENESIS, chain_hash, label_of, row_hash, sha256
from .models import Batch, BatchLive, Entry, File, Recorded, Retired, Seal
from .roots import Roots
from .startup import assert_made, examining

# SQLite takes at most 32766 values in one statement.
_CHUNK = 2000

# What a value raises that is not of its column's type, when it is read or hashed.
_UNREADABLE = (ValueError, TypeError, ValidationError, Problem)


@dataclass(frozen=True)
class Break:
    """A place where what is stored is not what was written; `seq` is that of the entry it was written by, or
    None where there is no such entry.
    """

    seq: int | None
    place: str
    zh: str
    en: str


@dataclass
class Report:
    """What was recomputed, and the breaks in the order of the sequence. `head` is the last seal: kept
    elsewhere, it also proves that the end of the journal was not cut off.
    """

    entries: int = 0
    sealed: int = 0
    batches: int = 0
    rows: int = 0
    files: int = 0
    head: str = GENESIS
    breaks: list[Break] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        return not self.breaks

    @property
    def first(self) -> Break | None:
        return self.breaks[0] if self.breaks else None


def verify(*, files: bool = True) -> Report:
    """Recompute row hashes, batch roots, the chain of seals and, with `files`, the hashes of stored files.

    Raises Problem `records.database-not-ready` or `records.database-newer`.
    """
    with examining():
        assert_made(connection)
        return _verify(files)


def _verify(files: bool) -> Report:
    report = Report()
    _pages(report)
    if report.breaks:
        # The database itself can't be read faithfully: nothing computed from it would mean anything.
        return report
    live = dict(BatchLive.objects.values_list("batch_id", "live_seq"))
    rows = _rows(report, live)
    roots = {batch.pk: rows.pop(batch.pk, Roots()).of(batch) for batch in Batch.objects.iterator(_CHUNK)}
    report.batches = len(roots)
    for batch in rows:
        _say(report, live.get(batch), f"jk_records.batch#{batch}", "批次缺失", "the batch is missing")
    _entries(report, roots)
    if files:
        _files(report)
    # Stable: within one entry a row stays before its batch, and the batch before the seal.
    report.breaks.sort(key=lambda one: (one.seq is None, one.seq))
    return report


def _pages(report: Report) -> None:
    """SQLite can check its own pages; PostgreSQL does so by checksums when it reads them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        for (message,) in cursor.fetchall():
            if message != "ok":
                _say(
                    report, None, "sqlite", f"数据库文件损坏：{message}", f"damaged database file: {message}"
                )


def _rows(report: Report, live: dict[int, int]) -> dict[int, Roots]:
    """Every row with its stored hash, by batch; each stored hash is compared with the row."""
    found: dict[int, Roots] = defaultdict(Roots)
    for one in declarations():
        if not (one.carries_batch and issubclass(one.model, Recorded)):
            continue
        label = label_of(one.model)
        for key, batch, stored, computed in _read(one.model):
            report.rows += 1
            found[batch].add_row(label, key, stored)
            if stored != computed:
                _say_differs(report, live.get(batch), f"{label}#{key}")
    _retired(report, live, found)
    return found


def _retired(report: Report, live: dict[int, int], found: dict[int, Roots]) -> None:
    """Rows of tables that are no more count in their batches as they did."""
    for row in Retired.objects.order_by("pk").iterator(_CHUNK):
        report.rows += 1
        found[row.written_with_id].add_row(row.label, row.key, row.digest)
        if sha256(row.text) != row.digest:
            _say_differs(report, live.get(row.written_with_id), str(row))


def _read(model: type[Recorded]) -> Iterator[tuple[Any, int, str, str]]:
    """(key, batch, stored hash, recomputed hash) of every row; the last is empty if the row can't be read."""
    stored = model._base_manager.order_by("pk").values_list("pk", "batch_id", "row_hash")
    after = stored
    while chunk := list(after[:_CHUNK]):
        after = stored.filter(pk__gt=chunk[-1][0])
        computed = _hashes(model, [key for key, _, _ in chunk])
        for key, batch, digest in chunk:
            yield key, batch, digest, computed.get(key, "")


def _hashes(model: type[Recorded], keys: list[Any]) -> dict[Any, str]:
    try:
        return {row.pk: row_hash(row) for row in model._base_manager.filter(pk__in=keys)}
    except _UNREADABLE:
        if len(keys) == 1:
            return {}
    # One of them holds what its column can't: find out which.
    half = len(keys) // 2
    return _hashes(model, keys[:half]) | _hashes(model, keys[half:])


def _entries(report: Report, roots: dict[int, str]) -> None:
    seals = dict(Seal.objects.values_list("entry_id", "digest"))
    expected = 1
    for entry in Entry.objects.order_by("seq").iterator(_CHUNK):
        place = f"jk_records.entry#{entry.seq}"
        if entry.seq != expected:
            _say(report, expected, place, f"序号 {expected} 缺失", f"number {expected} is missing")
        expected = entry.seq + 1
        report.entries += 1
        if entry.batch_id is not None and roots.get(entry.batch_id) != entry.digest:
            _say(
                report, entry.seq, f"jk_records.batch#{entry.batch_id}",
                "批次内的记录与登记的摘要不符（有增、删或改）",
                "the batch's rows are not those the entry was written for",
            )  # fmt: skip
        _seal(report, entry, seals.pop(entry.seq, None))
    for seq in seals:
        _say(report, seq, f"jk_records.seal#{seq}", "封存所指的留痕缺失", "the sealed entry is missing")


def _seal(report: Report, entry: Entry, digest: str | None) -> None:
    if digest is None:
        return
    place = f"jk_records.seal#{entry.seq}"
    if report.sealed != entry.seq - 1:
        _say(report, entry.seq, place, "封存不连续", "the chain of seals has a gap")
    elif chain_hash(report.head, entry) != digest:
        _say(report, entry.seq, place, "留痕内容与封存不符", "the entry is not what was sealed")
    report.sealed = entry.seq
    # From here on the stored seal counts, so that one change is reported once and not for all that follow.
    report.head = digest


def _files(report: Report) -> None:
    hashes = list(File.objects.order_by("sha256").values_list("sha256", flat=True).distinct())
    report.files = len(hashes)
    for one in damaged(iter(hashes)):
        _say(report, None, f"file:{one}", "文件缺失或内容已变", "the file is missing or has changed")


def _say_differs(report: Report, seq: int | None, place: str) -> None:
    _say(report, seq, place, "记录内容与其摘要不符", "the row is not what its hash says")


def _say(report: Report, seq: int | None, place: str, zh: str, en: str) -> None:
    report.breaks.append(Break(seq, place, zh, en))
