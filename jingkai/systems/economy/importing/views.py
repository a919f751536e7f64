"""Tables are chosen, looked at, answered about and brought in; a batch is looked at and taken back.

Looking writes nothing. What is sent is followed by a redirect, so that a reload and the way back do no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.sheets import SheetProblem
from jingkai.engines.sheets.load import load_workbook
from jingkai.kernel.facts.answers import forget
from jingkai.kernel.facts.batches import find_batch, take_back
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.brought_in import (
    BroughtIn,
    batches_of,
    brought_in,
    brought_in_for_others,
    may_open,
)
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.looking import look
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.records.problems import BATCH_WITHDRAWN
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..words import Words
from .batch import batch_values, left_to_answer, sent_as
from .choosing import MOST_FILES, take_in
from .imports import imports_of
from .kept import SHA256, Kept, keep
from .page import Seen, import_values, see
from .questions import FORGET, answers_in
from .sending import DEFAULT_CALIBER, Sending, sender_of, senders, sending_of

_METHODS = ["GET", "HEAD", "POST"]
# What the page says after a redirect (words.yaml).
_NOTES = {
    "answers": "import_look_again",
    "changed": "import_changed",
    "nothing": "import_nothing",
    "forgotten": "import_forgotten",
}


@require_http_methods(_METHODS)
def choose(request: HttpRequest) -> HttpResponseBase:
    """Which tables, sent by whom, in which caliber; of several that were chosen together, the list."""
    if request.method != "POST":
        return _choose(request)
    try:
        sending = sending_of(request, request.POST, timezone.localdate())
        files = take_in(request.FILES.getlist("tables"))
    except Problem as refusal:
        return _choose(request, refusal=refusal)
    if len(files) == 1:
        ((sha256, name),) = files
        return redirect(sending.look(sha256, name=name))
    return redirect(f"{reverse('economy:import')}?{sending.query()}&{_list(files)}")


@require_http_methods(_METHODS)
def look_at(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The original beside what was understood of it, with the questions; from here it is brought in."""
    reader, lang, on = reader_of_request(request), language_of(request), timezone.localdate()
    path = path_of(sha256)
    if not path.exists() or not may_open(sha256, reader):
        raise Http404
    sending = sending_of(request, request.GET, on)
    try:
        book = load_workbook(path, sending.name)
        found = look(
            book, sending.sender, on=on, answers=sending.so_far.answers, reason=sending.so_far.reason
        )
    except SheetProblem as refusal:
        return _choose(request, refusal=refusal, name=sending.name)
    seen = see(found, sending, reader, on)
    if request.method == "POST":
        return _sent(request, sha256, sending, seen)
    return render(
        request,
        "economy/import_look.html",
        sending=sending,
        sha256=sha256,
        note=_NOTES.get(request.GET.get("note", "")),
        batches=batches_of(sha256, sending.sender.unit, sending.sender.caliber),
        elsewhere=[]
        if found.outcome.own_export
        else brought_in_for_others(sha256, sending.sender.unit, reader),
        whole=bool(request.GET.get("whole")),
        **import_values(
            seen, sending, lang, reader, _fact_link(request), whole=bool(request.GET.get("whole"))
        ),
    )


