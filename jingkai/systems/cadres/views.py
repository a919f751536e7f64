"""Finding one person, the record of a person, and the same as a document. Each reading is journalled."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.kernel.papers.layout import word
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.writing import journal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.render import render

from .access import find_person, of_the_line
from .charging import charge_by_name, end_charge, may_charge
from .document import sheet_of
from .finding import MOST, Sought, found, units_of
from .pages import around, zone_of
from .problems import DAY_UNREADABLE
from .record import Record

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Whose record is looked for, by name and unit, in the order of the establishment; for the organisation line."""
    reader, at = reader_of_request(request), timezone.now()
    if reader is None or not of_the_line(reader):
        raise Http404
    zone, wanted = zone_of(request), _sought(request)
    rows = found(reader, zone, wanted, at)
    return render(
        request,
        "cadres/people.html",
        **around(request, at),
        zone=zone,
        wanted=wanted,
        units=units_of(reader, zone, at),
        found=rows[:MOST],
        more=MOST if len(rows) > MOST else 0,
    )


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own record."""
    reader = reader_of_request(request)
    if reader is None or reader.person is None:
        raise Http404
    return redirect(reverse("cadres:record", args=[reader.person]))


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, key: int) -> HttpResponse:
    """What stands about one person; the organisation line also enters here which projects the person answers for."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    person = _person(request, key)
    charges = reader is not None and may_charge(reader, person)
    refused: Problem | None = None
    if request.method == "POST":
        if not charges:
            raise Http404
        try:
            _charge(request, person)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
    else:
        journal(actor, act="cadres.read", at=at, ref=f"person:{person.pk}")
    return render(
        request,
        "cadres/record.html",
        status=400 if refused is not None else 200,
        **around(request, at, refused),
        record=Record(person, at),
        mine=actor.person == person.pk,
        line=of_the_line(reader),
        may_charge=charges,
    )


@require_safe
def printed(request: HttpRequest, key: int) -> HttpResponse:
    """The record as a document in the layout of GB/T 9704."""
    at, person = timezone.now(), _person(request, key)
    journal(actor_of(request), act="cadres.print", at=at, ref=f"person:{person.pk}")
    answer = HttpResponse(word(sheet_of(Record(person, at))), content_type=_WORD)
    name = quote(f"{person.name}实绩纪实_{timezone.localdate(at)}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.docx"
    return answer


def _person(request: HttpRequest, key: int) -> Person:
    person = find_person(reader_of_request(request), key)
    if person is None:
        raise Http404
    return person


def _sought(request: HttpRequest) -> Sought:
    unit = request.GET.get("unit", "")
    return Sought(
        request.GET.get("q", "").strip()[:40], int(unit) if unit.isdecimal() and len(unit) < 19 else None
    )


def _charge(request: HttpRequest, person: Person) -> None:
    sent, actor, at = request.POST, actor_of(request), timezone.now()
    if sent.get("do") == "end":
        end_charge(
            actor, person, sent.get("charge", ""), _day(sent, "until"), reason=sent.get("reason", ""), at=at
        )
    else:
        charge_by_name(
            actor, person, sent.get("project", ""), sent.get("duty", ""), _day(sent, "since"), at=at
        )


def _day(sent: QueryDict, name: str) -> date:
    text = sent.get(name, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DAY_UNREADABLE(text=text[:20]) from None
