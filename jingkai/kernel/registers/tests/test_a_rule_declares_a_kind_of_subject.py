"""A rule says what a kind of subject is called, its stages, its columns and what may stand in them."""

from datetime import date

import pytest

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import found_zone
from jingkai.kernel.parties.tests.people import START
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.declared import declared
from jingkai.kernel.registers.services import enter, promise, reach
from jingkai.kernel.rules.services import approve, draft
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import AT, PROJECTS, declare

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Organisation:
    declare()
    return found_zone(SYSTEM, "滨河经济开发区", since=date(2015, 1, 1), at=AT)


@proves("W1.4.1")
def test_what_fits_the_columns_is_entered(zone: Organisation) -> None:
    fields = {"trade": "electronics", "size": "5000余万元", "ends": "2026-06-30", "remark": ""}
    assert enter(SYSTEM, "project", "二期厂房", zone, fields=fields, at=AT).fields == fields


@proves("W1.4.1")
@pytest.mark.parametrize(
    ("fields", "code", "zh", "en"),
    [
        ({"colour": "red"}, "registers.field-unknown", "产业、规模、合同到期、备注", "Industry, Size"),
        ({"trade": "电子"}, "registers.field-invalid", "电子信息、新材料", "electronics, new materials"),
        ({"size": "很大"}, "registers.field-invalid", "“规模”不能是“很大”", "“Size” can't be"),
        ({"ends": "2026-6-30"}, "registers.field-invalid", "日期，如 2024-03-31", "a date"),
        ({"ends": "2026-02-30"}, "registers.field-invalid", "合同到期", "Contract ends"),
        ({"remark": 5}, "registers.field-invalid", "文字", "text"),
    ],
)
def test_what_does_not_fit_is_refused(
    zone: Organisation, fields: dict[str, object], code: str, zh: str, en: str
) -> None:
    with pytest.raises(Problem) as refusal:
        enter(SYSTEM, "project", "二期厂房", zone, fields=fields, at=AT)
    assert refusal.value.code == code
    assert (zh in refusal.value.zh, en in refusal.value.en) == (True, True)


def test_of_a_kind_that_nobody_declared_nothing_is_refused(zone: Organisation) -> None:
    estate = enter(SYSTEM, "estate", "东区", zone, fields={"colour": "red"}, at=AT)
    reach(SYSTEM, estate, "开园", date(2024, 3, 1), at=AT)
    promise(SYSTEM, estate, "满园", date(2025, 3, 1), at=AT)
    with pytest.raises(Problem) as refusal:
        reach(SYSTEM, estate, "开园", date(2024, 3, 1), at=AT)
    assert refusal.value.code == "registers.reached-already"


@proves("W1.4.1")
def test_a_zone_declares_its_own_with_a_second_person() -> None:
    """From then on its stages and columns hold there, and the release's elsewhere."""
    people = a_ruled_zone()
    declare()
    own = PROJECTS.replace('version: "1"', "version: own").replace("needs: [signed]", "needs: []")
    head, clerk = people.actor(people.head), people.actor(people.clerk)
    rule = draft(clerk, own.replace("zh: 项目,", "zh: 重点项目,"), unit=people.zone, at=AT)
    project = enter(SYSTEM, "project", "东河项目", people.east, at=AT)
    with pytest.raises(Problem) as refusal:
        reach(SYSTEM, project, "started", date(2024, 3, 1), at=AT)
    assert refusal.value.code == "registers.stage-missing"
    approve(head, rule, at=AT)
    reach(SYSTEM, project, "started", date(2024, 3, 1), at=AT)
    found = declared("project", people.east, AT.date())
    assert found is not None
    assert found.title.zh == "重点项目"
    elsewhere = declared("project", found_zone(SYSTEM, "外区", since=START, at=AT), AT.date())
    assert elsewhere is not None
    assert elsewhere.title.zh == "项目"


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("needs: [signed]", "needs: [roofed]", "互为前提"),
        ("needs: [signed]", "needs: [opened]", "不存在的阶段"),
        ("code: started", "code: signed", "出现两次"),
        ("vocabulary: trades}", "vocabulary: colours}", "没有词表“colours”"),
        (", vocabulary: trades}", "}", "须写明词表"),
        ("type: figure}", "type: figure, vocabulary: trades}", "须写明词表"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(
    db: None, written: str, instead: str, said: str
) -> None:
    assert written in PROJECTS
    with pytest.raises(Problem) as refusal:
        declare(PROJECTS.replace(written, instead))
    assert refusal.value.code == "rules.invalid"
    assert said in refusal.value.zh
