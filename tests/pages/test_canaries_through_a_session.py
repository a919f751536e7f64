"""The canaries again, by people who really signed in: at every registered address, with the numbers of what is hidden,
read and posted, in both languages, and in what the program logs.
"""

import logging
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.facts.models import Target
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.models import StageEvent
from tests.month.canaries import CANARY, DIGITS, Planted, a_zone_with_figures, plant
from tests.proof import proves

from .accounts import account_of, signed_in
from .signing import asking
from .test_roles_and_addresses import registered
from .test_the_pages_are_read_as_a_person import heard

__all__ = ["asking"]

# One's own account and the way in and out: they know no zone, and signing out would end the search.
_NO_WORK = ("account_", "mfa_", "acting", "api:")
# What holds is open to all staff, so a rule's title is told to the neighbour, too.
_RULES = "/rules"


@pytest.fixture
def planted(db: None, asking: object) -> Planted:
    """The west street is full of canaries, its hand has a notice; the east's, the west's and the leader's accounts."""
    zone = a_zone_with_figures()
    found = plant(zone)
    send(SYSTEM, f"{CANARY}通知", people=[zone.westerner], text=CANARY, at=AT)
    for person, name in ((zone.easterner, "east"), (zone.westerner, "west"), (zone.head, "head")):
        account_of(person, name)
    return found


def numbers(planted: Planted) -> list[int]:
    """Numbers of what is hidden, of every kind that an address names by one."""
    west = planted.zone.west.pk
    found = {
        west,
        planted.fact.pk,
        planted.target.pk,
        planted.signal.pk,
        planted.paper.pk,
        planted.fact.batch_id,
    }
    found |= {one.pk for one in planted.matters} | set(
        Target.objects.filter(holder=west).values_list("pk", flat=True)
    )
    found |= set(StageEvent.objects.values_list("pk", flat=True)) | set(
        Activity.objects.values_list("pk", flat=True)
    )
    return sorted(found)


def addresses(planted: Planted) -> Iterator[str]:
    """Every address of the zone's work, filled with what is hidden."""
    for view, pattern in registered(get_resolver().url_patterns):
        if view.startswith(_NO_WORK):
            continue
        for number in numbers(planted) if "<" in pattern or "(?P" in pattern else [0]:
            yield "/" + _filled(pattern, number)


def _filled(pattern: str, number: int) -> str:
    found = re.sub(r"<str:code>|<code>", "tax", pattern)
    found = re.sub(r"<[a-z]+:[a-z_0-9]+>|<[a-z_0-9]+>", str(number), found) if "(?P" not in found else found
    found = re.sub(r"\(\?P<sha256>[^)]*\)", "c" * 64, found)
    found = re.sub(r"\(\?P<form>[^)]*\)", "pdf", found)
    found = re.sub(r"\(\?P<[a-z]+>[^)]*\)", str(number), found)
    return found.replace("^", "").replace("$", "").replace("\\", "")


def met(client: Client, planted: Planted) -> dict[str, list[str]]:
    """Where a canary was heard: in bodies and headers of what was read and of what was posted."""
    found = {}
    for address in addresses(planted):
        mark = "&" if "?" in address else "?"
        asked = f"{mark}period=2024-03&unit={planted.zone.west.pk}&show=all"
        for answer in (
            client.get(f"{address}{asked}"),
            client.get(f"{address}{mark}period=2024-03&lang=en"),
            client.post(address, {"do": "accept", "step": "read", "seen": "1"}),
        ):
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            text = body.decode("utf-8", "replace") + "\n".join(f"{k}: {v}" for k, v in answer.items())
            if told := [
                one
                for one in heard(text, address)
                if one in (DIGITS, *([] if address.startswith(_RULES) else [CANARY]))
            ]:
                found[address] = told
    return found


@proves("W1.2.5")
def test_no_address_tells_the_neighbour_who_signed_in(
    planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    assert met(signed_in("east"), planted) == {}
    said = [one.getMessage() for one in caplog.records if one.name != "django.db.backends"]
    assert not [one for one in said if CANARY in one]


@proves("W1.2.5")
def test_the_same_addresses_tell_those_whose_it_is(planted: Planted) -> None:
    """The search above looked where there is something."""
    found = met(signed_in("west"), planted)
    assert {one for told in found.values() for one in told} == {CANARY, DIGITS}
    pages = {address.split("/")[1] for address in found}
    assert {"economy", "supervision", "papers", "notices"} <= pages
