"""Fixtures of the tests of sign-in: they import them by name, so that no other test asks for sign-in."""

import pytest
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import Zone
from tests.month.canaries import a_zone_with_figures

from .accounts import account_of


@pytest.fixture
def asking(settings: Settings) -> Settings:
    """Pages ask for sign-in; a cheap hash, since what is tested is not its slowness."""
    settings.JINGKAI_SIGN_IN = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings


@pytest.fixture
def zone(db: None, asking: Settings) -> Zone:
    """A zone with figures; the supervisor's account is `clerk`, its leader's `head`, a street's `east`."""
    found = a_zone_with_figures()
    for person, name in ((found.clerk, "clerk"), (found.head, "head"), (found.easterner, "east")):
        account_of(person, name)
    return found
