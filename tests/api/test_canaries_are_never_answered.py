"""Whoever may not see a street is told nothing of it: by no address of the API, no error, no header and no log."""

import json
import logging
from typing import Any

import pytest

from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.flows.models import Case
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.messages.services import send
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.registers.models import Subject
from jingkai.web.api.site import api
from tests.month.canaries import CANARY, DIGITS, plant
from tests.proof import proves

from .calling import Program, program

ABSENT = 999_999


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Every address of the API with its method."""
    paths = api().get_openapi_schema()["paths"]
    return [
        (path.removeprefix("/api/v1"), method, said)
        for path, by in paths.items()
        for method, said in by.items()
    ]


def hidden_numbers() -> list[int]:
    """The ids of what is the west street's, whatever it is."""
    tables = (Fact, Target, Matter, Paper, Subject, Batch, File, Case)
    return sorted({key for table in tables for key in table._base_manager.values_list("pk", flat=True)})


def addresses(number: int) -> list[str]:
    """Every address that is only read, with this number where one is asked for, and each of its conditions put."""
    found = []
    for path, method, said in operations():
        if method != "get":
            continue
        filled = path.replace("{number}", str(number)).replace("{file}", str(number))
        filled = filled.replace("{form}", "pdf").replace("{period}", "2024-03")
        found.append(filled)
        for one in said.get("parameters", []):
            if one["in"] == "query" and one["name"] not in ("limit", "cursor", "zone", "as_of"):
                found.append(f"{filled}?{one['name']}={_value(one['name'], number)}")
    return ["/search?q=" + CANARY if one == "/search" else one for one in found]


def _value(name: str, number: int) -> str:
    words = {"period": "2024-03", "show": "all", "q": CANARY, "measure": f"{CANARY}产值", "state": "open"}
    return words.get(name, str(number) if name in ("holder", "unit") else CANARY)


def told(one: Program, address: str) -> str:
    """All that comes back: status, headers, body, with the number that was asked for left out."""
    answer = one.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    headers = json.dumps(dict(answer.items()), ensure_ascii=False)
    said = f"{answer.status_code} {headers} {body.decode('utf-8', 'replace')}"
    # What is measured is open to whoever works for the zone, whoever reported it first (facts.Measure).
    return said.replace(f'"title":"{CANARY}产值","title_en":"{CANARY}产值"', "")


@pytest.fixture
def planted(zone: Zone, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Canaries in the west street, and a notice to its hand."""
    plant(zone)
    send(SYSTEM, f"{CANARY}通知", people=[zone.westerner], text=CANARY, at=AT)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    return caplog


@proves("W1.2.5")
def test_no_address_tells_the_neighbour(zone: Zone, planted: pytest.LogCaptureFixture) -> None:
    east, west = program("east"), program("west")
    seen = {CANARY: False, DIGITS: False}
    for address in sorted({one for number in [*hidden_numbers(), ABSENT] for one in addresses(number)}):
        said = told(east, address)
        assert CANARY not in said, address
        assert DIGITS not in said, address
    for address in addresses(1):
        said = told(west, address)
        for word in seen:
            seen[word] = seen[word] or word in said
    # The same addresses tell the street itself: the search above looked where there is something.
    assert seen == {CANARY: True, DIGITS: True}
    assert CANARY not in "\n".join(
        one.getMessage() for one in planted.records if "/api/" not in one.getMessage()
    )


@proves("W1.2.5")
def test_what_is_hidden_is_answered_as_what_is_not_there(
    zone: Zone, planted: pytest.LogCaptureFixture
) -> None:
    east = program("east")
    kinds: dict[str, type[Any]] = {"facts": Fact, "matters": Matter, "papers": Paper, "subjects": Subject}
    for path, table in kinds.items():
        for key in table._base_manager.values_list("pk", flat=True):
            answer = east.get(f"/{path}/{key}")
            if answer.status_code == 200:
                continue
            absent = east.get(f"/{path}/{ABSENT}")
            said = answer.content.decode().replace(f"paper:{key}", "N")
            assert said == absent.content.decode().replace(f"paper:{ABSENT}", "N"), path
            assert answer.status_code == absent.status_code == 404
    # It was looked where something is hidden.
    assert Matter.objects.filter(title__contains=CANARY).exists()


@proves("W1.2.5")
def test_a_token_within_the_own_street_keeps_its_person_there_too(zone: Zone, planted: object) -> None:
    """The leader sees all; the leader's program for one street sees that street."""
    there = program("head", "items:read", "facts:read", "subjects:read", unit=zone.east)
    lists = ("/matters?show=all", "/facts?limit=200", "/subjects", "/signals", "/months/2024-03")
    for address in (*lists, f"/search?q={CANARY}"):
        assert CANARY not in told(there, address), address
    assert CANARY in told(program("head"), "/matters?show=all")
