"""The office's pages as people open them, on a day in January 2024."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.rules.tests.samples import a_ruled_zone

PICTURE = b"\x89PNG a picture of the yard"


@dataclass
class Desk:
    """Pages read by one person after another, at a time that is set."""

    clock: Any

    @cached_property
    def zone(self) -> Zone:
        """The zone; a test that wants another sets it first."""
        return a_ruled_zone()

    def at(self, when: datetime) -> None:
        """What time it is from now on."""
        self.clock.setattr("django.utils.timezone.now", lambda: when)

    def get(self, person: Person | None, address: str, lang: str = "zh") -> HttpResponse:
        """The page as the person reads it; None is the console."""
        with self._as(person):
            return _client(lang).get(address)  # type: ignore[return-value]

    def post(self, person: Person | None, address: str, /, **sent: Any) -> HttpResponse:
        """What the person sends."""
        with self._as(person):
            return _client("zh").post(address, sent)  # type: ignore[return-value]

    def move(self, person: Person, matter: Matter, name: str, **sent: Any) -> HttpResponse:
        """The form of a move as the page has it now, filled in and sent."""
        seen = matter.case.moves.count()
        return self.post(person, page_of(matter), **{"do": name, "seen": seen} | sent)

    def a_matter(self, *named: Any, **more: Any) -> Matter:
        """As `samples.a_matter`."""
        return a_matter(self.zone, *named, **more)

    def _as(self, person: Person | None) -> override_settings:
        whom = person.pk if person is not None else None
        return override_settings(JINGKAI_ACTS_AS=whom, JINGKAI_SIGN_IN=False)


def _client(lang: str) -> Client:
    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=lang, QUERY_STRING=f"lang={lang}")


def page_of(matter: Matter) -> str:
    """The address of the matter's page."""
    return f"/supervision/matters/{matter.pk}"


def picture(name: str = "整改后.png", content: bytes = PICTURE) -> SimpleUploadedFile:
    """A picture that is chosen in the form."""
    return SimpleUploadedFile(name, content, "image/png")


def text_of(answer: HttpResponse) -> str:
    """The page's text, tags and all."""
    return answer.content.decode()
