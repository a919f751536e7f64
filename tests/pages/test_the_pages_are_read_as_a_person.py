"""The canaries of the command line, searched for on every page and under every link that a page offers."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.facts.drafts import Source
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from tests.month.canaries import CANARY, DIGITS, Planted, a_zone_with_figures, plant, say
from tests.month.test_a_month_is_read_as_a_person import STRANGERS
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db

Look = Callable[[str, str], Client]


@pytest.fixture
def planted() -> Planted:
    zone = a_zone_with_figures()
    for name in STRANGERS:
        if not Person.objects.filter(name=name).exists():
            a_person(name, zone.office if name == "外人" else None)
    return plant(zone)


def addresses(planted: Planted) -> list[str]:
    west = planted.zone.west.pk
    asked = [
        "/economy/month?period=2024-03",
        "/economy/month",
        f"/economy/month?period=2024-03&unit={west}",
        f"/economy/month?period=2024-03&as_of={planted.month.as_of}",
        f"/economy/figures/{west}/tax?period=2024-03",
        *(f"/economy/indicators/{code}?period=2024-03" for code in ("tax", "tax-of-all", f"{CANARY}产值")),
        f"/economy/figures/{planted.zone.zone.pk}/tax-of-streets?period=2024-03",
        f"/economy/facts/{planted.fact.pk}?period=2024-03",
        f"/economy/figures/{west}/tax?period=2024-04",
        f"/economy/indicators/{CANARY}产值?period=2024-04",
        "/economy/imports?period=2024-03",
        "/guide?period=2024-03",
    ]
    return [*asked, *(f"{one}{'&' if '?' in one else '?'}lang=en" for one in asked)]


def heard(html: str, address: str) -> list[str]:
    """The canaries in a page. What was typed in the address is no news: a refusal says it back."""
    typed = address.partition("?")[0].rpartition("/")[2]
    words = re.sub(r"\b[0-9a-f]{32,}\b", "", html.replace(typed, "").replace(quote(typed), ""))
    found = [CANARY] if CANARY in words else []
    found += [DIGITS] if DIGITS in re.sub(r"[.,]", "", words) else []
    return found + (["西城街道"] if "西城街道" in words else [])


@proves("W1.2.5", "K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_no_stranger_meets_a_canary_on_a_page_or_under_a_link(
    look: Callable[[str], Client], planted: Planted, person: str
) -> None:
    pages, seen = look(person), set()
    waiting = addresses(planted)
    met = {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = pages.get(address)
        html = response.content.decode("utf-8")
        if found := heard(html, address):
            met[address] = found
        # Only what the month leads to: not its neighbours in time, without end.
        records = ("/economy/f", "/economy/t", "/economy/e")
        links = [link for _, link in read(response).links if link.startswith(records)]
        waiting += [link for link in links if "period=2024-03" in link]
    assert met == {}
    assert len(seen) > len(addresses(planted)) or person in ("外人", "路人")


def test_who_reads_all_meets_them_all(look: Callable[[str], Client], planted: Planted) -> None:
    pages = look("")
    found = {
        one
        for address in addresses(planted)
        for one in heard(pages.get(address).content.decode("utf-8"), address)
    }
    assert found == {CANARY, DIGITS, "西城街道"}


@proves("INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_what_is_hidden_answers_as_what_is_absent(
    look: Callable[[str], Client], planted: Planted, person: str
) -> None:
    pages = look(person)
    west = planted.zone.west.pk
    for address, hidden in (
        ("/economy/facts/{key}?period=2024-03", planted.fact.pk),
        ("/economy/month?period=2024-03&unit={key}", west),
        ("/economy/figures/{key}/tax?period=2024-03", west),
    ):
        said = []
        for key in (hidden, 99999):
            pages.get(address.format(key=key))  # months are kept: the second look is compared
            with CaptureQueriesContext(connection) as queries:
                response = pages.get(address.format(key=key))
            words = re.sub(rf"\b{key}\b", "N", read(response).words)
            said.append((response.status_code, words, len(queries)))
        assert said[0] == said[1]


@proves("W1.2.5")
def test_a_published_month_is_offered_to_those_who_may_see_it(
    look: Callable[[str], Client], planted: Planted
) -> None:
    offered = {
        person: "公布时" in read(look(person).get("/economy/month?period=2024-03")).words
        for person in ("", "全区干部", "东城干部")
    }
    assert offered == {"": True, "全区干部": True, "东城干部": False}


def test_the_name_of_who_reads_stands_in_the_frame(look: Callable[[str], Client], planted: Planted) -> None:
    assert "全区干部" in read(look("全区干部").get("/guide")).texts
    assert "本机" in read(look("").get("/guide")).texts


@proves("W1.2.5")
def test_a_table_that_holds_more_than_one_may_see_is_not_shown(
    look: Callable[[str], Client], planted: Planted
) -> None:
    """Its content is not stored here, so whoever may see the table is told that it is gone."""
    file = planted.fact.file
    assert file is not None
    cell = Source(file=file, sheet="表", cell="B2")
    own = say(planted.zone, "用水量", "3", planted.zone.east, source=cell)
    address = f"/economy/facts/{own.pk}?period=2024-03"
    told = "存档中找不到原表"
    assert told in read(look("").get(address)).words
    page = look("东城干部").get(address)
    assert page.status_code == 200
    assert told not in read(page).words
