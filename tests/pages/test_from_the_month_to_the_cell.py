"""A figure of the month opens to its proof, that to the fact, and that to the cell it was read from."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks import original
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import draft
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, send
from .reading import read

MONTH = "/economy/month?period=2024-03"


@proves("W2.2.2", "W2.2.1", "W1.3.1")
def test_the_month_leads_to_the_cell(site: Client) -> None:
    month = read(site.get(MONTH))
    assert "滨河经济开发区2024年3月经济运行调度" in month.words
    proof = read(site.get(month.link("2.18")))
    assert "2.18亿元" in proof.words
    fact = site.get(proof.link("2.18亿元"))
    page = read(fact)
    assert "经发_2024年1-3月.csv" in page.words
    assert "指标" in page.words
    html = fact.content.decode("utf-8")
    assert "<mark>2.18</mark>" in html
    assert html.count("<mark>") == 1


@proves("W2.2.3")
def test_an_indicator_has_a_card_also_one_with_a_slash_in_its_name(site: Client) -> None:
    month = read(site.get(MONTH))
    card = read(site.get(month.link("固定资产投资")))
    assert {"算式", "本单位本年累计的“固定资产投资”", "报送单位", "向阳街道", "三水镇"} <= card.texts
    # From there, a row opens to its proof as from the month.
    assert "固定资产投资 · 三水镇 · 2024年3月" in read(site.get(card.link("2.2"))).words
    slashed = read(site.get(month.link("进出口总额/实绩")))
    assert "3.3" in slashed.texts
    assert "3.3亿元" in read(site.get(slashed.link("3.3"))).words


@proves("W2.2.2")
def test_a_unit_has_its_own_month(site: Client) -> None:
    town = Fact.objects.get(text="5.5").holder
    page = read(site.get(f"{MONTH}&unit={town.pk}"))
    assert "向阳街道2024年3月经济运行调度" in page.words
    assert "5.5" in page.words
    assert "12.05" not in page.words
    proof = read(site.get(page.link("5.5")))
    assert "固定资产投资 · 向阳街道 · 2024年3月" in proof.words


@proves("W2.2.1")
def test_what_departments_say_differently_stands_side_by_side(site: Client) -> None:
    page = read(site.get(MONTH))
    assert page.words.index("38.62") < page.words.index("39.1")
    assert "财政审计部" in page.words
    fact = read(site.get(page.link("39.10亿元")))
    assert "财政_2024年1-3月.csv" in fact.words


@proves("W1.1.2", "W1.3.6")
def test_the_page_turns_back_to_what_was_known(site: Client) -> None:
    page = site.get(MONTH)
    first = Fact.objects.order_by("pk").first()
    assert first is not None
    seq = first.batch.live.live_seq
    assert f'<option value="{seq}">' in page.content.decode("utf-8")
    then = read(site.get(f"{MONTH}&as_of={seq}"))
    assert "38.62" in then.words
    assert "39.1" not in then.words
    assert f"编号 {seq} 时点" in then.words
    assert "as_of" not in parse_qs(urlsplit(then.link("看最新")).query)
    # What is opened from there is as of there, too.
    assert parse_qs(urlsplit(then.link("38.62")).query)["as_of"] == [str(seq)]


@proves("W1.1.2")
def test_without_a_period_it_is_the_month_in_work(site: Client, founded: Shell, tmp_path: Path) -> None:
    def title() -> str:
        return read(site.get("/economy/month")).words.partition("经济运行调度")[0][-7:]

    assert title().endswith("年3月")
    late = tmp_path / "统计_2024年1-6月.csv"
    send(founded, late, SHEET.replace("1-3月", "1-6月").replace("38.62", "80"), "统计办")
    assert title().endswith("年6月")
    # What came early does not take the place of the month that is published, the next one does.
    assert founded("month", "2024-03", "--publish").code == 0
    assert title().endswith("年3月")
    # Nor where a month is picked: a new meeting and the trial of a rule begin with the same one.
    assert 'value="2024-03" selected' in site.get("/scheduling/meetings").content.decode()
    light = RuleSet.objects.get(key="schedule-light", scope="").written
    zone = Organisation.objects.get(name="滨河经济开发区")
    assert (
        founded("person", "add", "李文", "--unit", zone, "--post", "考核", "--role", "assessment").code == 0
    )
    author = Actor(person=Person.objects.get(name="李文").pk)
    rule = draft(author, light.replace("title: {zh: ", "title: {zh: 本区"), unit=zone, at=timezone.now())
    trial = site.get(f"/rules/{rule.pk}").content.decode()
    assert re.search(r'name="try" required value="2024-03"', trial)
    april = tmp_path / "统计_2024年1-4月.csv"
    send(founded, april, SHEET.replace("1-3月", "1-4月").replace("38.62", "50"), "统计办")
    assert title().endswith("年4月")


def test_what_was_typed_is_text_and_no_markup(site: Client) -> None:
    html = site.get(MONTH).content.decode("utf-8")
    assert "社会消费品零售总额&lt;b&gt;" in html
    assert "总额<b>" not in html


def test_an_original_that_is_gone_is_said(site: Client) -> None:
    fact = Fact.objects.exclude(file=None).order_by("pk").first()
    assert fact is not None
    assert fact.file is not None
    path = path_of(fact.file.sha256)
    kept = path.read_bytes()
    path.unlink()
    original._book.cache_clear()  # what was shown before may still be shown
    try:
        page = read(site.get(f"/economy/facts/{fact.pk}?period=2024-03"))
    finally:
        path.write_bytes(kept)
    assert "存档中找不到原表" in page.words


@pytest.mark.parametrize("period", ["2024-03", "2024-01/2024-03"])
def test_the_second_look_asks_the_database_for_little(site: Client, period: str) -> None:
    address = f"/economy/month?period={period}"
    site.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert site.get(address).status_code == 200
    assert len(queries) <= 20
    assert not [one for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
