"""The page of what was found, as a person and as the console."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.remembering import forget
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.web.opening import address_of
from jingkai.web.words import word_table
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db

Look = Callable[[str], Client]
PACKAGES = ("jingkai.web.search", "jingkai.web.notices")


@pytest.fixture
def zone() -> Zone:
    zone = a_ruled_zone()
    a_matter(zone, "东河路消防通道堵塞", zone.east)
    for number in range(7):
        a_matter(zone, f"西河路消防验收{number}", zone.west)
    return zone


def found(pages: Client, typed: str, more: str = "") -> str:
    response = pages.get(f"/search?q={quote(typed)}{more}")
    assert response.status_code == 200
    return read(response).words


@proves("W1.1.3")
@pytest.mark.parametrize("typed", ["防", "消防", "消防通道", "2024-1", "消防 东河"])
def test_the_page_groups_counts_and_marks_what_the_reader_may_see(look: Look, zone: Zone, typed: str) -> None:
    words = found(look("东城干部"), typed)
    assert "东河路消防通道堵塞" in words
    assert re.search(r"事项\s+1 条", words)
    assert "西河" not in words
    html = look("东城干部").get(f"/search?q={quote('消防')}").content.decode()
    assert "东河路<mark>消防</mark>通道堵塞" in html


@proves("W1.1.3", "INV.7")
def test_what_is_hidden_is_said_as_what_is_absent(look: Look, zone: Zone) -> None:
    pages = look("东城干部")
    said = []
    for typed in ("西河", "北河"):
        forget()  # each as the first page that is asked for
        with CaptureQueriesContext(connection) as queries:
            words = found(pages, typed).replace(typed, "…")
        said.append((words, len(queries)))
    assert said[0] == said[1]
    assert "没有找到" in said[0][0]


def test_of_many_the_newest_are_shown_and_the_others_in_pages(look: Look, zone: Zone) -> None:
    pages = look("西城干部")
    words = found(pages, "消防")
    assert re.search(r"事项\s+7 条", words)
    assert [n for n in range(7) if f"消防验收{n}" in words] == [2, 3, 4, 5, 6]
    alone = read(pages.get(f"/search?q={quote('消防')}")).link("只看事项 ›")
    assert [n for n in range(7) if f"消防验收{n}" in read(pages.get(alone)).words] == list(range(7))
    for number in range(20):
        a_matter(zone, f"消防复查{number}", zone.west)
    first = read(pages.get(alone))
    assert ("消防复查0" in first.words, "消防验收6" in first.words) == (True, False)
    second = read(pages.get(first.link("下一页 ›")))
    assert [n for n in range(7) if f"消防验收{n}" in second.words] == list(range(7))
    assert second.link("‹ 上一页") == alone


ODD = [
    "",
    "   ",
    "%",
    "_",
    "*",
    '"',
    "'",
    "\\",
    "😀",
    "(",
    "&",
    "\x00",
    "NEAR(",
    '" OR 1 --',
    "消" * 200,
    "x" * 5000,
]


@pytest.mark.parametrize("typed", ODD)
@pytest.mark.parametrize(
    "more", ["", "&kind=matter", "&kind=nothing", "&kind=matter&page=-1", "&kind=matter&page=²"]
)
def test_whatever_is_typed_does_no_harm(look: Look, zone: Zone, typed: str, more: str) -> None:
    words = found(look("督查员"), typed, more)
    assert "搜索的范围" in words
    assert "西河路" not in words


def test_what_is_cut_off_is_said(look: Look, zone: Zone) -> None:
    assert "只按前 100 个字搜索" in found(look("督查员"), "消" * 200)


def test_a_page_of_what_was_found_writes_nothing(look: Look, zone: Zone) -> None:
    before = Entry.objects.count()
    pages = look("督查员")
    assert "消防" in found(pages, "消防")
    assert Entry.objects.count() == before
    assert pages.post("/search").status_code == 405


def test_what_is_found_opens_where_a_system_has_a_page_for_it(look: Look, zone: Zone) -> None:
    caliber = next(iter(vocabulary().calibers))
    define_indicator(
        SYSTEM, zone.zone, "water", name="消防用水", formula="1", unit="", calibers=[caliber], at=AT
    )
    matter = Matter.objects.order_by("pk")[0]
    assert (
        address_of("matter", matter, "?period=2024-03") == f"/supervision/matters/{matter.pk}?period=2024-03"
    )
    assert address_of("signal", matter) == ""
    page = read(look("督查员").get(f"/search?q={quote('消防用水')}&period=2024-03"))
    assert page.link("消防用水") == "/economy/indicators/water?period=2024-03"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_word_is_there_in_both_languages_and_asked_for(package: str) -> None:
    for key, one in word_table(package).items():
        assert set(one) == {"zh", "en"}, key
        assert all(said.strip() for said in one.values()), key
        assert len({tuple(sorted(re.findall(r"{(\w+)}", said))) for said in one.values()}) == 1, key


def test_in_english_only_what_people_typed_is_chinese(look: Look, zone: Zone) -> None:
    page = read(look("东城干部").get(f"/search?q={quote('东河')}&lang=en"))
    ours = {one["zh"] for package in PACKAGES for one in word_table(package).values()}
    assert not page.texts & ours
    assert "Matters" in page.words
