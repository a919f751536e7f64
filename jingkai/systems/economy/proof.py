"""`jingkai prove REF`: value, formula, cells, people, as-of and hash of any figure, on one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from jingkai.engines.expr import Reference, explain, open_up
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.problems import NOT_KNOWN
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.hashing import canonical, sha256
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.models import StageEvent

from .because import because
from .document import line_of
from .evidence import Evidence, evidence
from .findings import short
from .issued import issued
from .line import Line
from .models import PublishedMonth
from .month import Month, compute
from .problems import FIGURE_UNKNOWN, REF_UNREADABLE
from .shown import shown
from .view import RowView, said_by, view
from .words import Lang, Words, ref_of, ref_words

# The records that are proved by themselves: by kind of reference their model, and where it says whose each is.
_RECORDS: Mapping[str, tuple[Any, str]] = {
    "fact": (Fact, "holder"),
    "target": (Target, "holder"),
    "event": (StageEvent, "subject.holder"),
}


@dataclass(frozen=True)
class Proof:
    """A proof sheet. `hash` is of `content`, which does not depend on the language: who recomputes the figure as
    of the same number gets the same hash.
    """

    ref: str
    title: str
    value: str
    formula: str
    says: str
    steps: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...]
    as_of: int
    content: dict[str, Any]

    @property
    def hash(self) -> str:
        """Hex sha256 of the canonical content."""
        return sha256(canonical(self.content))


def prove(
    ref: str,
    zone: Organisation,
    *,
    as_of: int | None = None,
    lang: Lang = "zh",
    reader: Reader | None = None,
) -> Proof:
    """The proof of `fact:ID`, `target:ID`, `event:ID`, `month:ID`, `INDICATOR@PERIOD` or `INDICATOR@PERIOD@UNIT`; the
    kinds also in Chinese (数据:ID, 目标:ID, 事件:ID, 月度:ID). With a reader as far as that person may see: what is
    hidden is unknown, by the same queries and in the same words.

    Raises Problem `economy.ref-unreadable`, `economy.figure-unknown`, `facts.not-known`.
    """
    kind, _, key = ref_of(ref).partition(":")
    number = latest() if as_of is None else as_of
    if kind in _RECORDS and key.isdecimal():
        return _of_record(kind, int(key), zone, number, lang, reader)
    if kind == "month" and key.isdecimal():
        return _of_month(int(key), zone, number, lang, reader)
    name, _, rest = ref.partition("@")
    period, _, unit = rest.partition("@")
    if not (name and period):
        raise REF_UNREADABLE(ref=ref)
    try:
        when = Period.parse(period)
    except Refusal as refused:
        raise REF_UNREADABLE(ref=ref) from refused
    return _of_figure(name, when, unit, zone, number, lang, reader)


def proof_of(month: Month, line: Line, lang: Lang, found: dict[str, Evidence] | None = None) -> Proof:
    """The proof of one row of a month. `found` is evidence already loaded, by reference."""
    if found is None:
        found = evidence(line.references, lang, month.as_of)
    row, words = view(line, lang), Words(lang)
    used = tuple(found[str(one)] for one in line.references if str(one) in found)
    ref = f"{line.ref}@{month.period}" + ("" if line.holder.pk == month.zone.pk else f"@{line.holder.name}")
    rules = [one for one in month.rules if one.version == line.light.version and one.key == line.light.rule]
    return Proof(
        ref=ref,
        title=f"{row.name} · {row.holder} · {month.period.words(lang)}",
        value=str(row.value) if line.value is not None else row.value.number + words("aside", text=row.why),
        formula=line.definition.plan.text,
        says=explain(line.definition.plan, lang),
        steps=tuple(ref_words(one, words) for one in open_up(line.definition.plan, line.result, lang)),
        beside=tuple(_beside(row, found, words)),
        evidence=used,
        rules=tuple(
            f"{one.header.title.zh if lang == 'zh' else one.header.title.en} {one.version}" for one in rules
        ),
        as_of=month.as_of,
        content={
            "as_of": month.as_of,
            "period": str(month.period),
            "line": line_of(line),
            "rows": {one.ref: one.row_hash for one in used},
            "rules": {one.key: one.identity for one in rules},
        },
    )


def _beside(row: RowView, found: Mapping[str, Evidence], words: Words) -> list[tuple[str, str]]:
    """What stands in the row beside the value, and what follows from it: what was printed before what was derived."""
    line = row.line
    said, derived = [], words("aside", text=words("derived"))
    if line.growth.shown is not None:
        said.append((words("growth"), f"{row.growth}{derived if row.growth_derived else ''}"))
    if line.growth.printed is not None and line.growth.computed is not None:
        said.append((f"{words('growth')}{derived}", short(line.growth.computed, 2)))
    if line.aimed is not None:
        said.append((words("target"), str(row.target)))
        said += [(words("progress"), row.progress)] if row.progress else []
        said += [(words("deviation"), row.note)] if row.deviation else []
        why = because(line.light.why, words.lang)
        said.append((words("light"), row.light + words("aside", text=why) if row.light else why))
    if len(plans := line.plans) > 1 or (plans and line.aimed is not None and line.aimed.aim is not None):
        said.append((words("plans"), words("semicolon").join(said_by(one, words) for one in plans)))
    if len(line.growth.base) == 1 and (before := found.get(str(line.growth.base[0]))) is not None:
        said.append((words("last_year"), f"{before.value}{words('aside', text=before.period)}"))
    for one in line.derived:
        name = one.zh if words.lang == "zh" else one.en
        value = shown(one.value, words.lang, decimals=one.decimals)
        said.append((f"{name}{derived}", f"{value} = {one.says(words.lang)}"))
    return said


def _of_figure(
    name: str, period: Period, unit: str, zone: Organisation, as_of: int, lang: Lang, reader: Reader | None
) -> Proof:
    month = compute(zone, period, as_of, reader)
    holder = unit or zone.name
    for line in month.everything:
        if line.holder.name == holder and name in (line.definition.code, line.definition.name):
            return proof_of(month, line, lang)
    raise FIGURE_UNKNOWN(name=name, period=period, holder=holder)


def _of_record(
    kind: str, key: int, zone: Organisation, as_of: int, lang: Lang, reader: Reader | None
) -> Proof:
    model, whose = _RECORDS[kind]
    ref = f"{kind}:{key}"
    rows: QuerySet[Any] = (
        model.objects.known_at(as_of).filter(pk=key).select_related(whose.replace(".", "__"))
    )
    row = (rows if reader is None else visible(rows, reader)).first()
    holder = None if row is None else attrgetter(whose)(row)
    if holder is None or holder.root != zone.pk:
        raise NOT_KNOWN(ref=ref)
    (one,) = evidence([Reference(kind, str(key))], lang, as_of).values()
    return Proof(
        ref=ref,
        title=" · ".join(part for part in (one.name, holder.name, one.period) if part),
        value=one.value,
        formula="",
        says="",
        steps=(),
        beside=(),
        evidence=(one,),
        rules=(),
        as_of=as_of,
        content={"as_of": as_of, "rows": {ref: one.row_hash}},
    )


def _of_month(key: int, zone: Organisation, as_of: int, lang: Lang, reader: Reader | None) -> Proof:
    rows = PublishedMonth.objects.known_at(as_of).filter(pk=key, zone=zone)
    row = (rows if reader is None else visible(rows, reader)).first()
    if row is None:
        raise NOT_KNOWN(ref=f"month:{key}")
    words = Words(lang)
    period = Period(row.start, row.end).words(lang)
    lights = row.lights.select_related("holder").order_by("pk")
    return Proof(
        ref=str(row),
        title=words("title", zone=zone.name, period=period),
        value=words("published", id=row.pk, as_of=row.as_of, digest=row.digest),
        formula="",
        says="",
        steps=(),
        beside=tuple(issued(lights if reader is None else visible(lights, reader), zone, row.as_of, lang)),
        evidence=(),
        rules=(),
        as_of=row.as_of,
        content={"as_of": row.as_of, "digest": row.digest},
    )
