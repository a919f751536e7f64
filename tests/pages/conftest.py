"""A small zone whose departments sent their tables, and its pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from jingkai.kernel.parties.models import Person
from tests.harness import CommittedDatabase
from tests.month.commands import Shell

SHEET = """滨河经济开发区2024年1-3月主要经济指标完成情况
单位：亿元
指标,年度计划,1-3月累计,同比增长%
固定资产投资,150,38.62,11.2
一般公共预算收入,20.5,2.18,-3.6
社会消费品零售总额<b>,,12.05,6.4
进出口总额/实绩,,3.3,
"""
TOWNS = """滨河经济开发区2024年1-3月固定资产投资
单位：亿元
单位名称,完成投资
向阳街道,5.5
三水镇,2.2
"""


@pytest.fixture
def shell(committed_db: CommittedDatabase) -> Shell:
    return Shell()


@pytest.fixture
def founded(shell: Shell) -> Shell:
    """A zone with four units and no figure yet."""
    return found(shell)


def found(shell: Shell) -> Shell:
    units = ("统计办", "财政审计部", "向阳街道", "三水镇")
    named = [word for unit in units for word in ("--unit", unit)]
    assert shell("init", "--zone", "滨河经济开发区", *named).code == 0
    return shell


@pytest.fixture
def site(founded: Shell, tmp_path: Path) -> Client:
    """The pages of the zone after two departments sent their figures of March, which differ."""
    send_march(founded, tmp_path)
    return Client(HTTP_HOST="localhost")


def send_march(shell: Shell, folder: Path) -> None:
    sent = {"经发": (SHEET, "统计办"), "财政": (SHEET.replace("38.62", "39.10"), "财政审计部")}
    for name, (text, unit) in sent.items():
        send(shell, folder / f"{name}_2024年1-3月.csv", text, unit)
    send(shell, folder / "街镇_2024年1-3月.csv", TOWNS, "统计办")


def send(shell: Shell, path: Path, text: str, unit: str) -> None:
    path.write_text(text, encoding="utf-8-sig")
    assert shell("import", path, "--unit", unit, "--caliber", "统计").code == 0


@pytest.fixture
def look(settings: Settings) -> Callable[[str], Client]:
    """The pages as a person reads them; without a name as the console does."""

    def look(person: str) -> Client:
        settings.JINGKAI_ACTS_AS = Person.objects.get(name=person).pk if person else None
        return Client(HTTP_HOST="localhost")

    return look


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser; BROWSER names another one than the first Chromium there is. What it shows comes of queries that the
    other tests ask both databases, so on PostgreSQL it is only opened where BROWSER says so.
    """
    if connection.vendor != "sqlite" and "BROWSER" not in os.environ:
        pytest.skip("pages are looked at on SQLite; BROWSER=chromium looks at them here too")
    names = (os.environ.get("BROWSER", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: BROWSER=/path/to/one names it")
    # Playwright runs an event loop in this thread, and Django would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
