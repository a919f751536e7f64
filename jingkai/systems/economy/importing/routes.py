"""Tables brought in by programs: looked at, answered about, brought in, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, File, Form, Path, Router, UploadedFile
from pydantic import BaseModel, ConfigDict, Field

from jingkai.engines.sheets import Question
from jingkai.engines.sheets.load import load_workbook
from jingkai.kernel.facts.batches import find_batch, take_back
from jingkai.kernel.facts.drafts import Draft
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.problems import UNKNOWN_WORD
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.brought_in import BroughtIn, batches_of, brought_in, may_open
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.looking import look
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.records.sealer import seal
from jingkai.web.api.answering import answered
from jingkai.web.api.asking import ZoneName, request_key, zone_of
from jingkai.web.api.bearer import Caller, Scope, caller_of
from jingkai.web.api.problems import LOOK_CHANGED
from jingkai.web.api.shapes import Key, LongText, Party, Quantity, Shape, Text, party, quantity_of

from .choosing import take_in
from .kept import Kept
from .page import Seen, see
from .sending import Sending, sender_of

ROUTER = Router()
_ANSWERS = 500
SHA256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Answers = Annotated[dict[Text, Text], Field(default_factory=dict, max_length=_ANSWERS)]


class QuestionShape(Shape):
    """What is asked of a table. `must`: figures wait for the answer; it is a key of `options` or a text as `accepts`
    says. Where there is neither the file itself has to be mended.
    """

    id: str
    sheet: str
    cells: list[str]
    zh: str
    en: str
    must: bool
    options: dict[str, str]
    accepts: str


class FigureShape(Shape):
    """A figure that would be written: of what, whose, when, how much, where it stands."""

    measure: str
    aspect: str
    holder: Party
    period: str
    value: Quantity
    sheet: str
    cell: str


class ChangeShape(Shape):
    """A figure that the unit reported before with another value: it goes in only with a reason."""

    figure: FigureShape
    before: Quantity
    before_ref: str


class WaitingShape(Shape):
    """A cell that stays out, and why."""

    sheet: str
    cell: str
    zh: str
    en: str


class Look(Shape):
    """What a table comes to, with nothing written. `seen` has to be sent back to bring in just this."""

    sha256: str
    name: str
    seen: str
    new: list[FigureShape]
    changed: list[ChangeShape]
    unchanged: int
    waiting: list[WaitingShape]
    questions: list[QuestionShape]


class BatchShape(Shape):
    """A batch that a table brought in, or that was typed (then `file` and `sha256` are empty); `withdrawn` where it was
    taken back, for `reason`. `results` are references of what was published on it: while there are any, it is not taken
    back.
    """

    id: int
    file: str
    sha256: str
    at: datetime
    person: str
    facts: int
    withdrawn: datetime | None
    reason: str
    results: list[str]


class Brought(Shape):
    """What became of a table: the batch, null where there was nothing new."""

    batch: BatchShape | None
    new: int
    corrected: int
    unchanged: int
    waiting: int
    open_questions: int


class Sent(BaseModel):
    """Whose table it is, in which caliber."""

    model_config = ConfigDict(extra="forbid")
    sender: Key
    zone: ZoneName = ""
    caliber: Text = "自报"


class LookAgain(Sent):
    """A table that was sent before, by its fingerprint, with answers."""

    sha256: SHA256
    name: Text = ""
    answers: Answers
    reason: LongText = ""


class Bring(LookAgain):
    """As it was looked at: with the same answers and reason, and the `seen` of that look."""

    seen: Text


class Reason(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")
    reason: LongText


@ROUTER.post(
    "/tables",
    response=Look,
    auth=Scope("facts", writes=True),
    url_name="tables",
    summary="Send a table and see what it comes to",
)
def tables(request: HttpRequest, sent: Form[Sent], table: File[UploadedFile]) -> HttpResponse:
    """The file is stored by its content, and nothing is recorded: what was understood, what is asked."""
    caller = caller_of(request)
    sender = _sender(request, caller, sent)
    ((sha256, name),) = take_in([table])
    return answered(_looked(caller, sender, sha256, name[-200:], Kept()))


@ROUTER.post(
    "/tables/look",
    response=Look,
    auth=Scope("facts", writes=True),
    url_name="tables-look",
    summary="Look again",
)
def look_again(request: HttpRequest, sent: Body[LookAgain]) -> HttpResponse:
    """What a table comes to with these answers."""
    caller = caller_of(request)
    sender = _sender(request, caller, sent)
    return answered(_looked(caller, sender, sent.sha256, sent.name, Kept(sent.answers, sent.reason.strip())))


@ROUTER.post(
    "/batches",
    response={201: Brought},
    auth=Scope("facts", writes=True),
    url_name="batches",
    summary="Bring a table in as it was looked at",
)
def bring(request: HttpRequest, sent: Body[Bring]) -> HttpResponse:
    """One batch that goes live whole. The content itself is the request's key: sent again it has one effect."""
    caller = caller_of(request)
    sender = _sender(request, caller, sent)
    given = Kept(sent.answers, sent.reason.strip())
    seen = _see(caller, sender, sent.sha256, sent.name, given)
    there = batches_of(sent.sha256, sender.unit, sender.caliber)
    if seen.digest != sent.seen and not (there and not seen.brings):
        raise LOOK_CHANGED()
    done = import_workbook(
        caller.actor,
        path_of(sent.sha256),
        sender,
        at=caller.at,
        name=sent.name,
        answers=given.answers,
        reason=given.reason,
    )
    seal()
    batch = done.batch or next(iter(there), None)
    return answered(
        Brought(
            batch=_batch(caller, brought_in(batch.pk)) if batch is not None else None,
            new=len(done.facts),
            corrected=len(done.corrected),
            unchanged=done.unchanged,
            waiting=len(done.waiting),
            open_questions=len(done.questions),
        ),
        201,
    )


