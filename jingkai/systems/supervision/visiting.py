"""A supervision (督查) of a matter and its conclusion, as pages: planned, approved, held, concluded, objected to,
reviewed by others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.documents import Words as Declared
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.activities.services import move, was_held
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render
from jingkai.web.rooms.flows.sheet import CaseSheet

from .acts import day_in
from .models import Conclusion
from .pages import around
from .problems import NOT_A_REVIEWER, OBJECTION_TOO_LATE
from .queries import right_to_object
from .services import approve_supervision, conclude, object_to, pick_reviewers, review
from .services.minutes import several
from .services.naming import Names
from .services.supervising import KIND, not_approved_by, objects_of

_METHODS = ["GET", "HEAD", "POST"]
APPROVE, OBJECT = "approve", "object"
ANSWERS = ("uphold", "amend")


@dataclass
class VisitSheet(CaseSheet):
    """A supervision as its page shows it."""

    activity: Activity
    reader: Reader | None

    def offered(self) -> Iterable[Choice]:
        """With who approves it, and who a second one in the month."""
        refused = not_approved_by(self.actor, self.activity, self.at)
        for one in super().offered():
            more = (refused,) if refused is not None and one.move.move == APPROVE else ()
            yield replace(one, obstacles=(*more, *one.obstacles))

    @cached_property
    def objects(self) -> list[Organisation]:
        """The units that are supervised."""
        return objects_of(self.activity)

    @cached_property
    def conclusions(self) -> list[Conclusion]:
        """Those that the reader may read."""
        return seen(Conclusion.objects.filter(activity=self.activity), self.reader)

    @property
    def may_conclude(self) -> bool:
        """Whether a conclusion may be written: it was held, and a unit is without one."""
        return was_held(self.activity) and len(self.conclusions) < len(self.objects)


@dataclass
class ConclusionSheet(CaseSheet):
    """A conclusion as its page shows it."""

    conclusion: Conclusion

    def offered(self) -> Iterable[Choice]:
        """With the last day of objecting, and with who was chosen to review."""
        chosen = {one.person_id for one in self.reviewers}
        for one in super().offered():
            more: tuple[Problem, ...] = ()
            due = current_dues(self.case)["object"]
            if one.move.move == OBJECT and due.due.passed(self.at):
                more = (OBJECTION_TOO_LATE(due=due.day),)
            if one.move.move in ANSWERS and self.actor.person not in chosen:
                more = (NOT_A_REVIEWER(),)
            yield replace(one, obstacles=(*more, *one.obstacles))

    @cached_property
    def writers(self) -> list[Person]:
        """Who took part in writing it."""
        return [one.person for one in self.conclusion.writers.select_related("person").order_by("pk")]

    @cached_property
    def reviewers(self) -> list[Any]:
        """Who was chosen to answer the objection."""
        return list(self.conclusion.reviewers.select_related("person").order_by("pk"))

    @property
    def right(self) -> Declared:
        """Until when it may be objected to."""
        return right_to_object(self.conclusion)

    @property
    def may_pick(self) -> bool:
        """Whether reviewers are to be chosen: it was objected to."""
        return self.state == "objected"


@require_http_methods(_METHODS)
def visit(request: HttpRequest, key: int) -> HttpResponseBase:
    """A supervision: how far it is, what comes next, its conclusions."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    activity = _found(Activity.objects.filter(pk=key, kind=KIND), reader)
    sheet = VisitSheet(activity.case, actor, at, activity, reader)
    refused = None
    if request.method == "POST":
        try:
            _visit_act(sheet, request.POST)
        except Problem as problem:
            refused = problem
            sheet = VisitSheet(activity.case, actor, at, activity, reader)
        else:
            seal()
            return redirect(request.get_full_path())
    return _page(
        request,
        "supervision/visit.html",
        activity.zone,
        refused,
        sheet=sheet,
        matter=matter_about(activity.about, reader),
        planned=planned_day(activity),
    )


