"""What my unit is asked: the month in figures, and each table with its state."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.kernel.forms.queries import Tally, asked_in
from jingkai.kernel.parties.models import Organisation
from jingkai.web.acting import reader_of_request

from .pages import month_of, shown, this_month, units_of, zone_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader's units were asked in a month; with `unit` what that one was; on the console all of them."""
    reader, zone, at = reader_of_request(request), zone_of(request), timezone.now()
    month, known = month_of(request), units_of(zone, reader)
    wanted = request.GET.get("unit", "")
    picked = [one for one in known if wanted.isdecimal() and str(one.pk) == wanted]
    units = picked or (known if reader is None else [one for one in known if one.pk in reader.bodies])
    tally = asked_in(month, at, units=units, reader=reader)
    return shown(
        request,
        "mine",
        zone,
        month=month,
        before=month.shifted(-1),
        after=month.shifted(1),
        units=units,
        picked=picked,
        tally=tally,
        waiting=[one for one in tally.standings if one.state in ("asked", "returned")],
        done=[one for one in tally.standings if one.state not in ("asked", "returned")],
    )


def asked_this_month(zone: Organisation, request: HttpRequest) -> Tally | None:
    """What the reader's units were asked this month; None for who holds no post in one, and for the console."""
    reader = reader_of_request(request)
    if reader is None:
        return None
    units = list(Organisation.objects.filter(zone.subtree(), pk__in=reader.bodies).exclude(pk=zone.pk))
    if not units:
        return None
    return asked_in(this_month(), timezone.now(), units=units, reader=reader)
