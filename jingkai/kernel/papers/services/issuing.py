"""Issuing papers: numbered, frozen, and told to those they are addressed to, in one call."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.services.together import write_moves
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import Stored, store
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..filling import fill_text
from ..kinds import YEAR, N, TemplateBody
from ..models import Issue, Paper, PaperNumber, Recipient, Review, Text
from ..problems import NOT_REVIEWED
from ..sheet import draft_sheet, frozen, last_text, names_of, template_of
from .numbering import take_numbers

ISSUE = "issue"
MEDIA_TYPE = "application/json"


@dataclass(frozen=True)
class _Ready:
    """A paper that may be issued: its content lies on disk, and only rows are left to write."""

    paper: Paper
    text: Text
    review: Review
    moved: flows.PreparedMove
    body: TemplateBody
    names: dict[str, str]
    stored: Stored
    units: tuple[Organisation, ...]


def issue_paper(actor: Actor, paper: Paper, *, at: datetime, call: Writer | None = None) -> Issue:
    """Issue one paper. Raises Problems as `issue_papers`."""
    return issue_papers(actor, [paper], at=at, call=call)[0]


def issue_papers(
    actor: Actor, papers: Sequence[Paper], *, at: datetime, call: Writer | None = None
) -> list[Issue]:
    """Issue papers, all or none, numbered in this order. Each is frozen as its last version reads, with what is known
    now; whoever holds a post in a unit it is addressed to, or that gets a copy, is sent a notice.

    Raises Problem `papers.not-reviewed`, `papers.revised-meanwhile`, and those of `flows.services.move`.
    """
    refuse_in_trial()
    book, as_of = day_book(at), latest()
    ready = [_prepared(actor, one, at, as_of, book) for one in papers]
    # Where nobody holds a post it goes on paper only.
    people = holders_of([one.units for one in ready], at=at)
    with joining(call, actor, act="papers.issue", at=at, ref=papers[0].ref if papers else "") as writer:
        write_moves(writer, [one.moved for one in ready])
        numbers = _numbers(writer, ready, book.on.year)
        files = writer.add_all(one.stored.row(f"{one.paper.ref}.json", MEDIA_TYPE) for one in ready)
        issues = writer.add_all(
            Issue(
                paper=one.paper,
                text=one.text,
                review=one.review,
                number=number,
                file=file,
                at=at,
                day=book.on,
                as_of=as_of,
            )
            for one, number, file in zip(ready, numbers, files, strict=True)
        )
        write_notices(writer, [_notice(*one) for one in zip(ready, numbers, people, strict=True)])
    return issues


def _prepared(actor: Actor, paper: Paper, at: datetime, as_of: int, book: DayBook) -> _Ready:
    moved = flows.prepare_move(actor, paper.case, ISSUE, at=at, book=book)
    text = last_text(paper)
    review = Review.objects.known_at().filter(text=text).order_by("-pk").first()
    if review is None:
        raise NOT_REVIEWED()
    sheet = draft_sheet(paper, text, book.on, book.rules)
    content = frozen(paper, sheet, day=book.on, as_of=as_of)
    units = Recipient.objects.filter(text=text).select_related("unit").order_by("pk")
    return _Ready(
        paper,
        text,
        review,
        moved,
        template_of(paper),
        names_of(paper.zone, paper.unit, book.on, book.rules),
        store(io.BytesIO(content)),
        tuple(one.unit for one in units),
    )


def _numbers(writer: Writer, ready: Sequence[_Ready], year: int) -> list[PaperNumber]:
    """A number for each, in their order. Series are taken in one order everywhere, or two calls could wait for each
    other.
    """
    groups: dict[tuple[int, str], list[_Ready]] = defaultdict(list)
    for one in ready:
        groups[one.paper.zone_id, one.body.series].append(one)
    given: dict[int, int] = {}
    for (_, series), some in sorted(groups.items(), key=lambda group: group[0]):
        numbers = take_numbers(some[0].paper.zone, series, year, len(some))
        given |= {one.paper.pk: n for one, n in zip(some, numbers, strict=True)}
    return writer.add_all(
        PaperNumber(
            paper=one.paper,
            zone=one.paper.zone,
            series=one.body.series,
            year=year,
            n=given[one.paper.pk],
            label=fill_text(one.body.number, {**one.names, YEAR: str(year), N: str(given[one.paper.pk])}),
        )
        for one in ready
    )


def _notice(one: _Ready, number: PaperNumber, people: Mapping[int, int]) -> NoticeDraft:
    title = f"{number.label} {one.text.title}"[:200]
    return NoticeDraft(title, people, one.paper.ref, kind="paper", must_acknowledge=True)