@require_http_methods(_METHODS)
def conclusion(request: HttpRequest, key: int) -> HttpResponseBase:
    """A conclusion: its text, until when it may be objected to, the objection and its answer."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    one = _found(Conclusion.objects.filter(pk=key), reader)
    sheet = ConclusionSheet(one.case, actor, at, one)
    refused = None
    if request.method == "POST":
        try:
            _conclusion_act(sheet, request.POST)
        except Problem as problem:
            refused = problem
            sheet = ConclusionSheet(one.case, actor, at, one)
        else:
            seal()
            return redirect(request.get_full_path())
    return _page(
        request,
        "supervision/conclusion.html",
        one.activity.zone,
        refused,
        sheet=sheet,
        one=one,
        matter=matter_about(one.activity.about, reader),
        activity=next(iter(seen(Activity.objects.filter(pk=one.activity_id), reader)), None),
    )


def visits_of(matter: Matter, reader: Reader | None) -> list[Activity]:
    """The supervisions about a matter that the reader may read."""
    return seen(Activity.objects.filter(zone=matter.zone, kind=KIND, about=matter.ref), reader)


def conclusions_about(matter: Matter, reader: Reader | None) -> list[Conclusion]:
    """The conclusions of supervisions about a matter that the reader may read."""
    return seen(Conclusion.objects.filter(activity__zone=matter.zone, activity__about=matter.ref), reader)


def matter_about(ref: str, reader: Reader | None) -> Matter | None:
    """The matter that a supervision is about, if the reader may read it."""
    zone, _, label = ref.removeprefix("matter:").partition("-")
    year, _, number = label.partition("-")
    if not (zone.isdecimal() and year.isdecimal() and number.isdecimal()):
        return None
    return next(
        iter(seen(Matter.objects.filter(zone=int(zone), year=int(year), number=int(number)), reader)), None
    )


def seen(rows: Any, reader: Reader | None) -> list[Any]:
    """The rows that the reader may read, with their cases; without a reader all."""
    return list(rows.seen_by(reader).select_related("case__flow", "case__holder").order_by("pk"))


def _found(rows: Any, reader: Reader | None) -> Any:
    found = seen(rows, reader)
    if not found:
        raise Http404
    return found[0]


def _visit_act(sheet: VisitSheet, sent: QueryDict) -> None:
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if do == "conclude":
        _conclude(sheet, sent)
    elif sheet.sent_again(do, sent.get("seen", "")):
        return
    elif do == APPROVE:
        approve_supervision(sheet.actor, sheet.activity, at=sheet.at, note=note)
    else:
        move(sheet.actor, sheet.activity, do, at=sheet.at, note=note, due=day_in(sent, "due"))


def _conclude(sheet: VisitSheet, sent: QueryDict) -> None:
    wanted = sent.get("unit", "")
    unit = next((one for one in sheet.objects if str(one.pk) == wanted), sheet.objects[0])
    text = sent.get("text", "").strip()
    if any(one.unit_id == unit.pk and one.text == text for one in sheet.conclusions):
        return  # the same click again
    writers = _people(sheet.activity.zone, sent.get("writers", ""), sheet.at)
    conclude(sheet.actor, sheet.activity, unit, text, writers, at=sheet.at)


def _conclusion_act(sheet: ConclusionSheet, sent: QueryDict) -> None:
    do, note, one, at = sent.get("do", ""), sent.get("note", "").strip(), sheet.conclusion, sheet.at
    if do == "pick":
        there = {row.person_id for row in sheet.reviewers}
        people = _people(one.activity.zone, sent.get("reviewers", ""), at)
        pick_reviewers(sheet.actor, one, [person for person in people if person.pk not in there], at=at)
    elif sheet.sent_again(do, sent.get("seen", "")):
        return
    elif do == OBJECT:
        object_to(sheet.actor, one, note, at=at)
    elif do in ANSWERS:
        review(sheet.actor, one, upheld=do == "uphold", answer=note, at=at)
    else:
        flows.move(sheet.actor, one.case, do, at=at, note=note)


def _people(zone: Organisation, text: str, at: datetime) -> list[Person]:
    """The people of these names. Raises Problem `supervision.leader-unknown`."""
    names = Names(zone, timezone.localdate(at))
    found = [names.leader(name, 1) for name in several(text)]
    names.refuse_unknown()
    return [one for one in found if one is not None]


def _page(
    request: HttpRequest, template: str, zone: Organisation, refused: Problem | None, **values: Any
) -> HttpResponse:
    lang = language_of(request)
    return render(
        request,
        template,
        status=400 if refused is not None else 200,
        **around(request, zone, timezone.now()),
        **values,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        sent=request.POST,
    )
