from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.systems.scheduling.services import Call, call_meeting

DAY = date(2024, 4, 11)
CALLED = at("2024-04-08")
MEETING_TIME = at("2024-04-11", "14:30")


class Room:
    """A zone, its meeting of March, and the pages as somebody reads them on the afternoon of the meeting."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.zone: Zone = a_ruled_zone()
        self._clock = monkeypatch
        self.at(MEETING_TIME)

    def at(self, when: datetime) -> None:
        """What time it is from now on."""
        self._clock.setattr(timezone, "now", lambda: when)

    def meeting(self, title: str = "3月经济运行调度会") -> Activity:
        """Called by the supervision office, to be chaired by the head."""
        call = Call(title, DAY, "三楼会议室", self.zone.head, Period.parse("2024-03"))
        return call_meeting(self.zone.actor(self.zone.clerk), self.zone.zone, call, at=CALLED)

    def get(self, person: Person | None, address: str) -> HttpResponse:
        """The page as the person reads it; None is the console."""
        return self._ask(person, lambda: _client().get(address))

    def post(self, person: Person | None, address: str, **sent: Any) -> HttpResponse:
        """What the person sends."""
        return self._ask(person, lambda: _client().post(address, sent))

    def _ask(self, person: Person | None, ask: Callable[[], Any]) -> HttpResponse:
        whom = person.pk if person is not None else None
        with override_settings(JINGKAI_ACTS_AS=whom, JINGKAI_SIGN_IN=False):
            found: HttpResponse = ask()
        return found


def _client() -> Client:
    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="zh")


@pytest.fixture
def room(db: None, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(monkeypatch)
