"""A page with its forms: what was refused stands on it, and what was typed stays in its form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jingkai.kernel.facts.zones import zones
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem

from .dates import moment
from .frame import kept_of
from .render import render
from .words import Words


def answer(
    request: HttpRequest,
    template: str,
    words: Words,
    zone: Organisation,
    refused: Problem | None = None,
    **values: Any,
) -> HttpResponse:
    """The page, with what stands around it; 400 where something was refused."""
    return render(
        request,
        template,
        status=400 if refused is not None else 200,
        words=words,
        zone=zone,
        zones=zones(timezone.localdate()),
        moment=moment,
        kept=kept_of(request),
        sent=request.POST if refused is not None else {},
        refused="" if refused is None else refused.zh if words.lang == "zh" else refused.en,
        code=refused.code if refused is not None else "",
        **values,
    )
