"""The month, a figure's proof and a fact, as pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.engines.periods import Period
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.facts.batches import batches_seen
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks.brought_in import ACTS
from jingkai.kernel.facts.workbooks.original import window
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import File
from jingkai.kernel.records.remembering import remembered
from jingkai.web.asking import Asked, asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from .card import card, month_names
from .drawn import columns
from .elsewhere import Elsewhere, elsewhere
from .filled_in import filled_in
from .findings import short
from .importing.imports import count_imports
from .line import Line
from .moments import moments
from .month import Month, compute, unchanged_since, unstamped
from .narrowed import of_unit, record_of_unit
from .on_record import on_record
from .page import Links, Tables, month_values, rows
from .problems import FIGURE_UNKNOWN
from .proof import Proof, proof_of, prove
from .publication.ready import name_of
from .publishing import Standing, may_publish, standing
from .recording.page import may_correct
from .shown import moment
from .shown import shown as said
from .view import said_by
from .words import Lang, Words, ref_words

# The kinds of record that have a page.
_RECORDS = ("fact", "target", "event")


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """The zone's month; with a unit, that unit's rows."""
    found, lang = asked(request, timezone.localdate()), language_of(request)
    shown = _month(found)
    record = on_record(shown, found.as_of if found.past else None)
    if found.unit is not None:
        shown = of_unit(shown, found.unit)
        record = record_of_unit(record, shown, found.unit)
    kept = kept_of(request)
    tables = _drawn(
        found.zone, found.period, unchanged_since(found.as_of), found.reader, found.unit, lang, kept
    )
    values = month_values(shown, lang, record, _links(kept), found.unit, tables)
    published, may_publish_it = (
        (None, False) if found.past else _stands(found.zone, found.period, found.as_of, found.reader)
    )
    values["published"] = published and (
        moment(published.at),
        name_of(published.by, lang),
        published.as_of,
        published.changed,
    )
    values["may_publish"] = may_publish_it and not shown.empty
    values["filled_in"] = None if found.past else _filled_in(found, request)
    values["nothing"] = _nothing(request, found, lang) if shown.empty else None
    return render(request, "economy/month_page.html", **_around(request, found, lang), **values)


def _filled_in(found: Asked, request: HttpRequest) -> dict[str, Any] | None:
    """The share of form items that the system filled in, and where it is opened; None where nothing was asked."""
    asked_for = filled_in(found.zone, found.unit, found.period, found.reader)
    if asked_for is None:
        return None
    return {
        "share": short(asked_for.share, 1),
        "filled": asked_for.filled,
        "cells": asked_for.cells,
        "link": reverse("web:forms") + kept_of(request),
    }


def _nothing(request: HttpRequest, found: Asked, lang: Lang) -> dict[str, Any]:
    """What nothing.html shows: what a unit sent and owns all the same."""
    unit, kept = found.unit, kept_of(request)
    if unit is None:
        return {"tables": 0, "owned": []}
    owned = [one for one in indicators(found.zone, found.as_of).values() if one.owner_id == unit.pk]
    names = [one.name if lang == "zh" else one.name_en or one.name for one in owned]
    links = [reverse("economy:indicator", args=[one.code]) + kept for one in owned]
    return {
        "tables": count_imports(found.zone, unit, found.reader),
        "owned": list(zip(names, links, strict=True)),
    }


@require_safe
def figure(request: HttpRequest, holder: int, indicator: str) -> HttpResponseBase:
    """The proof sheet of one row: value, formula, steps, cells, people, as-of, hash. Where there is none: who has one,
    and when. A unit that is picked leads to its own.
    """
    found, lang = asked(request, timezone.localdate()), language_of(request)
    if found.unit is not None and found.unit.pk != holder:
        return redirect(_figure_of(request, found.unit, found.zone, indicator))
    unit = found.unit_with(holder)
    computed = _month(found)
    lines = (one for one in computed.everything if one.holder.pk == holder)
    line = next((one for one in lines if one.definition.code == indicator), None)
    missing = line is None or (line.value is None and not line.tied)
    other = _elsewhere(found, computed, indicator, unit) if unit is not None and missing else None
    named = any(one.definition.code == indicator for one in computed.everything)
    if unit is None or (line is None and not named and not other):
        raise FIGURE_UNKNOWN(name=indicator, period=found.period.words(lang), holder=unit or holder)
    around = _around(request, found.about(unit), lang)
    if line is None:
        return render(
            request, "economy/figure_missing.html", **around, words=Words(lang), units=True,
            **_missing(request, found, computed, indicator, unit, other, lang),
        )  # fmt: skip
    proof = proof_of(computed, line, lang)
    return render(
        request, "economy/figure.html", **around, **_facts(request, found, proof, lang), proof=proof,
        **_missing(request, found, computed, indicator, unit, other, lang),
    )  # fmt: skip


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """The card of an indicator, with its rows of the month; where it has none, when it has."""
    found, lang = asked(request, timezone.localdate()), language_of(request)
    computed = _month(found)
    shown = card(computed, code, lang)
    if shown is None:
        other = _elsewhere(found, computed, code, None)
        if not other:
            raise FIGURE_UNKNOWN(name=code, period=found.period.words(lang), holder=found.zone.name)
        return render(
            request, "economy/figure_missing.html", **_around(request, found, lang), words=Words(lang), units=False,
            **_missing(request, found, computed, code, None, other, lang),
        )  # fmt: skip
    months = [
        (month.words(lang), name, said(value, lang).number, value)
        for name, (month, value) in zip(month_names(shown.trend, lang), shown.trend, strict=True)
    ]
    return render(
        request,
        "economy/indicator.html",
        **_around(request, found, lang),
        words=Words(lang),
        card=shown,
        definition=""
        if shown.lines[0].definition.implicit
        else reverse("economy:definition", args=[code]) + kept_of(request),
        rows=rows(shown.lines, lang, _links(kept_of(request))),
        others=[
            (line.holder.name, said_by(one, Words(lang)), _fact_link(kept_of(request))(one.ref))
            for line in shown.lines
            for one in line.others
        ],
        months=months,
        columns=columns([one[1:] for one in months]),
    )


@require_safe
def fact(request: HttpRequest, key: int) -> HttpResponse:
    """A fact with its people, what it replaced, and its cell among those around it in the original. It is of its own
    unit and period, whatever was picked before.
    """
    found, lang = asked(request, timezone.localdate()), language_of(request)
    proof = prove(f"fact:{key}", found.zone, as_of=found.as_of, lang=lang, reader=found.reader)
    row = Fact.objects.select_related("file", "holder").get(pk=key)
    if not request.GET.get("period"):
        found = found.within(period_of(row))
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
        **_around(request, found, lang),
        **_facts(request, found, proof, lang),
        proof=proof,
        whose=row.holder.name,
        when=period_of(row).words(lang),
        original=original,
        damaged=damaged,
        file=row.file.name if row.file else "",
        correct=f"{reverse('economy:record')}?fact={row.pk}"
        if not found.past and may_correct(row, found.reader)
        else "",
    )


@require_safe
def target(request: HttpRequest, key: int) -> HttpResponse:
    """A target: whose, of which period, by which paper, entered by whom."""
    return _record(request, f"target:{key}")


@require_safe
def event(request: HttpRequest, key: int) -> HttpResponse:
    """A stage event: what reached which stage on which day, by which evidence."""
    return _record(request, f"event:{key}")


def _record(request: HttpRequest, ref: str) -> HttpResponse:
    found, lang = asked(request, timezone.localdate()), language_of(request)
    proof = prove(ref, found.zone, as_of=found.as_of, lang=lang, reader=found.reader)
    (one,) = proof.evidence
    return render(
        request,
        "economy/fact.html",
        **_around(request, found, lang),
        **_facts(request, found, proof, lang),
        proof=proof,
        whose=one.people[0],
        when=one.period or one.value,
        original=None,
        damaged="",
        file="",
        correct="",
    )


def _may_see_all_of(file: File | None, reader: Reader | None) -> bool:
    """Whether every figure that was read from the file may be read: its cells stand side by side."""
    if file is None or reader is None:
        return True
    read_from = Fact.objects.filter(file__sha256=file.sha256)
    return not read_from.exclude(pk__in=visible(read_from, reader)).exists()


def _elsewhere(found: Asked, computed: Month, code: str, unit: Organisation | None) -> Elsewhere:
    return elsewhere(computed, code, unit, found.months, lambda period: _month(replace(found, period=period)))


def _missing(
    request: HttpRequest,
    found: Asked,
    computed: Month,
    code: str,
    unit: Organisation | None,
    other: Elsewhere | None,
    lang: Lang,
) -> dict[str, Any]:
    """What figure_elsewhere.html shows; nothing where the figure is there."""
    if other is None:
        return {"elsewhere": None}
    definition = next((one.definition for one in computed.everything if one.definition.code == code), None)
    return {
        "elsewhere": other,
        "whose": (unit or found.zone).name,
        "card_link": reverse("economy:indicator", args=[code]) + kept_of(request) if definition else "",
        "name": code if definition is None else definition.name if lang == "zh" else definition.english,
        "elsewhere_months": [(str(one), one.words(lang)) for one in other.months],
        "elsewhere_units": [
            (one.holder.name, _figure_of(request, one.holder, found.zone, code)) for one in other.lines
        ],
    }


@remembered(16)
def _stands(
    zone: Organisation, period: Period, as_of: int, reader: Reader | None
) -> tuple[Standing | None, bool]:
    """What was published of a month, and whether its reader may publish it."""
    month = compute(zone, period, as_of, reader)
    return standing(month), may_publish(reader, zone)


@remembered(16, "facts", "parties", "registers", "rules")
def _drawn(
    zone: Organisation,
    period: Period,
    number: int,
    reader: Reader | None,
    unit: Organisation | None,
    lang: Lang,
    kept: str,
) -> Tables:
    """The rows of a month as one page shows them: twenty units with a hundred indicators are 2,000 of them."""
    month = unstamped(zone, period, number, reader)
    return Tables.of(month if unit is None else of_unit(month, unit), lang, _links(kept))


def _month(found: Asked) -> Month:
    return compute(found.zone, found.period, found.as_of, found.reader)


def month_asked(found: Asked) -> Month:
    """The month of what a page of the system asks for, computed once for all of them."""
    return _month(found)


def _around(request: HttpRequest, found: Asked, lang: Lang) -> dict[str, Any]:
    """What the pickers show, and the way back to the month."""
    month = QueryDict(kept_of(request).removeprefix("?"), mutable=True)
    month["period"] = str(found.period)
    return {
        "asked": found,
        "moments": moments(found.zone, lang, found.reader),
        "back": f"{reverse('economy:month')}?{month.urlencode()}",
    }


def _facts(request: HttpRequest, found: Asked, proof: Proof, lang: Lang) -> dict[str, Any]:
    """What the proof's macros ask for."""
    kept = kept_of(request)
    wanted = batches_seen(found.reader).filter(kind__in=ACTS, pk__in={one.batch for one in proof.evidence})
    batches = set(wanted.values_list("pk", flat=True))
    return {
        "words": Words(lang),
        "ref_words": ref_words,
        "fact_link": _fact_link(kept_of(request)),
        "batch_link": lambda key: reverse("economy:batch", args=[key]) + kept if key in batches else "",
    }


