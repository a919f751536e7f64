"""One submission: filled in, sent, given back, accepted; as a workbook out and in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.documents import Words as Declared
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.facts.doubts import Doubt
from jingkai.kernel.forms.burden import rules_for
from jingkai.kernel.forms.checking import faults, read
from jingkai.kernel.forms.doubting import doubts_about, impossible
from jingkai.kernel.forms.models import Submission
from jingkai.kernel.forms.problems import CELLS_WRONG, SUBMISSION_NOT_FOUND
from jingkai.kernel.forms.queries import find_submission, standings
from jingkai.kernel.forms.services import accept, give_back, save, send
from jingkai.kernel.forms.sheet import Sheet, sheet_of
from jingkai.kernel.forms.workbook import Brought, read_sheet, write_sheet
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.sheets import workbook_answer

from ..flows.sheet import CaseSheet
from .pages import shown, today
from .problems import FILE_TO_CHOOSE

CELL, REMARK, WHY = "cell-", "remark-", "why-"


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, key: int) -> HttpResponseBase:
    """The form of one unit: its cells, what was typed into them, and what comes next."""
    found = _found(request, key)
    refused: Problem | SheetProblem | None = None
    typed: dict[str, str] | None = None
    brought: Brought | None = None
    if request.method == "POST":
        # Who gives it back or accepts it types into no cell.
        typed = fields_in(request, CELL) or None
        try:
            if request.POST.get("do") == "bring":
                brought = _brought(request, found)
                typed = brought.typed
            else:
                _act(request, found, typed or {})
                seal()
                return redirect(request.get_full_path())
        except (Problem, SheetProblem) as problem:
            refused, found = problem, _found(request, key)
    return _page(request, found, typed, refused, brought)


@require_safe
def workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The form of one unit as a workbook, to be filled in elsewhere and brought back."""
    found = _found(request, key)
    return workbook_answer(write_sheet(sheet_of(found)), f"{found.request.title}_{found.unit.name}")


def fields_in(request: HttpRequest, prefix: str) -> dict[str, str]:
    """What was typed into the fields whose names begin so, by the rest of the name."""
    return {name.removeprefix(prefix): text for name, text in request.POST.items() if name.startswith(prefix)}


def _found(request: HttpRequest, key: int) -> Submission:
    try:
        return find_submission(key, reader_of_request(request))
    except Problem as problem:
        if problem.kind is SUBMISSION_NOT_FOUND:
            raise Http404 from problem
        raise


def _act(request: HttpRequest, found: Submission, typed: dict[str, str]) -> None:
    actor, at, sent = actor_of(request), timezone.now(), request.POST
    do, seen = sent.get("do", ""), sent.get("seen", "")
    if do in ("save", "send"):
        number = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
        reasons = fields_in(request, WHY)
        # The same press twice is one: what it was pressed on and what was typed make the key.
        key = f"forms.{do}:{found.pk}:{number}:{content_hash([typed, reasons])}"
        (save if do == "save" else send)(actor, found, typed, seen=number, at=at, key=key, reasons=reasons)
        return
    sheet = CaseSheet(found.case, actor, at)
    if sheet.sent_again(do, sent.get("moved", "")):
        return
    if do == "accept":
        accept(actor, found, at=at)
    else:
        give_back(actor, found, at=at, reason=sent.get("note", ""), remarks=fields_in(request, REMARK))


def _brought(request: HttpRequest, found: Submission) -> Brought:
    """What an uploaded workbook says; nothing of it is kept before somebody saves or sends it."""
    file = request.FILES.get("file")
    if file is None:
        raise FILE_TO_CHOOSE()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        return read_sheet(path, sheet_of(found))


def _page(
    request: HttpRequest,
    found: Submission,
    typed: dict[str, str] | None,
    refused: Problem | SheetProblem | None,
    brought: Brought | None,
) -> HttpResponse:
    at = timezone.now()
    sheet = sheet_of(found, typed)
    case = CaseSheet(found.case, actor_of(request), at)
    offered = {one.move.move: one for one in case.choices}
    (standing,) = standings([found], at).standings
    may_fill = "send" in offered and not offered["send"].obstacles
    doubts = _doubts(sheet) if may_fill else {}
    return shown(
        request,
        "submission",
        found.request.zone,
        refused=refused,
        submission=found,
        sheet=sheet,
        case=case,
        standing=standing,
        faults=_faults(sheet, refused, doubts) if typed is not None or sheet.n else {},
        doubts=doubts,
        may_fill=may_fill,
        may_decide="accept" in offered and not offered["accept"].obstacles,
        obstacles=[one for choice in case.choices[:1] for one in choice.obstacles],
        brought=brought,
        # Who was told that a colleague saved meanwhile has now seen it: saving again is over that.
        seen=sheet.n,
        sent=request.POST,
    )


def _doubts(sheet: Sheet) -> dict[int, tuple[Doubt, ...]]:
    """What is asked about the figures that are typed, by line."""
    book, submission = RuleBook(), sheet.submission
    lines = [cell.line for cell in sheet.cells]
    typed = {cell.line.pk: cell.typed for cell in sheet.cells if cell.typed}
    filled = {cell.line.pk for cell in sheet.cells if cell.filled}
    unknown = rules_for(submission.unit, today(), book).unknown
    return doubts_about(submission, lines, typed, filled, unknown, today(), book)


def _faults(
    sheet: Sheet, refused: Problem | SheetProblem | None, doubts: Mapping[int, tuple[Doubt, ...]]
) -> dict[str, Declared]:
    """What is wrong with what is typed, by code of the field; after a refused sending the blank cells too."""
    cannot_be = impossible([cell.line for cell in sheet.cells], doubts)
    return _unread(sheet, refused) | {one.line.field.code: one.words for one in cannot_be}


def _unread(sheet: Sheet, refused: Problem | SheetProblem | None) -> dict[str, Declared]:
    unknown = rules_for(sheet.submission.unit, today(), RuleBook()).unknown
    if isinstance(refused, Problem) and refused.kind is CELLS_WRONG:
        typed = {cell.line.pk: cell.typed for cell in sheet.cells if cell.typed}
        filled = {cell.line.pk for cell in sheet.cells if cell.filled}
        wrong = faults([cell.line for cell in sheet.cells], typed, filled, unknown)
        return {one.line.field.code: one.words for one in wrong}
    found = {
        cell.line.field.code: read(cell.line.field, cell.typed, unknown).fault
        for cell in sheet.cells
        if cell.typed
    }
    return {code: fault for code, fault in found.items() if fault is not None}
