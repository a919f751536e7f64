"""The page of one thing is of the unit and period that it shows; a pick leads to the same thing there."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, send
from .reading import read

NAME = "固定资产投资"


def unit(name: str) -> int:
    return Organisation.objects.get(name=name).pk


def picked(response: HttpResponseBase, field: str) -> str:
    """What the picker shows."""
    html = response.content.decode("utf-8")  # type: ignore[attr-defined]
    select = html.partition(f'<select name="{field}">')[2].partition("</select>")[0]
    before = select.partition(" selected>")
    return before[2].partition("<")[0] if before[1] else ""


def figure(holder: int, query: str = "period=2024-03", name: str = NAME) -> str:
    return f"/economy/figures/{holder}/{name}?{query}"


@proves("W2.2.2")
def test_a_unit_that_is_picked_leads_to_its_figure(site: Client) -> None:
    zone, town = unit("滨河经济开发区"), unit("向阳街道")
    page = site.get(figure(zone, f"period=2024-03&unit={town}"))
    assert page.status_code == 302
    assert unquote(page.headers["Location"]) == figure(town, f"period=2024-03&unit={town}")
    own = site.get(page.headers["Location"])
    assert f"{NAME} · 向阳街道 · 2024年3月" in read(own).words
    assert picked(own, "unit") == "向阳街道"
    # And back: the whole zone is a choice like another.
    back = site.get(figure(town, f"period=2024-03&unit={zone}"))
    assert unquote(back.headers["Location"]) == figure(zone, "period=2024-03")


@proves("W2.2.2")
def test_the_picker_shows_whose_figure_it_is_though_nobody_was_picked(site: Client) -> None:
    assert picked(site.get(figure(unit("三水镇"))), "unit") == "三水镇"
    assert picked(site.get(figure(unit("滨河经济开发区"))), "unit") == ""


@proves("W2.2.2")
def test_a_row_of_another_unit_is_opened_as_that_units(site: Client) -> None:
    """The card of an indicator is of all units, also for whoever came from the month of one of them."""
    town = unit("向阳街道")
    card = site.get(f"/economy/indicators/{NAME}?period=2024-03&unit={town}")
    assert '<select name="unit">' not in card.content.decode("utf-8")
    assert "三水镇" in read(card).words
    other = site.get(read(card).link("2.2"))
    assert other.status_code == 200
    assert picked(other, "unit") == "三水镇"


@proves("W2.2.2")
def test_where_a_unit_has_none_it_is_said_who_has(site: Client) -> None:
    page = site.get(figure(unit("财政审计部")))
    assert (page.status_code, picked(page, "unit")) == (200, "财政审计部")
    found = read(page)
    assert "2024年3月没有财政审计部的“固定资产投资”" in found.words
    assert "5.5亿元" in read(site.get(found.link("向阳街道"))).words


@proves("W2.2.2")
def test_a_month_without_the_figure_leads_to_the_nearest_that_have_it(
    site: Client, founded: Shell, tmp_path: Path
) -> None:
    june = SHEET.replace("1-3月", "1-6月").replace("38.62", "80")
    send(founded, tmp_path / "统计_2024年1-6月.csv", june, "统计办")
    page = site.get(figure(unit("向阳街道"), "period=2024-05"))
    found = read(page)
    assert (page.status_code, picked(page, "period")) == (200, "2024年5月")
    assert "2024年5月没有向阳街道的“固定资产投资”" in found.words
    assert "5.5亿元" in read(site.get(found.link("2024年3月"))).words
    # The town has none in June, the zone has.
    assert not [text for text, _ in found.links if text == "2024年6月"]
    zone = read(site.get(figure(unit("滨河经济开发区"), "period=2024-05")))
    assert "80亿元" in read(site.get(zone.link("2024年6月"))).words
    # An indicator's card without a row likewise.
    card = read(site.get(f"/economy/indicators/{NAME}?period=2024-05"))
    assert {"2024年3月", "2024年6月"} <= {text for text, _ in card.links}


@pytest.mark.parametrize(
    "address", [figure(1, name="nothing"), figure(99999), figure(99999, "period=2024-05")]
)
def test_what_nobody_has_is_not_there(site: Client, address: str) -> None:
    assert site.get(address).status_code == 404


@proves("W2.2.2")
def test_a_fact_says_whose_and_when_and_nothing_is_picked(site: Client) -> None:
    fact = Fact.objects.get(text="5.5")
    page = site.get(f"/economy/facts/{fact.pk}?period=2024-05&unit={unit('三水镇')}")
    html = page.content.decode("utf-8")
    assert "<select" not in html.partition("<main")[0]
    assert "<span>向阳街道 · 2024年1-3月</span>" in html
    # Without a period of the reader's it leads back to its own month.
    own = read(site.get(f"/economy/facts/{fact.pk}"))
    assert urlsplit(own.link("← 回到2024年3月")).query == "period=2024-03"
