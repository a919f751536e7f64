"""The results of a round: by class, as they are printed; what was adjusted, shown to the public, announced, and what
follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.papers.models import Objection, Paper
from jingkai.kernel.papers.queries import objections, standings
from jingkai.kernel.rounds.models import Adjustment, Announcement, Score
from jingkai.kernel.rounds.queries import Listed, results
from jingkai.kernel.rounds.words import draws_in_words, ties_in_words

from .acts import publicity_of, shown_of
from .consequences import lines_of
from .pages import shown
from .sheet import RoundSheet
from .views import worked

# More indicators than this do not stand beside each other: they stand below the result.
_BESIDE = 6


@dataclass(frozen=True)
class Line:
    """A result with its points at the indicators, in the order of the scheme."""

    listed: Listed
    scores: tuple[Score, ...]

    @property
    def added(self) -> int:
        """What adjustments made of it, in billionths."""
        return (self.listed.result.points or 0) - (self.listed.result.original or 0)


@dataclass(frozen=True)
class Class:
    """A class with its results, the first place first."""

    name: str
    lines: tuple[Line, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: int) -> HttpResponseBase:
    """The results as far as the reader may see them. Before anything is graded there are none."""
    sheet, refused = worked(request, key)
    if refused is None and request.method == "POST":
        return redirect(request.get_full_path())
    if sheet.grading is None:
        raise Http404
    classes = _classes(sheet)
    scores = classes[0].lines[0].scores if classes else ()
    paper = publicity_of(sheet)
    published = shown_of(sheet)
    reader = sheet.reader
    seen = Paper.objects.seen_by(reader).filter(pk=paper.pk).first() if paper is not None else None
    adjustments = Adjustment.objects.seen_by(reader).filter(entrant__round=sheet.round)
    return shown(
        request,
        "results",
        sheet.round.zone,
        refused=refused,
        sheet=sheet,
        classes=classes,
        heads=[one.node for one in scores] if 1 < len(scores) <= _BESIDE else [],
        below=len(scores) > _BESIDE,
        ties=ties_in_words(sheet.grading),
        draws=draws_in_words(sheet.grading),
        adjustments=list(adjustments.select_related("entrant", "person").order_by("pk")),
        adjusted=Adjustment.objects.filter(entrant__round=sheet.round).count(),
        announcement=_announcement(sheet),
        paper=standings([seen])[0] if seen is not None else None,
        drafted=paper is not None,
        published=published,
        objections=[_standing(one) for one in objections(reader, published)] if published is not None else [],
        consequences=lines_of(reader, sheet.grading),
    )


def _classes(sheet: RoundSheet) -> list[Class]:
    assert sheet.grading is not None
    listed = results(sheet.reader, sheet.grading)
    rows = Score.objects.filter(result__in=[one.result for one in listed]).exclude(source="").order_by("pk")
    by_result: dict[int, list[Score]] = {}
    for row in rows:
        by_result.setdefault(row.result_id, []).append(row)
    return [
        Class(name, tuple(Line(one, tuple(by_result.get(one.result.pk, ()))) for one in some))
        for name, some in groupby(listed, key=lambda one: one.entrant.group)
    ]


def _announcement(sheet: RoundSheet) -> Announcement | None:
    return Announcement.objects.known_at().filter(round=sheet.round).first()


def _standing(row: Objection) -> Mapping[str, object]:
    """An objection, how it stands and what was answered."""
    last = row.case.moves.order_by("-n").first()
    state = state_of(row.case)
    return {
        "row": row,
        "state": flow_of(row.case.flow).states[state].title,
        "answer": last.note if last is not None and last.n > 1 else "",
        "open": state == "objected",
    }
