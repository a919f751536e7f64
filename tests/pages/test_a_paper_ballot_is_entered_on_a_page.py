"""A ballot on paper: the office enters it in a browser, and the rater reads for ever who entered it, with the paper."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from jingkai.kernel.activities.services import enter_present
from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.models import Ballot, Rater
from jingkai.kernel.rounds.services import RaterDraft, add_raters, close
from jingkai.kernel.rounds.tests.samples import MONDAY, cast, entrant, somebody
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.reviews.tests.visits import NAMES, A, B, C, Tour, a_tour
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .looking import PHONE, assert_reads_well

SCAN = {"name": "评分票01.jpg", "mimeType": "image/jpeg", "buffer": b"scanned"}


@pytest.fixture
def tour(committed_db: CommittedDatabase) -> Tour:
    return a_tour(3)


@pytest.fixture
def pages(chromium: Browser, tour: Tour, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    with inside(chromium, monkeypatch) as pages:
        yield pages


def address_of(tour: Tour, person: Person) -> str:
    return f"/rounds/{tour.round.pk}/raters/{Rater.objects.get(round=tour.round, person=person).pk}"


def choose(page: Page, name: str, place: int) -> None:
    card = page.locator(".ballot-card").filter(has_text=name)
    card.locator("label").filter(has_text=f"第 {place} 名").click()


def send(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="录入", exact=True).click()


@proves("A3.3.1", "W1.5.2")
def test_the_office_enters_a_paper_ballot_and_the_rater_reads_who_did(pages: Inside, tour: Tour) -> None:
    with pages.read_by(tour.hall.assessor) as page:
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(f"{pages.address}/rounds/{tour.round.pk}")
        with page.expect_navigation():
            page.locator(".turnout").get_by_role("link", name="评委03").click()
        expect(page.locator(".ballot-card.barred .why")).to_contain_text(NAMES[12])
        assert_reads_well(page)
        choose(page, A, 1)
        choose(page, B, 1)
        page.get_by_label("票面扫描件").set_input_files(SCAN)  # type: ignore[arg-type]
        send(page)
        # Refused whole; what was chosen is still chosen.
        expect(page.locator("[role=alert]")).to_contain_text("每个只能投一次")
        assert not Ballot.objects.exists()
        choose(page, B, 2)
        page.get_by_label("票面扫描件").set_input_files(SCAN)  # type: ignore[arg-type]
        send(page)
        expect(page.locator(".kept-ballot")).to_have_count(2)
        expect(page.locator(".on-paper").first).to_contain_text("纸质票，考核员录入")
        assert_reads_well(page)
        with page.expect_download() as scan:
            page.get_by_role("link", name="看票面").first.click()
        assert scan.value.path().read_bytes() == b"scanned"
        page.goto(f"{pages.address}/rounds/{tour.round.pk}")
        expect(page.locator(".turnout tr").filter(has_text="评委03")).to_contain_text("纸质票，考核员录入")
        assert_reads_well(page)
    with pages.read_by(tour.raters[2]) as page:
        page.goto(f"{pages.address}/rounds/{tour.round.pk}/ballot")
        expect(page.locator(".on-paper")).to_have_count(2)
        # Places come by one hand: nothing more is asked of the rater himself.
        expect(page.locator(".refusal.mild").first).to_contain_text("已由他人按纸质票录入")
        expect(page.locator(".choices")).to_have_count(0)
        assert_reads_well(page)
        with page.expect_download() as scan:
            page.get_by_role("link", name="看票面").first.click()
        assert scan.value.path().read_bytes() == b"scanned"


@proves("A3.3.1")
def test_nobody_reads_a_paper_ballot_who_reads_no_ballot(
    tour: Tour, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    hall, zone = tour.hall, tour.hall.zone
    other = somebody(zone, "考核二员", hall.assessor.posts.get().body, "assessment")
    late = somebody(zone, "补派评委", zone.zone)
    hold(late, "assessment", hall.assessor.posts.get().body)
    add_raters(hall.office, tour.round, [RaterDraft(late)], at=MONDAY)
    activity = entrant(tour.round, A).activity
    assert activity is not None
    enter_present(SYSTEM, activity, [late], at=MONDAY)
    cast(hall, tour.round, tour.raters[1], {C: 3}, "位次票")
    first = address_of(tour, tour.raters[0])

    def asks(person: Person, address: str) -> tuple[int, str]:
        settings.JINGKAI_ACTS_AS = person.pk
        answer = Client(HTTP_HOST="localhost").get(address)
        return answer.status_code, "" if answer.streaming else answer.content.decode()

    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.JINGKAI_ACTS_AS = hall.assessor.pk
    by = tour.round.criteria.get().pk
    sent = {"seen": "0", f"vote-{entrant(tour.round, A).pk}-{by}": "1"}
    for _ in range(2):  # the same click twice
        done = Client(HTTP_HOST="localhost").post(first, sent | {"file": SimpleUploadedFile("票.jpg", b"x")})
        assert done.status_code == 302
    row = Ballot.objects.get(rater__person=tour.raters[0])
    file = f"/rounds/{tour.round.pk}/ballots/{row.pk}/paper"
    may = {hall.assessor: 200, tour.raters[0]: 200, tour.raters[1]: 404, other: 404, zone.head: 404}
    assert {one: asks(one, file)[0] for one in may} == may
    # A colleague sees that it was entered and by whom, not what; who rates or is judged enters nothing.
    assert "已保存" in asks(hall.assessor, first)[1]
    status, page = asks(other, first)
    assert (status, "已保存" in page, "另有" in page or "已由他人" in page) == (200, False, True)
    page = asks(late, first)[1]
    assert "评委和参评单位的人员不录入纸质票" in page
    assert '<input type="radio"' not in page
    # What the rater cast himself is not shown to the office before the closing, and is afterwards.
    theirs = address_of(tour, tour.raters[1])
    assert "已保存" not in asks(hall.assessor, theirs)[1]
    assert asks(tour.raters[1], theirs)[0] == 404
    close(hall.office, tour.round, at=MONDAY)
    assert "已保存：第 3 名" in asks(hall.assessor, theirs)[1]
    assert asks(other, file)[0] == 200
    assert asks(tour.raters[1], file)[0] == 404
