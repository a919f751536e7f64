"""Who calls: a token in the header, and nothing else. A session's cookie opens nothing here, so no page of another site
can make a browser call the API, and there is no form token to ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.http import HttpAuthBase

from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Token
from jingkai.kernel.parties.models.token import READ, WRITE
from jingkai.kernel.parties.problems import TOKEN_CLOSED
from jingkai.kernel.parties.queries import posts_of
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.records.writing import journal
from jingkai.kernel.rules.access import reader_of
from jingkai.kernel.rules.tokens import token_shown, was_token

from .problems import TOKEN_MISSING, TOKEN_REFUSED, TOO_MANY_WRONG

_SCHEME = "bearer "
_ACTION = "token_refused"


@dataclass(frozen=True)
class Caller:
    """The person of a token, within what it opens; `at` is the moment of the call."""

    token: Token
    actor: Actor
    reader: Reader
    at: datetime

    def reading(self, as_of: int | None) -> Reader:
        """The reader who knows what was known at a number."""
        return replace(self.reader, as_of=as_of)

    def key(self, key: str) -> str:
        """A request's key as it is kept: nobody meets another's."""
        return f"api:{self.actor.person}:{key}"


class Scope(HttpAuthBase):
    """`auth=Scope("facts")`: a token that opens this kind of object, to read it or, with `writes`, to write it."""

    openapi_scheme = "bearer"

    def __init__(self, kind: str = "", *, writes: bool = False) -> None:
        super().__init__()
        self.kind, self.level = kind, Level.ACT if writes else Level.CONTENT
        self.scope = f"{kind}:{WRITE if writes else READ}" if kind else ""

    def __call__(self, request: HttpRequest) -> Caller:
        """Who calls. Raises Problem `api.token-missing`, `api.token-refused`, `api.too-many-wrong`,
        `parties.token-closed`.
        """
        header = request.headers.get("Authorization", "")
        if not header.lower().startswith(_SCHEME):
            raise TOKEN_MISSING()
        text = header[len(_SCHEME) :].strip()
        at = timezone.now()
        token = token_shown(text, timezone.localdate(at))
        if token is None:
            _refuse(request, text)
        caller = _caller(token, at)
        if not caller.reader.opens(self.kind, self.level):
            raise TOKEN_CLOSED(scope=self.scope)
        return caller


def caller_of(request: HttpRequest) -> Caller:
    """Who calls, once `Scope` has let the request in."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def _caller(token: Token, at: datetime) -> Caller:
    on = timezone.localdate(at)
    actor = Actor(person=token.login.person_id, post=_post(token, on), token=token.pk)
    return Caller(token, actor, _reader(actor, on), at)


@remembered(512, "parties", "rules")
def _reader(actor: Actor, on: date) -> Reader:
    return reader_of(actor, on=on)


@remembered(512, "parties")
def _post(token: Token, on: date) -> int | None:
    """The post it acts in: the one it names, while that is held; else the one that is held, if it is one."""
    held = [one.pk for one in posts_of(token.login.person_id, on=on)]
    if token.post_id is not None:
        return token.post_id if token.post_id in held else None
    return held[0] if len(held) == 1 else None


def _refuse(request: HttpRequest, text: str) -> Any:
    """Wrong tokens cost as wrong passwords do: so many from one address, then a wait, each with its entry. One that has
    ended is no guess: a program that was forgotten somewhere takes nobody's tries away.
    """
    if was_token(text):
        raise TOKEN_REFUSED()
    minutes = settings.JINGKAI_SIGNIN_WAIT_MINUTES
    usage = consume(request, app=__package__, action=_ACTION, config={_ACTION: _rate()}, limit_get=True)
    ref = f"address:{_address(request)}"
    if not usage:
        if cache.add(f"jingkai:waits:{ref}", 1, minutes * 60):
            journal(SYSTEM, act="parties.token-waits", at=timezone.now(), ref=ref)
        raise TOO_MANY_WRONG(minutes=minutes)
    journal(SYSTEM, act="parties.token-refused", at=timezone.now(), ref=ref)
    raise TOKEN_REFUSED()


def _rate() -> str:
    return f"{settings.JINGKAI_SIGNIN_TRIES_ADDRESS}/{settings.JINGKAI_SIGNIN_WAIT_MINUTES}m/ip"


def _address(request: HttpRequest) -> str:
    from allauth.account.adapter import get_adapter

    return str(get_adapter().get_client_ip(request))
