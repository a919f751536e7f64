"""The page: what is compiled, the form that drafts it, what a refusal keeps."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.sheet import last_text
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.stories.march import March, a_march, at, reported_march, say
from tests.proof import proves

ADDRESS = "/scheduling/bulletin?period=2024-02"
NOW = at("2024-03-12")


@pytest.fixture
def march(db: None, monkeypatch: pytest.MonkeyPatch) -> March:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return reported_march()


def asked(person: Person, address: str = ADDRESS, sent: dict[str, Any] | None = None) -> HttpResponse:
    client = Client(HTTP_HOST="localhost")
    with override_settings(JINGKAI_ACTS_AS=person.pk, JINGKAI_SIGN_IN=False):
        found: HttpResponse = client.get(address) if sent is None else client.post(address, sent)
    return found


def said(answer: HttpResponse) -> str:
    """The text of the page, without marks."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


@proves("W2.4.2")
def test_every_figure_on_the_page_opens(march: March) -> None:
    html = asked(march.zone.clerk).content.decode()
    assert 'class="cited" href="/economy/figures/' in html
    assert '<span class="cited"' not in html
    clients = sorted(set(re.findall(r'class="cited" href="([^"]+)"', html)))
    assert {asked(march.zone.clerk, one.replace("&amp;", "&")).status_code for one in clients[:40]} == {200}


@proves("W2.4.2")
def test_drafting_leads_to_the_paper_whose_figures_open_too(march: March) -> None:
    answer = asked(march.zone.clerk, sent={"demands": "抓紧补短板：{foreign}。"})
    assert answer.status_code == 302
    page = asked(march.zone.clerk, answer["Location"])
    assert "抓紧补短板：10亿元。" in said(page)
    assert 'class="cited" href="/economy/figures/' in page.content.decode()
    again = asked(march.zone.clerk)
    assert "与现在的数据一致" in said(again)
    assert "抓紧补短板：{foreign}。" in again.content.decode()


def test_sent_twice_there_is_one_paper_with_one_text(march: March) -> None:
    for _ in range(2):
        assert asked(march.zone.clerk, sent={"opening": ""}).status_code == 302
    assert Paper.objects.get().texts.count() == 1


def test_a_refused_form_keeps_what_was_typed(march: March) -> None:
    answer = asked(march.zone.clerk, sent={"opening": "各单位：", "demands": "税收完成24.4亿元。"})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "bulletin.figure-typed" in html
    assert "各单位：</textarea>" in html
    assert "税收完成24.4亿元。</textarea>" in html
    assert not Paper.objects.exists()


def test_a_draft_of_older_figures_is_marked(march: March) -> None:
    asked(march.zone.clerk, sent={})
    say(march, "税收收入", "31")
    assert "数据或事项有变" in said(asked(march.zone.clerk))
    seen = last_text(Paper.objects.get()).pk
    asked(march.zone.clerk, sent={"seen": str(seen)})
    assert "与现在的数据一致" in said(asked(march.zone.clerk))


def test_who_may_not_draft_has_no_form_and_does_not_see_the_draft(march: March) -> None:
    asked(march.zone.clerk, sent={})
    person, post = a_person("街道经办", march.zone.east)
    assert post is not None
    hold(person, "street", march.zone.east, Scope.UNIT)
    answer = asked(person)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<textarea" not in html
    assert "/papers/" not in html
    assert asked(person, sent={}).status_code == 400


def test_a_month_without_figures_says_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    march = a_march()
    answer = asked(march.zone.clerk)
    assert answer.status_code == 200
    assert "没有可以列入通报的数" in said(answer)


def test_in_english_the_page_has_no_chinese_of_ours(march: March) -> None:
    html = asked(march.zone.clerk, f"{ADDRESS}&lang=en").content.decode()
    article = html[html.index("<article") : html.index("</article>")]
    article = re.sub(r'title="[^"]*"', "", article)
    typed = "滨河经济开发区|统计办|经济发展局|出口退税政策调整|锂盐价格回落|光伏组件订单减少"
    ours = re.sub(typed, "", article)
    assert not re.search(r"[\u4e00-\u9fff]", ours)
