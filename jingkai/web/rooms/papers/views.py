"""The papers of a zone; one of them read, reviewed, issued, cancelled, as Word and as PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.flows.kinds import MoveBody
from jingkai.kernel.flows.services import Barred, Choice
from jingkai.kernel.papers import layout
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.problems import NOT_FOUND, REVIEWER_WROTE_IT
from jingkai.kernel.papers.queries import find_paper
from jingkai.kernel.papers.services import cancel_paper, drop_draft, issue_paper, return_draft, review_paper
from jingkai.kernel.papers.services.reviewing import writers_of
from jingkai.kernel.papers.sheet import Sheet, last_text, sheet_of
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.render import render

from ..flows.sheet import CaseSheet
from ..words import Words
from .listing import Wanted, drafted, listing

REVIEW = "review"
# Moves that are made elsewhere: a text is revised where it is written.
_ELSEWHERE = ("revise",)
PRINTED = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word"),
    "pdf": ("application/pdf", "pdf"),
}


@dataclass
class PaperSheet(CaseSheet):
    """A paper as its page shows it."""

    paper: Paper

    def offered(self) -> Iterable[Choice]:
        """With who wrote it: he does not review it."""
        wrote = {self.actor.person, self.actor.for_person} & writers_of(self.paper)
        for one in super().offered():
            if one.move.move not in _ELSEWHERE:
                more = (REVIEWER_WROTE_IT(),) if wrote and one.move.move == REVIEW else ()
                yield replace(one, obstacles=(*more, *one.obstacles))

    def barred(self, move: MoveBody) -> Barred:
        """Who wrote it does not review it."""
        wrote = frozenset(writers_of(self.paper)) if move.move == REVIEW else frozenset()
        return Barred(people=wrote)

    @cached_property
    def printed(self) -> Sheet:
        """What is printed of it; of an issued one what was frozen."""
        return sheet_of(self.paper)

    def opens(self, ref: str) -> str:
        """The address of the page that proves a figure; empty where none does."""
        return address_of_ref(ref, self.paper.zone)

    @cached_property
    def text(self) -> int:
        """The id of the version that is shown."""
        return last_text(self.paper).pk


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The papers that the reader may see, the newest first."""
    zone, wanted = find_zone(request.GET.get("zone", ""), timezone.localdate()), _wanted(request)
    found = listing(reader_of_request(request), zone, wanted)
    return render(
        request,
        "web/rooms/papers.html",
        words=Words(language_of(request)),
        zone=zone,
        zones=zones(timezone.localdate()),
        kept=kept_of(request),
        wanted=wanted,
        found=found,
        drafted=drafted(found.rows),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, key: int) -> HttpResponseBase:
    """The paper, and what comes next with it."""
    sheet = _sheet(request, key)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _act(sheet, request.POST)
        except Problem as problem:
            refused, sheet = problem, _sheet(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    lang = language_of(request)
    return render(
        request,
        "web/rooms/paper.html",
        status=400 if refused is not None else 200,
        words=Words(lang),
        sheet=sheet,
        zone=sheet.paper.zone,
        moment=moment,
        kept=kept_of(request),
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        sent=request.POST,
    )


@require_safe
def printed(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """The paper as a file: `docx` or `pdf`."""
    sheet = _sheet(request, key)
    media_type, writer = PRINTED[form]
    answer = HttpResponse(getattr(layout, writer)(sheet.printed), content_type=media_type)
    name = f"{sheet.printed.number or sheet.paper.pk} {sheet.printed.title}"[:80].strip()
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    return answer


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.GET
    unit, page = asked.get("of", ""), asked.get("page", "")
    return Wanted(
        words=asked.get("q", "").strip()[:100],
        kind=asked.get("kind", "")[:120],
        state=asked.get("state", "")[:60],
        unit=int(unit) if unit.isdecimal() and len(unit) < 19 else None,
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


def _sheet(request: HttpRequest, key: int) -> PaperSheet:
    try:
        found = find_paper(reader_of_request(request), str(key))
    except Problem as problem:
        if problem.kind is NOT_FOUND:
            raise Http404 from problem
        raise
    return PaperSheet(found.case, actor_of(request), timezone.now(), found)


def _act(sheet: PaperSheet, sent: QueryDict) -> None:
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if sheet.sent_again(do, sent.get("seen", "")):
        return
    paper, actor, at = sheet.paper, sheet.actor, sheet.at
    if do == REVIEW:
        review_paper(actor, paper, at=at, note=note)
    elif do == "issue":
        issue_paper(actor, paper, at=at)
    elif do == "cancel":
        cancel_paper(actor, paper, reason=note, at=at)
    elif do == "drop":
        drop_draft(actor, paper, reason=note, at=at)
    else:
        return_draft(actor, paper, note=note, at=at)
