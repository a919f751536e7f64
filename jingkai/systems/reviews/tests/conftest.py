"""The pages as a person reads them, on the day of the visit."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.parties.models import Person
from jingkai.kernel.rounds.tests.samples import MONDAY

Look = Callable[[Person], Client]


@pytest.fixture
def look(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Look:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)

    def look(person: Person) -> Client:
        settings.JINGKAI_SIGN_IN = False
        settings.JINGKAI_ACTS_AS = person.pk
        return Client(HTTP_HOST="localhost")

    return look
