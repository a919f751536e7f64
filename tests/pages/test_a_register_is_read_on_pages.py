"""The register of a kind and one subject: stages by the day of their events, promises, what is about it."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.models import StageEvent, Subject
from jingkai.kernel.registers.services import enter, promise, reach, withdraw_event
from jingkai.kernel.registers.tests.samples import declare
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_ruled_zone()


@pytest.fixture
def project(zone: Zone) -> Subject:
    """Of the east street: signed for on 4 March, its begin promised for June and put off once."""
    fields = {"行业": "电子信息", "size": "3.3亿元"}
    row = enter(SYSTEM, "project", "东河项目", zone.east, code="XM001", fields=fields, at=AT)
    reach(SYSTEM, row, "签约", date(2024, 3, 4), evidence="合同第12号", at=AT)
    promise(SYSTEM, row, "开工", date(2024, 6, 30), at=AT)
    promise(SYSTEM, row, "开工", date(2024, 7, 31), reason="供地延后", at=AT)
    return row


def reads(settings: Settings, person: Person | None) -> Client:
    settings.JINGKAI_ACTS_AS = person.pk if person is not None else None
    return Client(HTTP_HOST="localhost")


@proves("W1.4.1")
def test_a_register_lists_what_the_reader_may_see(zone: Zone, project: Subject, settings: Settings) -> None:
    enter(SYSTEM, "project", "西山项目", zone.west, code="XM002", at=AT)
    office = read(reads(settings, zone.clerk).get("/registers"))
    assert "2 个" in office.words
    assert office.link("东河项目").startswith(f"/subjects/{project.pk}")
    assert {"XM001", "电子信息", "3.3亿元", "签约", "2024-03-04"} <= office.texts
    # The street sees its own, and the other's neither in the list nor in the counts.
    street = read(reads(settings, zone.easterner).get("/registers"))
    assert "1 个" in street.words
    assert "西山项目" not in street.words
    assert "西城街道" not in street.words
    assert reads(settings, zone.westerner).get(f"/subjects/{project.pk}").status_code == 404


@proves("W1.4.1")
def test_a_register_is_searched_and_filtered(zone: Zone, project: Subject, settings: Settings) -> None:
    enter(SYSTEM, "project", "西山项目", zone.west, code="XM002", at=AT)
    client = reads(settings, zone.clerk)
    for asked, there, gone in (
        ("q=XM002", "西山项目", "东河项目"),
        ("stage=签约", "东河项目", "西山项目"),
        (f"of={zone.west.pk}", "西山项目", "东河项目"),
    ):
        links = dict(read(client.get(f"/registers?{asked}")).links)
        assert (there in links, gone in links) == (True, False), asked
    assert "没有符合条件的对象" in read(client.get("/registers?q=没有")).words


@proves("W1.4.1")
def test_a_subject_shows_stages_with_evidence_and_promises_with_their_first_day(
    zone: Zone, project: Subject, settings: Settings
) -> None:
    page = read(reads(settings, zone.easterner).get(f"/subjects/{project.pk}"))
    for said in ("合同第12号", "2024-07-31", "原定 2024-06-30", "供地延后"):
        assert said in page.words
    assert page.link("签约").startswith("/economy/events/")


@proves("W1.4.1")
def test_a_stage_that_was_lost_is_turned_back_with_the_as_of(
    zone: Zone, project: Subject, settings: Settings
) -> None:
    number = latest()
    event = project_event(project)
    withdraw_event(SYSTEM, event, date(2024, 5, 6), reason="合同解除", at=AT)
    client = reads(settings, zone.clerk)
    assert "2024-05-06 撤销：合同解除" in read(client.get(f"/subjects/{project.pk}")).words
    then = read(client.get(f"/subjects/{project.pk}?as_of={number}")).words
    assert ("合同解除" in then, f"编号 {number} 时点" in then) == (False, True)
    assert "签约" not in read(client.get("/registers")).texts
    assert "签约" in read(client.get(f"/registers?as_of={number}")).texts
    assert client.get("/registers?as_of=999999").status_code == 404


@proves("W1.4.1")
def test_the_workbook_holds_what_the_page_lists(zone: Zone, project: Subject, settings: Settings) -> None:
    enter(SYSTEM, "project", "=1+1", zone.west, code="XM002", at=AT)
    answer = reads(settings, zone.clerk).get("/registers.xlsx?kind=project")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("编号", "名称", "单位", "阶段", "到达日期", "下一节点", "应到日期", "size", "行业")
    assert rows[1][:4] == ("XM001", "东河项目", "东城街道", "签约")
    assert rows[2][1] == "=1+1"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    street = reads(settings, zone.easterner).get("/registers.xlsx?kind=project")
    assert len(list(load_workbook(BytesIO(street.content)).active.iter_rows(min_row=3))) == 1


@proves("W1.4.1", "W1.5.3")
def test_names_columns_and_their_order_are_as_the_rule_declares_them(zone: Zone, settings: Settings) -> None:
    declare()
    fields = {"size": "3.3亿元", "trade": "electronics", "remark": "二期"}
    row = enter(SYSTEM, "project", "East River", zone.east, code="XM001", fields=fields, at=AT)
    reach(SYSTEM, row, "signed", date(2024, 3, 4), at=AT)
    promise(SYSTEM, row, "started", date(2024, 6, 30), at=AT)
    other = enter(SYSTEM, "project", "West Hill", zone.west, code="XM002", at=AT)
    for stage, day in (("signed", 4), ("started", 5), ("roofed", 6)):
        reach(SYSTEM, other, stage, date(2024, 3, day), at=AT)
    client = reads(settings, zone.clerk)
    chinese, english = (
        client.get("/registers").content.decode(),
        client.get("/registers?lang=en").content.decode(),
    )
    # As declared: trade, size, the end; the remark is not in the table. Stages as they follow each other, not by name.
    for page, said in (
        (chinese, ["<h1>项目", "签约 1", "封顶 1", "<th>产业", "<th>规模", "<th>合同到期",
                   "电子信息", "3.3亿元", "签约<", "开工<"]),
        (english, ["<h1>Projects", "contract signed 1", "roofed 1", "<th>Industry", "<th>Size", "<th>Contract ends",
                   "electronics", "contract signed<", "begun<"]),
    ):  # fmt: skip
        places = [page.find(one) for one in said]
        assert -1 not in places, said
        assert places == sorted(places)
        assert "二期" not in page
    one = read(client.get(f"/subjects/{row.pk}?lang=en")).words
    assert ("contract signed" in one, "Remark" in one, "签约" in one, "产业" in one) == (
        True,
        True,
        False,
        False,
    )
    answer = client.get("/registers.xlsx?kind=project&lang=en")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert rows[0][7:] == ("Industry", "Size", "Contract ends")
    assert (rows[1][3], rows[1][5], rows[1][7]) == ("contract signed", "begun", "electronics")


@proves("W1.4.1")
def test_a_minute_in_which_much_was_written_is_one_moment(
    zone: Zone, project: Subject, settings: Settings
) -> None:
    numbers = []
    for at in (AT, AT + timedelta(seconds=30), AT + timedelta(hours=1)):
        row = enter(SYSTEM, "project", f"项目{len(numbers)}", zone.west, at=at)
        reach(SYSTEM, row, "签约", date(2024, 3, 4), evidence="合同", at=at)
        numbers.append(latest())
    page = reads(settings, zone.clerk).get("/registers").content.decode()
    picker = page.split('name="as_of"')[1].split("</select>")[0]
    assert re.findall(r'value="(\d+)"', picker) == [str(numbers[2]), str(numbers[1])]


@proves("W1.4.1")
def test_search_opens_a_subject(zone: Zone, project: Subject, settings: Settings) -> None:
    found = read(reads(settings, zone.clerk).get("/search?q=东河项目"))
    assert f"/subjects/{project.pk}" in [address.partition("?")[0] for _, address in found.links]


def project_event(project: Subject) -> int:
    return StageEvent.objects.get(subject=project).pk
