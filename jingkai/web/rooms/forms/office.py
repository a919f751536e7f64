"""The office's page: what waits for approval, what units were asked, what they were asked twice, what was cut."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.forms.burden import rules_for
from jingkai.kernel.forms.catalogue import reduction, whole
from jingkai.kernel.forms.models import Request
from jingkai.kernel.forms.queries import Duplicate, asked_in, by_unit, duplicates
from jingkai.kernel.forms.services import Merge, list_tables, reduce_tables
from jingkai.kernel.forms.workbook import read_tables
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.web.acting import actor_of, reader_of_request

from .pages import month_of, shown, units_of, zone_of
from .problems import ENTRY_UNREADABLE, FILE_TO_CHOOSE


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponseBase:
    """What tables cost the units this month, and what the office may do about it."""
    zone, reader, at = zone_of(request), reader_of_request(request), timezone.now()
    units, month = units_of(zone, reader), month_of(request)
    refused: Problem | SheetProblem | None = None
    if request.method == "POST":
        try:
            _act(request, units)
            seal()
            return redirect(request.get_full_path())
        except (Problem, SheetProblem) as problem:
            refused = problem
    tally = asked_in(month, at, units=units, reader=reader)
    by_id, book = {one.pk: one for one in units}, day_book(at)
    spent = [
        (by_id[key], one, rules_for(by_id[key], book.on, book.rules).budget)
        for key, one in by_unit(tally).items()
    ]
    twice = duplicates(zone, month, reader)
    waiting = Request.objects.seen_by(reader).filter(zone=zone, case__now__state="awaiting")
    reduced = reduction(units, reader)
    return shown(
        request,
        "office",
        zone,
        refused=refused,
        month=month,
        before=month.shifted(-1),
        after=month.shifted(1),
        tally=tally,
        spent=sorted(spent, key=lambda one: (-one[1].minutes, one[0].name)),
        waiting=list(waiting.select_related("requester", "approver", "form").order_by("due")),
        twice=_by_field(twice),
        twice_count=len(twice),
        reduced=reduced,
        reduced_whole=whole(reduced),
        units=units,
        loadable=[one for one in units if _may(request, "write", one, book)],
        may_merge=_may(request, "approve", zone, book),
        sent=request.POST,
    )


def _may(request: HttpRequest, act: str, unit: Organisation, book: DayBook) -> bool:
    """Whether whoever acts may do this with the forms of the unit; what one may not do is not offered."""
    try:
        book.require(actor_of(request), act, "forms", unit)
    except Problem:
        return False
    return True


def _by_field(twice: list[Duplicate]) -> list[tuple[Duplicate, list[Organisation]]]:
    """What is asked twice, a line a field and the requests that ask it, with all the units they ask."""
    found: dict[tuple[int, ...], tuple[Duplicate, list[Organisation]]] = {}
    for one in twice:
        place = (one.line.field_id, *(row.request_id for row in one.submissions))
        found.setdefault(place, (one, []))[1].append(one.unit)
    return list(found.values())


def _act(request: HttpRequest, units: list[Organisation]) -> None:
    """Load a unit's list of tables, or merge tables of it."""
    sent = request.POST
    unit = next((one for one in units if str(one.pk) == sent.get("unit", "")), None)
    if unit is None:
        raise ENTRY_UNREADABLE(what="单位", what_en="The unit", said="—")
    if sent.get("do") == "merge":
        reduce_tables(
            actor_of(request),
            unit,
            _merges(sent.get("merges", "")),
            reason=sent.get("reason", ""),
            at=timezone.now(),
        )
        return
    file = request.FILES.get("file")
    if file is None:
        raise FILE_TO_CHOOSE()
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name or "list.xlsx").name
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        list_tables(actor_of(request), unit, read_tables(path), at=timezone.now())


def _merges(text: str) -> list[Merge]:
    """A line a table: `12 → 3` merges 12 into 3, `12` drops it. Raises Problem `web-forms.entry-unreadable`."""
    found = []
    for line in text.splitlines():
        if line.strip():
            parts = line.replace("->", "→").split("→")
            number, into = parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""
            if not number or len(parts) > 2:
                raise ENTRY_UNREADABLE(what="合并", what_en="The merge", said=line[:30])
            found.append(Merge(number, into))
    return found
