"""The two lists, the matters that may be proposed for them, the form of a nomination, and one entry."""

from __future__ import annotations

from dataclasses import replace

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.reading import is_logged
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.writing import journal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.opening import address_of
from jingkai.web.render import render
from jingkai.web.sheets import workbook_answer

from ..acts import MOST_FILES, take_in
from ..models import Listing, Side
from ..models.correction import AMEND
from ..models.listing import KIND
from ..pages import around, units_of, zone_of
from ..problems import CORRECTION_EMPTY
from ..services import (
    Entry,
    correct_listing,
    draft_publicity,
    enter_listing,
    move_listing,
    reply,
    show_publicity,
)
from ..services.naming import Names
from ..words import Words
from .about import About, about_of
from .candidates import MOST, candidates
from .queries import Wanted
from .queries import register as read_register
from .sheet import ListingSheet
from .workbook import workbook

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One of the lists: what the reader may read of it. Whoever has no right to it finds his own entries."""
    reader, zone, wanted = reader_of_request(request), zone_of(request), wanted_of(request)
    return render(
        request,
        "supervision/conduct.html",
        **around(request, zone, timezone.now()),
        wanted=wanted,
        found=read_register(reader, zone, wanted),
        units=units_of(zone, reader),
        sides=[one.value for one in Side],
        may_enter=may_enter(reader),
    )


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: every entry that meets the conditions."""
    reader, zone, at = reader_of_request(request), zone_of(request), timezone.now()
    wanted, words = replace(wanted_of(request), page=1), Words(language_of(request))
    found = read_register(reader, zone, wanted, size=2**31)
    title = f"{zone.name} {words(wanted.side)}"
    name = f"{words(wanted.side)}_{zone.name}_{at.astimezone(SHANGHAI):%Y-%m-%d}"
    return workbook_answer(workbook(found.lines, title, words, at), name)


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """Matters that the rule proposes for a list; for who may enter them."""
    reader, zone, at = reader_of_request(request), zone_of(request), timezone.now()
    if not may_enter(reader):
        raise Http404
    return render(
        request,
        "supervision/candidates.html",
        **around(request, zone, at),
        candidates=candidates(reader, zone, at),
        most=MOST,
        address_of=address_of,
    )


