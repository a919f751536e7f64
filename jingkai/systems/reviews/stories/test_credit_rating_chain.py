"""The chain by rule files alone: applied, checked, recommended, reviewed, five consultations, a panel, publicity, a
grade with direct-fail events, validity and a reminder.
"""

from datetime import date, datetime, timedelta

import pytest
from django.http import HttpResponse

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.messages.models import Addressee, Notice
from jingkai.kernel.papers.models import Objection, Paper
from jingkai.kernel.papers.services import issue_paper, review_paper
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter, reach
from jingkai.kernel.rounds.models import Consequence, Criterion, Result, Round
from jingkai.kernel.rounds.tests.samples import MONDAY, Hall, a_hall, entrant, raters_of, somebody
from jingkai.kernel.rounds.timed import reminders
from jingkai.systems.reviews.tests.conftest import Look, look
from tests.proof import proves

from .test_e9_group_site_visit import sent, text_of
from .test_e13_results_on_pages import graded

__all__ = ["look"]
pytestmark = pytest.mark.django_db

BEFORE = ("自评申请", "市级审核", "推荐上报", "材料复审")
FIVE = ("行业主管意见", "税务意见", "公共信用意见", "社会保险意见", "劳动监察意见")
AGENCIES = ("甲人力公司", "乙人力公司")
DAY = date(2024, 1, 3)


def applied(hall: Hall, name: str, stages: tuple[str, ...]) -> Subject:
    """An agency's application as far as these stages; what is missing before one is refused by its register."""
    row = enter(hall.office, "credit-rating", name, hall.zone.east, code=name, at=MONDAY)
    for stage in stages:
        reach(SYSTEM, row, stage, DAY, evidence="回函", at=MONDAY)
    return row


FIELDS = {
    "rule": "round.credit-rating",
    "title": "2023年度信用等级评定",
    "period": "2023",
    "day": "2024-01-08",
}


@proves("A3.3.1")
def test_no_panel_before_all_five_have_replied(look: Look) -> None:
    hall = a_hall()
    row = applied(hall, AGENCIES[0], (*BEFORE, *FIVE[:4]))
    with pytest.raises(Problem) as early:
        reach(SYSTEM, row, "提交评审", DAY, evidence="材料", at=MONDAY)
    assert early.value.code == "registers.stage-missing"
    answer: HttpResponse = look(hall.assessor).post("/rounds/new", FIELDS | {"entrants": AGENCIES[0]})  # type: ignore[assignment]
    assert (answer.status_code, "rounds.not-ready" in text_of(answer)) == (400, True)
    assert AGENCIES[0] in text_of(answer)
    unit: HttpResponse = look(hall.assessor).post("/rounds/new", FIELDS | {"entrants": "西城街道"})  # type: ignore[assignment]
    assert "rounds.not-ready" in text_of(unit)
    reach(SYSTEM, row, FIVE[4], DAY, evidence="回函", at=MONDAY)
    reach(SYSTEM, row, "提交评审", DAY, evidence="材料", at=MONDAY)
    sent(look(hall.assessor), "/rounds/new", entrants=AGENCIES[0], **FIELDS)
    assert Round.objects.get().title == FIELDS["title"]


def a_panel(look: Look, hall: Hall) -> Round:
    """Two agencies before a panel of three, who give them 84; one of them has been fined."""
    for name in AGENCIES:
        applied(hall, name, (*BEFORE, *FIVE, "提交评审"))
    experts = raters_of(hall.zone, 3)
    office = look(hall.assessor)
    sent(
        office,
        "/rounds/new",
        entrants="\n".join(AGENCIES),
        raters="、".join(one.name for one in experts),
        **FIELDS,
    )
    round = Round.objects.get()
    sent(office, f"/rounds/{round.pk}", do="attend", there=[one.pk for one in experts])
    by = Criterion.objects.get(round=round, source="rated")
    for expert, points in zip(experts, (80, 84, 88), strict=True):
        votes = {f"vote-{entrant(round, name).pk}-{by.pk}": points for name in AGENCIES}
        sent(look(expert), f"/rounds/{round.pk}/ballot", seen="0", **votes)
    # The lead department, which is not of the office that holds it, says how many events fail it at once.
    lead = look(hall.leader)
    for _ in range(2):
        sent(
            lead,
            f"/rounds/{round.pk}/entrants/2",
            do="recognise",
            criterion="直接否决事项",
            value="1",
            note="行政处罚",
        )
    return round


