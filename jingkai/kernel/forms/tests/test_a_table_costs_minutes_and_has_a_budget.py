from datetime import date
from decimal import Decimal

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.burden import burdens
from jingkai.kernel.forms.filling import lines_of
from jingkai.kernel.forms.models import Recipient, Request, Submission
from jingkai.kernel.forms.services import approve, ask_approval, finish, halt, issue, refuse, withdraw
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.services import approve as approve_rule
from jingkai.kernel.rules.services import draft as draft_rule
from tests.proof import proves

from .samples import (
    MARCH,
    MORNING,
    Asking,
    a_form,
    a_request,
    an_asking_zone,
    asked,
    fields,
    figure,
    the_form,
)

pytestmark = pytest.mark.django_db

BUDGET = """
kind: table-burden
key: table-burden
version: "本区"
title: {zh: 填报负担, en: Burden of tables}
valid_from: 2024-01-01
source: 测试
body:
  minutes: {quantity: "0.24", date: "0.24", choice: "0.12", text: "3"}
  budget: {tables: "%s", minutes: "%s"}
  notice_days: "1"
  term: 5 working days
  unknown: [未知]
"""


def a_budget(asking: Asking, tables: int, minutes: str = "1000") -> None:
    """A zone's own rule, approved by a second person."""
    zone = asking.zone
    rule = draft_rule(zone.actor(zone.clerk), BUDGET % (tables, minutes), unit=zone.zone, at=MORNING)
    approve_rule(zone.actor(zone.head), rule, at=MORNING)


@proves("W4.2.2")
def test_minutes_are_counted_for_what_is_typed_and_not_for_what_is_filled() -> None:
    """Two figures and a text of a form: 0.24 + 0.24 + 3."""
    asking = an_asking_zone()
    form = the_form(asking)
    (one,) = burdens(lines_of(form), MARCH, [asking.zone.east], on=date(2024, 4, 1), book=RuleBook())
    assert (one.minutes, one.cells, one.filled) == (Decimal("3.48"), 3, 0)
    (submission,) = asked(asking, form)
    assert submission.minutes == 348


@proves("W4.2.2")
@pytest.mark.parametrize(("tables", "minutes"), [(1, "1000"), (8, "6.95")])
def test_what_exceeds_a_units_month_needs_the_offices_approval(tables: int, minutes: str) -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    a_budget(asking, tables, minutes)
    asked(asking, form)
    second = a_request(asking, form)
    with pytest.raises(Problem) as refused:
        issue(asking.by(asking.asker), second, at=MORNING)
    assert refused.value.code == "forms.approval-needed"
    assert "东城街道本月将达 2 张、6.96 分钟" in refused.value.zh
    ask_approval(asking.by(asking.asker), second, at=MORNING)
    for who in (asking.asker, asking.statistician):
        with pytest.raises(Problem) as not_they:
            approve(asking.by(who), second, at=MORNING)
        assert not_they.value.code in {"flows.verifier-is-doer", "parties.not-allowed"}
    approve(asking.by(asking.zone.clerk), second, at=MORNING)
    assert (state_of(second.case), Submission.objects.count()) == ("issued", 2)


def test_next_month_is_another_budget_and_what_was_withdrawn_is_not_counted() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    a_budget(asking, 1)
    (first,) = asked(asking, form)
    asked(asking, form, when=at("2024-05-02"), due=date(2024, 5, 9))
    withdraw(asking.by(asking.asker), first.request, reason="误发", at=at("2024-04-02"))
    assert state_of(first.case) == "withdrawn"
    asked(asking, form, when=at("2024-04-03"))


@proves("W4.2.2")
def test_morning_to_afternoon_is_refused_unless_a_named_other_person_approves() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    today = at("2024-04-01", "15:00")
    with pytest.raises(Problem) as short:
        a_request(asking, form, due=today)
    assert short.value.code == "forms.same-day"
    assert "2024-04-01 15:00" in short.value.zh
    for said, code in (
        ({"approver": None, "reason": "防汛"}, "forms.approver-missing"),
        ({"approver": asking.zone.clerk, "reason": " "}, "forms.approver-missing"),
        ({"approver": asking.asker, "reason": "防汛"}, "forms.approver-is-requester"),
    ):
        with pytest.raises(Problem) as refused:
            a_request(asking, form, due=today, emergency=True, **said)  # type: ignore[arg-type]
        assert refused.value.code == code
    request = a_request(asking, form, due=today, emergency=True, approver=asking.zone.clerk, reason="防汛")
    with pytest.raises(Problem) as unapproved:
        issue(asking.by(asking.asker), request, at=MORNING)
    assert unapproved.value.code == "forms.approval-needed"
    ask_approval(asking.by(asking.asker), request, at=MORNING)
    with pytest.raises(Problem) as another:
        approve(asking.by(asking.zone.head), request, at=MORNING)
    assert another.value.code == "forms.not-the-approver"
    assert Submission.objects.count() == 0
    approve(asking.by(asking.zone.clerk), request, at=MORNING)
    assert Submission.objects.count() == 1


