from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.papers.models import Issue, Paper, PaperNumber, Text
from jingkai.kernel.papers.queries import find_paper, numbers, papers
from jingkai.kernel.papers.services import issue_paper
from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.services import add_compartment, grant
from jingkai.kernel.parties.tests.people import AT, START, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import MONDAY, Press, a_paper, a_press, a_reviewed, an_issued

pytestmark = pytest.mark.django_db

TODAY = date(2024, 1, 8)


def reader(person: Person) -> Reader:
    return reader_for(person.pk, on=TODAY)


def who_sees(press: Press, paper: Paper) -> set[str]:
    zone = press.zone
    people = (zone.head, zone.clerk, press.colleague, zone.easterner, zone.westerner)
    return {one.name for one in people if Paper.objects.visible_to(reader(one)).filter(pk=paper.pk).exists()}


@proves("W4.1.1", "INV.7")
def test_a_draft_is_seen_where_it_is_written_and_an_issued_one_by_whom_it_goes_to() -> None:
    press = a_press()
    paper = a_reviewed(press, copies=(press.zone.west,))
    assert who_sees(press, paper) == {"主任", "督查员", "审签员"}
    issue_paper(press.clerk, paper, at=MONDAY)
    assert who_sees(press, paper) == {"主任", "督查员", "审签员", "东城干部", "西城干部"}
    other = an_issued(press, "two")
    assert "西城干部" not in who_sees(press, other)


def test_who_gets_it_may_read_it_and_nothing_more() -> None:
    press = a_press()
    paper = an_issued(press).paper
    east = reader(press.zone.easterner)
    assert Text.objects.visible_to(east).filter(paper=paper).exists()
    assert not Paper.objects.visible_to(east, Level.ACT).exists()
    assert Paper.objects.visible_to(reader(press.zone.clerk), Level.ACT).exists()


@proves("INV.7")
def test_a_hidden_paper_is_answered_like_one_that_is_not_there_by_the_same_queries() -> None:
    press = a_press()
    issue = an_issued(press)
    west = reader(press.zone.westerner)
    asked = []
    for number in (str(issue.paper.pk), "900000", issue.number.label, "滨河经济开发区发〔2024〕9号"):
        with CaptureQueriesContext(connection) as queries, pytest.raises(Problem) as refused:
            find_paper(west, number)
        assert refused.value.code == "papers.not-found"
        asked.append(len(queries))
    assert len(set(asked)) == 1
    assert papers(west, press.zone.zone) == []
    assert numbers(west, press.zone.zone, "notice", 2024) == []
    for model in (Issue, PaperNumber):
        assert not model.objects.visible_to(west).exists()


def test_it_is_found_by_its_id_and_by_its_number() -> None:
    press = a_press()
    issue = an_issued(press)
    east = reader(press.zone.easterner)
    for number in (str(issue.paper.pk), issue.paper.ref, issue.number.label):
        assert find_paper(east, number) == issue.paper
    with pytest.raises(Problem):
        find_paper(east, "9" * 30)


@proves("INV.7")
def test_what_is_in_a_compartment_is_seen_through_it_only() -> None:
    press = a_press()
    sealed = add_compartment(SYSTEM, "petitions", "信访专区", clause="测试", at=AT)
    insider, _ = a_person("专员", press.zone.office)
    grant(SYSTEM, insider, "supervision", scope=Scope.COMPARTMENT, compartment=sealed, since=START, at=AT)
    paper = a_paper(press, compartment=sealed)
    assert who_sees(press, paper) == set()
    assert Paper.objects.visible_to(reader(insider)).get() == paper


def test_a_system_administrator_sees_none() -> None:
    press = a_press()
    an_issued(press)
    person, _ = a_person("管理员", press.zone.office)
    hold(person, "system-administrator", press.zone.zone, Scope.SUBTREE)
    assert not Paper.objects.visible_to(reader(person)).exists()


def test_a_list_is_read_in_as_many_queries_as_one() -> None:
    press = a_press()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            papers(None, press.zone.zone)
        return len(queries)

    an_issued(press)
    one = asked()
    for n in range(5):
        an_issued(press, str(n))
    assert asked() == one
