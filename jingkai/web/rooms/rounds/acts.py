"""What is sent from the pages of a round."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from jingkai.kernel.flows import services as flows
from jingkai.kernel.matters.services import Draft
from jingkai.kernel.papers.models import Objection, Paper, Publication
from jingkai.kernel.papers.services import publish_paper
from jingkai.kernel.papers.services.publishing import object_to
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.filestore import store
from jingkai.kernel.rounds.figures import micro_text
from jingkai.kernel.rounds.models import Adjustment, Comment, Entrant
from jingkai.kernel.rounds.services import Paper as Source
from jingkai.kernel.rounds.services import (
    add_raters,
    adjust,
    announce,
    archive,
    attend,
    close,
    comment,
    decide_objection,
    draft_publicity,
    grade,
    no_comment,
    recognise,
    reopen,
    report,
)

from .names import people_named, raters_in
from .pages import day_in
from .problems import FIELD_UNCLEAR, LINES_UNCLEAR
from .sheet import RoundSheet

# How a minus is typed.
_MINUS = str.maketrans("−－", "--")


# What the paper of an upper body may weigh.
_MOST_BYTES = 20 * 2**20


def act(sheet: RoundSheet, sent: QueryDict, file: UploadedFile | None = None) -> None:
    """Do what was sent from a page of the whole round; what was sent twice is done once.

    Raises Problem `flows.moved-meanwhile` where somebody else moved it since, `web-rounds.people-unknown`,
    `web-rounds.field-unclear`, and those of the services.
    """
    round, actor, at = sheet.round, sheet.actor, sheet.at
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if do == "attend":
        _attend_all(sheet, sent)
    elif do == "raters":
        add_raters(
            actor, round, raters_in(sent.get("raters", ""), sheet.rule, round.zone, _day(sheet)), at=at
        )
    elif do == "report":
        _report(sheet, sent, file)
    elif do == "adjust":
        _adjust(sheet, sent)
    elif do == "draft-publicity":
        if sheet.last is not None and not _papers(sheet).exists():
            draft_publicity(
                actor, round, contact=_needed(sent, "contact", "受理方式", "Where to object"), at=at
            )
    elif do == "show-publicity":
        _show(sheet)
    elif do == "object":
        _object(sheet, sent)
    elif do == "decide":
        _decide(sheet, sent)
    elif not sheet.sent_again(do, sent.get("seen", "")):
        if do == "close":
            close(actor, round, at=at)
        elif do == "reopen":
            reopen(actor, round, reason=note, at=at)
        elif do == "grade":
            grade(actor, round, at=at)
        elif do == "announce":
            announce(actor, round, at=at, reason=note)
        elif do == "archive":
            archive(actor, round, at=at)
        else:
            flows.move(actor, sheet.case, do, at=at, note=note)


def act_on_entrant(sheet: RoundSheet, entrant: Entrant, sent: QueryDict) -> None:
    """Do what was sent from the page of one entrant: who was there, what was said, or that nothing was, what counts.

    Raises Problem as `act`.
    """
    actor, at, do = sheet.actor, sheet.at, sent.get("do", "")
    # A form says how many comments it followed: the same click again enters nothing.
    again = sent.get("turn", "") != str(Comment.objects.filter(entrant=entrant).count())
    if do == "attend":
        there = {int(one) for one in sent.getlist("there") if one.isdecimal() and len(one) < 19}
        people = [one.person for one in sheet.raters]
        attend(
            actor,
            sheet.round,
            [entrant],
            [one for one in people if one.pk in there],
            absent=[one for one in people if one.pk not in there],
            at=at,
        )
    elif do == "comment" and not again:
        comment(actor, entrant, _leader(sheet, sent), sent.get("says", ""), task=_task(entrant, sent), at=at)
    elif do == "no-comment" and not again:
        no_comment(actor, entrant, at=at)
    elif do == "recognise":
        _recognise(sheet, entrant, sent)


def paper_in(file: UploadedFile | None) -> Source:
    """A paper that was sent, as it is stored. Raises Problem `web-rounds.field-unclear` where there is none, or it is
    too large.
    """
    if file is None or (file.size or 0) > _MOST_BYTES:
        raise FIELD_UNCLEAR(field="文件", field_en="The paper", said=file.name if file is not None else "—")
    return Source(store(file), (file.name or "")[-255:], file.content_type or "application/octet-stream")


def publicity_of(sheet: RoundSheet) -> Paper | None:
    """The paper by which the last grading is put before the public, that did not come to nothing."""
    return _papers(sheet).order_by("-pk").first()


def shown_of(sheet: RoundSheet) -> Publication | None:
    """From when to when that paper is put before the public."""
    paper = publicity_of(sheet)
    return Publication.objects.known_at().filter(paper=paper).first() if paper is not None else None


def _papers(sheet: RoundSheet) -> QuerySet[Paper]:
    ref = sheet.last.ref if sheet.last is not None else ""
    rows = Paper.objects.known_at().filter(about__ref=ref)
    return rows.exclude(case__now__state__in=["cancelled", "dropped"])


def _attend_all(sheet: RoundSheet, sent: QueryDict) -> None:
    """The raters that are ticked saw every entrant that nobody saw yet."""
    there = {int(one) for one in sent.getlist("there") if one.isdecimal() and len(one) < 19}
    people = [one.person for one in sheet.raters if one.person_id in there]
    waiting = [one.entrant for one in sheet.stops if one.seen is None and one.entrant.activity is not None]
    if waiting:
        attend(sheet.actor, sheet.round, waiting, people, at=sheet.at)


def _recognise(sheet: RoundSheet, entrant: Entrant, sent: QueryDict) -> None:
    """What counts by a criterion; the same value again is the same click."""
    value = _needed(sent, "value", "认定数", "What counts").translate(_MINUS)
    name, reason = sent.get("criterion", ""), sent.get("reason", "")
    there = next((one for one in sheet.recognitions_of(entrant) if one.criterion.name == name), None)
    if there is not None and not reason.strip() and micro_text(there.micro) == value:
        return
    note = sent.get("note", "")
    recognise(sheet.actor, entrant, name, value, at=sheet.at, note=note, reason=reason)


def _report(sheet: RoundSheet, sent: QueryDict, file: UploadedFile | None) -> None:
    """What an upper body gave, a line an entrant: its name and the score."""
    by_name = {one.name: one for one in sheet.entrants}
    scores, unclear = {}, []
    for number, line in enumerate(sent.get("scores", "").splitlines(), start=1):
        name, _, value = line.strip().replace("\t", " ").replace("，", " ").rpartition(" ")
        if line.strip() and name.strip() not in by_name:
            unclear.append(f"{number}（{line.strip()[:30]}）")
        elif line.strip():
            scores[by_name[name.strip()]] = value
    if unclear or not scores:
        raise LINES_UNCLEAR(lines="、".join(unclear) or "—")
    paper = paper_in(file)
    report(
        sheet.actor,
        sheet.round,
        sent.get("criterion", ""),
        scores,
        issuer=sent.get("issuer", ""),
        paper=paper,
        at=sheet.at,
        reason=sent.get("reason", ""),
    )


def _adjust(sheet: RoundSheet, sent: QueryDict) -> None:
    wanted, reason = sent.get("entrant", ""), sent.get("reason", "")
    entrant = next((one for one in sheet.entrants if str(one.pk) == wanted), None)
    if entrant is None:
        raise FIELD_UNCLEAR(field="对象", field_en="Of whom", said=wanted[:20] or "—")
    points = _needed(sent, "points", "加减分", "Points").translate(_MINUS).removeprefix("+")
    if sent.get("turn", "") != str(Adjustment.objects.filter(entrant__round=sheet.round).count()):
        return  # the same click again
    adjust(sheet.actor, entrant, points, reason=reason, at=sheet.at)


def _show(sheet: RoundSheet) -> None:
    paper = publicity_of(sheet)
    if paper is not None and shown_of(sheet) is None:
        publish_paper(sheet.actor, paper, at=sheet.at)


def _object(sheet: RoundSheet, sent: QueryDict) -> None:
    shown = shown_of(sheet)
    says = _needed(sent, "says", "异议内容", "The objection")
    if shown is not None and not Objection.objects.filter(publication=shown, says=says).exists():
        object_to(sheet.actor, shown, says, at=sheet.at)


def _decide(sheet: RoundSheet, sent: QueryDict) -> None:
    key = sent.get("objection", "")
    rows = Objection.objects.filter(publication=shown_of(sheet))
    found = rows.filter(pk=int(key) if key.isdecimal() and len(key) < 19 else 0).first()
    if found is None:
        raise FIELD_UNCLEAR(field="异议", field_en="The objection", said=key[:20] or "—")
    if found.case.moves.count() > 1:
        return  # decided already: the same click again, or a colleague was quicker; the page says what was decided
    sustained = sent.get("sustained", "") == "yes"
    decide_objection(sheet.actor, found, sustained=sustained, answer=sent.get("answer", ""), at=sheet.at)


def _leader(sheet: RoundSheet, sent: QueryDict) -> Person:
    """Who said it: one of the raters, or somebody else who was there, by name."""
    name = sent.get("other", "").strip()
    if name:
        return people_named([name], sheet.round.zone, _day(sheet))[0]
    key = sent.get("person", "")
    found = next((one.person for one in sheet.raters if str(one.person_id) == key), None)
    if found is None:
        raise FIELD_UNCLEAR(field="点评人", field_en="Who said it", said=key[:20] or "—")
    return found


def _task(entrant: Entrant, sent: QueryDict) -> Draft | None:
    """The matter that comes of a comment; None where none is asked for."""
    title = sent.get("task", "").strip()
    if not title:
        return None
    key = sent.get("unit", "")
    unit = entrant.unit
    if key and key != str(unit.pk):
        rows = Organisation.objects.filter(
            entrant.round.zone.subtree(), pk=int(key) if key.isdecimal() else 0
        )
        unit = rows.first() or unit
    due = day_in(sent.get("due", ""), "办结期限", "Due")
    if due is None:
        raise FIELD_UNCLEAR(field="办结期限", field_en="Due", said="—")
    return Draft(title[:300], unit=unit, due=due)


def _needed(sent: QueryDict, name: str, zh: str, en: str) -> str:
    text = sent.get(name, "").strip()
    if not text:
        raise FIELD_UNCLEAR(field=zh, field_en=en, said="—")
    return text


def _day(sheet: RoundSheet) -> date:
    return timezone.localdate(sheet.at)
