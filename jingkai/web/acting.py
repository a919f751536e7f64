"""Who reads and acts on the pages.

There is no sign-in yet: the server is started as somebody (`jingkai serve --as`), or, without a name, is the platform's
own console and shows all.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.access import reader_for

_KEPT = "jingkai_reader"


def person_of(request: HttpRequest) -> int | None:
    """The id of the person, if it is one."""
    person: int | None = settings.JINGKAI_ACTS_AS
    return person


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: the person, else the platform itself."""
    person = person_of(request)
    return Actor(person=person) if person is not None else SYSTEM


def reader_of_request(request: HttpRequest) -> Reader | None:
    """Who reads, made once a request; None for the console, which reads all."""
    if not hasattr(request, _KEPT):
        person = person_of(request)
        reader = reader_for(person, on=timezone.localdate()) if person is not None else None
        setattr(request, _KEPT, reader)
    found: Reader | None = getattr(request, _KEPT)
    return found
