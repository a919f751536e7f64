"""Papers, for programs: listed, read, and as the files that are printed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from jingkai.kernel.flows.reading import is_logged
from jingkai.kernel.papers import layout
from jingkai.kernel.papers.content import text_of
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.queries import Standing, find_paper, standings
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.records.writing import journal
from jingkai.web.api.answering import answered
from jingkai.web.api.asking import ZoneName, zone_of
from jingkai.web.api.bearer import Caller, Scope, caller_of
from jingkai.web.api.paging import Listing, page_by_number
from jingkai.web.api.shapes import Key, Named, Page, Party, Shape, Text, named, party

from .views import PRINTED

ROUTER = Router()
_ALONG = ("case__flow", "zone", "unit", "template")


class PaperShape(Shape):
    """A paper in a list: `number` and `issued` once it is issued."""

    id: int
    title: str
    template: str
    state: str
    state_words: Named
    unit: Party
    number: str
    issued: date | None


class OnePaper(Shape):
    """A paper as it reads: lines of text; of a table each row is a line, its cells apart by tabs. `sha256` is of the
    frozen file once it is issued.
    """

    paper: PaperShape
    addressed: str
    text: list[str]
    signature: list[str]
    sha256: str


class Asked(Listing):
    """Which papers; `about` is a reference, as `matter:1-2024-17`."""

    zone: ZoneName = ""
    state: Text = ""
    template: Text = ""
    about: Text = ""


@ROUTER.get(
    "/papers", response=Page[PaperShape], auth=Scope("papers"), url_name="papers", summary="Papers of a zone"
)
def papers(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Papers by number: those of one's own unit from the draft on, others' once one got them."""
    place, zone = asked.place(), zone_of(request, asked.zone)
    found = Paper.objects.seen_by(caller_of(request).reader).filter(zone=zone).select_related(*_ALONG)
    if asked.state:
        found = found.filter(case__now__state=asked.state)
    if asked.template:
        found = found.filter(template__key=asked.template)
    if asked.about:
        found = found.filter(about__ref=asked.about)
    return answered(
        page_by_number(asked, place, found, lambda rows: [_paper(one) for one in standings(rows)])
    )


@ROUTER.get(
    "/papers/{number}", response=OnePaper, auth=Scope("papers"), url_name="paper", summary="One paper"
)
def paper(request: HttpRequest, number: Path[Key]) -> HttpResponse:
    """One paper, as it reads; of an issued one what was frozen."""
    found = _find(caller_of(request), number)
    (standing,) = standings([found])
    sheet = sheet_of(found)
    text = [
        line
        for block in sheet.blocks
        for line in (
            ["\t".join(text_of(cell) for cell in row) for row in block.rows]
            if block.form == "table"
            else [text_of(block.runs)]
        )
    ]
    issue = standing.issue
    return answered(
        OnePaper(
            paper=_paper(standing),
            addressed=sheet.addressed,
            text=text,
            signature=[part for part in (*sheet.attachments, sheet.signature) if part],
            sha256=issue.file.sha256 if issue is not None else "",
        )
    )


@ROUTER.get(
    "/papers/{number}/{form}",
    auth=Scope("papers"),
    url_name="paper-printed",
    summary="A paper as Word (docx) or PDF",
    openapi_extra={
        "responses": {
            200: {
                "description": "the file",
                "content": {
                    media: {"schema": {"type": "string", "format": "binary"}} for media, _ in PRINTED.values()
                },
            }
        }
    },
)
def printed(request: HttpRequest, number: Path[Key], form: Path[Literal["docx", "pdf"]]) -> HttpResponse:
    """The file that is printed, by the layout of GB/T 9704."""
    media_type, writer = PRINTED[form]
    found = _find(caller_of(request), number)
    answer = HttpResponse(getattr(layout, writer)(sheet_of(found)), content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename=paper-{number}.{form}"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _find(caller: Caller, number: int) -> Paper:
    """The paper, to be read: what is sealed leaves an entry. Raises Problem `papers.not-found`."""
    found = find_paper(caller.reader, f"paper:{number}")
    if found.pk != number:
        raise Http404  # another paper that is numbered so
    if is_logged(caller.reader, found.case):
        journal(caller.actor, act="flows.read", at=caller.at, ref=f"case:{found.case_id}")
    return found


def _paper(one: Standing) -> PaperShape:
    issue = one.issue
    return PaperShape(
        id=one.paper.pk,
        title=one.title,
        template=one.paper.template.key,
        state=one.state,
        state_words=named(one.words),
        unit=party(one.paper.unit),
        number=issue.number.label if issue is not None else "",
        issued=issue.day if issue is not None else None,
    )
