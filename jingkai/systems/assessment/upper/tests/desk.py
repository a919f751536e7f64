"""The pages as somebody of the zone reads them, at a time that the test sets."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from jingkai.kernel.parties.models import Person

from .samples import SCORES, Assessed, an_assessed_zone

HALF_YEAR = "/assessment/half-year?half=2024-H1"
GIVEN = "/assessment/half-year/scores?half=2024-H1"
ITEMS = "/assessment/half-year/indicators?half=2024-H1"
ITEM = "/assessment/half-year/indicator?half=2024-H1&node="
# As the upper body's table is copied from Excel: fields in a merged first column, sub-totals, a total.
HEADS = "序号\t领域\t考核指标\t满分\t得分"


def table(changes: dict[str, str] | None = None) -> str:
    """The upper body's table as text; `changes` are other texts of scores by indicator."""
    lines, before = [HEADS], ""
    for number, (name, node, full, score) in enumerate(SCORES, start=1):
        shown = name if name != before else ""
        lines.append(f"{number}\t{shown}\t{node}\t{full}\t{(changes or {}).get(node, score)}")
        before = name
    return "\n".join([*lines, "\t\t总分\t100\t80"])


class Desk:
    """A zone that an upper body assesses, before its pages."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.there: Assessed = an_assessed_zone()
        self._clock = monkeypatch

    def at(self, when: Any) -> None:
        """What time it is from now on."""
        self._clock.setattr(timezone, "now", lambda: when)

    @property
    def clerk(self) -> Person:
        """Of the assessment office."""
        return self.there.assessor

    @property
    def secretary(self) -> Person:
        """Who confirms."""
        return self.there.zone.head

    def ask(self, person: Person, address: str, sent: dict[str, Any] | None = None) -> HttpResponse:
        """A page, or what is sent to it."""
        client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="zh")
        with override_settings(JINGKAI_ACTS_AS=person.pk, JINGKAI_SIGN_IN=False):
            found: HttpResponse = client.get(address) if sent is None else client.post(address, sent)
        return found

    def words(self, person: Person, address: str) -> str:
        """What a page says, without marks and blanks."""
        answer = self.ask(person, address)
        assert answer.status_code == 200, answer.content.decode()
        return said(answer)

    def check(self, text: str, **places: str) -> tuple[HttpResponse, dict[str, str]]:
        """A table pasted as the clerk: the page with what was read, and the form to enter it."""
        sent = {f"place-{name}": value for name, value in places.items()}
        answer = self.ask(self.clerk, GIVEN, {"do": "paste", "pasted": text, **sent})
        return answer, {**fields(answer), **sent}

    def enter(self, text: str, *, reason: str = "", **places: str) -> HttpResponse:
        """Checked and entered, with the upper body's paper."""
        _, form = self.check(text, **places)
        paper = SimpleUploadedFile("区上半年考核通报.pdf", b"%PDF-1.4", "application/pdf")
        more = {"do": "enter", "issuer": "区考核办", "reason": reason, "paper": paper}
        return self.ask(self.clerk, GIVEN, {**form, **more})


def said(answer: HttpResponse) -> str:
    """The text of a page, without marks and blanks."""
    text = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


def fields(answer: HttpResponse) -> dict[str, str]:
    """The fields that the page's form would send."""
    text = answer.content.decode()
    found = re.findall(r'<input(?: type="hidden")? name="([^"]+)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def notes(answer: HttpResponse) -> dict[str, str]:
    """What is said at each cell, by row and column."""
    marks = re.findall(r'id="m-(\d+-\d+)">(.*?)</span></td>', answer.content.decode(), re.S)
    return {place: html.unescape(re.sub(r"<[^>]+>", "", text)).strip() for place, text in marks}
