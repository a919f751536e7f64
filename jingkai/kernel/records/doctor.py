"""Examines an installation: are the guards in place, the sequence whole, the caches true?"""

from collections import Counter as Multiset
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.core.checks import run_checks
from django.db import connection
from django.db.models import Count, Max, Min

from .declare import Declaration, declarations
from .dialects import dialect_of
from .install import difference
from .models import Batch, Counter, Entry, Seal
from .startup import assert_made, examining


@dataclass(frozen=True)
class Finding:
    """What an examination found. A `fault` breaks a promise; a `note` is only worth knowing."""

    code: str
    level: Literal["fault", "note"]
    place: str
    zh: str
    en: str


Examination = Callable[[], Iterable[Finding]]
_EXAMINATIONS: list[Examination] = []

# How many differing rows of a cache are named.
_NAMED = 3


def examination(function: Examination) -> Examination:
    """Add an examination; a room's own for what its database can't refuse (those marked S in DESIGN 1)."""
    if function not in _EXAMINATIONS:
        _EXAMINATIONS.append(function)
    return function


def examine() -> list[Finding]:
    """Run every examination, this room's first; faults before notes.

    Raises Problem `records.database-not-ready` or `records.database-newer`.
    """
    with examining():
        assert_made(connection)
        found = [finding for run in _EXAMINATIONS for finding in run()]
    return sorted(found, key=lambda finding: finding.level)


@examination
def triggers() -> Iterator[Finding]:
    """Catalogue and declaration agree."""
    found = difference(connection)
    changed = {one.name for one in found.missing} & {one.name for one in found.foreign}
    for one in sorted(found.missing):
        zh, en = ("已被改动", "was changed") if one.name in changed else ("缺失", "is missing")
        yield _fault("trigger-missing", one.table, f"触发器 {one.name} {zh}", f"trigger {one.name} {en}")
    for one in sorted(found.foreign):
        if one.name not in changed:
            zh, en = f"有未声明的触发器 {one.name}", f"trigger {one.name} is declared nowhere"
            yield _fault("trigger-foreign", one.table, zh, en)


@examination
def weaknesses() -> Iterator[Finding]:
    """This connection's settings and rights let nobody pass the triggers by."""
    for weak in dialect_of(connection).weaknesses(connection, declarations()):
        yield _fault("connection", "database", f"连接设置或权限不当：{weak}", f"settings or rights: {weak}")


@examination
def tables() -> Iterator[Finding]:
    """Each table is declared and its declaration can be kept."""
    for message in run_checks(tags=None):
        if str(message.id).startswith("jk_"):
            yield _fault("declaration", str(message.obj), f"表的声明有误：{message.msg}", str(message.msg))


@examination
def sequence() -> Iterator[Finding]:
    """Numbers run from 1 to the counter without a gap; what is sealed runs from 1 too."""
    entries = Entry.objects.aggregate(n=Count("seq"), first=Min("seq"), last=Max("seq"))
    last = entries["last"] or 0
    if entries["n"] != last or entries["first"] not in (None, 1):
        zh, en = f"{last} 个序号只有 {entries['n']} 条留痕", f"{last} numbers but {entries['n']} entries"
        yield _fault("sequence-gap", "jk_records_entry", zh, en)
    counter = Counter.objects.values_list("last", flat=True).filter(id=1).first()
    if counter != last:
        zh, en = f"计数为 {counter}，最后序号为 {last}", f"counter at {counter}, last entry {last}"
        yield _fault("counter", "jk_records_counter", zh, en)
    seals = Seal.objects.aggregate(n=Count("entry"), last=Max("entry"))
    if seals["n"] != (seals["last"] or 0):
        yield _fault("seal-gap", "jk_records_seal", "封存不连续", "the chain of seals has a gap")
    if unsealed := last - (seals["last"] or 0):
        zh, en = f"{unsealed} 条留痕待封存", f"{unsealed} entries wait for the sealer"
        yield Finding("records.unsealed", "note", "jk_records_seal", zh, en)


@examination
def caches() -> Iterator[Finding]:
    """Every cache holds what rebuilding it gives."""
    for one in declarations():
        if one.rebuild:
            yield from _compare(one, list(one.rebuild()))


@examination
def references() -> Iterator[Finding]:
    """No row points to a row that is not there. PostgreSQL can't come to that without its owner."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            zh, en = f"第 {row} 行所指的 {parent} 不存在", f"row {row} points to a missing row of {parent}"
            yield _fault("reference", table, zh, en)


@examination
def left_overs() -> Iterator[Finding]:
    """Batches that were staged and never went live."""
    if waiting := Batch.objects.filter(staged=True, live__isnull=True).count():
        zh, en = f"{waiting} 个批次已存未生效（不可见）", f"{waiting} batches are staged, not live"
        yield Finding("records.staged", "note", "jk_records_batch", zh, en)


def _compare(declaration: Declaration, expected: list[Any]) -> Iterator[Finding]:
    model = declaration.model
    names = sorted(expected[0]) if expected else [model._meta.pk.attname]
    wanted = Multiset(tuple(row[name] for name in names) for row in expected)
    stored = Multiset(model._base_manager.values_list(*names))
    for rows, zh, en in (
        (wanted - stored, "缺少或过时", "is missing or out of date"),
        (stored - wanted, "多余或有误", "is too much or wrong"),
    ):
        for row in sorted(rows, key=repr)[:_NAMED]:
            shown = ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True))
            yield _fault("cache", declaration.table, f"缓存{zh}：{shown}", f"the cache {en}: {shown}")
        if len(rows) > _NAMED:
            more = len(rows) - _NAMED
            yield _fault("cache", declaration.table, f"另有 {more} 行{zh}", f"{more} further rows: {en}")


def _fault(name: str, place: str, zh: str, en: str) -> Finding:
    return Finding(f"records.{name}", "fault", place, zh, en)
