"""What an applicant goes through before the panel, on pages: it applies with its papers, is checked by others, returned
and mended, five units reply each in its own name, and an event that fails it at once stops it by its clause.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.messages.models import Addressee, Notice
from jingkai.kernel.registers.events import standing
from jingkai.kernel.registers.models import Application, Consultation, Filing
from jingkai.kernel.registers.timed import reminders
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.tests.samples import MONDAY
from jingkai.systems.reviews.tests.applicants import (
    AGENCY,
    ASKED,
    FIELDS,
    Market,
    a_market,
    papers,
    the_application,
)
from jingkai.systems.reviews.tests.conftest import Look, look
from tests.proof import proves

from .test_credit_rating_chain import FIELDS as ROUND
from .test_e9_group_site_visit import sent, text_of

__all__ = ["look"]
pytestmark = pytest.mark.django_db

NEW = "/applications/new?kind=credit-rating"
Answer = Any


def applied(look: Look, market: Market) -> str:
    """The agency's application; its address."""
    answer: Answer = look(market.applicant).post(NEW, FIELDS | papers())
    assert answer.status_code == 302, text_of(answer)
    return f"/applications/{the_application().pk}"


def acted(look: Look, person: Any, page: str, do: str, **more: Any) -> HttpResponse:
    """The form of the page, sent as it is shown."""
    browser = look(person)
    html = browser.get(page).content.decode()
    seen = re.findall(r'name="seen" value="(\d+)"', html)
    asked = re.findall(r'name="asked" value="(\d+)"', html)
    fields = {"do": do, "seen": seen[0] if seen else "0", "asked": asked[0] if asked else "0"} | more
    answer: Any = browser.post(page, fields)
    return answer  # type: ignore[no-any-return]


def passed_on(look: Look, market: Market, page: str) -> None:
    """Checked, recommended and reviewed by the lead department."""
    for do in ("pass", "recommend", "review"):
        assert acted(look, market.hall.leader, page, do).status_code == 302


def asked_about(look: Look, market: Market, page: str) -> dict[str, Consultation]:
    """Asked of the units that the page proposes by their names; by the name of the unit."""
    html = look(market.hall.assessor).get(page).content.decode()
    picked = dict(re.findall(r'name="(unit-\d)" required>.*?<option value="(\d+)" selected>', html))
    assert len(picked) == 5
    answer = acted(look, market.hall.assessor, page, "consult", **picked)
    assert answer.status_code == 302, text_of(answer)
    return {one.case.holder.name: one for one in Consultation.objects.order_by("pk")}