def _links(kept: str) -> Links:
    """Where rows lead, with what was picked (`kept`) going along."""
    # The same for every row of a unit.
    kept_by = cache(partial(_kept_by, kept))

    def row(line: Line) -> str:
        address = reverse("economy:figure", args=[line.holder.pk, line.definition.code])
        return address + str(kept_by(line.holder.pk))

    return Links(
        name=lambda line: f"{line.definition.code}@{line.holder.pk}",
        row=row,
        indicator=lambda line: reverse("economy:indicator", args=[line.definition.code]) + kept,
        fact=_fact_link(kept),
        matter=lambda matter: reverse("supervision:matter", args=[matter.pk]),
    )


def _kept_by(picked: str, unit: int) -> str:
    """What goes along to a page of a unit's: another unit that was picked before does not."""
    kept = QueryDict(picked.removeprefix("?"), mutable=True)
    if kept.get("unit", str(unit)) != str(unit):
        del kept["unit"]
    return f"?{kept.urlencode()}" if kept else ""


def _figure_of(request: HttpRequest, unit: Organisation, zone: Organisation, code: str) -> str:
    """The address of a unit's figure, on which it is the unit that is picked; of the zone's none is."""
    kept = QueryDict(kept_of(request).removeprefix("?"), mutable=True)
    kept.pop("unit", None)
    if unit.pk != zone.pk:
        kept["unit"] = str(unit.pk)
    address = reverse("economy:figure", args=[unit.pk, code])
    return f"{address}?{kept.urlencode()}" if kept else address


def _fact_link(kept: str) -> Callable[[str], str]:
    def link(ref: str) -> str:
        """The record's page; empty for records of other kinds, which have none."""
        kind, _, key = ref.partition(":")
        return reverse(f"economy:{kind}", args=[key]) + kept if kind in _RECORDS else ""

    return link
