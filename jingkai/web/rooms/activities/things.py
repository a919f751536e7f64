"""What references name (what an activity is about, what came of it), as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.queries import standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.search import named
from jingkai.kernel.problems import Problem
from jingkai.web.opening import address_of, address_of_ref

from .words import Words


@dataclass(frozen=True)
class Thing:
    """What a reference names: its kind in words, its title with what stands before it, and where it opens."""

    kind: str
    note: str
    title: str
    address: str


def things(
    refs: Iterable[str], reader: Reader | None, zone: Organisation, words: Words, kept: str
) -> list[Thing]:
    """What these references name, in their order: whatever may be looked for, papers, figures, a period. What is
    hidden, absent or of another kind (a conclusion stands on the page of its system) is left out.
    """
    wanted = list(refs)
    found = {
        ref: Thing(
            kind.zh if words.lang == "zh" else kind.en,
            kind.note_of(row),
            kind.title_of(row, words.lang),
            address_of(kind.kind, row, kept),
        )
        for ref, (kind, row) in named(wanted, reader).items()
    }
    rows = Paper.objects.seen_by(reader).filter(pk__in=_numbers("paper", wanted))
    for one in standings(rows.select_related("case__flow", "zone", "unit", "template")):
        address = address_of("paper", one.paper, kept)
        found[f"paper:{one.paper.pk}"] = Thing(words("paper"), "", one.title, address)
    facts = Fact.objects.seen_by(reader).filter(pk__in=_numbers("fact", wanted)).select_related("measure")
    for fact in facts:
        ref = f"fact:{fact.pk}"
        said = f"{fact.measure.name} {fact.text}"
        found[ref] = Thing(words("fact"), period_of(fact).words(words.lang), said, address_of_ref(ref, zone))
    for ref in wanted:
        if (period := _period(ref)) is not None:
            found[ref] = Thing(words("period"), "", period.words(words.lang), address_of_ref(ref, zone))
    return [found[ref] for ref in wanted if ref in found]


def _numbers(kind: str, refs: Iterable[str]) -> list[int]:
    keys = (ref.removeprefix(f"{kind}:") for ref in refs if ref.startswith(f"{kind}:"))
    return [int(key) for key in keys if key.isdecimal() and len(key) < 19]


def _period(ref: str) -> Period | None:
    kind, _, text = ref.partition(":")
    try:
        return Period.parse(text) if kind == "period" else None
    except Problem:
        return None