def test_a_request_that_waited_too_long_is_not_issued() -> None:
    asking = an_asking_zone()
    request = a_request(asking, the_form(asking))
    for when, code in ((at("2024-04-10"), "forms.same-day"), (at("2024-04-11"), "forms.due-passed")):
        with pytest.raises(Problem) as refused:
            issue(asking.by(asking.asker), request, at=when)
        assert refused.value.code == code


def test_the_term_of_the_rule_holds_where_nobody_says_until_when() -> None:
    """Five working days from Monday 1 April 2024; Thursday and Friday are Qingming, Sunday the 7th is worked."""
    asking = an_asking_zone()
    request = a_request(asking, the_form(asking), due=None)
    assert request.due_date.day == date(2024, 4, 9)


def test_what_needs_no_approval_is_not_sent_to_be_approved_and_a_refusal_leads_back() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    plain = a_request(asking, form)
    with pytest.raises(Problem) as refused:
        ask_approval(asking.by(asking.asker), plain, at=MORNING)
    assert refused.value.code == "forms.no-approval-needed"
    a_budget(asking, 0)
    ask_approval(asking.by(asking.asker), plain, at=MORNING)
    refuse(asking.by(asking.zone.clerk), plain, reason="与统计月报重复", at=MORNING)
    assert state_of(plain.case) == "draft"


def test_the_office_stops_a_request_and_who_asked_finishes_it() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    (first,) = asked(asking, form)
    (second,) = asked(asking, form, asking.zone.west)
    halt(asking.by(asking.zone.clerk), first.request, reason="重复要数", at=at("2024-04-02"))
    finish(asking.by(asking.asker), second.request, at=at("2024-04-12"))
    states = [state_of(one) for one in (first.request.case, first.case, second.request.case, second.case)]
    assert states == ["halted", "withdrawn", "finished", "asked"]


def test_who_is_asked_has_to_be_there() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    from jingkai.kernel.parties.tests.people import a_zone

    elsewhere = a_zone("邻区", "321203")
    for units, code in (((), "forms.units-missing"), ((elsewhere.east,), "forms.unit-elsewhere")):
        with pytest.raises(Problem) as refused:
            a_request(asking, form, units=units)
        assert refused.value.code == code
    with pytest.raises(Problem) as street:
        a_request(asking, form, by=asking.zone.easterner, requester=asking.zone.east)
    assert street.value.code == "parties.not-allowed"


def test_the_database_refuses_what_passes_by_the_service() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    request = a_request(asking, form)
    (there,) = asked(asking, form)
    zone = asking.zone
    same = {
        "zone": zone.zone, "form": form, "title": "x", "start": MARCH.start, "end": MARCH.last_day,
        "requester": asking.bureau, "asked_by": asking.asker, "due": MORNING,
    }  # fmt: skip
    rows = [
        (Request(case=zone_case(there), emergency=True, **same), "forms.approver-missing"),
        (Request(case=zone_case(there), approver=asking.asker, **same), "forms.approver-is-requester"),
        (Recipient(request=request, unit=zone.west), "forms.request-fixed"),
        (Submission(case=zone_case(there), request=request, unit=zone.east, minutes=1), "records.row-exists"),
        (Submission(case=request.case, request=request, unit=zone.east, minutes=1), "forms.not-issued"),
        (Submission(case=request.case, request=there.request, unit=zone.west, minutes=1), "forms.not-asked"),
        (
            Submission(case=request.case, request=there.request, unit=zone.east, minutes=1),
            "forms.asked-already",
        ),
    ]
    for row, code in rows:
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code, code


def zone_case(there: Submission):  # type: ignore[no-untyped-def]
    return there.case


def test_the_same_request_sent_twice_is_one() -> None:
    from jingkai.kernel.forms.services import RequestDraft, draft_request

    asking = an_asking_zone()
    form = the_form(asking)
    draft = RequestDraft(form, MARCH, [asking.zone.east], asking.bureau, due=date(2024, 4, 10))
    first, second = (draft_request(asking.by(asking.asker), draft, at=MORNING, key="once") for _ in range(2))
    assert first.pk == second.pk


def test_a_form_of_figures_costs_by_the_number_of_figures() -> None:
    """Five figures: 1.2 minutes (st-S30)."""
    asking = an_asking_zone()
    fields(asking, *(figure(f"f{n}", f"指标{n}", asking.bureau) for n in range(5)))
    form = a_form(asking, [f"f{n}" for n in range(5)])
    (one,) = burdens(lines_of(form), MARCH, [asking.zone.east], on=date(2024, 4, 1), book=RuleBook())
    assert one.minutes == Decimal("1.2")
