"""Bringing a table in by its pages, as a person does: what a test presses and reads."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponseBase
from django.test import Client

from jingkai.kernel.parties.models import Organisation

from .reading import Found, read


def unit(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


@dataclass(frozen=True)
class Looked:
    """The page of a table: its address, its text, and its HTML."""

    address: str
    page: Found
    html: str

    @property
    def seen(self) -> str:
        found = re.search(r'name="seen" value="(\w+)"', self.html)
        assert found
        return found[1]

    @property
    def questions(self) -> list[str]:
        """The ids of the questions on the page, in its order."""
        return re.findall(r'<fieldset class="question" id="q-([^"]+)"', self.html)

    def cell(self, address: str) -> str:
        """The HTML of a cell of the first sheet."""
        found = re.search(rf'<td id="c1-{address}".*?</td>', self.html)
        assert found, address
        return found[0]


class Wizard:
    """`sender` by name; every step follows its redirect and gives the page."""

    def __init__(self, client: Client, sender: str = "统计办", caliber: str = "统计") -> None:
        self.client, self.sender, self.caliber = client, sender, caliber

    def choose(self, *paths: Path) -> HttpResponseBase:
        files = [path.open("rb") for path in paths]
        try:
            return self.client.post(
                "/economy/import",
                {"tables": files, "sender": unit(self.sender).pk, "caliber": self.caliber},
            )
        finally:
            for one in files:
                one.close()

    def open(self, path: Path) -> Looked:
        return self.look(self.choose(path).headers["Location"])

    def look(self, address: str) -> Looked:
        response = self.client.get(address)
        assert response.status_code == 200, response.content.decode()
        return Looked(address, read(response), response.content.decode())

    def send(self, at: Looked, do: str, answers: dict[str, str] | None = None, **more: str) -> str:
        """The address that the form leads to."""
        given = {f"answer:{key}": value for key, value in (answers or {}).items()}
        response = self.client.post(at.address, {"do": do, "seen": at.seen, **given, **more})
        assert response.status_code == 302, response.content.decode()
        return str(response.headers["Location"])

    def answer(self, at: Looked, answers: dict[str, str], **more: str) -> Looked:
        return self.look(self.send(at, "look", answers, **more))

    def bring(self, at: Looked, answers: dict[str, str] | None = None, **more: str) -> str:
        return self.send(at, "bring", answers, **more)


def batch_of(address: str) -> int:
    """The number of the batch whose page this is."""
    found = re.fullmatch(r"/economy/batches/(\d+)", urlsplit(address).path)
    assert found, address
    return int(found[1])


def asked_for(address: str, key: str) -> str:
    return parse_qs(urlsplit(address).query)[key][0]
