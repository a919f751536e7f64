"""Acting for another, or in one of several posts: chosen in the frame, held while it holds, asked on each request."""

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from jingkai.kernel.parties.models import Delegation, Person, Post
from jingkai.kernel.parties.services import delegate, end, give_post
from jingkai.kernel.parties.tests.people import AT, START, Zone
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.web import acting
from jingkai.web.acting import actor_of
from tests.proof import proves

from .accounts import signed_in
from .reading import read
from .signing import asking, zone

__all__ = ["asking", "zone"]


def a_delegation(zone: Zone, principal: Person, post: Post | None = None) -> Delegation:
    until = timezone.localdate() + timedelta(days=7)
    return delegate(SYSTEM, principal, zone.clerk, since=START, until=until, at=AT, post=post)


def a_second_post(zone: Zone) -> Post:
    return give_post(SYSTEM, zone.clerk, zone.east, "挂职副主任", since=START, at=AT)


def choose(pages: Client, way: str) -> int:
    return pages.post("/acting", {"way": way, "back": "/guide"}).status_code


@pytest.fixture
def acted(monkeypatch: pytest.MonkeyPatch) -> list[Actor]:
    """Who acted in each request for the page of help."""
    seen: list[Actor] = []
    plain = acting.reader_of_request

    def noted(request: object) -> object:
        seen.append(actor_of(request))  # type: ignore[arg-type]
        return plain(request)  # type: ignore[arg-type]

    monkeypatch.setattr("jingkai.web.views.reader_of_request", noted)
    return seen


def actor(pages: Client, acted: list[Actor]) -> Actor:
    """As whom the next request acts."""
    pages.get("/")
    return acted[-1]


@proves("W1.2.2")
def test_one_acts_as_oneself_in_the_one_post_one_holds(zone: Zone, acted: list[Actor]) -> None:
    assert actor(signed_in(), acted) == Actor(zone.clerk.pk, zone.posts[zone.clerk.pk].pk, None)


@proves("W1.2.2")
def test_who_holds_a_delegation_chooses_for_whom_and_the_frame_says_so(
    zone: Zone, acted: list[Actor]
) -> None:
    a_delegation(zone, zone.head)
    pages, post = signed_in(), zone.posts[zone.head.pk].pk
    assert actor(pages, acted).for_person is None
    assert "代 主任" in read(pages.get("/guide")).words
    assert choose(pages, f"{zone.head.pk}-{post}") == 302
    # In the principal's post: what may be done is measured by his grants.
    assert actor(pages, acted) == Actor(zone.clerk.pk, post, zone.head.pk)
    shown = read(pages.get("/guide"))
    assert "（代 主任）" in shown.texts
    assert "督查员" in shown.texts
    english = pages.get("/guide?lang=en").content.decode()
    assert "(for 主任)" in english
    assert choose(pages, f"0-{zone.posts[zone.clerk.pk].pk}") == 302
    assert actor(pages, acted).for_person is None


@proves("W1.2.2")
def test_a_delegation_that_ended_falls_back_with_a_sentence_and_nothing_is_written(
    zone: Zone, acted: list[Actor]
) -> None:
    found = a_delegation(zone, zone.head)
    pages = signed_in()
    choose(pages, f"{zone.head.pk}-{zone.posts[zone.head.pk].pk}")
    end(SYSTEM, found, day=timezone.localdate(), reason="出差回来", at=AT)
    assert actor(pages, acted) == Actor(zone.clerk.pk, zone.posts[zone.clerk.pk].pk, None)
    for _ in range(2):
        assert "已经终止，现在以本人身份办理" in read(pages.get("/guide")).words
    # Until it was noted.
    assert choose(pages, f"0-{zone.posts[zone.clerk.pk].pk}") == 302
    assert "已经终止" not in read(pages.get("/guide")).words


def test_a_delegation_of_one_post_is_for_that_post_alone(zone: Zone, acted: list[Actor]) -> None:
    other = give_post(SYSTEM, zone.head, zone.office, "兼督查室主任", since=START, at=AT)
    a_delegation(zone, zone.head, other)
    pages = signed_in()
    assert choose(pages, f"{zone.head.pk}-{zone.posts[zone.head.pk].pk}") == 404
    assert choose(pages, f"{zone.head.pk}-{other.pk}") == 302
    assert actor(pages, acted).post == other.pk


def test_a_delegation_that_is_over_or_anothers_is_no_choice(zone: Zone, acted: list[Actor]) -> None:
    delegate(SYSTEM, zone.head, zone.clerk, since=START, until=date(2024, 1, 31), at=AT)
    delegate(SYSTEM, zone.westerner, zone.easterner, since=START, until=date(2099, 1, 1), at=AT)
    pages = signed_in()
    for principal in (zone.head, zone.westerner):
        assert choose(pages, f"{principal.pk}-{zone.posts[principal.pk].pk}") == 404
    assert actor(pages, acted).for_person is None
    assert '<form method="post" action="/acting">' not in pages.get("/guide").content.decode()


@proves("W1.2.2")
def test_who_holds_several_posts_acts_in_none_until_one_is_chosen(zone: Zone, acted: list[Actor]) -> None:
    second = a_second_post(zone)
    pages = signed_in()
    assert actor(pages, acted) == Actor(zone.clerk.pk, None, None)
    assert "挂职副主任" in pages.get("/guide").content.decode()
    assert choose(pages, f"0-{second.pk}") == 302
    assert actor(pages, acted) == Actor(zone.clerk.pk, second.pk, None)
    end(SYSTEM, second, day=timezone.localdate(), reason="挂职结束", at=AT)
    assert actor(pages, acted) == Actor(zone.clerk.pk, zone.posts[zone.clerk.pk].pk, None)


def test_the_choice_is_ones_own_sessions_and_is_gone_with_it(zone: Zone, acted: list[Actor]) -> None:
    a_delegation(zone, zone.head)
    here, there = signed_in(), signed_in()
    choose(here, f"{zone.head.pk}-{zone.posts[zone.head.pk].pk}")
    assert actor(there, acted).for_person is None
    here.post("/signout")
    assert actor(signed_in(), acted).for_person is None


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", ""])
def test_the_way_back_stays_on_this_site(zone: Zone, back: str) -> None:
    pages = signed_in()
    answer = pages.post("/acting", {"way": f"0-{zone.posts[zone.clerk.pk].pk}", "back": back})
    assert answer.headers["Location"] == "/"


def test_the_console_acts_as_the_platform_and_nobody_as_nothing(zone: Zone, settings: Settings) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.core.exceptions import PermissionDenied

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    for ask in (actor_of, acting.reader_of_request):
        with pytest.raises(PermissionDenied):
            ask(request)
    settings.JINGKAI_SIGN_IN = False
    assert actor_of(RequestFactory().get("/")) == SYSTEM
