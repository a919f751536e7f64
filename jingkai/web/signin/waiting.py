"""An account that waits after wrong passwords, and need not any longer."""

from __future__ import annotations

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

from jingkai.kernel.parties.models import Account

from .adapters import attempts_key

_APP, _ACTION = "allauth.account", "login_failed"


def forget_failures(account: Account) -> None:
    """Forgets the wrong passwords and codes of this account; those of an address run out by themselves."""
    for rate in get_rates(app=_APP, action=_ACTION):
        if rate.per == "key":
            for key in (attempts_key(account.username), f"mfa-auth-user-{account.pk}"):
                cache.delete(get_cache_key(HttpRequest(), app=_APP, action=_ACTION, rate=rate, key=key))
