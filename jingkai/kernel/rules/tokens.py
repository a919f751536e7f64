"""Tokens, made and read: what one may name is in the rule set of roles, how long it holds in the rule `tokens`."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pydantic import Field

from jingkai.engines.documents import Part
from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Login, Organisation, Post, Token
from jingkai.kernel.parties.models.token import READ, WRITE
from jingkai.kernel.parties.problems import (
    NAME_MISSING,
    TOKEN_ENDLESS,
    TOKEN_SCOPE_UNKNOWN,
    TOKEN_UNKNOWN,
    TOKEN_WITHOUT_SCOPE,
)
from jingkai.kernel.parties.services import end
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from . import kinds
from .book import RuleBook
from .roles import roles_for

KEY = "tokens"
# Before the secret, so that a token that lies about somewhere is known for one.
PREFIX = "jk_"
_BYTES = 32


class TokensBody(Part):
    """令牌期限: for how many days a token holds at most, and for how many when nobody says."""

    longest_days: int = Field(ge=1)
    usual_days: int = Field(ge=1)


kinds.register(KEY, TokensBody, zh="令牌期限", en="terms of tokens")


def terms(on: date) -> TokensBody:
    """For how long a token may hold. Raises Problem `rules.not-found`."""
    return RuleBook().body(KEY, None, on, TokensBody)


def make_token(
    actor: Actor,
    login: Login,
    name: str,
    scopes: Iterable[str],
    *,
    until: date | None = None,
    unit: Organisation | None = None,
    post: Post | None = None,
    at: datetime,
) -> tuple[Token, str]:
    """A token for the person of the login, and the text that is shown once and kept nowhere.

    Without `until` it holds as long as usual. Raises Problem `parties.name-missing`, `parties.token-without-scope`,
    `parties.token-scope-unknown`, `parties.token-endless` (too late, or in the past), `parties.token-foreign-post`.
    """
    today = day_of(at)
    rule = terms(today)
    # The first day counts.
    last = today + timedelta(days=rule.longest_days - 1)
    until = until or today + timedelta(days=rule.usual_days - 1)
    if not name.strip():
        raise NAME_MISSING()
    if not today <= until <= last:
        raise TOKEN_ENDLESS(last=last, days=rule.longest_days)
    said = checked(scopes, today)
    text = PREFIX + secrets.token_urlsafe(_BYTES)
    row = Token(
        login=login,
        name=name.strip()[:80],
        digest=digest_of(text),
        scopes=" ".join(said),
        unit=unit,
        post=post,
        since=today,
        until=until,
    )
    with writing(actor, act="parties.token", at=at, ref=f"account:{login.account_id}") as call:
        return call.add(row), text


def checked(scopes: Iterable[str], on: date) -> list[str]:
    """The scopes, each once, sorted. Raises Problem `parties.token-without-scope`, `parties.token-scope-unknown`."""
    known = roles_for(None, on).kinds
    said = sorted({one.strip() for one in scopes} - {""})
    if not said:
        raise TOKEN_WITHOUT_SCOPE()
    for one in said:
        kind, _, how = one.partition(":")
        if kind not in known or how not in (READ, WRITE):
            raise TOKEN_SCOPE_UNKNOWN(scope=one[:60], known="、".join(sorted(known)))
    return said


def token_shown(text: str, on: date) -> Token | None:
    """The token with this text, while it and its account hold; None for any other text."""
    if not text.startswith(PREFIX):
        return None
    live = Token.objects.valid_on(on).filter(digest=digest_of(text), login__account__is_active=True)
    return live.select_related("login", "unit", "post").first()


def was_token(text: str) -> bool:
    """Whether this was made as a token at some time: who shows it guesses nothing."""
    return Token.objects.filter(digest=digest_of(text)).exists()


def tokens_of(login: Login, on: date) -> list[Token]:
    """The live tokens of a login, the newest first."""
    return list(Token.objects.valid_on(on).filter(login=login).select_related("unit", "post").order_by("-pk"))


def revoke_token(actor: Actor, number: int, *, login: Login | None, reason: str, at: datetime) -> Token:
    """End a token at once; of one login, if given. Raises Problem `parties.token-unknown`, `parties.reason-missing`."""
    live = Token.objects.valid_on(day_of(at)).filter(pk=number)
    found = (live if login is None else live.filter(login=login)).first()
    if found is None:
        raise TOKEN_UNKNOWN(number=number)
    end(actor, found, day=day_of(at), reason=reason, at=at)
    return found


def digest_of(text: str) -> str:
    """What is kept of a token: hex sha256. It is 256 random bits, so that a slow hash would add nothing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
