"""What allauth asks us: its sentences in our words, and whose address a request comes from."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .journalling import waits
from .words import spoken


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by whoever keeps the platform (`jingkai account add`)."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": spoken("wrong"),
        "too_many_login_attempts": spoken("wait"),
        "rate_limited": spoken("wait"),
        "incorrect_password": spoken("wrong_password"),
        "enter_current_password": spoken("wrong_password"),
        "incorrect_code": spoken("wrong_code"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes himself an account."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses while the account or the address waits, and says so in the journal once."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            waits(request, credentials.get("username", ""))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A locked account is answered as a wrong password is, also to who knows the right one."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """An account that was locked between the password and the code."""
        return redirect(reverse("account_login"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about one's account."""
        return reverse("mfa_index")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # By the name alone: under another host name of the server it is the same account.
        return attempts_key(credentials.get("username", ""))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": spoken("wrong_code")}

    def get_totp_issuer(self) -> str:
        """What the app on the telephone calls us."""
        return str(spoken("issuer"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        """What a key is called until its owner gives it a name."""
        return str(spoken("a_key"))


def attempts_key(name: str) -> str:
    """Under what wrong passwords for an account are counted."""
    return f"account:{name.casefold()}"
