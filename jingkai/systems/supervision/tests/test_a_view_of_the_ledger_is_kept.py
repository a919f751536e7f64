"""Saved views on the ledger: the conditions under a name, opened by a link, opening nothing by themselves."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from jingkai.kernel.matters.tests.samples import FRIDAY
from jingkai.kernel.parties.models import Person, SavedView, Scope
from jingkai.kernel.parties.services import grant
from jingkai.kernel.parties.tests.people import START, a_person
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .desk import Desk, text_of

LEDGER, VIEWS = "/supervision/ledger", "/views"


def kept(desk: Desk, person: Person, query: str, name: str, **more: object) -> HttpResponse:
    """The form of the page at this address, as it stands there, with a name filled in and sent."""
    fields = dict(
        re.findall(
            r'type="hidden" name="(of|query)" value="([^"]*)"', text_of(desk.get(person, f"{LEDGER}?{query}"))
        )
    )
    return desk.post(person, VIEWS, **{key: unescape(one) for key, one in fields.items()}, name=name, **more)


def views_on(page: str) -> dict[str, str]:
    """The views above the filters: name and address."""
    nav = re.search(r'<nav aria-label="视图">(.*?)</nav>', page, re.DOTALL)
    return (
        {name: unescape(to) for to, name in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*?) ?<', nav[1])}
        if nav
        else {}
    )


@proves("W1.3.4")
def test_the_conditions_are_kept_and_opened_by_one_link(desk: Desk) -> None:
    desk.a_matter("疏通东河排水口")
    desk.a_matter("充电棚")
    answer = kept(desk, desk.zone.clerk, "q=排水口&state=&page=2&lang=zh", "排水口")
    assert answer.status_code == 302
    back = text_of(desk.get(desk.zone.clerk, answer["Location"]))
    assert 'aria-current="true">排水口' in back
    address = views_on(text_of(desk.get(desk.zone.clerk, LEDGER)))["排水口"]
    # The page of the list and the language are not kept.
    assert address == f"{LEDGER}?q=%E6%8E%92%E6%B0%B4%E5%8F%A3"
    opened = text_of(desk.get(desk.zone.clerk, address))
    assert "疏通东河排水口" in opened
    assert "充电棚" not in opened
    # It is a view of this page, and of this person.
    assert views_on(text_of(desk.get(desk.zone.clerk, "/registers"))) == {}
    assert views_on(text_of(desk.get(desk.zone.head, LEDGER))) == {}
    assert views_on(text_of(desk.get(None, LEDGER))) == {}


@proves("W1.3.4")
def test_a_shared_view_opens_to_a_colleague_what_the_colleague_may_see(desk: Desk) -> None:
    east, west = desk.a_matter("东街排水口"), desk.a_matter("西街排水口", unit=desk.zone.west)
    colleague, post = a_person("东城干部乙", desk.zone.east)
    grant(
        SYSTEM, colleague, "street", scope=Scope.UNIT, unit=desk.zone.east, since=START, post=post, at=FRIDAY
    )
    kept(desk, desk.zone.easterner, f"q=排水口&unit={desk.zone.west.pk}", "西街", unit=desk.zone.east.pk)
    kept(desk, desk.zone.easterner, "q=排水口", "两街", unit=desk.zone.east.pk)
    there = views_on(text_of(desk.get(colleague, LEDGER)))
    assert set(there) == {"西街", "两街"}
    both = text_of(desk.get(colleague, there["两街"]))
    assert east.title in both
    assert west.title not in both
    assert west.title not in text_of(desk.get(colleague, there["西街"]))
    assert views_on(text_of(desk.get(desk.zone.westerner, LEDGER))) == {}


@proves("W1.3.4")
def test_a_view_is_taken_away_by_its_keeper_only(desk: Desk) -> None:
    kept(desk, desk.zone.clerk, "show=all", "全部", unit=desk.zone.office.pk)
    row = SavedView.objects.get()
    refused = desk.post(desk.zone.head, VIEWS, of="supervision:ledger", query="", remove=row.pk)
    assert "parties.view-unknown" in text_of(refused)
    answer = desk.post(desk.zone.clerk, VIEWS, of="supervision:ledger", query="show=all", remove=row.pk)
    assert answer["Location"] == f"{LEDGER}?show=all"
    assert views_on(text_of(desk.get(desk.zone.clerk, LEDGER))) == {}
    assert SavedView.objects.filter(pk=row.pk).exists()


@proves("W1.3.4")
def test_what_was_typed_is_kept_when_keeping_is_refused(desk: Desk, settings: Settings) -> None:
    settings.JINGKAI_SAVED_VIEWS = 1
    kept(desk, desk.zone.clerk, "q=排水口", "排水口")
    refused = kept(desk, desk.zone.clerk, "q=充电棚", "充电棚", unit=desk.zone.office.pk)
    page = text_of(refused)
    assert (refused.status_code, "parties.view-too-many" in page) == (400, True)
    assert 'name="name" required maxlength="60" autocomplete="off" value="充电棚"' in page
    assert f'<option value="{desk.zone.office.pk}" selected>' in page
    # The form is sent once more as it stands, and keeps the conditions that were looked at.
    fields = dict(re.findall(r'type="hidden" name="(of|query)" value="([^"]*)"', page))
    settings.JINGKAI_SAVED_VIEWS = 2
    again = {key: unescape(one) for key, one in fields.items()}
    assert desk.post(desk.zone.clerk, VIEWS, **again, name="充电棚").status_code == 302
    assert SavedView.objects.get(name="充电棚").query == "q=%E5%85%85%E7%94%B5%E6%A3%9A"


@pytest.mark.parametrize(
    "of", ["https://example.org/", "//example.org", "/supervision/ledger", "account_logout", ""]
)
def test_only_declared_pages_of_this_site_are_kept(desk: Desk, of: str) -> None:
    answer = desk.post(desk.zone.clerk, VIEWS, of=of, query="", name="外站")
    assert answer.status_code == 404
    assert "web.no-such-page" in text_of(answer)
    assert not SavedView.objects.exists()


def test_an_outdated_condition_is_left_out_by_the_page(desk: Desk) -> None:
    matter = desk.a_matter("充电棚")
    kept(desk, desk.zone.clerk, "unit=9999999999999999999999&no_more=1", "旧")
    address = views_on(text_of(desk.get(desk.zone.clerk, LEDGER)))["旧"]
    assert matter.title in text_of(desk.get(desk.zone.clerk, address))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"query": "q=" + "x" * 5000}, 400),
        ({"query": "a&" * 1000}, 400),
        ({"query": "%00=%ff&q=%ed%a0%80"}, 302),
        ({"unit": "x"}, 400),
        ({"unit": "9" * 30}, 400),
        ({"remove": "9" * 30}, 404),
    ],
)
def test_what_no_page_sends_breaks_nothing(desk: Desk, sent: dict[str, str], status: int) -> None:
    answer = desk.post(
        desk.zone.clerk, VIEWS, **{"of": "supervision:ledger", "name": "甲", "query": ""} | sent
    )
    assert answer.status_code == status
    assert desk.get(desk.zone.clerk, LEDGER).status_code == 200


def test_the_console_keeps_none(desk: Desk) -> None:
    assert "保存为视图" not in text_of(desk.get(None, LEDGER))
    assert desk.post(None, VIEWS, of="supervision:ledger", name="甲", query="").status_code == 404
