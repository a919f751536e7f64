"""Whose login it is."""

from __future__ import annotations

from django.http import HttpRequest

from jingkai.kernel.parties.models import Login
from jingkai.kernel.records.remembering import remembered

_KEPT = "_jingkai_person"


def signed_in_person(request: HttpRequest) -> int | None:
    """The id of the person whose account is signed in; None for nobody, and for an account that is nobody's.

    Looked up once a request.
    """
    if not request.user.is_authenticated:
        return None
    kept: tuple[object, int | None] | None = getattr(request, _KEPT, None)
    if kept is None or kept[0] != request.user.pk:
        kept = (request.user.pk, _person_of(request.user.pk))
        setattr(request, _KEPT, kept)
    return kept[1]


@remembered(512, "parties")
def _person_of(account: int) -> int | None:
    links = Login.objects.known_at().filter(account=account)
    return links.values_list("person", flat=True).first()
