"""Who reads and acts on the pages, and for whom.

It is who signed in (web/signin). A server that was started as somebody (`jingkai serve --as`) asks for no sign-in: its
pages are that person's, or, as the platform's own console, show all.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.rules.access import reader_for

from .signin.standing_in import Standing, standing_of
from .signin.who import signed_in_person

_KEPT = "jingkai_reader"


def person_of(request: HttpRequest) -> int | None:
    """The id of the person, if it is one: neither the console nor somebody who is not signed in."""
    if settings.JINGKAI_SIGN_IN:
        return signed_in_person(request)
    person: int | None = settings.JINGKAI_ACTS_AS
    return person


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: the person, in the post and for whom the frame says; at the console the platform itself."""
    standing = standing_in_frame(request)
    if standing is None:
        return SYSTEM
    return Actor(person=_somebody(request), post=standing.way.post, for_person=standing.way.for_person)


def reader_of_request(request: HttpRequest) -> Reader | None:
    """Who reads, made once a request; None for the console, which reads all."""
    if not hasattr(request, _KEPT):
        person = _somebody(request)
        reader = _reader(person, timezone.localdate()) if person is not None else None
        setattr(request, _KEPT, reader)
    found: Reader | None = getattr(request, _KEPT)
    return found


@remembered(512, "parties", "rules")
def _reader(person: int, on: date) -> Reader:
    return reader_for(person, on=on)


def standing_in_frame(request: HttpRequest) -> Standing | None:
    """How the person acts and how else he could; None for the console."""
    person = _somebody(request)
    return standing_of(request, person) if person is not None else None


def _somebody(request: HttpRequest) -> int | None:
    """The person; None only for the console. Raises PermissionDenied for nobody: what shows all to the console must
    never take nobody for it.
    """
    person = person_of(request)
    if person is None and settings.JINGKAI_SIGN_IN:
        raise PermissionDenied
    return person
