"""The figures that were understood, as the page shows them: whose, what, when, how much, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity
from jingkai.engines.sheets import ReadFact
from jingkai.kernel.facts.drafts import Draft
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.holders import NOT_OURS
from jingkai.kernel.facts.workbooks.looking import Look
from jingkai.kernel.facts.workbooks.understanding import Waiting

from ..shown import DASH, shown
from ..words import Lang, Words

# More than any measure keeps.
_DECIMALS = 8


@dataclass(frozen=True)
class Figure:
    """A figure of the table. `kind` is that of its mark; `said` why it does not go in as it stands, or how it does.

    `before` is what the same unit reported, where that differs.
    """

    sheet: str
    cell: str
    holder: str
    name: str
    period: str
    value: str
    kind: str
    said: str = ""
    before: Known | None = None


def figures(found: Look, lang: Lang) -> list[Figure]:
    """Every figure that was read, in the order of the file; of an export of our own those that say something new."""
    return list(_of_export(found, lang) if found.outcome.own_export else _of_table(found, lang))


def draft_name(draft: Draft, lang: Lang) -> str:
    """What a draft is of: name, aspect where it is not the plain one, category, planned."""
    return _name(draft.name, draft.aspect, draft.nature, draft.category, lang)


def written(quantity: Quantity, lang: Lang) -> str:
    """A figure as the platform will show it: 0.9700亿元, as it was computed, is 0.97亿元."""
    return str(shown(quantity, lang, decimals=_DECIMALS))


def _of_table(found: Look, lang: Lang) -> Iterator[Figure]:
    fate = _Fates(found, lang)
    for read, made in found.understood.made:
        if isinstance(made, Draft):
            yield fate.of_draft(made)
        else:
            yield fate.of_other(read, made)


def _of_export(found: Look, lang: Lang) -> Iterator[Figure]:
    fate = _Fates(found, lang)
    result = found.outcome
    for draft in [one.draft for one in (*result.corrected, *result.changed, *result.refused)]:
        yield fate.of_draft(draft)
    for waiting in result.waiting:
        said = waiting.zh if lang == "zh" else waiting.en
        yield Figure(waiting.sheet, waiting.cell, DASH, DASH, "", DASH, "wait", said)


class _Fates:
    """What becomes of each draft. A draft is known by its identity: two cells may say the same."""

    def __init__(self, found: Look, lang: Lang) -> None:
        result, self._words = found.outcome, Words(lang)
        self._lang: Lang = lang
        self._new = {id(one) for one in result.facts}
        self._changed = {id(one.draft): one.before for one in result.changed}
        self._corrected = {id(one.draft): one.before for one in result.corrected}
        self._refused = {id(one.draft): one.problem for one in result.refused}
        self._settled = {id(one) for one in found.understood.drafts}
        self._waiting = {(one.sheet, one.cell): one for one in result.waiting}
        self._to_register = set(found.to_register)
        self._used = found.understood.used

    def of_draft(self, draft: Draft) -> Figure:
        kind, said, before = self._fate(draft)
        return Figure(
            draft.source.sheet,
            draft.source.cell,
            draft.holder.name,
            draft_name(draft, self._lang),
            draft.period.words(self._lang),
            written(draft.quantity, self._lang),
            kind,
            said,
            before,
        )

    def of_other(self, read: ReadFact, made: Waiting | None) -> Figure:
        aspect, nature = vocabulary().reading(read.measure) or (read.measure, "actual")
        kind, said = self._other_fate(read, made)
        return Figure(
            read.sheet,
            read.cell,
            read.holder or "?",
            _name(read.indicator, aspect, nature, read.category or "", self._lang),
            _period(read, self._lang),
            f"{read.raw.strip()}{read.unit or ''}" if read.raw_type == "number" else read.raw.strip(),
            kind,
            said,
        )

    def _fate(self, draft: Draft) -> tuple[str, str, Known | None]:
        words, key = self._words, id(draft)
        if key in self._refused:
            problem = self._refused[key]
            return "warn", problem.zh if self._lang == "zh" else problem.en, None
        if key in self._changed:
            return "differ", words("import_differs"), self._changed[key]
        if key in self._corrected:
            return "corrected", words("mark_corrected"), self._corrected[key]
        if key in self._new:
            return "new", words("mark_new"), None
        waiting = self._waiting.get((draft.source.sheet, draft.source.cell))
        if key in self._settled or waiting is None:
            # Reported before, or said by another cell of the table, too.
            return "known", words("mark_known"), None
        return "wait", waiting.zh if self._lang == "zh" else waiting.en, None

    def _other_fate(self, read: ReadFact, made: Waiting | None) -> tuple[str, str]:
        words = self._words
        if made is None:
            return "known", words("import_repeats", cell=read.duplicate_of or "")
        if read.holder in self._to_register:
            return "new", words("import_registers")
        if self._used.get(f"holder|{read.holder}") == NOT_OURS:
            return "known", words("import_left_out")
        if read.held:
            return "wait", words("mark_ask")
        return "wait", made.zh if self._lang == "zh" else made.en


def _name(name: str, aspect: str, nature: str, category: str, lang: Lang) -> str:
    words = vocabulary()
    said = words.aspects.get(aspect)
    parts = [name, category]
    if said is not None and not said.principal:
        parts.append(said.zh if lang == "zh" else said.en)
    if nature != "actual":
        parts.append(words.natures[nature][lang])
    return " · ".join(part for part in parts if part)


def _period(read: ReadFact, lang: Lang) -> str:
    try:
        return (Period.parse(read.period or "")).words(lang)
    except Refusal:
        return DASH
