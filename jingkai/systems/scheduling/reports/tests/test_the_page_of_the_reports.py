"""The page of a month's written reports: two clicks ask for the next ones, counts say how the last went."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from jingkai.kernel.forms.models import Request, Submission
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.reports.services import ask_for_reports, draft_reports
from jingkai.systems.scheduling.stories.march import (
    ASKED,
    MONTH,
    March,
    a_march,
    ask_units,
    at,
    design_report,
    report_figures,
    report_units,
    send_report,
)
from tests.proof import proves

ADDRESS = "/scheduling/reports?period=2024-02"
NEXT = "/scheduling/reports?period=2024-03"


@pytest.fixture
def march(db: None, monkeypatch: pytest.MonkeyPatch) -> March:
    """Asked, and everybody but one has sent."""
    monkeypatch.setattr(timezone, "now", lambda: at("2024-03-11"))
    march = a_march()
    report_figures(march)
    report_units(march)
    design_report(march)
    for one in ask_units(march)[1:]:
        send_report(march, one, at("2024-03-10", "10:00"))
    return march


def asked(person: Person, address: str = ADDRESS, sent: dict[str, Any] | None = None) -> HttpResponse:
    client = Client(HTTP_HOST="localhost")
    with override_settings(JINGKAI_ACTS_AS=person.pk, JINGKAI_SIGN_IN=False):
        found: HttpResponse = client.get(address) if sent is None else client.post(address, sent)
    return found


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


@proves("W2.4.1")
def test_the_page_counts_what_came_in_time_and_what_is_missing(march: March) -> None:
    text = said(asked(march.zone.clerk))
    assert "20应报单位19按时0迟报1未报0退回过83.3%免填" in text
    assert "全部单位共720格：平台按已有数据填好600格，手工填120格，免填83.3%。" in text


@proves("W2.4.1")
def test_two_clicks_ask_for_the_next_month_as_last_time(march: March) -> None:
    assert "按上次的单位布置2024年3月书面汇报" in said(asked(march.zone.clerk, NEXT))
    for _ in range(2):
        assert asked(march.zone.clerk, NEXT, {"do": "draft"}).status_code == 302
    assert "20个单位，2024-04-1017:00截止" in said(asked(march.zone.clerk, NEXT))
    assert asked(march.zone.clerk, NEXT, {"do": "issue"}).status_code == 302
    request = Request.objects.order_by("-pk")[0]
    assert Request.objects.count() == 2
    assert request.due == at("2024-04-10", "17:00")
    assert Submission.objects.filter(request=request).count() == 20
    assert asked(march.zone.clerk, NEXT, {"do": "issue"}).status_code == 400
    assert asked(march.zone.clerk, NEXT, {"do": "draft"}).status_code == 400
    assert Request.objects.count() == 2


def test_a_month_whose_time_has_passed_is_asked_until_a_later_day(
    march: March, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Friday 12 April: three working days on, over a weekend, are Wednesday the 17th.
    monkeypatch.setattr(timezone, "now", lambda: at("2024-04-12", "10:00"))
    page = asked(march.zone.clerk, NEXT).content.decode()
    assert 'name="due" required value="2024-04-17"' in page
    assert 'name="clock" required value="17:00"' in page
    assert "规定的报送时间已过" in page
    for sent, code in (
        ({}, "forms.due-passed"),
        ({"due": "2024-04-11", "clock": "17:00"}, "forms.due-passed"),
        ({"due": "下周", "clock": "17:00"}, "reports.due-unreadable"),
    ):
        refused = asked(march.zone.clerk, NEXT, {"do": "draft", **sent})
        assert (refused.status_code, code in refused.content.decode()) == (400, True)
        assert f'name="due" required value="{sent.get("due", "2024-04-17")}"' in refused.content.decode()
    sent = {"do": "draft", "due": "2024-04-17", "clock": "17:00"}
    assert asked(march.zone.clerk, NEXT, sent).status_code == 302
    assert Request.objects.order_by("-pk")[0].due == at("2024-04-17", "17:00")


def test_who_may_not_ask_has_no_button_and_is_refused(march: March) -> None:
    person, post = a_person("街道经办", march.zone.east)
    assert post is not None
    hold(person, "street", march.zone.east, Scope.UNIT)
    assert 'name="do"' not in asked(person, NEXT).content.decode()
    assert asked(person, NEXT, {"do": "draft"}).status_code == 400
    assert Request.objects.count() == 1


def test_a_zone_without_the_form_is_told_so(db: None) -> None:
    march = a_march()
    with pytest.raises(Problem) as problem:
        draft_reports(march.clerk, march.zone.zone, MONTH, at=ASKED)
    assert problem.value.code == "reports.no-form"


def test_what_was_asked_is_not_asked_again_and_what_was_not_drafted_is_not_issued(march: March) -> None:
    with pytest.raises(Problem) as problem:
        draft_reports(march.clerk, march.zone.zone, MONTH, at=ASKED)
    assert problem.value.code == "reports.asked-already"
    with pytest.raises(Problem) as problem:
        ask_for_reports(march.clerk, march.zone.zone, MONTH, at=ASKED)
    assert problem.value.code == "reports.not-drafted"