@proves("A3.3.1")
def test_a_grade_is_given_after_publicity_with_its_validity_and_a_direct_fail_has_none(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = a_hall()
    colleague = somebody(hall.zone, "考核员乙", hall.assessor.posts.get().body, "assessment")
    round = a_panel(look, hall)
    results = graded(look, hall, round)
    said = text_of(look(hall.assessor).get(results))  # type: ignore[arg-type]
    assert "第 1 名 甲人力公司 东城街道 84 AAAA" in said
    assert "乙人力公司 东城街道 84 不予评定 未过关口：直接否决" in said
    head = look(hall.zone.head)
    early: HttpResponse = head.post(results, {"do": "announce", "seen": "3"})  # type: ignore[assignment]
    assert "rounds.not-public" in text_of(early)
    published(look, hall, colleague, results)
    later(monkeypatch, MONDAY + timedelta(days=15))
    sent(look(hall.zone.head), results, do="announce", seen="3")
    row = Consequence.objects.get()
    assert (row.result.entrant.name, row.key) == (AGENCIES[0], "four")
    assert Result.objects.get(entrant__name=AGENCIES[1]).tier == "不予评定"
    sent(look(hall.organiser), "/consequences", do="approve", row=row.pk)
    dues = {name: one.day for name, one in current_dues(row.case).items()}
    assert dues == {"remind": date(2026, 10, 23), "valid": date(2027, 1, 23)}
    shown = text_of(look(hall.organiser).get("/consequences"))  # type: ignore[arg-type]
    assert "有效期至（2027-01-23）" in shown
    later(monkeypatch, datetime(2026, 11, 1, 9, tzinfo=SHANGHAI))
    assert [reminders(datetime(2026, 11, 1, 9, tzinfo=SHANGHAI)) for _ in range(2)] == [1, 0]
    told = Notice.objects.get(kind="term")
    assert told.title == "应复评：甲人力公司 认定为AAAA级（2026-10-23）"
    people = set(Addressee.objects.filter(notice=told).values_list("person__name", flat=True))
    assert people == {"东城干部", "考核员", "考核员乙"}
    assert "应复评（2026-10-23）" in text_of(look(hall.organiser).get("/consequences"))  # type: ignore[arg-type]
    later(monkeypatch, datetime(2027, 2, 1, 9, tzinfo=SHANGHAI))
    assert "已过有效期（2027-01-23）" in text_of(look(hall.assessor).get("/consequences"))  # type: ignore[arg-type]
    sent(look(hall.assessor), "/consequences", do="expire", row=row.pk, note="有效期届满")
    assert state_of(row.case) == "expired"


def published(look: Look, hall: Hall, colleague: Person, results: str) -> None:
    """Drafted by one of the office, reviewed by another, issued, published; the principal answers an objection."""
    office = look(hall.assessor)
    for _ in range(2):
        sent(office, results, do="draft-publicity", contact="考核办")
    paper = Paper.objects.get()
    reviewer = hall.zone.actor(colleague)
    review_paper(reviewer, paper, at=MONDAY)
    issue_paper(reviewer, paper, at=MONDAY)
    for _ in range(2):
        sent(office, results, do="show-publicity")
    assert "2024-01-08 至 2024-01-15 公示" in text_of(office.get(results))  # type: ignore[arg-type]
    for _ in range(2):
        sent(office, results, do="object", says="乙公司没有受过处罚")
    key = Objection.objects.get().pk
    own: HttpResponse = office.post(
        results, {"do": "decide", "objection": key, "answer": "查实", "sustained": "no"}
    )  # type: ignore[assignment]
    assert own.status_code == 400
    sent(look(hall.zone.head), results, do="decide", objection=key, answer="有处罚决定书", sustained="no")
    assert "有处罚决定书" in text_of(look(hall.zone.head).get(results))  # type: ignore[arg-type]


def later(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: when)