@proves("A3.3.1")
def test_an_agency_applies_is_checked_and_put_before_the_panel_after_five_replies(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    row = the_application()
    assert (row.title, row.subject.fields["自评等级"]) == (AGENCY, "AAAA")
    shown = text_of(look(market.applicant).get(page))  # type: ignore[arg-type]
    assert "营业执照：营业执照.pdf" in shown
    # Who applied does not check it.
    own = acted(look, market.applicant, page, "pass")
    assert (own.status_code, state_of(row.case)) == (400, "applied")
    passed_on(look, market, page)
    rows = asked_about(look, market, page)
    assert sorted(rows) == sorted(ASKED)
    early = acted(look, market.hall.assessor, page, "submit")
    assert (early.status_code, "registers.stage-missing" in text_of(early)) == (400, True)
    for name, one in rows.items():
        told = Notice.objects.get(ref=one.ref)
        assert list(Addressee.objects.filter(notice=told).values_list("person__name", flat=True)) == [
            f"{name}经办人"
        ]
        assert current_dues(one.case)["reply"].day.isoformat() == "2024-01-22"
        own_page = f"/consultations/{one.pk}"
        assert "自评等级" in text_of(look(market.asked[name]).get(own_page))  # type: ignore[arg-type]
        assert acted(look, market.asked[name], own_page, "agree", note="无异议").status_code == 302
    assert acted(look, market.hall.assessor, page, "submit").status_code == 302
    reached = {one.stage: one.evidence for one in standing().filter(subject=row.subject)}
    assert (len(reached), reached["税务意见"]) == (10, "税务局：回复无异议")
    office = look(market.hall.assessor)
    sent(office, "/rounds/new", entrants=AGENCY, **ROUND)
    assert Round.objects.get().title == ROUND["title"]
    titles = Notice.objects.filter(kind="application").order_by("pk").values_list("title", flat=True)
    assert titles[0] == "甲人力公司：审核通过"
    assert titles.last() == "甲人力公司：已提交评审"


@proves("A3.3.1")
def test_what_lacks_a_paper_is_refused_and_the_same_click_again_is_one_application(look: Look) -> None:
    market = a_market()
    some = papers()
    del some["paper-1"]
    browser = look(market.applicant)
    refused: Answer = browser.post(NEW, FIELDS | some)
    assert (refused.status_code, "缺少申报材料：营业执照" in text_of(refused)) == (400, True)
    assert 'value="AAAA"' in refused.content.decode()
    wrong: Answer = browser.post(NEW, FIELDS | {"field-开业日期": "去年"} | papers())
    assert (wrong.status_code, "registers.field-invalid" in text_of(wrong)) == (400, True)
    for _ in range(2):
        applied(look, market)
    other: Answer = browser.post(NEW, FIELDS | {"field-自评等级": "AAA"} | papers())
    assert (other.status_code, "registers.applied-already" in text_of(other)) == (400, True)
    assert Application.objects.count() == Filing.objects.count() == 1


@proves("A3.3.1")
def test_what_is_returned_says_why_and_is_mended_beside_what_was_filed(look: Look) -> None:
    market = a_market()
    page, leader = applied(look, market), market.hall.leader
    silent = acted(look, leader, page, "return")
    assert (silent.status_code, "flows.needs-missing" in text_of(silent)) == (400, True)
    assert acted(look, leader, page, "return", note="营业执照已过期").status_code == 302
    assert Notice.objects.get(kind="application").title == "甲人力公司：退回补正（营业执照已过期）"
    assert "营业执照已过期" in text_of(look(market.applicant).get(page))  # type: ignore[arg-type]
    mended = papers()
    again = acted(look, market.applicant, page, "apply-again", **FIELDS | {"field-自评等级": "AAA"}, **{
        "paper-1": mended["paper-1"]
    })  # fmt: skip
    assert again.status_code == 302, text_of(again)
    assert list(Filing.objects.order_by("turn").values_list("fields__自评等级", flat=True)) == ["AAAA", "AAA"]
    passed_on(look, market, page)
    # It was applied for once, on the first day.
    assert standing().filter(stage="自评申请").count() == 1


@proves("A3.3.1")
def test_an_event_that_a_unit_names_stops_it_by_its_clause_once_another_finds_it_true(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    passed_on(look, market, page)
    rows = asked_about(look, market, page)
    tax = rows["税务局"]
    own, person = f"/consultations/{tax.pk}", market.asked["税务局"]
    unnamed = acted(look, person, own, "object", note="欠税两期")
    assert (unnamed.status_code, "registers.event-unnamed" in text_of(unnamed)) == (400, True)
    assert acted(look, person, own, "object", event="arrears", note="欠税两期").status_code == 302
    # Who named it does not find it true.
    assert "flows.verifier-is-doer" in text_of(acted(look, person, own, "uphold", seen="2"))
    assert acted(look, market.hall.assessor, own, "uphold").status_code == 302
    row = the_application()
    assert state_of(row.case) == "failed"
    assert {state_of(one.case) for one in rows.values()} == {"upheld", "lapsed"}
    said = text_of(look(market.applicant).get(page))  # type: ignore[arg-type]
    assert "信用等级评定办法，直接否决：欠缴税款或社会保险费。欠税两期" in said
    late = acted(
        look, market.asked["行业主管部门"], f"/consultations/{rows['行业主管部门'].pk}", "agree", seen="2"
    )
    assert (late.status_code, "flows.no-such-move" in text_of(late)) == (400, True)
    # It may be applied for again.
    again: Answer = look(market.applicant).post(NEW, FIELDS | papers())
    assert again.status_code == 302
    assert Application.objects.count() == 2


@proves("A3.3.1")
def test_an_event_found_untrue_reaches_the_stage_and_the_checker_may_fail_it_by_clause(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    passed_on(look, market, page)
    wages = asked_about(look, market, page)["劳动监察机构"]
    own, person = f"/consultations/{wages.pk}", market.asked["劳动监察机构"]
    assert acted(look, person, own, "object", event="wages", note="有人举报").status_code == 302
    assert acted(look, market.hall.assessor, own, "dismiss", note="查无此事").status_code == 302
    assert standing().get(stage="劳动监察意见").evidence == "劳动监察机构：核实不属实"
    assert acted(look, market.hall.leader, page, "fail", note="受到处罚").status_code == 400
    assert acted(look, market.hall.leader, page, "fail", event="penalty", note="罚款").status_code == 302
    assert state_of(the_application().case) == "failed"


@proves("A3.3.1")
def test_a_reply_that_is_late_is_told_of_once_to_who_is_asked_and_who_asked(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    passed_on(look, market, page)
    rows = asked_about(look, market, page)
    for name, one in rows.items():
        if name != "税务局":
            acted(look, market.asked[name], f"/consultations/{one.pk}", "agree")
    assert reminders(MONDAY + timedelta(days=14)) == 0
    assert [reminders(MONDAY + timedelta(days=15)) for _ in range(2)] == [1, 0]
    told = Notice.objects.get(kind="term")
    assert told.title == "回复超期：税务部门意见：甲人力公司（2024-01-22）"
    people = Addressee.objects.filter(notice=told).values_list("person__name", flat=True)
    assert set(people) == {"税务局经办人", "考核员"}


@proves("A3.3.1", "INV.7")
def test_who_is_asked_reads_what_was_filed_and_nobody_else_of_its_rank_does(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    passed_on(look, market, page)
    rows = asked_about(look, market, page)
    tax, trade = rows["税务局"], rows["行业主管部门"]
    file = re.findall(r"/files/(\d+)", look(market.applicant).get(page).content.decode())[0]
    paper: Answer = look(market.asked["税务局"]).get(f"/consultations/{tax.pk}/files/{file}")
    assert b"".join(paper.streaming_content) == "申请表".encode()
    hidden = (
        f"/consultations/{trade.pk}",
        f"/consultations/{trade.pk}/files/{file}",
        page,
        f"{page}/files/{file}",
    )
    for address in hidden:
        assert look(market.asked["税务局"]).get(address).status_code == 404
        assert look(market.hall.zone.easterner).get(address).status_code == 404
    listed = text_of(look(market.asked["税务局"]).get("/applications"))  # type: ignore[arg-type]
    assert ("税务部门意见：甲人力公司" in listed, "行业主管部门意见" in listed) == (True, False)
    assert look(market.hall.assessor).get(NEW).status_code == 404
    assert "申报：信用等级申请" in text_of(look(market.applicant).get("/applications"))  # type: ignore[arg-type]
