"""The pages of registers: the subjects of a kind, the same as a workbook, and one subject."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Max
from django.db.models.functions import TruncMinute
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.kernel.facts.known import current, period_of
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.queries import papers
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.declared import declared, declared_of
from jingkai.kernel.registers.filed import Told, told_before
from jingkai.kernel.registers.kinds import RegisterBody
from jingkai.kernel.registers.mended import holding, mended
from jingkai.kernel.registers.models import Application, StageEvent, Subject
from jingkai.web.acting import reader_of_request
from jingkai.web.asking import as_of_in
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of, address_of_ref
from jingkai.web.render import render
from jingkai.web.saved import saved_of
from jingkai.web.sheets import workbook_answer

from .history import history, promises
from .register import Wanted, kinds, register, subjects_of
from .sheet import workbook
from .words import Words

_MOMENTS = 12


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """The subjects of a kind; of the kind of which there are most, unless the address names another."""
    reader, zone = reader_of_request(request), _zone(request)
    there = kinds(reader, zone)
    wanted, as_of = _wanted(request, there), as_of_in(request)
    rules = {kind: declared(kind, zone, timezone.localdate()) for kind, _ in there}
    rule = rules.get(wanted.kind)
    return render(
        request,
        "web/rooms/register.html",
        **_around(request, zone, as_of),
        saved=saved_of(request),
        kinds=there,
        rules=rules,
        rule=rule,
        wanted=wanted,
        found=register(reader, zone, wanted, as_of, rule=rule) if there else None,
    )


@require_safe
def register_sheet(request: HttpRequest) -> HttpResponse:
    """The register as a workbook: every subject that meets the conditions, not only the page."""
    reader, zone, as_of = reader_of_request(request), _zone(request), as_of_in(request)
    wanted = replace(_wanted(request, kinds(reader, zone)), page=1)
    rule = declared(wanted.kind, zone, timezone.localdate())
    found = register(reader, zone, wanted, as_of, rule=rule, size=2**31)
    words, at = Words(language_of(request)), timezone.now()
    name = f"{words.kind(wanted.kind, rule)}_{zone.name}_{timezone.localdate(at)}"
    return workbook_answer(workbook(found, words, rule, wanted.kind, zone.name, at), name)


@require_safe
def subject(request: HttpRequest, key: int) -> HttpResponse:
    """One subject: its stages with their evidence, its promises, and the figures, matters and papers about it."""
    reader, lang = reader_of_request(request), language_of(request)
    rows = Subject.objects.seen_by(reader).select_related("holder")
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    zone = Organisation.objects.get(pk=row.holder.root)
    as_of, kept = as_of_in(request), kept_of(request)
    facts = current(as_of).filter(subject=row).select_related("measure")
    facts = facts if reader is None else visible(facts, reader)
    matters = Matter.objects.seen_by(reader).filter(subject=row).order_by("-year", "-number")
    return render(
        request,
        "web/rooms/subject.html",
        **_around(request, zone, as_of),
        subject=row,
        rule=(rule := declared_of(row, timezone.localdate())),
        fields=_fields(row, rule, as_of),
        moment=moment,
        history=history(row, as_of),
        application=Application.objects.seen_by(reader).filter(subject=row).first(),
        promises=promises(row, as_of),
        event_address=lambda event: address_of_ref(f"event:{event.pk}", zone),
        facts=[
            (
                one.measure.name,
                period_of(one).words(lang),
                one.text,
                vocabulary().caliber_words(one.caliber, lang),
                address_of_ref(f"fact:{one.pk}", zone),
            )
            for one in facts.order_by("-end", "measure", "pk")
        ],
        matters=[(one, address_of("matter", one, kept)) for one in matters],
        papers=papers(reader, zone, about=f"subject:{row.pk}"),
    )


def _fields(row: Subject, rule: RegisterBody | None, as_of: int | None) -> list[tuple[str, Any, list[Told]]]:
    """The extra fields of a subject as they hold, each with what was filed before: in the order of its rule, then by
    name what the rule does not have (any more).
    """
    changed = mended([row], as_of)
    values, there = holding(row, changed), changed.get(row.pk)
    order = [one.code for one in rule.columns] if rule is not None else []
    codes = values.keys() | row.fields.keys()
    known = [code for code in order if code in codes]
    return [
        (code, values.get(code, ""), told_before(there, code) if there is not None else [])
        for code in (*known, *sorted(codes - set(order)))
    ]


def _wanted(request: HttpRequest, there: list[tuple[str, int]]) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked, names = request.GET, [kind for kind, _ in there]
    kind, unit, page = asked.get("kind", ""), asked.get("of", ""), asked.get("page", "")
    usual = max(there, key=lambda one: one[1])[0] if there else ""
    return Wanted(
        kind=kind if kind in names else usual,
        words=asked.get("q", "").strip()[:100],
        unit=int(unit) if unit.isdecimal() and len(unit) < 19 else None,
        stage=asked.get("stage", "")[:60],
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


def _zone(request: HttpRequest) -> Organisation:
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def _around(request: HttpRequest, zone: Organisation, as_of: int | None) -> dict[str, Any]:
    lang = language_of(request)
    return {
        "words": Words(lang),
        "zone": zone,
        "zones": zones(timezone.localdate()),
        "today": timezone.localdate(),
        "kept": kept_of(request),
        "as_of": as_of,
        "past": as_of is not None and as_of != latest(),
        "moments": _moments(reader_of_request(request), zone),
    }


def _moments(reader: Reader | None, zone: Organisation) -> list[tuple[int, str]]:
    """The last minutes in which something was written about stages that the reader may see: of each the last number
    of the journal, and when.
    """
    events = StageEvent.objects.seen_by(reader).filter(subject__in=subjects_of(reader, zone))
    rows = Entry.objects.filter(batch__in=events.values("batch")).order_by()
    minutes = rows.annotate(minute=TruncMinute("at")).values("minute").annotate(last=Max("seq"))
    found = minutes.order_by("-last").values_list("last", "minute")[:_MOMENTS]
    return [(seq, moment(minute)) for seq, minute in found]
