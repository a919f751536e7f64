"""Drafting the bulletin of a month as a paper, and compiling its draft again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.content import Given, plain_slots
from jingkai.kernel.papers.models import Issue, Paper
from jingkai.kernel.papers.problems import REVISED_MEANWHILE
from jingkai.kernel.papers.services import PaperDraft, draft_paper, revise_draft
from jingkai.kernel.papers.sheet import last_text
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.actor import Actor
from jingkai.systems.economy.api import sees_all

from .compiling import compile_bulletin
from .problems import COMPILER_SEES_PART, NOTHING_TO_PRINT
from .prose import Prose

TEMPLATE = "paper.bulletin"
# Papers that came to nothing: the month may have another.
_ENDED = ("cancelled", "dropped")
# The slot that says as of when.
_KNOWN = "known"


def draft_bulletin(
    actor: Actor,
    zone: Organisation,
    period: Period,
    prose: Prose,
    *,
    at: datetime,
    as_of: int | None = None,
    seen: int | None = None,
) -> Paper:
    """Compile the bulletin of a month as known at `as_of` (now, if None) and draft it as a paper of the actor's unit. A
    draft that is there is compiled again; one that was issued is corrected by another. Where it says the same nothing
    is changed.

    `seen` is the id of the text that the page showed: where somebody revised it since, that is refused. Raises Problem
    `bulletin.compiler-sees-part`, `bulletin.nothing-to-print`, those of `Citable.sentences`,
    `papers.revised-meanwhile`, `parties.not-allowed`, and those of `papers.services.draft_paper`.
    """
    if not sees_all(actor, zone, day_of(at)):
        raise COMPILER_SEES_PART()
    compiled = compile_bulletin(zone, period, "zh", at=at, as_of=as_of)
    if not compiled.rows:
        raise NOTHING_TO_PRINT(period=period.words("zh"))
    slots = compiled.slots(prose)
    there = bulletins(zone, period)
    paper = running(there)
    if paper is not None and says_the_same(paper, slots):
        return paper
    issued = paper is not None and Issue.objects.filter(paper=paper).exists()
    if paper is not None and not issued:
        if seen is not None and seen != last_text(paper).pk:
            raise REVISED_MEANWHILE()
        revise_draft(actor, paper, slots=slots, at=at)
        return paper
    unit = unit_of(actor, zone)
    draft = PaperDraft(
        TEMPLATE,
        unit,
        f"{_key(period)}{len(there)}",
        slots=slots,
        to=tuple(_units(zone, unit, at)),
        addressed=compiled.words("addressed"),
        refs=(ref_of(zone, period),),
        corrects=paper,
    )
    return draft_paper(actor, draft, at=at)


def bulletins(zone: Organisation, period: Period) -> list[Paper]:
    """Every paper that was drafted of the month's bulletin, the newest first."""
    rows = Paper.objects.known_at().filter(zone=zone, key__startswith=_key(period))
    return list(rows.select_related("case__flow", "zone", "unit", "template").order_by("-pk"))


def running(there: Sequence[Paper]) -> Paper | None:
    """The one that holds: the newest that was neither dropped nor cancelled."""
    return next((one for one in there if state_of(one.case) not in _ENDED), None)


def ref_of(zone: Organisation, period: Period) -> str:
    """What the papers of a month's bulletin are about."""
    return f"bulletin:{zone.pk}-{period}"


def unit_of(actor: Actor, zone: Organisation) -> Organisation:
    """The unit that an actor drafts for: that of the post acted in; at the console the zone."""
    body = Post.objects.filter(pk=actor.post).values_list("body", flat=True).first()
    return Organisation.objects.get(pk=body) if body is not None else zone


def _units(zone: Organisation, unit: Organisation, at: datetime) -> list[Organisation]:
    """Whom it goes to: the units right below the zone."""
    rows = Organisation.objects.live_on(day_of(at)).filter(parent=zone)
    return list(rows.exclude(pk=unit.pk).order_by("pk"))


def says_the_same(paper: Paper, slots: Mapping[str, Given]) -> bool:
    """Whether the newest version of the paper reads so; as of which number it was compiled makes no difference."""
    return bool(_read(last_text(paper).slots) == _read(plain_slots(slots)))


def _read(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_read(one) for one in plain]
    if isinstance(plain, dict):
        return {key: _read(one) for key, one in plain.items() if key not in ("ref", _KNOWN)}
    return plain


def _key(period: Period) -> str:
    return f"bulletin:{period}:"
