"""A session ends after some idle minutes and some hours; reading a page writes nothing."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import Zone
from jingkai.web.signin import times
from tests.proof import proves

from .accounts import browser, sign_in, signed_in
from .signing import asking, zone

__all__ = ["asking", "zone"]

PAGE = "/guide"


class Clock:
    """The time that sessions are measured by."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(times, "clock", made)
    return made


def is_in(pages: Client) -> bool:
    return pages.get(PAGE).status_code == 200


@proves("W1.2.2")
def test_an_idle_session_ends(zone: Zone, clock: Clock) -> None:
    pages = signed_in()
    for _ in range(4):
        clock.later(minutes=29)
        assert is_in(pages)
    clock.later(minutes=30)
    assert not is_in(pages)
    assert pages.cookies["sessionid"].value == pages.cookies[times.COOKIE].value == ""
    # Signing in again begins anew.
    assert sign_in(pages).status_code == 302
    assert is_in(pages)


@proves("W1.2.2")
def test_the_minutes_are_a_setting(zone: Zone, clock: Clock, settings: Settings) -> None:
    settings.JINGKAI_IDLE_MINUTES = 5
    pages = signed_in()
    clock.later(minutes=5)
    assert not is_in(pages)


def test_a_session_that_is_always_used_ends_too(zone: Zone, clock: Clock) -> None:
    pages = signed_in()
    for _ in range(12 * 60 // 20 - 1):
        clock.later(minutes=20)
        assert is_in(pages)
    clock.later(minutes=20)
    assert not is_in(pages)


def test_an_old_cookie_that_was_kept_does_not_bring_an_ended_session_back(zone: Zone, clock: Clock) -> None:
    pages, thief = signed_in(), browser()
    for name, one in pages.cookies.items():
        thief.cookies[name] = one.value
    clock.later(minutes=31)
    assert not is_in(pages)
    assert not is_in(thief)


@pytest.mark.parametrize("name", ["sessionid", times.COOKIE])
def test_one_cookie_without_the_other_is_worth_nothing(zone: Zone, name: str) -> None:
    pages = signed_in()
    del pages.cookies[name]
    assert not is_in(pages)


def test_the_time_of_one_session_is_not_good_for_another(zone: Zone, clock: Clock) -> None:
    old = signed_in("head")
    clock.later(minutes=29)
    fresh = signed_in("clerk")
    clock.later(minutes=2)
    old.cookies[times.COOKIE] = fresh.cookies[times.COOKIE].value
    assert not is_in(old)
    assert is_in(fresh)


@proves("W1.2.2")
def test_reading_pages_writes_nothing(zone: Zone, clock: Clock) -> None:
    pages = signed_in()
    for address in (PAGE, "/economy/month?period=2024-03", "/account", "/signout"):
        clock.later(minutes=1)
        with CaptureQueriesContext(connection) as queries:
            assert pages.get(address).status_code == 200
        assert [one["sql"] for one in queries if not one["sql"].lstrip().startswith("SELECT")] == []
    # An ended session is not written to either.
    clock.later(hours=1)
    with CaptureQueriesContext(connection) as queries:
        assert not is_in(pages)
    assert [one["sql"] for one in queries if not one["sql"].lstrip().startswith("SELECT")] == []


@pytest.mark.parametrize("https", [False, True])
def test_cookies_are_for_this_site_and_no_script(zone: Zone, settings: Settings, https: bool) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    pages = browser()
    pages.get("/signin")
    sign_in(pages)
    assert {"sessionid", times.COOKIE, "csrftoken"} <= set(pages.cookies)
    for name in ("sessionid", times.COOKIE, "csrftoken"):
        one = pages.cookies[name]
        assert (one["httponly"], one["samesite"], bool(one["secure"])) == (True, "Lax", https), name
