"""One's own tokens: made, shown once, revoked. It asks for the password again, as whatever opens the account does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jingkai.kernel.parties.access import Level
from jingkai.kernel.parties.models import Login, Organisation, Post, Token
from jingkai.kernel.parties.models.token import READ, WRITE
from jingkai.kernel.parties.problems import TOKEN_ENDLESS
from jingkai.kernel.parties.queries import posts_of
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.roles import roles_for
from jingkai.kernel.rules.tokens import make_token, revoke_token, terms, tokens_of
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render
from jingkai.web.words import Words

from .bearer import Scope
from .site import operations

T = TypeVar("T", Organisation, Post)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@reauthentication_required
def tokens(request: HttpRequest) -> HttpResponseBase:
    """The tokens of one's account. A new one is shown in the answer to the form, and nowhere else."""
    login = _login(request)
    refused: Problem | None = None
    made: tuple[Token, str] | None = None
    if request.method == "POST":
        try:
            made = _act(request, login, request.POST)
        except Problem as problem:
            refused = problem
        else:
            seal()
            if made is None:
                return redirect(reverse("web:tokens"))
    return _page(request, login, made, refused)


def _act(request: HttpRequest, login: Login, sent: QueryDict) -> tuple[Token, str] | None:
    at, actor = timezone.now(), actor_of(request)
    number = sent.get("revoke", "")
    if number:
        key = int(number) if number.isdecimal() and len(number) < 19 else 0
        revoke_token(actor, key, login=login, reason=sent.get("reason", ""), at=at)
        return None
    scopes = [
        f"{kind}:{how}" for kind, _ in offered() if (how := sent.get(f"scope-{kind}", "")) in (READ, WRITE)
    ]
    return make_token(
        actor,
        login,
        sent.get("name", ""),
        scopes,
        until=_day(sent.get("until", "")),
        unit=_chosen(sent.get("unit", ""), _units(request)),
        post=_chosen(sent.get("post", ""), _posts(login)),
        at=at,
    )


def offered() -> list[tuple[str, bool]]:
    """The kinds that some address asks for, and whether any writes them."""
    found: dict[str, bool] = {}
    for one in operations():
        for scope in one.auth_callbacks:
            if isinstance(scope, Scope) and scope.kind:
                found[scope.kind] = found.get(scope.kind, False) or scope.level >= Level.ACT
    return sorted(found.items())


def _page(
    request: HttpRequest, login: Login, made: tuple[Token, str] | None, refused: Problem | None
) -> HttpResponse:
    lang, today = language_of(request), timezone.localdate()
    rule, kinds = terms(today), roles_for(None, today).kinds
    titles = {kind: said.zh if lang == "zh" else said.en for kind, said in kinds.items()}
    words = Words(lang, __package__)
    return render(
        request,
        "web/tokens.html",
        status=400 if refused is not None else 200,
        words=words,
        made=made,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        tokens=[(one, _said(one, titles, words)) for one in tokens_of(login, today)],
        offered=[(kind, titles[kind], writes) for kind, writes in offered()],
        units=_units(request),
        posts=_posts(login),
        usual=today + timedelta(days=rule.usual_days - 1),
        first=today,
        last=today + timedelta(days=rule.longest_days - 1),
        days=rule.longest_days,
        sent=request.POST if refused is not None else QueryDict(),
    )


def _said(token: Token, titles: dict[str, str], words: Words) -> list[str]:
    return [
        words("opens", kind=titles.get(kind, kind), how=words("write" if writes else "read"))
        for kind, writes in token.opens.items()
    ]


def _units(request: HttpRequest) -> list[Organisation]:
    """The units in which the person has any right."""
    reader = reader_of_request(request)
    if reader is None:
        return []
    reached = frozenset[int]().union(*(reader.units(kind, Level.CONTENT) for kind, _ in offered()))
    return list(Organisation.objects.live_on(reader.on).filter(pk__in=reached).order_by("pk"))


def _posts(login: Login) -> list[Post]:
    return posts_of(login.person_id, on=timezone.localdate())


def _chosen(text: str, there: Iterable[T]) -> T | None:
    return next((one for one in there if str(one.pk) == text), None)


def _day(text: str) -> date | None:
    """Raises Problem `parties.token-endless` for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        today = timezone.localdate()
        rule = terms(today)
        raise TOKEN_ENDLESS(
            last=today + timedelta(days=rule.longest_days - 1), days=rule.longest_days
        ) from error


def _login(request: HttpRequest) -> Login:
    """The account's login; there is none where the pages were opened without signing in."""
    if not settings.JINGKAI_SIGN_IN:
        raise Http404
    found = (
        Login.objects.known_at().filter(account=request.user.pk).select_related("account", "person").first()
    )
    if found is None:
        raise Http404
    return found
