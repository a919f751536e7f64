from typing import Any

import pytest
import yaml

from jingkai.kernel.papers.models import Issue, PaperCounter, PaperNumber
from jingkai.kernel.papers.queries import numbers
from jingkai.kernel.papers.services import cancel_paper, issue_papers
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.translate import translated
from jingkai.kernel.rules.services import approve, draft
from tests.proof import proves

from .samples import MONDAY, a_paper, a_press, a_reviewed, an_issued, at

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    return [one.code for one in examine() if one.level == "fault"]


@proves("W4.1.2")
def test_each_kind_zone_and_year_counts_by_itself() -> None:
    press, other = a_press(), a_press("邻近经开区")
    slots = {"meeting": "主任办公会", "day": "8日", "host": "主任", "points": ["x"]}
    found = [
        an_issued(press, "1"),
        an_issued(press, "2"),
        an_issued(press, "3", template="paper.minutes", slots=slots),
        an_issued(press, "4", at=at("2025-01-02")),
        an_issued(other, "1"),
    ]
    rows = [(one.number.series, one.number.year, one.number.n) for one in found]
    assert rows == [("notice", 2024, 1), ("notice", 2024, 2), ("minutes", 2024, 1), ("notice", 2025, 1),
                    ("notice", 2024, 1)]  # fmt: skip


def test_a_list_is_numbered_in_its_order() -> None:
    press = a_press()
    papers = [a_reviewed(press, str(n)) for n in range(5)]
    issues = issue_papers(press.clerk, papers[::-1], at=MONDAY)
    assert [(one.paper, one.number.n) for one in issues] == list(zip(papers[::-1], range(1, 6), strict=True))
    assert an_issued(press, "next").number.n == 6


def test_the_zones_short_code_is_a_rule() -> None:
    press = a_press()
    assert an_issued(press, "1").number.label == "滨河经济开发区发〔2024〕1号"
    style: dict[str, Any] = {
        "kind": "paper-style", "key": "paper-style", "version": "滨河1", "valid_from": "2024-01-01",
        "title": {"zh": "发文规范", "en": "style"}, "source": "测试", "body": {"short": "滨经"},
    }  # fmt: skip
    row = draft(press.clerk, yaml.safe_dump(style, allow_unicode=True), unit=press.zone.zone, at=AT)
    approve(press.head, row, at=AT)
    assert an_issued(press, "2").number.label == "滨经发〔2024〕2号"


@proves("W4.1.2")
def test_a_gap_or_a_repeat_is_refused_by_the_database() -> None:
    press = a_press()
    first, draft_ = an_issued(press, "1").number, a_paper(press, "2")
    for n, code in ((1, "papers.number-taken"), (3, "papers.number-gap"), (0, "papers.number-gap")):
        with pytest.raises(Problem) as refused:
            insert(
                PaperNumber(
                    paper=draft_, zone=draft_.zone, series="notice", year=2024, n=n, label="x"
                )
            )  # fmt: skip
        assert refused.value.code == code
    with pytest.raises(Problem) as second:
        insert(PaperNumber(paper=first.paper, zone=first.zone, series="notice", year=2024, n=2, label="x"))
    assert second.value.code == "papers.issued"
    other = a_press("邻近经开区").zone.zone
    with pytest.raises(Problem) as foreign:
        insert(PaperNumber(paper=draft_, zone=other, series="notice", year=2024, n=1, label="x"))
    assert foreign.value.code == "papers.number-elsewhere"


def test_the_counter_takes_no_leap_and_doctor_rebuilds_it() -> None:
    press = a_press()
    an_issued(press)
    with pytest.raises(Problem) as refused, translated():
        PaperCounter.objects.update(last=7)
    assert refused.value.code == "papers.number-gap"


def test_doctor_compares_the_counter_with_the_numbers() -> None:
    press = a_press()
    an_issued(press)
    counter = PaperCounter.objects.get()
    counter.last += 1
    counter.save()
    assert {one.place for one in examine() if one.code == "records.cache"} == {"jk_papers_papercounter"}


@proves("W4.1.2")
def test_a_call_that_fails_leaves_no_hole() -> None:
    press = a_press()
    an_issued(press, "1")
    good, bad = a_reviewed(press, "2"), a_paper(press, "3")
    with pytest.raises(Problem):
        issue_papers(press.clerk, [good, bad], at=MONDAY)
    assert an_issued(press, "4").number.n == 2
    assert faults() == []


@proves("W4.1.2")
def test_a_cancelled_number_stays_with_its_reason() -> None:
    press = a_press()
    first, second = an_issued(press, "1"), an_issued(press, "2")
    cancel_paper(press.reviewer, first.paper, reason="依据已废止", at=at("2024-01-09"))
    rows = numbers(None, press.zone.zone, "notice", 2024)
    assert [(one.number, one.cancelled) for one in rows] == [
        (first.number, "依据已废止"),
        (second.number, None),
    ]
    assert sheet_of(first.paper).number == "滨河经济开发区发〔2024〕1号（作废）"
    assert an_issued(press, "3").number.n == 3
    assert faults() == []


def test_only_what_was_issued_is_cancelled_and_with_a_reason() -> None:
    press = a_press()
    with pytest.raises(Problem) as early:
        cancel_paper(press.reviewer, a_paper(press), reason="x", at=MONDAY)
    assert early.value.code == "flows.no-such-move"
    with pytest.raises(Problem) as mute:
        cancel_paper(press.reviewer, an_issued(press, "2").paper, reason=" ", at=MONDAY)
    assert mute.value.code == "papers.reason-missing"


def test_issued_twice_has_one_effect() -> None:
    press = a_press()
    issue = an_issued(press)
    with pytest.raises(Problem) as refused:
        issue_papers(press.clerk, [issue.paper], at=MONDAY)
    assert refused.value.code == "flows.no-such-move"
    assert Issue.objects.count() == 1
