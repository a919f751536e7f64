"""Signing in and out, being refused, and second factors: each leaves an entry in the journal, and never a secret."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals as factors
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.parties.models import Account, Login
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writing import journal

from .times import begin


def listen() -> None:
    """Connects what Django and allauth tell."""
    user_logged_in.connect(_signed_in, dispatch_uid="jingkai.in")
    user_logged_out.connect(_signed_out, dispatch_uid="jingkai.out")
    user_login_failed.connect(_refused, dispatch_uid="jingkai.refused")
    password_changed.connect(_password_changed, dispatch_uid="jingkai.password")
    factors.authenticator_added.connect(_factor_added, dispatch_uid="jingkai.factor-added")
    factors.authenticator_removed.connect(_factor_removed, dispatch_uid="jingkai.factor-removed")
    factors.authenticator_reset.connect(_codes_made, dispatch_uid="jingkai.codes-made")
    factors.authentication_failed.connect(_code_refused, dispatch_uid="jingkai.code-refused")


def waits(request: HttpRequest, name: str) -> None:
    """Somebody tries an account, or from an address, that has to wait: said once until the wait is over."""
    ref = _about(name, request)
    if cache.add(f"jingkai:waits:{ref.replace(' ', ':')}", 1, settings.JINGKAI_SIGNIN_WAIT_MINUTES * 60):
        journal(SYSTEM, act="parties.sign-in-waits", at=timezone.now(), ref=ref)


def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    begin(request)
    # Sessions that nobody can use any more go when somebody new comes: never on a page that is only read.
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    _enter("parties.sign-in", user, request)


def _signed_out(request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        _enter("parties.sign-out", user, request)


def _refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # The name that was typed is kept only where it is an account's: people type passwords there, too.
    if request is not None:
        ref = _about(str(credentials.get("username") or ""), request)
        journal(SYSTEM, act="parties.sign-in-refused", at=timezone.now(), ref=ref)


def _password_changed(request: HttpRequest, user: Account, **_: Any) -> None:
    _enter("parties.account-password", user, request)


def _factor_added(request: HttpRequest, user: Account, **_: Any) -> None:
    _enter("parties.factor-added", user, request)


def _factor_removed(request: HttpRequest, user: Account, **_: Any) -> None:
    _enter("parties.factor-removed", user, request)


def _codes_made(request: HttpRequest, user: Account, **_: Any) -> None:
    _enter("parties.codes-made", user, request)


def _code_refused(request: HttpRequest, user: Account, **_: Any) -> None:
    _enter("parties.code-refused", user, request, SYSTEM)


def _enter(act: str, account: Account, request: HttpRequest, actor: Actor | None = None) -> None:
    if actor is None:
        links = Login.objects.known_at().filter(account=account)
        actor = Actor(person=links.values_list("person", flat=True).first())
    journal(actor, act=act, at=timezone.now(), ref=f"account:{account.pk} {_address(request)}".strip())


def _about(name: str, request: HttpRequest) -> str:
    found = Account.objects.filter(username=name).values_list("pk", flat=True).first()
    return f"account:{found or '?'} {_address(request)}".strip()


def _address(request: HttpRequest) -> str:
    from allauth.account.adapter import get_adapter

    return f"address:{get_adapter().get_client_ip(request)}" if request.META.get("REMOTE_ADDR") else ""
