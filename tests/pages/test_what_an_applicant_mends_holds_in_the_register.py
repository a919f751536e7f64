"""What was returned and filed again: the register shows what holds, with what was filed first beside it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.applying import step
from jingkai.kernel.registers.mended import holding, mended
from jingkai.kernel.registers.models import Application, Subject
from jingkai.kernel.registers.tests.test_a_unit_applies_once_at_a_time import a_street_that_applies, applied
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    found = a_street_that_applies()
    hold(found.clerk, "supervision", found.office)
    return found


def file_again(zone: Zone, row: Application, days: int, **fields: str) -> None:
    """Returned, and the day after filed again."""
    step(zone.actor(zone.clerk), row, "return", note="自评等级有误", at=AT + timedelta(days=days - 1))
    applicant = zone.actor(zone.easterner)
    step(applicant, row, "apply-again", fields=fields, at=AT + timedelta(days=days))


@proves("A3.3.1")
def test_the_table_the_sheet_and_the_entry_show_what_holds_beside_what_was_filed(
    zone: Zone, settings: Settings
) -> None:
    row = applied(zone)
    number = latest()
    settings.JINGKAI_ACTS_AS = zone.clerk.pk
    client = Client(HTTP_HOST="localhost")
    table, entry = "/registers?kind=credit-rating", f"/subjects/{row.subject_id}"
    assert "原报" not in read(client.get(table)).words + read(client.get(entry)).words
    file_again(zone, row, 2, 自评等级="AAA", 开业日期="2015-06-01")
    shown = read(client.get(table)).texts
    assert {"AAA", "原报 AAAA", "2015-06-01", "原报 空白"} <= shown
    assert "AAAA" not in shown
    assert "first filed AAAA" in read(client.get(f"{table}&lang=en")).texts
    sheet = load_workbook(BytesIO(client.get("/registers.xlsx?kind=credit-rating&lang=zh").content)).active
    head, line = sheet.iter_rows(min_row=2, values_only=True)
    said = dict(zip(head, line, strict=True))
    assert [said[name] for name in ("自评等级", "自评等级（原报）", "开业日期", "开业日期（原报）")] == [
        "AAA", "AAAA", "2015-06-01", None,
    ]  # fmt: skip
    page = read(client.get(f"{entry}?lang=zh"))
    assert "AAA" in page.texts
    assert any(one.endswith("原报 AAAA") and one.startswith("2024-") for one in page.texts)
    assert ("申报", f"/applications/{row.pk}") in page.links
    # As it was known before, and what was filed stays what it is.
    then = read(client.get(f"{table}&as_of={number}")).texts
    assert ("AAAA" in then, "AAA" in then) == (True, False)
    assert Subject.objects.get().fields == {"自评等级": "AAAA"}


@proves("A3.3.1")
def test_every_value_that_was_filed_is_read_beside_the_one_that_holds(zone: Zone, settings: Settings) -> None:
    row = applied(zone)
    file_again(zone, row, 2, 自评等级="AAA")
    file_again(zone, row, 4, 自评等级="AAA", 开业日期="2015-06-01")
    file_again(zone, row, 6, 自评等级="AA", 开业日期="2015-06-01")
    settings.JINGKAI_ACTS_AS = zone.clerk.pk
    page = read(Client(HTTP_HOST="localhost").get(f"/subjects/{row.subject_id}")).words
    assert page.count("原报") == 3
    assert page.index("原报 AAAA") < page.index("原报 AAA", page.index("原报 AAAA") + 1)
    found = mended([row.subject])
    assert holding(row.subject, found) == {"自评等级": "AA", "开业日期": "2015-06-01"}
    other = Subject.objects.exclude(pk=row.subject_id)
    assert mended(other) == {}
