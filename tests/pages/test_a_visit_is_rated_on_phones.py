"""Ballots in Chromium on a phone of 390 px: places that move, a double tap, the back button, no network, two raters at
once, no script.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from jingkai.kernel.parties.models import Person
from jingkai.kernel.rounds.models import Ballot, Criterion
from jingkai.kernel.rounds.tests.samples import MONDAY, entrant
from jingkai.systems.reviews.tests.visits import NAMES, A, B, C, Tour, a_tour
from tests.harness import CommittedDatabase
from tests.proof import proves

from .accounts import PASSWORD, account_of
from .inside import Inside, inside
from .looking import assert_reads_well
from .serving import served

PHONE = {"width": 390, "height": 844}
OVERLAP = """() => { const bar = document.querySelector('.cast').getBoundingClientRect();
  return [...document.querySelectorAll('.choices label')].map(one => one.getBoundingClientRect())
    .filter(one => one.height < 44).length + (bar.height < 44 ? 1 : 0); }"""


@pytest.fixture
def tour(committed_db: CommittedDatabase) -> Tour:
    return a_tour(3)


@pytest.fixture
def pages(chromium: Browser, tour: Tour, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    with inside(chromium, monkeypatch) as pages:
        yield pages


@contextmanager
def phone(pages: Inside, tour: Tour, person: Person) -> Iterator[Page]:
    with pages.read_by(person) as page:
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{pages.address}/rounds/{tour.round.pk}/ballot")
        yield page


def press(page: Page, name: str, place: int) -> None:
    """Choose a place on the card of a stop."""
    page.locator(".ballot-card").filter(has_text=name).locator(f"input[value='{place}']").check()


def place_of(page: Page, tour: Tour, name: str) -> str:
    """The place that is chosen on the card."""
    by = Criterion.objects.get(round=tour.round)
    return page.locator(f"[name=vote-{entrant(tour.round, name).pk}-{by.pk}]:checked").input_value()


def ballots(tour: Tour, rater: Person) -> dict[str, int]:
    rows = Ballot.objects.filter(rater__person=rater, entrant__round=tour.round)
    return {one.entrant.name: one.micro // 10**6 for one in rows.select_related("entrant")}


@proves("A4.1.2", "A3.3.1")
def test_a_place_moves_to_the_stop_that_is_pressed_last_and_what_is_saved_is_shown(
    pages: Inside, tour: Tour
) -> None:
    with phone(pages, tour, tour.raters[0]) as page:
        assert page.evaluate(OVERLAP) == 0
        press(page, A, 1)
        press(page, B, 2)
        press(page, C, 1)
        assert [place_of(page, tour, name) for name in (A, B, C)] == ["", "2", "1"]
        expect(page.locator("[data-chosen]")).to_have_text("已选未提交 2")
        page.locator(".cast button").dblclick()
        expect(page.locator(".kept-ballot")).to_have_count(2)
        expect(page.locator(".cast")).to_contain_text("可评 13 个，已保存 2 个")
        assert ballots(tour, tour.raters[0]) == {B: 2, C: 1}
        assert_reads_well(page)


@proves("A4.1.2")
def test_without_network_nothing_is_lost_and_once_it_is_back_one_ballot_is_cast(
    pages: Inside, tour: Tour
) -> None:
    rater = tour.raters[1]
    with phone(pages, tour, rater) as page:
        press(page, A, 1)
        page.context.set_offline(True)
        page.locator(".cast button").click()
        expect(page.locator("[data-offline]")).to_be_visible()
        assert place_of(page, tour, A) == "1"
        assert ballots(tour, rater) == {}
        page.context.set_offline(False)
        # The phone was put away, and the page opened again.
        page.goto(f"{pages.address}/rounds")
        page.goto(f"{pages.address}/rounds/{tour.round.pk}/ballot")
        expect(page.locator("[data-restored]")).to_be_visible()
        assert place_of(page, tour, A) == "1"
        press(page, B, 2)
        page.locator(".cast button").click()
        expect(page.locator(".kept-ballot")).to_have_count(2)
        assert ballots(tour, rater) == {A: 1, B: 2}
        # What is saved is no draft any more.
        page.reload()
        expect(page.locator(".kept-ballot")).to_have_count(2)
        expect(page.locator("[data-restored]")).to_be_hidden()


@proves("A4.1.2")
def test_when_the_answer_is_lost_the_same_once_more_casts_nothing_more(pages: Inside, tour: Tour) -> None:
    rater = tour.raters[0]
    with phone(pages, tour, rater) as page:
        press(page, A, 1)
        # The server gets it, the phone no answer.
        page.route("**/ballot", lambda route: (route.fetch(max_redirects=0), route.abort())
                   if route.request.method == "POST" else route.continue_())  # fmt: skip
        with page.expect_event("requestfailed", lambda request: request.method == "POST"):
            page.locator(".cast button").click()
        assert ballots(tour, rater) == {A: 1}
        page.unroute("**/ballot")
        page.goto(f"{pages.address}/rounds/{tour.round.pk}/ballot")
        expect(page.locator(".kept-ballot")).to_have_count(1)
        expect(page.locator("[data-restored]")).to_be_hidden()
        assert ballots(tour, rater) == {A: 1}


@proves("A4.1.2")
def test_the_back_button_shows_what_is_saved(pages: Inside, tour: Tour) -> None:
    rater = tour.raters[0]
    with phone(pages, tour, rater) as page:
        press(page, A, 1)
        page.locator(".cast button").click()
        expect(page.locator(".kept-ballot")).to_have_count(1)
        page.goto(f"{pages.address}/rounds")
        page.go_back()
        expect(page.locator(".kept-ballot")).to_have_count(1)
        press(page, B, 2)
        page.locator(".cast button").click()
        expect(page.locator(".kept-ballot")).to_have_count(2)
        assert ballots(tour, rater) == {A: 1, B: 2}


@proves("A3.3.1")
def test_who_was_not_at_a_stop_reads_why_he_does_not_rate_it(pages: Inside, tour: Tour) -> None:
    with phone(pages, tour, tour.raters[2]) as page:
        card = page.locator(".ballot-card").filter(has_text=NAMES[12])
        expect(card.locator(".why")).to_contain_text("没有到过")
        expect(card.locator("input")).to_have_count(0)
        expect(page.locator(".ballot-card input[value='1']")).to_have_count(12)


@proves("A4.1.2")
def test_without_script_it_is_a_form(chromium: Browser, pages: Inside, tour: Tour) -> None:
    rater = tour.raters[0]
    with phone(pages, tour, rater) as page:
        bare: BrowserContext = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
        page = bare.new_page()
        page.goto(f"{pages.address}/rounds/{tour.round.pk}/ballot")
        press(page, A, 1)
        press(page, B, 1)
        page.locator(".cast button").click()
        expect(page.locator("[role=alert]").first).to_contain_text("每个只能投一次")
        # What was chosen is still chosen.
        assert [place_of(page, tour, name) for name in (A, B)] == ["1", "1"]
        assert ballots(tour, rater) == {}
        press(page, B, 2)
        page.locator(".cast button").click()
        expect(page.locator(".kept-ballot")).to_have_count(2)
        assert ballots(tour, rater) == {A: 1, B: 2}
        bare.close()


@proves("A4.1.2")
def test_two_raters_at_once_and_one_in_two_windows(
    chromium: Browser, tour: Tour, committed_db: CommittedDatabase
) -> None:
    for rater, name in zip(tour.raters[:2], ("first", "second"), strict=True):
        account_of(rater, name)
    with served(committed_db, as_whom="") as address:
        address = address.replace("127.0.0.1", "localhost")
        opened: dict[str, Page] = {}
        for name, login in (("甲", "first"), ("甲的另一窗口", "first"), ("乙", "second")):
            page: Page = chromium.new_context(locale="zh-CN", viewport=PHONE).new_page()  # type: ignore[arg-type]
            page.goto(f"{address}/signin?next=/rounds/{tour.round.pk}/ballot")
            page.fill("[name=login]", login)
            page.fill("[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            expect(page.locator(".cast")).to_be_visible()
            opened[name] = page
        press(opened["甲"], A, 1)
        press(opened["甲的另一窗口"], B, 1)
        press(opened["乙"], A, 1)
        # No press waits for the answer to another.
        for page in opened.values():
            page.evaluate("setTimeout(() => document.querySelector('.cast button').click())")
        for page in opened.values():
            page.locator(".kept-ballot, .refusal[role=alert]:not([hidden])").first.wait_for()
        mine = ballots(tour, tour.raters[0])
        assert mine in ({A: 1}, {B: 1})
        assert ballots(tour, tour.raters[1]) == {A: 1}
        for page in opened.values():
            page.context.close()


@proves("A3.3.1")
def test_the_pages_of_the_office_read_well(pages: Inside, tour: Tour) -> None:
    with pages.read_by(tour.hall.assessor) as page:
        for where in ("", "/new", f"/{tour.round.pk}", f"/{tour.round.pk}/entrants/13"):
            page.goto(f"{pages.address}/rounds{where}")
            assert_reads_well(page)
