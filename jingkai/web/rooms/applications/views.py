"""The pages of applications: what waits, one that is filed, one that is looked at and moved, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import day_of
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.models import File
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.registers.applying import APPLY, KIND, application_of, apply
from jingkai.kernel.registers.kinds import REGISTER
from jingkai.kernel.registers.models import Application, Consultation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of

from . import listing
from .acts import act_on, reply_to
from .pages import papers_in, shown, typed
from .sheet import ApplicationSheet, ConsultationSheet

_METHODS = ["GET", "HEAD", "POST"]
S = TypeVar("S", ApplicationSheet, ConsultationSheet)


@require_safe
def applications(request: HttpRequest) -> HttpResponseBase:
    """The applications of the zone and the consultations of its units that the reader may see; what waits first."""
    zone, reader, actor = _zone(request), reader_of_request(request), actor_of(request)
    at = timezone.now()
    return shown(
        request,
        "applications",
        zone,
        applications=listing.applications(reader, zone, actor, at),
        consultations=listing.consultations(reader, zone, actor, at),
        open=_open(zone) if reader is not None and reader.may(APPLY, KIND) else {},
    )


@require_http_methods(_METHODS)
def applying(request: HttpRequest) -> HttpResponseBase:
    """The form by which a unit applies, for a kind of register that is applied for."""
    zone, reader = _zone(request), reader_of_request(request)
    kind = request.GET.get("kind", "")
    rule = _open(zone).get(kind)
    of = application_of(rule) if rule is not None else None
    if rule is None or of is None or (reader is not None and not reader.may(APPLY, KIND)):
        raise Http404
    refused: Problem | None = None
    if request.method == "POST":
        try:
            papers = papers_in(request, [one.zh for one in of.papers])
            made = apply(actor_of(request), kind, typed(request), papers, at=timezone.now())
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("web:application", args=[made.pk]) + kept_of(request))
    return shown(
        request, "applying", zone, refused=refused, rule=rule.body, of=of, unit=_body(actor_of(request))
    )


@require_http_methods(_METHODS)
def application(request: HttpRequest, key: int) -> HttpResponseBase:
    """One application: how far it is, what was filed, who was asked, what comes next."""
    return _worked(request, "application", lambda: _sheet(request, key), act_on)


@require_http_methods(_METHODS)
def consultation(request: HttpRequest, key: int) -> HttpResponseBase:
    """One consultation: what was filed, until when, and the reply."""
    return _worked(request, "consultation", lambda: _asked(request, key), reply_to)


def _worked(
    request: HttpRequest, template: str, opened: Callable[[], S], act: Callable[[S, HttpRequest], None]
) -> HttpResponseBase:
    """A sheet, on which what was sent is done; opened anew with the reason where it was refused."""
    sheet, refused = opened(), None
    if request.method == "POST":
        try:
            act(sheet, request)
        except Problem as problem:
            refused, sheet = problem, opened()
        else:
            seal()
            return redirect(request.get_full_path())
    return shown(request, template, sheet.zone, refused=refused, sheet=sheet)


@require_safe
def application_file(request: HttpRequest, key: int, file: int) -> FileResponse:
    """A paper of an application, to be kept and not opened in the page."""
    return _file([one.file for one in _sheet(request, key).files], file)


@require_safe
def consultation_file(request: HttpRequest, key: int, file: int) -> FileResponse:
    """A paper of what a unit is asked about, or of its reply."""
    sheet = _asked(request, key)
    return _file([one.file for one in [*sheet.files, *sheet.application.filed]], file)


def _file(files: list[File], wanted: int) -> FileResponse:
    found = next((one for one in files if one.pk == wanted), None)
    if found is None:
        raise Http404
    return FileResponse(open_stored(found.sha256), as_attachment=True, filename=found.name)


def _sheet(request: HttpRequest, key: int) -> ApplicationSheet:
    """The application of the address. Raises Http404 for hidden and absent alike."""
    reader = reader_of_request(request)
    row = (
        Application.objects.seen_by(reader)
        .select_related("subject__holder", "case__flow", "rule")
        .filter(pk=key)
    )
    if (found := row.first()) is None:
        raise Http404
    return ApplicationSheet(found.case, actor_of(request), timezone.now(), found, reader)


def _asked(request: HttpRequest, key: int) -> ConsultationSheet:
    """The consultation of the address, with the application: who is asked about it reads what was filed."""
    reader = reader_of_request(request)
    rows = Consultation.objects.seen_by(reader).select_related(
        "case__flow",
        "case__holder",
        "application__subject__holder",
        "application__case__flow",
        "application__rule",
    )
    if (found := rows.filter(pk=key).first()) is None:
        raise Http404
    return ConsultationSheet(found.case, actor_of(request), timezone.now(), found, reader)


def _zone(request: HttpRequest) -> Organisation:
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def _open(zone: Organisation) -> dict[str, RuleSet]:
    """The kinds that units of the zone may apply for, with the rule of each."""
    book, on = RuleBook(), timezone.localdate()
    rules = (book.resolve(key, zone, on) for key in book.keys(REGISTER, zone, on))
    return {one.key.removeprefix(f"{REGISTER}."): one for one in rules if application_of(one) is not None}


def _body(actor: Actor) -> Organisation | None:
    """The unit in whose name the actor acts."""
    rows = Organisation.objects.live_on(day_of(timezone.now()))
    return rows.filter(posts=actor.post).first() if actor.post is not None else None
