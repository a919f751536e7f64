"""The records a figure stands on, each with its place, its people and its hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jingkai.engines.expr import Reference
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.answers import Explained, explained
from jingkai.kernel.facts.definitions import Aim, indicators
from jingkai.kernel.facts.holdings import with_category
from jingkai.kernel.facts.known import Known, history
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.naming import english_names, in_english
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Entry
from jingkai.kernel.registers.models import StageEvent

from .shown import moment, shown
from .view import place_of
from .words import Lang, Words


@dataclass(frozen=True)
class Evidence:
    """One record. `value` is as it was typed, of an event its day (then `period` is empty); `place` a cell or a
    source in words; `people` who reported and who entered it, `earlier` what it replaced.
    """

    ref: str
    name: str
    value: str
    period: str
    caliber: str
    place: str
    file_hash: str
    people: tuple[str, ...]
    entered: str
    row_hash: str
    note: str = ""
    earlier: tuple[str, ...] = ()
    # The batch that brought it.
    batch: int = 0
    # What it was corrected to, in words and by reference.
    later: tuple[tuple[str, str], ...] = ()


def evidence(references: Iterable[Reference], lang: Lang, as_of: int | None = None) -> dict[str, Evidence]:
    """Evidence by reference, in the order given. References of other kinds (units, which hold no figure) are left
    out.
    """
    listed = list(dict.fromkeys(references))
    found = {**_facts(_ids(listed, "fact"), lang, as_of), **_targets(_ids(listed, "target"), lang, as_of)}
    found |= _events(_ids(listed, "event"), lang)
    return {str(one): found[str(one)] for one in listed if str(one) in found}


def _ids(references: Iterable[Reference], kind: str) -> list[int]:
    return [int(one.id) for one in references if one.kind == kind]


def _facts(keys: list[int], lang: Lang, as_of: int | None) -> dict[str, Evidence]:
    related = ("measure", "file", "reported_by", "reporter", "holder")
    rows = list(Fact.objects.filter(pk__in=keys).select_related(*related))
    entries = _entries(row.batch_id for row in rows)
    words = Words(lang)
    later, why = _later(keys, lang, as_of), explained(rows)
    zones = Organisation.objects.filter(pk__in={row.holder.root for row in rows} if lang == "en" else ())
    names = {zone.pk: english_names(indicators(zone, as_of).values()) for zone in zones}
    found = {}
    for row in rows:
        known = Known(row)
        entry, writer = entries[row.batch_id]
        earlier = history(row, as_of)[: row.step] if row.step else []
        found[known.ref] = Evidence(
            ref=known.ref,
            name=with_category(str(row.measure), row.category)
            if lang == "zh"
            else in_english(row.measure, row.category, names[row.holder.root]),
            value=_typed(known, lang),
            period=known.period.words(lang),
            caliber=" · ".join(
                (vocabulary().caliber_words(row.caliber, lang), vocabulary().natures[row.nature][lang])
            ),
            place=place_of(known),
            file_hash=row.file.sha256 if row.file else "",
            people=_people(row.reported_by.name, row.reporter.name if row.reporter else "", writer, words),
            entered=_entered(entry, words),
            batch=row.batch_id,
            row_hash=row.row_hash,
            note=_note(row, why, words),
            earlier=tuple(f"{one.quantity} → {row.reason}" for one in earlier),
            later=later.get(row.pk, ()),
        )
    return found


def _note(row: Fact, why: Mapping[int, Explained], words: Words) -> str:
    """The words about the figure; what was asked about it before it was recorded, and the answer."""
    said = [row.note]
    if (one := why.get(row.pk)) is not None:
        asked = words("and").join(kind.zh if words.lang == "zh" else kind.en for kind in one.asked)
        said.append(words("explained", asked=asked, why=one.answer))
    return words("semicolon").join(part for part in said if part)


def _targets(keys: list[int], lang: Lang, as_of: int | None) -> dict[str, Evidence]:
    rows = list(Target.objects.filter(pk__in=keys).select_related("holder", "zone"))
    names = {zone.pk: indicator_names(zone, lang, as_of) for zone in {row.zone for row in rows}}
    entries = _entries(row.batch_id for row in rows)
    words = Words(lang)
    found = {}
    for row in rows:
        aim, (entry, writer) = Aim(row), entries[row.batch_id]
        found[aim.ref] = Evidence(
            ref=aim.ref,
            name=names[row.zone_id].get(row.indicator, row.indicator),
            value=_said(aim.quantity, lang),
            period=aim.period.words(lang),
            caliber=words("target"),
            place=row.source,
            file_hash="",
            people=_people(row.holder.name, "", writer, words),
            entered=_entered(entry, words),
            batch=row.batch_id,
            row_hash=row.row_hash,
            note=row.reason,
        )
    return found


def _events(keys: list[int], lang: Lang) -> dict[str, Evidence]:
    rows = list(StageEvent.objects.filter(pk__in=keys).select_related("subject__holder"))
    entries = _entries(row.batch_id for row in rows)
    words = Words(lang)
    found = {}
    for row in rows:
        entry, writer = entries[row.batch_id]
        found[str(row)] = Evidence(
            ref=str(row),
            name=f"{row.subject.title} · {row.stage}",
            value=row.on.isoformat(),
            period="",
            caliber=words("ref_event"),
            place=row.evidence,
            file_hash="",
            people=_people(row.subject.holder.name, "", writer, words),
            entered=_entered(entry, words),
            batch=row.batch_id,
            row_hash=row.row_hash,
            note=row.reason,
        )
    return found


def indicator_names(zone: Organisation, lang: Lang, as_of: int | None) -> dict[str, str]:
    """Code to name of the zone's indicators."""
    found = indicators(zone, as_of)
    return {code: one.name if lang == "zh" else one.name_en or one.name for code, one in found.items()}


def _entries(batches: Iterable[int]) -> dict[int, tuple[Entry, str]]:
    """The entry by which each batch went live, and the name of who wrote it."""
    entries = list(Entry.objects.filter(batch__in=set(batches)))
    names = dict(Person.objects.filter(pk__in={one.person for one in entries}).values_list("pk", "name"))
    return {
        one.batch_id: (one, names.get(one.person, "") if one.person is not None else "")
        for one in entries
        if one.batch_id is not None
    }


def _entered(entry: Entry, words: Words) -> str:
    batch = words("in_batch", batch=entry.batch_id)
    return words("entered", at=moment(entry.at), batch=batch, seq=entry.seq)


def _people(unit: str, reporter: str, writer: str, words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in (unit, reporter, writer or words("system")) if one))


def _later(keys: list[int], lang: Lang, as_of: int | None) -> dict[int, tuple[tuple[str, str], ...]]:
    """Of each fact that was corrected what it was corrected to."""
    words = Words(lang)
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for row in Fact.objects.known_at(as_of).filter(supersedes__in=keys).select_related("measure"):
        known = Known(row)
        said = words("corrected_to", value=_said(known.quantity, lang), reason=row.reason)
        if row.supersedes_id is not None:
            found[row.supersedes_id] = ((said, known.ref),)
    return found


def _said(quantity: Quantity, lang: Lang) -> str:
    """A figure as it was typed; in English with its English unit."""
    return str(quantity) if lang == "zh" else str(shown(quantity, lang))


def _typed(known: Known, lang: Lang) -> str:
    """The figure, with the text of the cell where that reads otherwise."""
    value, text = str(known.quantity), known.row.text
    said = _said(known.quantity, lang)
    return said if not text or value.startswith(text) else said + Words(lang)("aside", text=text)
