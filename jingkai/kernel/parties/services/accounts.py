"""Logins: who keeps the platform makes and locks them. Each change is an entry of the journal; no secret is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sequence import enter
from jingkai.kernel.records.translate import translated
from jingkai.kernel.records.turn import transacting
from jingkai.kernel.records.writing import writing

from ..models import Account, Person
from ..problems import ACCOUNT_NAME_TAKEN, ACCOUNT_NAME_UNREADABLE, PASSWORD_WEAK
from .people import link_login


def add_account(actor: Actor, name: str, person: Person, password: str, *, at: datetime) -> Account:
    """A login with this name for the person, who has from then on this and perhaps others.

    Raises Problem `parties.account-name-unreadable`, `parties.account-name-taken`, `parties.password-weak`.
    """
    if not name.strip() or any(letter.isspace() for letter in name):
        raise ACCOUNT_NAME_UNREADABLE(name=name)
    account = Account(username=Account.normalize_username(name))
    assert_strong(password, account)
    return enter_account(actor, account, person, make_password(password), at=at)


def enter_account(actor: Actor, account: Account, person: Person, encoded: str, *, at: datetime) -> Account:
    """As `add_account`, with a password that was hashed before. Raises Problem `parties.account-name-taken`."""
    with writing(actor, act="parties.account", at=at) as call:
        if Account.objects.filter(username__iexact=account.username).exists():
            raise ACCOUNT_NAME_TAKEN(name=account.username)
        account.password = encoded
        account.save(force_insert=True)
        call.ref = f"account:{account.pk}"
        link_login(actor, account, person, at=at, call=call)
    return account


def lock_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """Nobody signs in with it any more, and its sessions end at once."""
    with noting(actor, account, act="parties.account-lock", at=at):
        Account.objects.filter(pk=account.pk).update(is_active=False)


def unlock_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """It can be used to sign in again."""
    with noting(actor, account, act="parties.account-unlock", at=at):
        Account.objects.filter(pk=account.pk).update(is_active=True)


def set_password(actor: Actor, account: Account, password: str, *, at: datetime) -> None:
    """A new password; sessions that began with the old one end at once. Raises Problem `parties.password-weak`."""
    assert_strong(password, account)
    encoded = make_password(password)
    with noting(actor, account, act="parties.account-password", at=at):
        Account.objects.filter(pk=account.pk).update(password=encoded)


def assert_strong(password: str, account: Account) -> None:
    """Raises Problem `parties.password-weak`, with what the settings ask for."""
    said = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            try:
                validate_password(password, account)
            except ValidationError as error:
                said[language] = error.messages
    if said:
        raise PASSWORD_WEAK(why="".join(said["zh-hans"]), why_en=" ".join(said["en"]))


@contextmanager
def noting(actor: Actor, account: Account, *, act: str, at: datetime) -> Iterator[None]:
    """One transaction that changes something of an account, with its entry of the journal."""
    with translated(), transacting():
        yield
        enter(actor, at=at, act=act, ref=f"account:{account.pk}")