@require_http_methods(_METHODS)
def enter(request: HttpRequest) -> HttpResponseBase:
    """The form of an entry about a matter: person, event, effect, all three or it is refused with what is missing."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    about, side = about_of(request, reader), request.GET.get("side", "")
    if about is None or side not in Side.values or not may_enter(reader):
        raise Http404
    refused: Problem | None = None
    if request.method == "POST":
        try:
            made = enter_listing(actor, about.zone, _entry(request.POST, about, side), at=at)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("supervision:listing", args=[made.pk]))
    typed = request.POST if request.method == "POST" else request.GET
    proofs = about.proofs(side, reader, at)
    return render(
        request,
        "supervision/listing_new.html",
        status=400 if refused is not None else 200,
        **around(request, about.zone, at),
        **_said(request, refused),
        about=about,
        side=side,
        person=typed.get("person", about.person),
        happened=typed.get("happened", about.title),
        effect=typed.get("effect", ""),
        proof=typed.get("proof", proofs[0][0] if proofs else ""),
        fact=typed.get("fact", ""),
        proofs=proofs,
        address_of=address_of,
    )


@require_http_methods(_METHODS)
def listing(request: HttpRequest, key: int) -> HttpResponseBase:
    """One entry: the three, how far it is, what comes next, what the person says."""
    sheet = _sheet(request, key)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _act(request, sheet)
        except Problem as problem:
            refused, sheet = problem, _sheet(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    elif sheet.reader is not None and is_logged(sheet.reader, sheet.case):
        journal(sheet.actor, act="flows.read", at=sheet.at, ref=f"case:{sheet.case.pk}")
    return render(
        request,
        "supervision/listing.html",
        status=400 if refused is not None else 200,
        **around(request, sheet.listing.zone, sheet.at),
        **_said(request, refused),
        sheet=sheet,
        sent=request.POST,
        most=MOST_FILES,
        address_of=address_of,
    )


@require_safe
def evidence(request: HttpRequest, key: int, file: int) -> FileResponse:
    """A file by which it was put right."""
    wanted = next((one.file for one in _sheet(request, key).evidence if one.file.pk == file), None)
    if wanted is None:
        raise Http404
    return FileResponse(open_stored(wanted.sha256), as_attachment=True, filename=wanted.name)


def may_enter(reader: Reader | None) -> bool:
    """Whether the reader may enter something into the lists."""
    return reader is not None and reader.may("write", KIND)


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.GET

    def number(name: str) -> int | None:
        text = asked.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else None

    side, year = asked.get("side", ""), number("year")
    return Wanted(
        side=side if side in Side.values else Side.POSITIVE.value,
        unit=number("unit"),
        year=year if year is not None and 1 <= year <= 9998 else None,
        state=asked.get("state", "")[:60],
        page=number("page") or 1,
    )


def _entry(sent: QueryDict, about: About, side: str) -> Entry:
    """What the form says. Raises Problem `supervision.leader-unknown` for a name that nobody here has."""
    names, name = Names(about.zone, timezone.localdate()), sent.get("person", "").strip()
    person = names.leader(name, 1)
    names.refuse_unknown()
    fact = sent.get("fact", "").strip().removeprefix("fact:")
    return Entry(
        side=side,
        person=person,
        unit=about.unit_of(person),
        event=about.ref,
        happened=sent.get("happened", ""),
        effect=sent.get("effect", ""),
        proof=f"fact:{fact}" if fact else sent.get("proof", "").strip(),
    )


def _act(request: HttpRequest, sheet: ListingSheet) -> None:
    sent, row, actor, at = request.POST, sheet.listing, sheet.actor, sheet.at
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if do == "reply":
        cause = sent.get("cause", "")
        if any((one.says, one.cause or "") == (note, cause) for one in sheet.replies):
            return  # the same click again
        reply(actor, row, note, cause=cause, at=at)
    elif do == AMEND:
        if not sheet.sent_again(do, sent.get("seen", "")):
            _correct(sheet, sent)
    elif do == "draft-publicity":
        draft_publicity(actor, row, at=at)
    elif do == "show-publicity":
        if sheet.shown is None:
            show_publicity(actor, row, at=at)
    elif not sheet.sent_again(do, sent.get("seen", "")):
        move_listing(actor, row, do, take_in(request.FILES.getlist("files")), at=at, note=note)


def _correct(sheet: ListingSheet, sent: QueryDict) -> None:
    """The correction that the form says, on the answer that its page showed."""
    text = sent.get("days", "").strip()
    if text and not (text.isdecimal() and len(text) < 6):
        raise CORRECTION_EMPTY()
    read = next((one for one in sheet.replies if str(one.pk) == sent.get("reply")), None)
    correct_listing(
        sheet.actor,
        sheet.listing,
        days=int(text) if text else None,
        effect=sent.get("effect", ""),
        reason=sent.get("note", "").strip(),
        reply=read,
        at=sheet.at,
    )


def _sheet(request: HttpRequest, key: int) -> ListingSheet:
    reader = reader_of_request(request)
    rows = Listing.objects.seen_by(reader).filter(pk=key)
    row = rows.select_related("case__flow", "case__holder", "zone", "person", "unit").first()
    if row is None:
        raise Http404
    return ListingSheet(row.case, actor_of(request), timezone.now(), row, reader)


def _said(request: HttpRequest, refused: Problem | None) -> dict[str, str]:
    if refused is None:
        return {"refused": "", "code": ""}
    return {"refused": refused.zh if language_of(request) == "zh" else refused.en, "code": refused.code}
