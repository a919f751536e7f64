"""Today, the ledger and a matter, as pages."""

from __future__ import annotations

from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.reading import is_logged
from jingkai.kernel.matters.evidence import other_evidence
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.writing import journal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import environment, render
from jingkai.web.rooms.forms.mine import asked_this_month
from jingkai.web.rooms.forms.pages import Words as FormWords
from jingkai.web.saved import saved_of
from jingkai.web.sheets import workbook_answer
from jingkai.web.tree import tree_of

from .acts import LETTERS, MOST_FILES, act, day_in
from .ledger import OPEN, SHOWN, wanted_of
from .ledger import ledger as read_ledger
from .ledger import whole as whole_ledger
from .ledger_sheet import late_words, workbook
from .one import find, one, one_at
from .opened import UNLIT
from .origin import origin_of
from .pages import around, units_of, zone_of
from .queries import standings_by
from .report import report as read_report
from .sheet import Sheet
from .today import Task
from .today import today as read_today
from .words import Lang, Words

# How many of each task the first page shows; the rest is in the ledger.
SHORT = 12


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, and what the reader waits for."""
    reader, at, zone = reader_of_request(request), timezone.now(), zone_of(request)
    found = read_today(reader, zone, at, actor_of(request).for_person) if reader is not None else {}
    shown = standings_by([one.pk for rows in found.values() for one in rows[:SHORT]], at)
    by_key = {one.matter.pk: one for one in shown}
    tasks = [(task, len(rows), [by_key[one.pk] for one in rows[:SHORT]]) for task, rows in found.items()]
    mine = sum(count for task, count, _ in tasks if task is not Task.WAIT)
    return render(
        request,
        "supervision/today.html",
        **around(request, zone, at),
        tasks=tasks,
        mine=mine,
        reader=reader,
        asked=asked_this_month(zone, request),
        form_words=FormWords(language_of(request)),
    )


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The zone's matters: what is open by what is due first."""
    reader, at, zone = reader_of_request(request), timezone.now(), zone_of(request)
    wanted, units = wanted_of(request.GET), units_of(zone, reader)
    found = read_ledger(reader, zone, wanted, at)
    return render(
        request,
        "supervision/ledger.html",
        **around(request, zone, at),
        wanted=wanted,
        saved=saved_of(request),
        found=found,
        lines=_lines(
            found.keys, found.since, language_of(request), kept_of(request), pick=wanted.show == OPEN
        ),
        tree=tree_of(units),
        unit=next((one.name for one in units if wanted.unit and one.pk == wanted.unit.unit), ""),
        carried=[(key, one) for key, one in request.GET.items() if key != "page" and one],
        shown=SHOWN,
        unlit=UNLIT,
    )


@remembered(1024, "parties", "rules", "flows", "matters")
def _lines(keys: tuple[int, ...], at: datetime, lang: Lang, kept: str, *, pick: bool) -> str:
    """The lines of a page of the ledger, drawn once for all who see the same."""
    made = environment().get_template("supervision/lines.html").module
    return str(made.lines(standings_by(keys, at), Words(lang), lang, at, kept, late_words, pick))  # type: ignore[attr-defined]


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """What was handed out in a span of days, in words and by unit; this year's, unless the address names another."""
    at, zone = timezone.now(), zone_of(request)
    today = timezone.localdate(at)
    since = day_in(request.GET, "since") or today.replace(month=1, day=1)
    until = day_in(request.GET, "until") or today
    found = read_report(reader_of_request(request), zone, since, until, at)
    return render(request, "supervision/report.html", **around(request, zone, at), found=found)


@require_safe
def ledger_sheet(request: HttpRequest) -> HttpResponse:
    """The ledger as a workbook: every matter that meets the conditions, not only the page."""
    reader, zone, n = reader_of_request(request), zone_of(request), latest()
    # To the minute, as the title says it: what comes back is compared with what stood there then.
    at = timezone.now().replace(second=0, microsecond=0)
    keys = [one.matter.pk for one in whole_ledger(reader, zone, wanted_of(request.GET), at)]
    rows, words = standings_by(keys, at, n=n), Words(language_of(request))
    name = f"{words('ledger')}_{zone.name}_{at.astimezone(SHANGHAI):%Y-%m-%d}"
    return workbook_answer(workbook(rows, words, zone.name, at, n), name)


@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, key: int) -> HttpResponseBase:
    """One matter: how far it is, what comes next and for whom, what happened, what proves it."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    refused: Problem | None = None
    if request.method == "POST":
        sheet = Sheet.of(find(key, reader), reader, actor, at)
        try:
            act(request, sheet)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
        # What it is now, and not what it was when the form was opened.
        found = one(Sheet.of(sheet.matter, reader, actor, at))
    else:
        found = one_at(key, reader, actor, at)
        _journal_reading(found.sheet)
    lang = language_of(request)
    return render(
        request,
        "supervision/matter.html",
        status=400 if refused is not None else 200,
        **around(request, found.sheet.matter.zone, at),
        sheet=found.sheet,
        found=found,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        sent=request.POST,
        units=units_of(found.sheet.matter.zone, reader),
        most=MOST_FILES,
        origin=origin_of(found.sheet.matter, reader, Words(lang), kept_of(request)),
        other_evidence=other_evidence,
        letter_kinds=list(LETTERS),
    )


@require_safe
def evidence(request: HttpRequest, key: int, file: int) -> FileResponse:
    """A file of a matter's evidence, to be kept and not opened in the page."""
    sheet = _sheet(request, key)
    found = next((one.file for one in sheet.evidence if one.file.pk == file), None)
    if found is None:
        raise Http404
    _journal_reading(sheet)
    return FileResponse(open_stored(found.sha256), as_attachment=True, filename=found.name)


def _journal_reading(sheet: Sheet) -> None:
    """What is sealed, or read by a right that says so, is not opened without an entry."""
    if sheet.reader is not None and is_logged(sheet.reader, sheet.case):
        journal(sheet.actor, act="flows.read", at=sheet.at, ref=f"case:{sheet.case.pk}")


def _sheet(request: HttpRequest, key: int) -> Sheet:
    reader = reader_of_request(request)
    return Sheet.of(find(key, reader), reader, actor_of(request), timezone.now())