@ROUTER.get(
    "/batches/{number}", response=BatchShape, auth=Scope("facts"), url_name="batch", summary="One batch"
)
def batch(request: HttpRequest, number: Path[Key]) -> HttpResponse:
    """A batch that brought figures in, by a table or typed."""
    caller = caller_of(request)
    return answered(_batch(caller, brought_in(find_batch(number, caller.reader).pk)))


@ROUTER.post(
    "/batches/{number}/withdrawal",
    response={201: BatchShape},
    auth=Scope("facts", writes=True),
    url_name="batch-withdrawal",
    summary="Take a batch back as a whole",
    openapi_extra={
        "parameters": [
            {"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string"}}
        ]
    },
)
def withdrawal(request: HttpRequest, number: Path[Key], sent: Body[Reason]) -> HttpResponse:
    """Everything of the batch, or nothing: refused while something published stands on it."""
    caller, key = caller_of(request), request_key(request)
    found = brought_in(find_batch(number, caller.reader).pk)
    take_back(caller.actor, found.batch, at=caller.at, reason=sent.reason, key=key)
    seal()
    return answered(_batch(caller, brought_in(number)), 201)


def _sender(request: HttpRequest, caller: Caller, sent: Sent) -> Sender:
    """Raises Problem `web.no-such-unit`, `facts.unknown-word`, and those of `zone_of`."""
    zone = zone_of(request, sent.zone)
    if sent.caliber not in (known := vocabulary().calibers):
        raise UNKNOWN_WORD(word=sent.caliber[:20], what="口径", what_en="caliber", known="、".join(known))
    unit = sender_of(str(sent.sender), zone, caller.reader.on, caller.reader)
    assert unit is not None  # a number was given
    return Sender(zone, unit, sent.caliber, caller.token.login.person)


def _see(caller: Caller, sender: Sender, sha256: str, name: str, given: Kept) -> Seen:
    """Raises Http404 for content that was not sent, or that the person may not open; SheetProblem."""
    path, on = path_of(sha256), caller.reader.on
    if not path.exists() or not may_open(sha256, caller.reader):
        raise Http404
    book = load_workbook(path, name)
    found = look(book, sender, on=on, answers=given.answers, reason=given.reason)
    return see(found, Sending(sender, name, (), "", given), caller.reader, on)


def _looked(caller: Caller, sender: Sender, sha256: str, name: str, given: Kept) -> Look:
    seen = _see(caller, sender, sha256, name, given)
    outcome = seen.look.outcome
    return Look(
        sha256=sha256,
        name=name,
        seen=seen.digest,
        new=[_figure(one) for one in outcome.facts],
        changed=[
            ChangeShape(figure=_figure(one.draft), before=_before(one.before), before_ref=one.before.ref)
            for one in (*outcome.changed, *outcome.corrected)
        ],
        unchanged=outcome.unchanged,
        waiting=[
            WaitingShape(sheet=one.sheet, cell=one.cell, zh=one.zh, en=one.en) for one in outcome.waiting
        ],
        questions=[_question(one) for one in outcome.questions],
    )


def _question(one: Question) -> QuestionShape:
    return QuestionShape(
        id=one.id,
        sheet=one.sheet,
        cells=list(one.cells),
        zh=one.text,
        en=one.en,
        must=one.must,
        options={option.key: f"{option.zh} / {option.en}" for option in one.options},
        accepts=one.accepts("zh"),
    )


def _figure(draft: Draft) -> FigureShape:
    value = quantity_of(draft.quantity)
    assert value is not None
    return FigureShape(
        measure=draft.name,
        aspect=draft.aspect,
        holder=party(draft.holder),
        period=str(draft.period),
        value=value,
        sheet=draft.source.sheet,
        cell=draft.source.cell,
    )


def _before(known: Known) -> Quantity:
    value = quantity_of(known.quantity)
    assert value is not None
    return value


def _batch(caller: Caller, one: BroughtIn) -> BatchShape:
    return BatchShape(
        id=one.batch.pk,
        file=one.file.name if one.file is not None else "",
        sha256=one.file.sha256 if one.file is not None else "",
        at=one.entry.at,
        person=one.person,
        facts=one.facts(caller.reader).count(),
        withdrawn=one.withdrawn.at if one.withdrawn is not None else None,
        reason=one.reason,
        results=list(one.results),
    )
