"""A rater's ballots before the office: entered from paper while ballots are cast, read once they are closed."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import day_of
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.models import Ballot
from jingkai.kernel.rounds.rating import Sheet, paper_of, part_in
from jingkai.kernel.rounds.services import enter_ballots
from jingkai.kernel.rules.daybook import DayBook

from .acts import paper_in
from .ballot import cards_of, is_open, said_in, taken_in, votes_in
from .pages import now, shown
from .sheet import RoundSheet, sheet_of_request


@require_http_methods(["GET", "HEAD", "POST"])
def rater(request: HttpRequest, key: int, rater: int) -> HttpResponseBase:
    """The ballots of one rater as far as the reader may read them; for who runs the round, to enter what stands on
    paper.
    """
    sheet, book = sheet_of_request(request, key), DayBook(day_of(now()))
    whose = next((one for one in sheet.raters if one.pk == rater), None)
    if whose is None or not sheet.rated:
        raise Http404
    whose.round = sheet.round
    before = paper_of(sheet.reader, whose, sheet.actor.person, book)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _enter(sheet, before, request.POST, request.FILES.get("file"))
        except Problem as problem:
            refused, before = problem, paper_of(sheet.reader, whose, sheet.actor.person, book)
        else:
            seal()
            return redirect(request.get_full_path())
    cards, taken = cards_of(before, request.POST if refused is not None else QueryDict()), taken_in(before)
    barred = part_in({sheet.actor.person, sheet.actor.for_person}, sheet.round, book)
    return shown(
        request,
        "rater",
        sheet.round.zone,
        refused=refused,
        sheet=sheet,
        mine=before,
        cards=cards,
        taken=taken,
        barred=barred,
        open=barred is None and is_open(before, cards, taken),
    )


@require_safe
def paper(request: HttpRequest, key: int, ballot: int) -> FileResponse:
    """The paper from which a ballot was entered, for who may read the ballot; to be kept and not opened in the page."""
    sheet = sheet_of_request(request, key)
    rows = Ballot.objects.seen_by(sheet.reader).filter(rater__round=sheet.round, pk=ballot)
    found = rows.select_related("paper").first()
    if found is None or found.paper is None:
        raise Http404
    return FileResponse(open_stored(found.paper.sha256), as_attachment=True, filename=found.paper.name)


def _enter(sheet: RoundSheet, before: Sheet, sent: QueryDict, file: UploadedFile | None) -> None:
    """Enter what was sent, once. Raises Problem as `votes_in`, `paper_in` and `enter_ballots`."""
    votes = votes_in(before, sent)
    if votes is None:
        return
    paper = paper_in(file)
    key = f"paper-ballot:{sheet.round.pk}:{before.rater.pk}:{sheet.actor.person}:{said_in(votes, sent)}"
    enter_ballots(sheet.actor, before.rater, votes, paper=paper, at=now(), key=key)
