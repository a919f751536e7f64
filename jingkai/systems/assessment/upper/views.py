"""The half-year analysis as a page and a paper, and the upper body's own paper behind its scores."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import Term
from jingkai.kernel.flows.state import current_dues, flow_of, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.models import Announcement, Report
from jingkai.kernel.rounds.models.sql import RATING
from jingkai.kernel.rounds.queries import announced
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.render import render

from .analysis import Analysis, analyse
from .asking import Asked, asked
from .document import draft_analysis, paper_of
from .newer import newer_than
from .problems import NOT_SETTLED
from .running import confirm, due_of, last_grading, matters_of, node_of, open_upper, settle

_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class _Measure:
    """What is done about a weak item: the matter that was opened, as far as the reader may see it, and its due date."""

    matter: Matter | None
    due: str
    state: str = ""
    opened: bool = False


@require_http_methods(_METHODS)
def half_year(request: HttpRequest) -> HttpResponseBase:
    """The analysis in three parts, and what comes next: opened, settled, confirmed, drafted as a paper."""
    found = asked(request)
    if request.method != "POST":
        return _page(request, found)
    try:
        leads_to = _do(request, found, request.POST.get("do", ""))
    except Problem as refusal:
        return _page(request, found, refusal)
    seal()
    return redirect(leads_to)


def _do(request: HttpRequest, found: Asked, what: str) -> str:
    """Do what was pressed; where it leads to. Raises the Problem that refuses it, Http404 for what is not there."""
    at, here = timezone.now(), found.link(reverse("assessment:half-year"))
    if what == "open":
        open_upper(found.actor, found.zone, found.half, at=at)
        return found.link(reverse("assessment:upper-scores"))
    round = found.round
    if round is None:
        raise NOT_SETTLED()
    if what == "settle":
        settle(found.actor, round, at=at)
    elif what == "confirm":
        confirm(found.actor, round, request.POST.get("seen", ""), at=at)
    elif what == "draft":
        paper = draft_analysis(found.actor, round, at=at)
        return reverse("web:paper", args=[paper.pk]) + kept_of(request)
    else:
        raise NOT_SETTLED()
    return here


def _page(request: HttpRequest, found: Asked, refusal: Problem | None = None) -> HttpResponse:
    values = found.around() | found.refusal(refusal)
    round, upper = found.round, found.upper
    values |= {"runs": found.runs, "reads": found.reads_zone, "upper": upper, "found": None}
    if round is None:
        return render(request, "assessment/half_year.html", **values)
    there = analyse(round)
    grading, held = last_grading(round), announced(round)
    current = grading is not None and analyse(round, grading.as_of).digest == there.digest
    paper = paper_of(round, found.reader)
    return render(
        request,
        "assessment/half_year.html",
        **values
        | {
            "found": there,
            "upper": there.upper,
            "stage": "confirmed"
            if held
            else "settled"
            if current
            else "scored"
            if there.total is not None
            else "open",
            "stale": grading is not None and held is None and not current,
            "rating": state_of(round.case) == RATING,
            "newer": newer_than(there.upper, found.on),
            "measures": _measures(found, there),
            "term": found.words.term(Term.parse(there.upper.rule.matter.term)),
            "confirmed": _confirmed(there) if held else "",
            "may_confirm": found.reader is None or found.reader.may("approve", "scores", found.zone.pk),
            "paper": paper,
            "may_draft": found.runs
            or (found.reader is not None and found.reader.may("draft", "papers", None)),
        },
    )


def _measures(found: Asked, there: Analysis) -> dict[str, _Measure]:
    """By the weak item. Before it is confirmed, the day on which a matter would be due if it were confirmed now."""
    opened = {node_of(one): one for one in matters_of(there.round)}
    seen = set(
        Matter.objects.seen_by(found.reader)
        .filter(pk__in=[one.pk for one in opened.values()])
        .values_list("pk", flat=True)
    )
    made = {}
    for line in there.weak:
        matter = opened.get(line.part.node)
        if matter is not None:
            due = current_dues(matter.case).get("finish")
            title = flow_of(matter.case.flow).states[state_of(matter.case)].title
            made[line.part.node] = _Measure(
                matter if matter.pk in seen else None,
                due.day.isoformat() if due is not None else "—",
                found.words.of(title),
                opened=True,
            )
        elif line.responsibility is not None:
            day = due_of(there, line.responsibility.unit, timezone.now())
            made[line.part.node] = _Measure(None, day.isoformat())
        else:
            made[line.part.node] = _Measure(None, "—")
    return made


def _confirmed(there: Analysis) -> str:
    """When it was confirmed."""
    row = Announcement.objects.known_at().get(round=there.round)
    return moment(row.at)


@require_safe
def given(request: HttpRequest, key: int) -> HttpResponseBase:
    """The paper by which the upper body gave a score, to be kept and not opened in the page."""
    found = asked(request)
    rows = Report.objects.seen_by(found.reader).filter(pk=key).select_related("paper", "entrant__round")
    row = rows.first()
    if row is None:
        raise Http404
    return FileResponse(open_stored(row.paper.sha256), as_attachment=True, filename=row.paper.name)
