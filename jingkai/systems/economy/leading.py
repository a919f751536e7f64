"""From what a paper cites to the page that proves it: the references this system's pages open."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from jingkai.kernel.matters.models import Signal
from jingkai.kernel.parties.models import Organisation


def figure(key: str, zone: Organisation) -> str:
    """`3/2024-03/1706/tax`: the proof of a figure of a unit, as it was known then; empty for what names none. What
    stands after a # says which figure of the row it is.
    """
    parts = key.partition("#")[0].split("/", 3)
    if len(parts) != 4 or not parts[0].isdecimal():
        return ""
    holder, period, as_of, code = parts
    address = reverse("economy:figure", args=[int(holder), code])
    return f"{address}?{_at(zone, period, as_of)}"


def month(key: str, zone: Organisation) -> str:
    """`2024-03/1706`: the month of the zone, as it was known then."""
    period, _, as_of = key.partition("/")
    return f"{reverse('economy:month')}?{_at(zone, period, as_of)}"


def period(key: str, zone: Organisation) -> str:
    """`2024-03`: the month of the zone, as it is known now."""
    return f"{reverse('economy:month')}?{urlencode({'zone': f'organisation:{zone.pk}', 'period': key})}"


def _at(zone: Organisation, period: str, as_of: str) -> str:
    return urlencode({"zone": f"organisation:{zone.pk}", "period": period, "as_of": as_of})


def _record(kind: str) -> Callable[[str, Organisation], str]:
    def address(key: str, zone: Organisation) -> str:
        return reverse(f"economy:{kind}", args=[int(key)]) if key.isdecimal() else ""

    return address


def signal(key: str, zone: Organisation) -> str:
    """`12`: the signs of the month in which it was noticed, and it among them; empty where the zone has none such."""
    found = (
        Signal.objects.filter(zone=zone, pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    )
    if found is None:
        return ""
    there = {"zone": f"organisation:{zone.pk}", "period": f"{found.until:%Y-%m}"}
    return f"{reverse('economy:signs')}?{urlencode(there)}#s{found.pk}"


LEADS = {
    "figure": figure,
    "rows": month,
    "period": period,
    "fact": _record("fact"),
    "target": _record("target"),
    "event": _record("event"),
    "signal": signal,
}
