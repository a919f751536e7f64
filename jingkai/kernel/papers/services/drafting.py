"""Drafting papers, and revising them until they are issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Compartment, Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..content import Block, Given, plain_block, plain_slots, slots_from
from ..filling import Filled, fill
from ..kinds import TemplateBody
from ..models import About, Issue, Paper, Recipient, Text
from ..models.paper import KIND
from ..problems import CORRECTS_NOT_ISSUED, ISSUED, KEY_MISSING, KEY_TAKEN, TITLE_MISSING, UNIT_ELSEWHERE
from ..sheet import last_text, names_of, template_of

DRAFT, REVISE = "draft", "revise"


@dataclass(frozen=True)
class PaperDraft:
    """A paper to be drafted by `unit` from a template (its key in the rules).

    `key` says which it is: nothing else of the zone has the same. `title` stands instead of the template's. It goes to
    the units `to`, with `copies` to others; `addressed` is printed instead of the names of `to` (各街道、各部门).
    `refs` are what it is about. `corrects` is an issued paper that this one corrects.
    """

    template: str
    unit: Organisation
    key: str
    slots: Mapping[str, Given] = field(default_factory=dict)
    title: str = ""
    to: tuple[Organisation, ...] = ()
    copies: tuple[Organisation, ...] = ()
    addressed: str = ""
    attachments: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    corrects: Paper | None = None
    compartment: Compartment | None = None


def draft_paper(actor: Actor, draft: PaperDraft, *, at: datetime, call: Writer | None = None) -> Paper:
    """Draft a paper; the same key with the same content again gives the paper that is there.

    Raises Problem `papers.slot-missing`, `papers.slot-unknown`, `papers.figure-without-source`,
    `papers.title-missing`, `papers.key-missing`, `papers.key-taken`, `papers.unit-elsewhere`,
    `papers.corrects-not-issued`, `rules.not-found`, `parties.not-allowed` and those of `flows.prepare_cases`.
    """
    refuse_in_trial()
    book = day_book(at)
    unit = book.body(draft.unit)
    zone = Organisation.objects.get(pk=unit.root)
    _refuse_wrong(draft, zone)
    rule = book.rules.resolve(draft.template, unit, book.on)
    body = book.rules.body(draft.template, unit, book.on, TemplateBody)
    book.require(actor, DRAFT, KIND, unit)
    filled = fill(
        body, rule.header.title.zh, draft.slots, names_of(zone, unit, book.on, book.rules), draft.title
    )
    there = Paper.objects.known_at().filter(zone=zone, key=draft.key).first()
    if there is not None:
        return _same(there, draft, filled)
    case = flows.CaseDraft(unit, compartment=draft.compartment)
    prepared = flows.prepare_cases(actor, body.flow, [case], at=at, book=book)
    with joining(call, actor, act="papers.draft", at=at, ref=draft.key) as writer:
        (opened,) = flows.write_cases(writer, prepared, [f"paper:{zone.pk}:{draft.key}"])
        paper = writer.add(
            Paper(
                case=opened, zone=zone, unit=unit, template=rule, key=draft.key, corrects=draft.corrects
            )
        )  # fmt: skip
        writer.add_all(About(paper=paper, ref=ref) for ref in dict.fromkeys(draft.refs))
        text = Text(
            paper=paper,
            turn=1,
            title=filled.title,
            slots=plain_slots(draft.slots),
            blocks=[plain_block(one) for one in filled.blocks],
            attachments=list(draft.attachments),
            addressed=draft.addressed,
        )
        _write(writer, text, actor, at, draft.to, draft.copies, book)
    return paper


def revise_draft(
    actor: Actor,
    paper: Paper,
    *,
    at: datetime,
    slots: Mapping[str, Given] | None = None,
    blocks: Sequence[Block] | None = None,
    title: str = "",
    to: Sequence[Organisation] | None = None,
    copies: Sequence[Organisation] | None = None,
    addressed: str | None = None,
    attachments: Sequence[str] | None = None,
    call: Writer | None = None,
) -> Text:
    """Write a further version; what is not given stays as it was. A review that was given counts no more.

    `slots` fill the template again, those not given as before; `blocks` stand as they are. Raises Problem
    `papers.issued`, `papers.title-missing`, `papers.unit-elsewhere`, `papers.revised-meanwhile`, those of filling and
    of `flows.services.move`.
    """
    if Issue.objects.filter(paper=paper).exists():
        raise ISSUED()
    book, before = day_book(at), last_text(paper)
    there = list(before.recipients.select_related("unit").order_by("pk"))
    now_to = [one.unit for one in there if not one.copy] if to is None else list(to)
    now_copies = [one.unit for one in there if one.copy] if copies is None else list(copies)
    _refuse_elsewhere([*now_to, *now_copies], paper.zone)
    stored, body = before.blocks, before.slots
    heading = title.strip() or before.title
    if slots is not None:
        given = {**slots_from(before.slots), **slots}
        names = names_of(paper.zone, paper.unit, book.on, book.rules)
        filled = fill(template_of(paper), paper.template.header.title.zh, given, names, title)
        heading, body = filled.title, plain_slots(given)
        stored = [plain_block(one) for one in filled.blocks]
    if blocks is not None:
        stored = [plain_block(one) for one in blocks]
    moved = flows.prepare_move(actor, paper.case, REVISE, at=at, book=book)
    with joining(call, actor, act="papers.revise", at=at, ref=paper.ref) as writer:
        flows.write_move(writer, moved)
        text = Text(
            paper=paper,
            turn=before.turn + 1,
            title=heading,
            slots=body,
            blocks=stored,
            attachments=before.attachments if attachments is None else list(attachments),
            addressed=before.addressed if addressed is None else addressed,
        )
        _write(writer, text, actor, at, now_to, now_copies, book)
    return text


def _write(
    writer: Writer,
    text: Text,
    actor: Actor,
    at: datetime,
    to: Sequence[Organisation],
    copies: Sequence[Organisation],
    book: DayBook,
) -> None:
    """The version with its writer and its recipients, plates resolved; who is addressed needs no copy."""
    if not text.title.strip():
        raise TITLE_MISSING()
    text.writer_id, text.for_person_id, text.at = actor.person, actor.for_person, at
    writer.add(text)
    addressed = list(dict.fromkeys(book.body(one) for one in to))
    copied = [one for one in dict.fromkeys(book.body(one) for one in copies) if one not in addressed]
    writer.add_all(Recipient(text=text, unit=one, copy=False) for one in addressed)
    writer.add_all(Recipient(text=text, unit=one, copy=True) for one in copied)


def _refuse_wrong(draft: PaperDraft, zone: Organisation) -> None:
    if not draft.key.strip():
        raise KEY_MISSING()
    _refuse_elsewhere([*draft.to, *draft.copies], zone)
    corrected = draft.corrects
    if corrected is not None and not Issue.objects.filter(paper=corrected, paper__zone=zone).exists():
        raise CORRECTS_NOT_ISSUED()


def _refuse_elsewhere(units: Sequence[Organisation], zone: Organisation) -> None:
    for unit in units:
        if unit.root != zone.pk:
            raise UNIT_ELSEWHERE(unit=unit.name)


def _same(there: Paper, draft: PaperDraft, filled: Filled) -> Paper:
    """The paper that is there, if its first version says the same. Raises Problem `papers.key-taken`."""
    first = there.texts.get(turn=1)
    says = (first.title, first.blocks)
    if there.template.key != draft.template or says != (
        filled.title,
        [plain_block(one) for one in filled.blocks],
    ):
        raise KEY_TAKEN(there=first.title)
    return there
