"""Everything that is printed of a paper, as values: what is frozen, and what the printed forms are made from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import name_on
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.hashing import canonical
from jingkai.kernel.rules.book import RuleBook

from .content import Block, block_from, plain_block
from .filling import fill_text
from .kinds import NUMBER, SHORT, STYLE, UNIT, ZONE, StyleBody, TemplateBody
from .models import Issue, Paper, PaperNumber, Text

CANCELLED = "cancelled"


@dataclass(frozen=True)
class Sheet:
    """What a paper says when it is printed. A draft has no number, day, instant and as-of yet.

    `head` is the red mark of who issues; without one there is no red head. `corrects` is the number of the paper
    that this one corrects. `made` is when it was issued.
    """

    kind: str
    head: str
    title: str
    corrects: str
    addressed: str
    blocks: tuple[Block, ...]
    attachments: tuple[str, ...]
    signature: str
    copies: str
    printed_by: str
    number: str = ""
    cancelled: bool = False
    day: date | None = None
    made: datetime | None = None
    as_of: int | None = None


def template_of(paper: Paper) -> TemplateBody:
    """The template version that the paper was drafted from."""
    body = paper.template.body
    assert isinstance(body, TemplateBody)  # checked when it was drafted
    return body


def names_of(zone: Organisation, unit: Organisation, on: date, book: RuleBook) -> dict[str, str]:
    """What every paper of the unit knows: the zone's name, the unit's, the zone's short code."""
    name = name_on(zone, on)
    style = book.body(STYLE, unit, on, StyleBody)
    return {ZONE: name, UNIT: "" if unit == zone else name_on(unit, on), SHORT: style.short or name}


def last_text(paper: Paper) -> Text:
    """The newest version of what the paper says."""
    return paper.texts.order_by("-turn")[0]


def sheet_of(paper: Paper, on: date | None = None) -> Sheet:
    """The paper as it is printed: of an issued one what was frozen, else its newest version, named as of the day `on`
    (the day its case was opened, if none is given). Raises Problem `records.file-damaged`.
    """
    issue = Issue.objects.filter(paper=paper).select_related("number", "file").first()
    if issue is None:
        return draft_sheet(paper, last_text(paper), on or paper.case.day, RuleBook())
    with open_stored(issue.file.sha256) as frozen:
        stored = json.load(frozen)
    cancelled = state_of(paper.case) == CANCELLED
    label = issue.number.label
    if cancelled:
        label = fill_text(template_of(paper).cancelled, {NUMBER: label})
    return _from(stored, number=label, cancelled=cancelled, day=issue.day, made=issue.at, as_of=issue.as_of)


def draft_sheet(paper: Paper, text: Text, on: date, book: RuleBook) -> Sheet:
    """A version of a paper as it would be printed."""
    body, names = template_of(paper), names_of(paper.zone, paper.unit, on, book)
    units = list(text.recipients.select_related("unit").order_by("pk"))
    copies = [name_on(one.unit, on) for one in units if one.copy]
    written = fill_text(body.copies, names)
    return Sheet(
        kind=paper.template.header.title.zh,
        head=fill_text(body.head, names),
        title=text.title,
        corrects=_label_of(paper.corrects),
        addressed=text.addressed or "、".join(name_on(one.unit, on) for one in units if not one.copy),
        blocks=tuple(block_from(one) for one in text.blocks),
        attachments=tuple(text.attachments),
        signature=fill_text(body.signature, names),
        copies="，".join([*([written] if written else []), *copies]),
        printed_by=fill_text(body.printed_by, names),
    )


def frozen(paper: Paper, sheet: Sheet, *, day: date, as_of: int) -> bytes:
    """The content of a sheet as canonical JSON, with its template version. Its number stands beside."""
    return canonical(
        {
            "template": {
                "key": paper.template.key,
                "version": paper.template.version,
                "identity": paper.template.identity,
            },
            "kind": sheet.kind,
            "head": sheet.head,
            "title": sheet.title,
            "corrects": sheet.corrects,
            "addressed": sheet.addressed,
            "blocks": [plain_block(one) for one in sheet.blocks],
            "attachments": list(sheet.attachments),
            "signature": sheet.signature,
            "copies": sheet.copies,
            "printed_by": sheet.printed_by,
            "day": day.isoformat(),
            "as_of": as_of,
        }
    ).encode()


def _from(stored: Mapping[str, Any], **issued: Any) -> Sheet:
    said = {
        name: stored[name]
        for name in ("kind", "head", "title", "corrects", "addressed", "signature", "copies", "printed_by")
    }
    blocks = tuple(block_from(one) for one in stored["blocks"])
    return Sheet(**said, blocks=blocks, attachments=tuple(stored["attachments"]), **issued)


def _label_of(paper: Paper | None) -> str:
    if paper is None:
        return ""
    return PaperNumber.objects.values_list("label", flat=True).get(paper=paper)
