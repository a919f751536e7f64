"""A zone with figures whose people have accounts, and whose programs have tokens."""

import pytest
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import Zone
from tests.month.canaries import a_zone_with_figures
from tests.pages.accounts import account_of


@pytest.fixture
def zone(db: None, settings: Settings) -> Zone:
    """The supervisor's account is `clerk`, the leader's `head`, the streets' `east` and `west`."""
    settings.JINGKAI_SIGN_IN = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = a_zone_with_figures()
    for person, name in (
        (found.clerk, "clerk"),
        (found.head, "head"),
        (found.easterner, "east"),
        (found.westerner, "west"),
    ):
        account_of(person, name)
    return found
