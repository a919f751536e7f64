"""City and province beside the zone, as a page."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.engines.periods import Period
from jingkai.web.asking import as_of_in
from jingkai.web.render import render

from .asking import asked
from .comparison import compare_with, to_date


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Each main indicator beside the means of city and province, and its place in the province."""
    found = asked(request)
    month = _month(request)
    return render(
        request,
        "assessment/comparison.html",
        **found.around(),
        found=compare_with(found.zone, month, as_of_in(request), found.reader),
        month=month,
        span=to_date(month),
        months=[(str(one), one.words(found.words.lang), one == month) for one in _months(month)],
        before=month.shifted(-1),
        after=month.shifted(1),
    )


def _month(request: HttpRequest) -> Period:
    """The month of the address, else the one that ended last. Raises the engine's `periods.unreadable`."""
    wanted = request.GET.get("period", "")
    if wanted:
        return Period.parse(wanted[:40]).months()[-1]
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    return Period.month(last.year, last.month)


def _months(month: Period) -> list[Period]:
    """A year back from the month, and the month after."""
    return [month.shifted(-number) for number in range(-1, 12)]