@require_http_methods(_METHODS)
def batch(request: HttpRequest, key: int) -> HttpResponseBase:
    """What a batch brought, and taking it back."""
    reader, lang = reader_of_request(request), language_of(request)
    try:
        one = brought_in(find_batch(key, reader).pk)
    except Problem as refusal:
        raise Http404 from refusal
    refused: Problem | None = None
    if request.method == "POST":
        try:
            take_back(actor_of(request), one.batch, at=timezone.now(), reason=request.POST.get("reason", ""))
        except Problem as problem:
            # It was taken back already: by the same click, or by somebody else. The page says by whom.
            refused = problem if problem.kind is not BATCH_WITHDRAWN else None
        else:
            seal()
        if refused is None:
            return redirect(request.get_full_path())
    as_of = str(one.withdrawn.seq - 1) if one.withdrawn is not None else ""
    return render(
        request,
        "economy/batch.html",
        status=400 if refused is not None else 200,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        **batch_values(one, reader, lang, _fact_link(request, as_of)),
        **_left(request, one),
    )


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The tables that came in, the newest first; with a unit those that it sent."""
    lang, on, reader = language_of(request), timezone.localdate(), reader_of_request(request)
    zone = find_zone(request.GET.get("zone", ""), on)
    units = senders(zone, on, reader)
    unit = sender_of(request.GET.get("unit", ""), zone, on, reader)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 18 else None
    return render(
        request,
        "economy/imports.html",
        words=Words(lang),
        zone=zone,
        zones=zones(on),
        units=units,
        unit=unit,
        found=imports_of(zone, unit, reader, lang, number),
    )


def _left(request: HttpRequest, one: BroughtIn) -> dict[str, Any]:
    """What is still asked of the table, and the way back to it."""
    address = sent_as(one, request.GET)
    if address is None:
        return {"left": None, "sending": None}
    sending = sending_of(request, address, timezone.localdate())
    left = left_to_answer(one, sending) if one.withdrawn is None else None
    return {"left": left, "sending": sending}


def _sent(request: HttpRequest, sha256: str, sending: Sending, seen: Seen) -> HttpResponseBase:
    """The form was sent: the answers are shown with what they change; only what was shown is brought in."""
    remembered = {one.question.id: one.remembered.answer for one in seen.answered if one.remembered}
    if (said := request.POST.get("do", "")).startswith(FORGET):
        return _forgotten(request, sha256, sending, seen, said.removeprefix(FORGET))
    shown = sending.so_far
    given = Kept(answers_in(request.POST, remembered), request.POST.get("reason", "").strip())
    bring = request.POST.get("do") == "bring"
    if not bring or given.answers != shown.answers:
        note = "answers" if bring else ""
        return redirect(f"{sending.look(sha256, answers=keep(given), note=note)}#understood")
    there = batches_of(sha256, sending.sender.unit, sending.sender.caliber)
    if request.POST.get("seen") != seen.digest:
        if there and not seen.brings:
            return redirect(sending.batch(there[0].pk))
        return redirect(sending.look(sha256, answers=keep(given), note="changed"))
    done = import_workbook(
        actor_of(request),
        path_of(sha256),
        sending.sender,
        at=timezone.now(),
        name=sending.name,
        answers=given.answers,
        reason=given.reason,
    )
    seal()
    if done.batch is not None:
        return redirect(sending.batch(done.batch.pk))
    there = batches_of(sha256, sending.sender.unit, sending.sender.caliber)
    return redirect(sending.batch(there[0].pk) if there else sending.look(sha256, note="nothing"))


def _forgotten(
    request: HttpRequest, sha256: str, sending: Sending, seen: Seen, question: str
) -> HttpResponseBase:
    """What was answered for an earlier table is no answer any more; here and now the question is open again."""
    key = next((one.question.remember for one in seen.answered if one.question.id == question), None)
    if key is not None:
        forget(actor_of(request), sending.sender.unit, key, at=timezone.now())
        seal()
    left = {one: said for one, said in sending.so_far.answers.items() if one != question}
    address = sending.look(sha256, answers=keep(Kept(left, sending.so_far.reason)), note="forgotten")
    return redirect(f"{address}#q-{question}")


def _choose(
    request: HttpRequest, *, refusal: Problem | SheetProblem | None = None, name: str = ""
) -> HttpResponse:
    lang, on, reader = language_of(request), timezone.localdate(), reader_of_request(request)
    zone = find_zone(request.GET.get("zone", ""), on)
    units = senders(zone, on, reader)
    own = next((str(unit.pk) for unit in units if reader is not None and unit.pk in reader.bodies), "")
    asked = request.POST if request.method == "POST" else request.GET
    chosen = asked.get("sender") or asked.get("unit") or own
    caliber = asked.get("caliber") or DEFAULT_CALIBER
    said = ""
    if refusal is not None:
        said = f"{name + ': ' if name else ''}{refusal.zh if lang == 'zh' else refusal.en}"
    return render(
        request,
        "economy/import.html",
        status=400 if refusal is not None else 200,
        words=Words(lang),
        zone=zone,
        zones=zones(on),
        units=units,
        chosen=chosen,
        caliber=caliber,
        calibers=[(word, vocabulary().caliber_words(word, lang)) for word in vocabulary().calibers],
        most=MOST_FILES,
        refused=said,
        code=refusal.code if refusal is not None else "",
        tables=_tables(request) if refusal is None else [],
    )


def _tables(request: HttpRequest) -> list[tuple[str, str, int | None, list[tuple[int, str]]]]:
    """The tables that were chosen together: name, address, the batch that brought it in, and those (with the unit) by
    which it came in as another unit's.
    """
    if not request.GET.get("file"):
        return []
    sending = sending_of(request, request.GET, timezone.localdate())
    found = []
    for sha256, name in sending.files:
        if SHA256.fullmatch(sha256):
            there = batches_of(sha256, sending.sender.unit, sending.sender.caliber)
            others = brought_in_for_others(sha256, sending.sender.unit, reader_of_request(request))
            found.append((name, sending.look(sha256, name=name), there[0].pk if there else None, others))
    return found


def _list(files: list[tuple[str, str]]) -> str:
    return urlencode([("file", f"{sha256}/{name}") for sha256, name in files])


def _fact_link(request: HttpRequest, as_of: str = "") -> Callable[[str], str]:
    """Where a fact is opened; of a batch that was taken back, as it was known before."""
    kept = kept_of(request)
    if as_of:
        kept = f"{kept}&as_of={as_of}" if kept else f"?as_of={as_of}"

    def link(ref: str) -> str:
        return reverse("economy:fact", args=[ref.partition(":")[2]]) + kept

    return link
