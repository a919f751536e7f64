"""Navigation from the declarations, two languages, refusals as pages, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from jingkai.web.declare import systems
from jingkai.web.language import COOKIE
from jingkai.web.render import environment
from jingkai.web.words import word_table
from tests.month.commands import Shell
from tests.proof import proves

from .reading import read

MONTH = "/economy/month?period=2024-03"


def source_of(template: str) -> str:
    environment_ = environment()
    assert environment_.loader is not None
    return environment_.loader.get_source(environment_, template)[0]


# The month as a file of its own carries its style with it.
A_FILE = "economy/month.html"


@proves("W1.1.1")
def test_the_navigation_is_what_the_systems_declare(site: Client) -> None:
    page = read(site.get(MONTH))
    guide = read(site.get("/guide"))
    for system in systems():
        assert system.title.zh in page.words
        for one in system.pages:
            # The period goes along.
            assert page.link(one.title.zh) == f"{reverse(one.view)}?period=2024-03"
            for said in (one.question.zh, one.owner.zh):
                assert said in guide.words


@proves("W1.1.5")
def test_chinese_first_and_english_one_click_away(site: Client) -> None:
    page = read(site.get(MONTH, headers={"Accept-Language": "en"}))
    assert "月度调度" in page.words
    english = site.get(page.link("EN"))
    assert "The month" in read(english).words
    assert english.headers["Content-Language"] == "en"
    # It is remembered, and turned back by one click.
    assert site.cookies[COOKIE].value == "en"
    remembered = read(site.get(MONTH))
    assert "The month" in remembered.words
    assert "月度调度" in read(site.get(remembered.link("中文"))).words


@pytest.mark.parametrize("address", ["/economy/month?period=2024-03&lang=en", "/guide?lang=en"])
def test_an_english_page_has_no_chinese_of_ours(site: Client, address: str) -> None:
    page = read(site.get(address))
    tables = [*word_table("jingkai.web").values(), *word_table("jingkai.systems.economy").values()]
    ours = {one["zh"] for one in tables if one["zh"] != one["en"]}
    # The brand is called so in both, and the way back to Chinese is in Chinese.
    assert not page.texts & ours - {"经开", "中文"}
    assert page.texts & {one["en"] for one in tables}


@proves("W1.5.3")
@pytest.mark.parametrize("package", ["jingkai.web", "jingkai.systems.economy"])
def test_every_word_is_there_in_both_languages(package: str) -> None:
    for key, one in word_table(package).items():
        assert set(one) == {"zh", "en"}, key
        assert all(said.strip() for said in one.values()), key
        places = [set(re.findall(r"{(\w+)}", said)) for said in one.values()]
        assert places[0] == places[1], key


def test_the_shell_asks_for_no_word_that_is_missing_and_keeps_none_that_nobody_asks_for() -> None:
    said = set()
    for name in environment().list_templates():
        said |= set(re.findall(r'say\("(\w+)"', source_of(name)))
    assert said == set(word_table("jingkai.web"))


@proves("W1.2.3")
def test_no_page_has_script_or_style_of_its_own(site: Client) -> None:
    for name in environment().list_templates():
        if name != A_FILE:
            assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src)|javascript:", source_of(name)), (
                name
            )
    policy = site.get(MONTH).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    html = site.get(MONTH).content.decode("utf-8")
    loads = re.findall(r'(?:src|<link [^>]*href)="([^"]+)"', html)
    assert loads
    assert all(one.startswith("/static/") for one in loads)


@proves("W1.1.8", "W5.3.3")
def test_a_page_weighs_little(site: Client) -> None:
    html = site.get(MONTH).content.decode("utf-8")
    loads = re.findall(r'(?:src|<link [^>]*href)="/static/([^"?]+)', html)
    static = Path(apps.get_app_config("jk_web").path) / "static"
    whole = len(html.encode()) + sum((static / one).stat().st_size for one in loads)
    assert whole < 200_000  # uncompressed, so the sentence holds all the more


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/economy/month?period=2024-13", 404, "periods.no-such-month"),
        ("/economy/month?period=soon", 400, "periods.unreadable"),
        ("/economy/month?zone=nowhere", 404, "facts.zone-unknown"),
        ("/economy/month?unit=99999", 404, "web.no-such-unit"),
        ("/economy/month?unit=x", 404, "web.no-such-unit"),
        ("/economy/month?as_of=99999", 404, "web.no-such-as-of"),
        ("/economy/month?as_of=-1", 404, "web.no-such-as-of"),
        ("/economy/figures/1/nothing?period=2024-03", 404, "economy.figure-unknown"),
        ("/economy/indicators/nothing?period=2024-03", 404, "economy.figure-unknown"),
        ("/economy/facts/99999", 404, "facts.not-known"),
        ("/nowhere", 404, "404"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refusal_is_a_page_with_its_code(
    site: Client, address: str, status: int, code: str, lang: str
) -> None:
    response = site.get(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    page = read(response)
    assert (response.status_code, code in page.words) == (status, True)
    assert {"zh": "打不开这一页", "en": "cannot be opened"}[lang] in page.words


def test_a_zone_without_figures_says_what_to_do(founded: Shell) -> None:
    page = read(Client(HTTP_HOST="localhost").get("/economy/month"))
    assert "web.nothing-reported" in page.words
    assert "请先在“导入表格”页导入一张表" in page.words


def test_a_page_is_only_read(site: Client) -> None:
    assert site.post(MONTH).status_code == 405
