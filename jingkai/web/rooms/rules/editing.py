"""Writing a draft: the text with what is wrong with it, at once and by its lines."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.checking import Fault, faults
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import draft
from jingkai.kernel.rules.services.entering import approval_of
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render
from jingkai.web.words import Words

from .reading import Reading
from .views import around, find_rule, units_to_draft_for, zone_of

_VERSION = re.compile(r"^version:.*$", re.MULTILINE)
_BEGINS = re.compile(r"^valid_from:.*$", re.MULTILINE)
_NUMBER = re.compile(r"^(.*?)(\d+)$")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponseBase:
    """Change a version: what is saved is a draft of the next one, or a further revision of the draft it was."""
    row, zone = find_rule(request, key), zone_of(request)
    units = units_to_draft_for(reader_of_request(request), zone)
    if request.method != "POST":
        return _page(request, row, zone, units, text=_start(row))
    text = request.POST.get("text", "").replace("\r\n", "\n")
    unit = _unit(request, units)
    found = faults(text)
    if found or request.POST.get("do") != "save":
        return _page(request, row, zone, units, text=text, found=found, status=400 if found else 200)
    try:
        made = draft(actor_of(request), text, unit=unit or zone, at=timezone.now(), after=row)
    except Problem as problem:
        return _page(request, row, zone, units, text=text, refused=problem, status=400)
    seal()
    return redirect(reverse("web:rule", args=[made.pk]) + kept_of(request))


def _page(
    request: HttpRequest,
    row: RuleSet,
    zone: Organisation,
    units: list[Organisation],
    *,
    text: str,
    found: list[Fault] | None = None,
    refused: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    lang = language_of(request)
    values: dict[str, Any] = around(request, zone)
    unit = _unit(request, units) or row.unit
    return render(
        request,
        "web/rooms/rule_edit.html",
        status=status,
        **values,
        rule=row,
        text=text,
        units=units,
        unit=unit.pk if unit is not None else zone.pk,
        faults=None if found is None else _said(found, text, Reading(row, lang), values["words"]),
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        height=min(40, max(18, text.count("\n") + 3)),
    )


def _said(found: list[Fault], text: str, reading: Reading, words: Words) -> list[tuple[str, str, str, str]]:
    """Each fault: its line, its place in words, what is wrong, and the line as it stands."""
    lines = text.splitlines()
    return [
        (
            words("line", line=one.line) if one.line else words("whole"),
            " › ".join(
                words("item", n=part + 1)
                if isinstance(part, int)
                else f"{reading.key(part)}（{part}）"
                if words.lang == "zh" and reading.key(part) != part
                else str(part)
                for part in one.place
            ),
            one.zh if words.lang == "zh" else one.en,
            lines[one.line - 1].strip() if one.line and one.line <= len(lines) else "",
        )
        for one in found
    ]


def _unit(request: HttpRequest, units: list[Organisation]) -> Organisation | None:
    chosen = request.POST.get("unit", "")
    return next((one for one in units if str(one.pk) == chosen), None)


def _start(row: RuleSet) -> str:
    """What the form begins with: a draft as it is; of an approved version the next one, from today."""
    if approval_of(row) is None:
        return row.written
    text = _VERSION.sub(lambda _: f'version: "{_next(row.version)}"', row.written, count=1)
    return _BEGINS.sub(lambda _: f"valid_from: {timezone.localdate()}", text, count=1)


def _next(version: str) -> str:
    found = _NUMBER.match(version)
    return f"{found[1]}{int(found[2]) + 1}" if found else f"{version}-2"
