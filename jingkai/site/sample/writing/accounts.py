"""Accounts for some people of the sample zone, so that a newcomer signs in at once; with a password of this
installation's own, which only a sample has in a file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password

from jingkai.kernel.parties.models import Account, Post
from jingkai.kernel.parties.services import enter_account
from jingkai.kernel.records.actor import SYSTEM

from ..declared import accounts_file
from .people import read_parties

FILE = "sample-password"


@dataclass(frozen=True)
class Accounts:
    """Names of the accounts with whose they are, and the one password."""

    people: Sequence[tuple[str, str]]
    password: str


def write_accounts(zone_name: str, directory: Path, *, at: datetime) -> Accounts:
    """Make what is missing. The password stands in `directory`/sample-password (mode 600); without that file there is
    a new one, for all of them. Accounts that others have made stay as they are.
    """
    password, is_new = _password(directory)
    parties = read_parties(zone_name, at)
    encoded = ""
    people = []
    for part in accounts_file().accounts:
        body = parties.units[part.unit] if part.unit else parties.zone
        person = Post.objects.known_at().select_related("person").get(body=body, title=part.title).person
        account = Account.objects.filter(username=part.account).first()
        if account is not None and not account.logins.filter(person=person).exists():
            continue
        people.append((part.account, person.name))
        if account is not None and not is_new:
            continue
        # Slow on purpose: once for all of them.
        encoded = encoded or make_password(password)
        if account is None:
            enter_account(SYSTEM, Account(username=part.account), person, encoded, at=at)
        else:
            Account.objects.filter(pk=account.pk).update(password=encoded)
    return Accounts(tuple(people), password)


def _password(directory: Path) -> tuple[str, bool]:
    path = directory / FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip(), False
    password = secrets.token_urlsafe(9)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(password + "\n")
    return password, True
