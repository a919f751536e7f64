"""City and province beside the zone, as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.systems.economy.api import moments
from jingkai.web.asking import asked
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.render import render

from .comparison import compare_with, to_date
from .words import Words, plain, signed_tenth


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Each main indicator beside the means of city and province, and its place in the province."""
    found, lang = asked(request, timezone.localdate()), language_of(request)
    return render(
        request,
        "assessment/comparison.html",
        asked=found,
        moments=moments(found.zone, lang, found.reader),
        words=Words(lang),
        found=compare_with(found.zone, found.period, found.as_of, found.reader),
        span=to_date(found.period),
        plain=plain,
        tenth=signed_tenth,
        opens=lambda ref: address_of_ref(ref, found.zone) if ref else "",
    )
