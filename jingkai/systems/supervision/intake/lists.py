"""Lists of problems on a page: chosen, looked at row by row, split to units, opened whole; and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jingkai.engines.quantity import round_half_up
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.rates import Rate, rates
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..acts import take_in
from ..kinds import LIST, ListBody
from ..opened import matters_of
from ..pages import around, units_of, zone_of
from ..problems import LIST_TO_CHOOSE, LIST_UNNAMED
from ..services import import_list
from ..services.lists import COMMON
from ..services.minutes import several
from ..services.naming import Names
from ..services.reading import Row, read_list

_METHODS = ["GET", "HEAD", "POST"]
_PREFIX = "list:"


@dataclass(frozen=True)
class Listed:
    """A list that was handed over: its name, how many problems it has, and both rates of closing."""

    name: str
    problems: int
    leaf: Rate
    listed: Rate

    @staticmethod
    def percent(rate: Rate) -> str:
        """The rate in percent, one decimal; — where nothing is there to close."""
        return str(round_half_up(rate.value, 1)) if rate.total else "—"


@dataclass(frozen=True)
class Line:
    """A row of a list that is looked at: the row, whether it is common, the units as they stand in the form."""

    row: Row
    common: bool
    units: str


@require_http_methods(_METHODS)
def lists(request: HttpRequest) -> HttpResponseBase:
    """The lists there are; a further one is chosen here."""
    zone, refused = zone_of(request), None
    if request.method == "POST":
        try:
            return redirect(_chosen(request))
        except Problem as problem:
            refused = problem
    return _lists(request, zone, refused)


@require_http_methods(_METHODS)
def look_at(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The rows of a list, with who is to put each right; opened from here, all or none."""
    zone, path = zone_of(request), path_of(sha256)
    name = " ".join(request.GET.get("name", "").split())
    if not path.exists() or not name:
        raise Http404
    refused: Problem | None = None
    try:
        rows = read_list(path, RuleBook().body(LIST, zone, timezone.localdate(), ListBody))
    except (Problem, SheetProblem) as problem:
        return _lists(request, zone, problem)
    typed = {one.row: request.POST.get(f"units-{one.row}", "、".join(one.units)).strip() for one in rows}
    if request.method == "POST":
        try:
            return _open(request, zone, path, name, typed)
        except Problem as problem:
            refused = problem
    return render(
        request,
        "supervision/list_look.html",
        status=400 if refused is not None else 200,
        **around(request, zone, timezone.now()),
        **_said(request, refused),
        name=name,
        lines=[Line(one, one.category == COMMON, typed[one.row]) for one in rows],
        units=units_of(zone, reader_of_request(request)),
    )


def _open(
    request: HttpRequest, zone: Organisation, path: Path, name: str, typed: dict[int, str]
) -> HttpResponseBase:
    names = Names(zone, timezone.localdate())
    splits = {row: names.units(several(text), row) for row, text in typed.items()}
    names.refuse_unknown()
    done = import_list(actor_of(request), zone, path, name, at=timezone.now(), splits=splits)
    seal()
    asked = {"zone": request.GET["zone"]} if request.GET.get("zone") else {}
    note = {"opened": len(done.new), "there": len(done.there)}
    return redirect(f"{reverse('supervision:lists')}?{urlencode(asked | note)}")


def _chosen(request: HttpRequest) -> str:
    """Where the chosen list is looked at. Raises Problem `supervision.list-to-choose`, `supervision.list-unnamed`."""
    files = take_in(request.FILES.getlist("list")[:1])
    if not files:
        raise LIST_TO_CHOOSE()
    name = " ".join(request.POST.get("name", "").split())[:100] or Path(files[0].name).stem[:100]
    # What stands between a list's name and the number of its problem.
    if "#" in name:
        raise LIST_UNNAMED(name=name)
    asked = {"zone": request.GET["zone"]} if request.GET.get("zone") else {}
    address = reverse("supervision:list-look", args=[files[0].stored.sha256])
    return f"{address}?{urlencode(asked | {'name': name})}"


def _lists(request: HttpRequest, zone: Organisation, refused: Problem | SheetProblem | None) -> HttpResponse:
    return render(
        request,
        "supervision/lists.html",
        status=400 if refused is not None else 200,
        **around(request, zone, timezone.now()),
        **_said(request, refused),
        lists=listed(reader_of_request(request), zone),
        name=request.POST.get("name", ""),
    )


def listed(reader: Reader | None, zone: Organisation) -> Sequence[Listed]:
    """The lists of the zone as far as the reader sees their problems, the newest first."""
    rows = matters_of(reader, zone).filter(origin__startswith=_PREFIX).select_related("case__flow")
    by_name: dict[str, list[Matter]] = {}
    for one in rows.order_by("-pk"):
        by_name.setdefault(one.origin.removeprefix(_PREFIX).partition("#")[0], []).append(one)
    return [
        Listed(name, sum(one.parent_id is None for one in some), *rates(some))
        for name, some in by_name.items()
    ]


def _said(request: HttpRequest, refused: Problem | SheetProblem | None) -> dict[str, str]:
    if refused is None:
        return {"refused": "", "code": ""}
    return {"refused": refused.zh if language_of(request) == "zh" else refused.en, "code": refused.code}
