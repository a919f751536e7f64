"""The number of notices that wait stands around every page; a receipt is a button, and a look is none."""

from collections.abc import Callable

import pytest
from django.test import Client

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.messages.models import Notice, Receipt
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db

Look = Callable[[str], Client]


@pytest.fixture
def zone() -> Zone:
    return a_ruled_zone()


def said(zone: Zone, title: str, *, must: bool = False, about: Matter | None = None) -> Notice:
    ref = about.ref if about else ""
    return send(
        zone.actor(zone.clerk),
        title,
        at=AT,
        people=[zone.easterner],
        must_acknowledge=must,
        ref=ref,
        text="正文",
    )


def steps() -> list[str]:
    return list(Receipt.objects.order_by("pk").values_list("step", flat=True))


@proves("W1.1.4")
def test_the_number_stands_around_every_page_and_falls_with_each_receipt(look: Look, zone: Zone) -> None:
    plain, urgent = said(zone, "会议通知"), said(zone, "报送通知", must=True)
    pages = look("东城干部")
    assert "通知2条未读或待签收" in read(pages.get("/guide")).words
    assert pages.post(f"/notices/{plain.pk}", {"step": "read"}).headers["Location"] == "/notices"
    assert "通知1条未读或待签收" in read(pages.get("/guide")).words
    pages.post(f"/notices/{urgent.pk}", {"step": "acknowledged"})
    words = read(pages.get("/notices")).words
    assert "条未读或待签收" not in words
    assert steps() == ["read", "acknowledged"]
    for title in ("会议通知", "报送通知", "没有未读或待签收的通知"):
        assert title in words


@proves("W1.1.4")
def test_a_look_is_no_receipt_and_a_button_pressed_twice_has_one_effect(look: Look, zone: Zone) -> None:
    notice = said(zone, "报送通知", must=True)
    pages, before = look("东城干部"), Entry.objects.count()
    page = read(pages.get("/notices"))
    assert "报送通知" in page.words
    assert (steps(), Entry.objects.count()) == ([], before)
    assert pages.get(f"/notices/{notice.pk}").status_code == 405
    for _ in range(2):
        pages.post(f"/notices/{notice.pk}", {"step": "acknowledged"})
    assert (steps(), Entry.objects.count()) == (["acknowledged"], before + 1)


@proves("W1.1.4", "INV.7")
def test_a_notice_to_somebody_else_is_answered_as_one_that_is_not_there(look: Look, zone: Zone) -> None:
    notice = said(zone, "报送通知", must=True)
    pages = look("西城干部")
    assert "报送通知" not in read(pages.get("/notices")).words
    keys = (notice.pk, 99999)
    answers = [pages.post(f"/notices/{key}", {"step": "acknowledged"}) for key in keys]
    assert [one.status_code for one in answers] == [400, 400]
    # The way to the other language has the address of the page.
    said_back = [
        one.content.replace(f"/{key}?".encode(), b"") for one, key in zip(answers, keys, strict=True)
    ]
    assert said_back[0] == said_back[1]
    assert "messages.not-addressed" in read(answers[0]).words
    assert steps() == []


@pytest.mark.parametrize("step", ["", "urged", "delivered", "nothing"])
def test_only_reading_and_acknowledging_are_buttons(look: Look, zone: Zone, step: str) -> None:
    notice = said(zone, "报送通知")
    assert look("东城干部").post(f"/notices/{notice.pk}", {"step": step}).status_code == 404
    assert steps() == []


@proves("INV.7")
def test_what_a_notice_is_about_is_named_to_whom_may_see_it(look: Look, zone: Zone) -> None:
    own, others = a_matter(zone, "疏通东河", zone.east), a_matter(zone, "疏通西河", zone.west)
    for matter in (own, others):
        said(zone, "催办", about=matter)
    words = read(look("东城干部").get("/notices")).words
    assert "关于 2024-1 疏通东河" in words
    assert "西河" not in words
    assert "2024-2" not in words


def test_the_console_reads_as_nobody_and_has_no_notices(look: Look, zone: Zone) -> None:
    said(zone, "报送通知")
    page = read(look("").get("/notices"))
    assert "通知是发给人的" in page.words
    assert "报送通知" not in page.words
    assert all(not text.startswith("通知") for text, _ in page.links)
    answer = look("").post("/notices/1", {"step": "read"})
    assert "messages.not-addressed" in read(answer).words


def test_earlier_ones_come_in_pages(look: Look, zone: Zone) -> None:
    pages = look("东城干部")
    for number in range(22):
        pages.post(f"/notices/{said(zone, f'第{number}号').pk}", {"step": "read"})
    first = read(pages.get("/notices"))
    assert ("第2号" in first.words, "第1号" in first.words) == (True, False)
    second = read(pages.get(first.link("较早的 ›")))
    assert ("第1号" in second.words, "第2号" in second.words) == (True, False)
    assert second.link("‹ 较近的") == "/notices"
    assert pages.get("/notices?page=x").status_code == 200
