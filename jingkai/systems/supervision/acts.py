"""What is sent from a matter's page: a move with its files, asking for a delay and deciding about it, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.flows.models import Extension
from jingkai.kernel.flows.problems import MOVED_MEANWHILE
from jingkai.kernel.flows.services import Said, ask_extension, decide_extension, thousandths
from jingkai.kernel.flows.state import last_move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import hand_over
from jingkai.kernel.matters.services.evidence import Attached, move_with_files
from jingkai.kernel.matters.services.moving import TRANSFER
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.filestore import store

from .problems import DAY_UNREADABLE, FILE_TOO_LARGE, TOO_MANY_FILES, UNIT_TO_CHOOSE
from .services import draft_assignment, draft_supervision, draft_urging, plan_supervision
from .services.supervising import visits_planned
from .sheet import Sheet

# What one move may bring: enough for a report with its pictures.
MOST_FILES = 10
MOST_BYTES = 20 * 2**20
_MB = 2**20
# The letters that are written from a matter's page, by what the button sends.
LETTERS = {
    "letter-assignment": draft_assignment,
    "letter-urging": draft_urging,
    "letter-supervision": draft_supervision,
}


def act(request: HttpRequest, sheet: Sheet) -> None:
    """Do what was sent. What was sent twice is done once: a form knows which move it followed.

    Raises Problem `flows.moved-meanwhile` where somebody else moved the matter since, `supervision.too-many-files`,
    `supervision.file-too-large`, `supervision.day-unreadable`, `supervision.unit-to-choose`, and those of the
    services.
    """
    sent = request.POST
    do = sent.get("do", "")
    if do == "delay":
        _ask(sheet, sent)
    elif do == "decide":
        _decide(sheet, sent)
    elif do in LETTERS:
        LETTERS[do](sheet.actor, sheet.matter, at=sheet.at)
    elif do == "plan-visit":
        _plan_visit(sheet, sent)
    else:
        _move(sheet, do, sent, request.FILES.getlist("files"))


def _move(sheet: Sheet, name: str, sent: QueryDict, files: Sequence[UploadedFile]) -> None:
    matter, actor, at = sheet.matter, sheet.actor, sheet.at
    if sheet.sent_again(name, sent.get("seen", "")):
        return
    note = sent.get("note", "").strip()
    if name == TRANSFER:
        hand_over(actor, matter, _unit(matter, sent), note=note, at=at)
        return
    said = said_in(sent)
    move_with_files(actor, matter, name, take_in(files), at=at, note=note, due=day_in(sent, "due"), said=said)


def said_in(sent: QueryDict) -> Said | None:
    """How far it is, as the form says; None where it says nothing. Raises Problem `flows.progress-share`,
    `supervision.day-unreadable`.
    """
    share, month = thousandths(sent.get("share", "")), sent.get("month", "").strip()
    if not month:
        return Said(share) if share is not None else None
    try:
        return Said(share, Period.parse(month))
    except Refusal as refusal:
        raise DAY_UNREADABLE(day=month[:20]) from refusal


def take_in(files: Sequence[UploadedFile]) -> list[Attached]:
    """Store the content of each. Raises Problem `supervision.too-many-files`, `supervision.file-too-large`; then none
    is stored.
    """
    if len(files) > MOST_FILES:
        raise TOO_MANY_FILES(count=len(files), most=MOST_FILES)
    for one in files:
        if (one.size or 0) > MOST_BYTES:
            raise FILE_TOO_LARGE(name=one.name, size=(one.size or 0) // _MB, most=MOST_BYTES // _MB)
    return [
        Attached(store(one), (one.name or "")[-255:], one.content_type or "application/octet-stream")
        for one in files
    ]


def _ask(sheet: Sheet, sent: QueryDict) -> None:
    due = sheet.may_ask_delay
    wanted, reason = day_in(sent, "wanted"), sent.get("note", "")
    if sheet.waits and sheet.waits[0].extension.wanted == wanted:
        return  # the same click again
    if due is None or wanted is None:
        raise DAY_UNREADABLE(day=sent.get("wanted", "") or "—")
    ask_extension(sheet.actor, due, wanted=wanted, reason=reason, at=sheet.at)


def _decide(sheet: Sheet, sent: QueryDict) -> None:
    key = sent.get("extension", "")
    mine = Extension.objects.known_at().filter(due__case=sheet.matter.case)
    found = mine.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise MOVED_MEANWHILE()
    last = last_move(found.case)
    wanted = sent.get("granted") == "yes"
    if last is not None and last.n > 1:
        if last.person_id == sheet.actor.person and (last.flow_move.target == "granted") == wanted:
            return
        raise MOVED_MEANWHILE()
    decide_extension(sheet.actor, found, granted=wanted, at=sheet.at, note=sent.get("note", "").strip())


def _plan_visit(sheet: Sheet, sent: QueryDict) -> None:
    """Plan a supervision of the unit, by the unit of whose post one acts in; a double click plans one."""
    matter, day = sheet.matter, day_in(sent, "day")
    if day is None:
        raise DAY_UNREADABLE(day="—")
    post = Post.objects.filter(pk=sheet.actor.post).select_related("body").first()
    host = post.body if post is not None else matter.zone
    if sent.get("turn") != str(visits_planned(matter)):
        return
    plan_supervision(sheet.actor, matter, _unit(matter, sent), day, host=host, at=sheet.at)


def _unit(matter: Matter, sent: QueryDict) -> Organisation:
    key = sent.get("unit", "")
    found = None
    if key.isdecimal() and len(key) < 19:
        found = Organisation.objects.filter(matter.zone.subtree(), pk=int(key)).first()
    if found is None:
        raise UNIT_TO_CHOOSE()
    return found


def day_in(sent: QueryDict, name: str) -> date | None:
    """The day of a field; None where it is empty. Raises Problem `supervision.day-unreadable`."""
    text = sent.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DAY_UNREADABLE(day=text[:20]) from error
