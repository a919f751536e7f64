"""The ledger: what is open by what is due first, its lights and their rule, filters, pages, the workbook."""

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.http import HttpResponse

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.records.remembering import forget
from jingkai.systems.supervision import ledger as ledgers
from tests.proof import proves

from .desk import Desk, text_of

LEDGER = "/supervision/ledger"


def titles(page: str) -> list[str]:
    """The titles in their order."""
    return [part.split(">", 1)[1].split("</a>")[0] for part in page.split('class="name"><a ')[1:]]


def three(desk: Desk) -> None:
    """One past due, one due in two days, one due in a month, on 10 January."""
    desk.a_matter("甲：排水口", due=date(2024, 2, 10))
    desk.a_matter("乙：充电棚", due=date(2024, 1, 8))
    desk.a_matter("丙：危房", due=date(2024, 1, 12), unit=desk.zone.west)
    desk.at(at("2024-01-10"))


@proves("W3.1.2", "W1.3.1")
def test_what_is_due_first_stands_first_and_each_light_by_its_rule(desk: Desk) -> None:
    three(desk)
    page = text_of(desk.get(desk.zone.clerk, LEDGER))
    assert titles(page) == ["乙：充电棚", "丙：危房", "甲：排水口"]
    assert "超 2 天" in page
    assert "还有 2 天" in page
    assert "还有 31 天" in page
    assert "灯按“亮灯规则：按期限（规则 A）”" in page
    for light, found in (("red", ["乙：充电棚"]), ("yellow", ["丙：危房"]), ("green", ["甲：排水口"])):
        assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?light={light}"))) == found
    assert titles(text_of(desk.get(desk.zone.easterner, LEDGER))) == ["乙：充电棚", "甲：排水口"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=危房", ["丙：危房"]),
        ("q=2024-2", ["乙：充电棚"]),
        ("q=%25", []),
        ("q=不存在", []),
        ("state=assigned", ["乙：充电棚", "丙：危房", "甲：排水口"]),
        ("state=doing", []),
        ("show=ended", []),
        ("show=all", ["丙：危房", "乙：充电棚", "甲：排水口"]),
        ("page=99", ["乙：充电棚", "丙：危房", "甲：排水口"]),
        ("page=x&unit=x&show=x", ["乙：充电棚", "丙：危房", "甲：排水口"]),
    ],
)
def test_it_is_filtered(desk: Desk, asked: str, found: list[str]) -> None:
    three(desk)
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?{asked}"))) == found


def test_a_unit_and_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    three(desk)
    west = text_of(desk.get(desk.zone.clerk, f"{LEDGER}?unit={desk.zone.west.pk}"))
    assert titles(west) == ["丙：危房"]
    monkeypatch.setattr(ledgers, "PAGE", 2)
    first = text_of(desk.get(desk.zone.clerk, LEDGER))
    assert len(titles(first)) == 2
    assert "第 1 页，共 2 页" in first
    assert "3 件" in first
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?page=2"))) == ["甲：排水口"]


def test_the_workbook_has_every_line_and_no_formula(desk: Desk) -> None:
    three(desk)
    desk.a_matter("=1+1", due=date(2024, 3, 1))
    answer = desk.get(desk.zone.clerk, "/supervision/ledger.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][:4] == ("编号", "事项", "状态", "牵头单位")
    assert [row[1] for row in rows[1:]] == ["乙：充电棚", "丙：危房", "甲：排水口", "=1+1"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert rows[1][6] == "逾期"
    assert rows[1][5].date() == date(2024, 1, 8)
    filtered = desk.get(desk.zone.clerk, "/supervision/ledger.xlsx?q=危房")
    assert openpyxl.load_workbook(BytesIO(filtered.content)).active.max_row == 3  # type: ignore[union-attr]


def main_of(answer: HttpResponse) -> str:
    """What the page says; the token of its forms is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(answer))


def test_a_page_costs_as_many_queries_as_a_line(desk: Desk, django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        forget()
        with CaptureQueriesContext(connection) as seen:
            desk.get(desk.zone.clerk, LEDGER)
        return len(seen)

    desk.a_matter("一")
    one = queries()
    for number in range(12):
        desk.a_matter(f"另 {number}")
    assert queries() == one


def test_a_page_that_was_read_before_is_read_with_one_query_until_something_is_written(desk: Desk) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    three(desk)
    before = main_of(desk.get(desk.zone.clerk, LEDGER))
    with CaptureQueriesContext(connection) as seen:
        assert main_of(desk.get(desk.zone.clerk, LEDGER)) == before
    assert len(seen) == 1  # which version it is
    desk.a_matter("丁：窨井盖", due=date(2024, 1, 9))
    assert titles(text_of(desk.get(desk.zone.clerk, LEDGER)))[1] == "丁：窨井盖"


def test_what_one_saw_is_not_shown_to_another(desk: Desk) -> None:
    three(desk)
    for person, found in ((desk.zone.clerk, 3), (desk.zone.easterner, 2), (desk.zone.westerner, 1)):
        page = text_of(desk.get(person, LEDGER))
        assert len(titles(page)) == found
        assert f"{found} 件" in page


def test_the_light_changes_with_the_clock_though_nothing_was_written(desk: Desk) -> None:
    desk.a_matter("甲：排水口", due=date(2024, 1, 10))
    for when, said in (
        ("2024-01-08", "还有 2 天"),
        ("2024-01-10T23:59", "今天到期"),
        ("2024-01-11T00:00", "超 1 天"),
    ):
        desk.at(datetime.fromisoformat(when).replace(tzinfo=SHANGHAI))
        page = text_of(desk.get(desk.zone.clerk, LEDGER))
        assert said in page
        assert ("逾期" in page) == ("超" in said)
