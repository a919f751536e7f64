"""st-E18: the head of a month's page says what stands where, which signs there are, what came of them."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.stories.march import (
    March,
    a_march,
    ask_units,
    design_report,
    report_figures,
    report_units,
    reported_march,
)
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db
MONTH = "/economy/month?period=2024-02"


def head(client: Client, address: str = MONTH) -> list[tuple[str, str]]:
    """The figures of the head with their words."""
    html = client.get(address).content.decode()
    body = html.partition('<div class="head">')[2].partition("</div>\n</div>")[0] + "</div>"
    pairs = re.findall(r"<div[^>]*><b[^>]*>(.*?)</b><span>(.*?)</span></div>", body)
    return [(_bare(figure), _bare(words)) for figure, words in pairs]


def _bare(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html.replace("<br>", " "))


@pytest.fixture
def reads(settings: Settings) -> Client:
    """As the console, which reads all."""
    settings.JINGKAI_ACTS_AS = None
    return Client(HTTP_HOST="localhost")


@proves("W2.2.1")
def test_the_head_says_where_rows_stand_which_signs_there_are_and_what_came_of_them(reads: Client) -> None:
    reported_march()
    assert head(reads) == [
        ("12", "项指标"),
        ("7", "快于时序"),
        ("2", "持平"),
        ("3", "落后时序"),
        ("7", "条苗头（7 条已登记） 政策 1 · 市场 2 · 运行 4"),
        ("3", "个事项由此立项"),
        ("0", "处数据不一致"),
    ]
    english = head(reads, f"{MONTH}&lang=en")
    assert ("7", "signals (7 on record) policy 1 · market 2 · operation 4") in english
    assert ("3", "matters opened") in english


@proves("W2.2.1")
def test_who_may_see_no_matter_is_not_told_that_there_is_none(reads: Client, settings: Settings) -> None:
    march = reported_march()
    assessor, _ = a_person("考核员", march.zone.zone)
    hold(assessor, "assessment", march.zone.zone)
    settings.JINGKAI_ACTS_AS = assessor.pk
    assert not [words for _, words in head(reads) if "立项" in words]
    settings.JINGKAI_ACTS_AS = march.zone.head.pk
    assert ("3", "个事项由此立项") in head(reads)


@proves("W2.2.1")
def test_the_head_says_how_much_of_the_months_forms_nobody_had_to_type(reads: Client) -> None:
    march = a_march()
    report_figures(march)
    # Where nothing was asked, nothing is said.
    assert not [words for _, words in head(reads) if "填报项" in words]
    asked_of_all(march)
    assert ("83.3%", "填报项由系统带出 720 项中 600 项") in head(reads)
    one = march.units["商务局"]
    assert ("83.3%", "填报项由系统带出 36 项中 30 项") in head(reads, f"{MONTH}&unit={one.pk}")
    # What was asked in March is about February: March's own page has nothing of it.
    assert "填报项" not in read(reads.get("/economy/month?period=2024-03")).words


def asked_of_all(march: March) -> None:
    """Thirty of 36 cells are known of each of the twenty units."""
    report_units(march)
    design_report(march)
    assert len(ask_units(march)) == 20


@proves("W2.2.1")
def test_what_is_turned_back_says_nothing_of_forms_that_were_not_there(reads: Client) -> None:
    march = a_march()
    report_figures(march)
    asked_of_all(march)
    assert not [words for _, words in head(reads, f"{MONTH}&as_of=200") if "填报项" in words]
