"""A ledger that comes back, on a page: chosen, looked at cell by cell, then entered."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..acts import take_in
from ..pages import around, zone_of
from ..problems import LEDGER_TO_CHOOSE
from ..returned import Returned, read_back
from ..services.returning import bring_back

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def choose(request: HttpRequest) -> HttpResponseBase:
    """The file is chosen here."""
    if request.method != "POST":
        return _page(request, None, None)
    try:
        files = take_in(request.FILES.getlist("ledger")[:1])
        if not files:
            raise LEDGER_TO_CHOOSE()
    except Problem as problem:
        return _page(request, None, problem)
    asked = {"zone": request.GET["zone"]} if request.GET.get("zone") else {}
    address = reverse("supervision:ledger-back-look", args=[files[0].stored.sha256])
    return redirect(f"{address}?{urlencode(asked | {'name': files[0].name})}")


@require_http_methods(_METHODS)
def look_at(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """What changed in it, and what can't be taken; entered from here, all or nothing."""
    path, name = path_of(sha256), request.GET.get("name", "")
    if not path.exists() or not name:
        raise Http404
    zone, actor, reader, at = zone_of(request), actor_of(request), reader_of_request(request), timezone.now()
    try:
        if request.method == "POST":
            done = bring_back(actor, zone, path, name, sha256, reader, at=at)
            seal()
            asked = {"zone": request.GET["zone"]} if request.GET.get("zone") else {}
            return redirect(f"{reverse('supervision:ledger-back')}?{urlencode(asked | {'done': done})}")
        return _page(request, read_back(path, name, zone, reader, actor, at), None)
    except Problem as problem:
        return _page(request, None, problem)


def _page(request: HttpRequest, found: Returned | None, refused: Problem | None) -> HttpResponse:
    lang = language_of(request)
    return render(
        request,
        "supervision/ledger_back.html",
        status=400 if refused is not None else 200,
        **around(request, zone_of(request), timezone.now()),
        found=found,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
    )
