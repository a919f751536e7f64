"""What a round came to and what follows from it, wide and on a phone, in both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import announce
from jingkai.kernel.rounds.tests.samples import FRIDAY, Hall, a_hall, graded
from jingkai.kernel.rounds.tests.test_st_e13_tiers_are_forced_and_nothing_follows_unapproved import a_year
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .looking import assert_reads_well


@pytest.fixture
def hall(committed_db: CommittedDatabase) -> Hall:
    return a_hall()


@pytest.fixture
def site(chromium: Browser, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    with inside(chromium, monkeypatch) as site:
        yield site


@proves("W1.5.2", "A5.1.1")
def test_results_and_what_follows_read_well(site: Inside, hall: Hall) -> None:
    round = a_year(hall)
    graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    assert Consequence.objects.count() == 11
    with site.read_by(hall.zone.head) as page:
        for address in (f"/rounds/{round.pk}/results", "/consequences"):
            page.goto(site.address + address)
            assert page.locator("main table tbody tr").count() > 3
            assert_reads_well(page)
