"""Taking somebody's second factors away: for who has lost the telephone."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator

from jingkai.kernel.parties.models import Account
from jingkai.kernel.parties.services import noting
from jingkai.kernel.records.actor import Actor


def reset_factors(actor: Actor, account: Account, *, at: datetime) -> int:
    """Removes app, keys and recovery codes of the account; how many there were. The password alone opens it then."""
    with noting(actor, account, act="parties.factors-reset", at=at):
        removed, _ = Authenticator.objects.filter(user=account).delete()
    return int(removed)
