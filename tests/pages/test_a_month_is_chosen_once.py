"""The month is chosen once: it goes along to every page, by its address and where an address names none."""

from pathlib import Path

import pytest
from django.test import Client

from jingkai.web.month import COOKIE
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, send
from .reading import read

FEBRUARY, MARCH = "2024-02", "2024-03"
# Pages that show a month, by their own name for it.
PAGES = (
    "/economy/targets",
    "/economy/signs",
    "/economy/ladder",
    "/scheduling/reports",
    "/assessment/comparison",
)


@pytest.fixture
def two_months(site: Client, founded: Shell, tmp_path: Path) -> Client:
    send(founded, tmp_path / "统计_2024年1-2月.csv", SHEET.replace("1-3月", "1-2月"), "统计办")
    return site


def shown(client: Client, address: str) -> str:
    """What a page says about its month."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return read(answer).words


@proves("W1.1.2")
def test_every_page_shows_the_month_that_was_chosen_on_one(two_months: Client) -> None:
    for page in PAGES:
        assert "显示 2024年3月" in shown(two_months, page), page
    shown(two_months, f"/economy/month?period={FEBRUARY}")
    for page in PAGES:
        said = shown(two_months, page)
        assert "显示 2024年2月 · 数据自 2" in said, page
        assert "看在办的2024年3月" in said, page
    # An address that names a month is that month's; it is the one that was chosen from then on.
    assert "显示 2024年3月" in shown(two_months, f"{PAGES[0]}?period={MARCH}")
    said = shown(two_months, PAGES[1])
    assert "显示 2024年3月" in said
    assert "看在办的" not in said


@proves("W1.1.2")
def test_the_month_stands_in_the_addresses_of_the_navigation(two_months: Client) -> None:
    shown(two_months, f"/economy/month?period={FEBRUARY}")
    # A page without a month of its own in between loses nothing.
    links = [address for _, address in read(two_months.get("/rules")).links]
    assert f"/economy/targets?period={FEBRUARY}" in links
    assert not any(one.startswith("/economy/targets?") and FEBRUARY not in one for one in links)


@pytest.mark.parametrize("named", ["2024", "2024-Q1", "nonsense"])
def test_only_a_single_month_is_kept(two_months: Client, named: str) -> None:
    two_months.get(f"/economy/targets?period={named}")
    assert COOKIE not in two_months.cookies
    assert "显示 2024年3月" in shown(two_months, PAGES[1])


def test_what_a_browser_sends_that_is_no_month_is_nothing(two_months: Client) -> None:
    two_months.cookies[COOKIE] = "2024-13"
    assert "显示 2024年3月" in shown(two_months, PAGES[0])


def test_the_month_ends_with_the_session(two_months: Client, settings: pytest.MonkeyPatch) -> None:
    shown(two_months, f"/economy/month?period={FEBRUARY}")
    assert two_months.cookies[COOKIE].value == FEBRUARY
    # Kept until the browser is closed.
    assert two_months.cookies[COOKIE]["max-age"] == ""
    settings.JINGKAI_SIGN_IN = True  # type: ignore[attr-defined]
    two_months.get("/signin")
    assert two_months.cookies[COOKIE].value == ""
