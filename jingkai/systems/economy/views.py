"""The month, a figure's proof and a fact, as pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.engines.periods import Period
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks.original import window
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import File
from jingkai.kernel.rules.access import reader_for
from jingkai.web.asking import Asked, asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from .card import card, month_names
from .drawn import columns
from .line import Line
from .moments import in_work, moments
from .month import Month, compute
from .narrowed import of_unit, record_of_unit
from .on_record import on_record
from .page import Links, month_values, rows
from .problems import FIGURE_UNKNOWN
from .proof import proof_of, prove
from .shown import shown as said
from .words import Lang, Words, ref_words

# How many computed months are kept.
_KEPT = 8


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """The zone's month; with a unit, that unit's rows."""
    found, lang = asked(request, timezone.localdate(), in_work), language_of(request)
    shown = _month(found)
    record = on_record(shown, found.as_of if found.past else None)
    if found.unit is not None:
        shown = of_unit(shown, found.unit)
        record = record_of_unit(record, shown, found.unit)
    values = month_values(shown, lang, record, _links(request), found.unit)
    return render(request, "economy/month_page.html", **_around(found, lang), **values)


@require_safe
def figure(request: HttpRequest, holder: int, indicator: str) -> HttpResponse:
    """The proof sheet of one row: value, formula, steps, cells, people, as-of, hash."""
    found, lang = asked(request, timezone.localdate(), in_work), language_of(request)
    computed = _month(found)
    lines = (one for one in computed.everything if one.holder.pk == holder)
    line = next((one for one in lines if one.definition.code == indicator), None)
    if line is None:
        raise FIGURE_UNKNOWN(name=indicator, period=found.period, unit=holder)
    proof = proof_of(computed, line, lang)
    return render(
        request, "economy/figure.html", **_around(found, lang), **_facts(request, lang), proof=proof
    )


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """The card of an indicator, with its rows of the month."""
    found, lang = asked(request, timezone.localdate(), in_work), language_of(request)
    shown = card(_month(found), code, lang)
    if shown is None:
        raise FIGURE_UNKNOWN(name=code, period=found.period, unit=found.zone.name)
    months = [
        (month.words(lang), name, said(value, lang).number, value)
        for name, (month, value) in zip(month_names(shown.trend, lang), shown.trend, strict=True)
    ]
    return render(
        request,
        "economy/indicator.html",
        **_around(found, lang),
        words=Words(lang),
        card=shown,
        rows=rows(shown.lines, lang, _links(request)),
        months=months,
        columns=columns([one[1:] for one in months]),
    )


@require_safe
def fact(request: HttpRequest, key: int) -> HttpResponse:
    """A fact with its people, what it replaced, and its cell among those around it in the original."""
    found, lang = asked(request, timezone.localdate(), in_work), language_of(request)
    proof = prove(f"fact:{key}", found.zone, as_of=found.as_of, lang=lang, reader=found.reader)
    row = Fact.objects.select_related("file").get(pk=key)
    original, damaged = None, ""
    try:
        original = window(row) if _may_see_all_of(row.file, found.reader) else None
    except SheetProblem as refusal:
        damaged = refusal.zh if lang == "zh" else refusal.en
    except OSError:
        damaged = Words(lang)("original_gone")
    return render(
        request,
        "economy/fact.html",
        **_around(found, lang),
        **_facts(request, lang),
        proof=proof,
        original=original,
        damaged=damaged,
        file=row.file.name if row.file else "",
    )


def _may_see_all_of(file: File | None, reader: Reader | None) -> bool:
    """Whether every figure that was read from the file may be read: its cells stand side by side."""
    if file is None or reader is None:
        return True
    read_from = Fact.objects.filter(file__sha256=file.sha256)
    return not read_from.exclude(pk__in=visible(read_from, reader)).exists()


@lru_cache(maxsize=_KEPT)
def _computed(zone: int, period: Period, as_of: int, person: int | None, on: date, last: int) -> Month:
    """A month as of a number never changes, and what a person may see of it not without a new `last` number or day:
    the last few are kept.
    """
    reader = reader_for(person, on=on) if person is not None else None
    return compute(Organisation.objects.get(pk=zone), period, as_of, reader)


def _month(found: Asked) -> Month:
    person = found.reader.person if found.reader is not None else None
    return _computed(found.zone.pk, found.period, found.as_of, person, timezone.localdate(), found.last)


def _around(found: Asked, lang: Lang) -> dict[str, Any]:
    """What the pickers show."""
    return {"asked": found, "moments": moments(found.zone, lang, found.reader)}


def _facts(request: HttpRequest, lang: Lang) -> dict[str, Any]:
    """What the proof's macros ask for."""
    return {"words": Words(lang), "ref_words": ref_words, "fact_link": _fact_link(request)}


def _links(request: HttpRequest) -> Links:
    kept = kept_of(request)

    def row(line: Line) -> str:
        return reverse("economy:figure", args=[line.holder.pk, line.definition.code]) + kept

    return Links(
        name=lambda line: f"{line.definition.code}@{line.holder.pk}",
        row=row,
        indicator=lambda line: reverse("economy:indicator", args=[line.definition.code]) + kept,
        fact=_fact_link(request),
    )


def _fact_link(request: HttpRequest) -> Callable[[str], str]:
    kept = kept_of(request)

    def link(ref: str) -> str:
        """The fact's page; empty for records of other kinds, which have none."""
        kind, _, key = ref.partition(":")
        return reverse("economy:fact", args=[key]) + kept if kind == "fact" else ""

    return link
