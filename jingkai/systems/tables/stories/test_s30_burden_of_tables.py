"""st-S30: what a new table costs a street, who has to approve it, and how many tables are gone."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import round_half_up
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.catalogue import reduction
from jingkai.kernel.forms.models import Submission
from jingkai.kernel.forms.queries import duplicates
from jingkai.kernel.forms.services import (
    FieldDraft,
    FormDraft,
    LineDraft,
    Merge,
    RequestDraft,
    SectionDraft,
    approve,
    ask_approval,
    define_fields,
    define_form,
    draft_request,
    halt,
    issue,
    list_tables,
    reduce_tables,
    send,
    why_approval,
)
from jingkai.kernel.forms.services.issuing import costs_of
from jingkai.kernel.forms.sheet import sheet_of
from jingkai.kernel.forms.tests.samples import MARCH, Asking, an_asking_zone, known
from jingkai.kernel.forms.workbook import read_sheet, read_tables, write_sheet
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.daybook import DayBook
from jingkai.kernel.rules.services import approve as approve_rule
from jingkai.kernel.rules.services import draft as draft_rule
from tests.proof import proves

pytestmark = pytest.mark.django_db

MONDAY = at("2024-04-01")
# A zone's own rule: a street may be asked one minute of tables a month without approval.
ONE_MINUTE = """
kind: table-burden
key: table-burden
version: "示例"
title: {zh: 填报负担, en: Burden of tables}
valid_from: 2024-01-01
source: 示例区规定
body:
  minutes: {quantity: "0.24", date: "0.24", choice: "0.12", text: "3"}
  budget: {tables: "8", minutes: "1"}
  notice_days: "1"
  term: 5 working days
  unknown: [未知]
"""


def a_table_of_22(asking: Asking) -> RequestDraft:
    """17 of its fields have an owner who has reported them of the street; 5 nobody has."""
    zone = asking.zone
    fields = [
        FieldDraft(f"f{n:02}", f"指标{n}", asking.statistics, unit="亿元", measure=f"指标{n}")
        for n in range(1, 23)
    ]
    define_fields(SYSTEM, zone.zone, fields, at=MONDAY)
    for n in range(1, 18):
        known(asking, f"指标{n}", f"{n}.5", zone.east)
    section = SectionDraft("指标", [LineDraft(one.code) for one in fields])
    form = define_form(
        SYSTEM, zone.zone, FormDraft("new", "新增统计表", asking.bureau, "month", [section]), at=MONDAY
    )
    return RequestDraft(form, MARCH, [zone.east], asking.bureau, due=at("2024-04-10").date())


@proves("W4.2.1", "W4.2.2")
def test_of_22_fields_5_are_asked_and_the_office_has_to_approve_it() -> None:
    asking = an_asking_zone()
    zone = asking.zone
    rule = draft_rule(zone.actor(zone.clerk), ONE_MINUTE, unit=zone.zone, at=MONDAY)
    approve_rule(zone.actor(zone.head), rule, at=MONDAY)
    bureau = asking.by(asking.asker)
    request = draft_request(bureau, a_table_of_22(asking), at=MONDAY)

    (cost,) = costs_of(request, DayBook(MONDAY.date()))
    assert (len(cost.asked), cost.filled, cost.minutes) == (5, 17, Decimal("1.2"))
    assert [one.zh for one in why_approval(request, [cost])] == [
        "东城街道本月将达 1 张、1.2 分钟（限额 8 张、1 分钟）"
    ]
    with pytest.raises(Problem) as refused:
        issue(bureau, request, at=MONDAY)
    assert refused.value.code == "forms.approval-needed"
    ask_approval(bureau, request, at=MONDAY)
    approve(asking.by(zone.clerk), request, at=MONDAY)
    cells = sheet_of(Submission.objects.get()).cells
    assert [sum(one.asked is asked for one in cells) for asked in (True, False)] == [5, 17]


@proves("W4.2.2")
def test_from_nine_to_three_the_same_day_is_blocked_unless_somebody_named_approves() -> None:
    asking = an_asking_zone()
    draft = a_table_of_22(asking)
    today = at("2024-04-01", "15:00")
    bureau = asking.by(asking.asker)
    said = {
        "form": draft.form,
        "period": MARCH,
        "units": draft.units,
        "requester": asking.bureau,
        "due": today,
    }
    with pytest.raises(Problem) as refused:
        draft_request(bureau, RequestDraft(**said), at=at("2024-04-01", "09:00"))  # type: ignore[arg-type]
    assert refused.value.code == "forms.same-day"
    hurry = RequestDraft(**said, emergency=True, approver=asking.zone.clerk, reason="防汛")  # type: ignore[arg-type]
    request = draft_request(bureau, hurry, at=at("2024-04-01", "09:00"))
    ask_approval(bureau, request, at=at("2024-04-01", "09:05"))
    approve(asking.by(asking.zone.clerk), request, at=at("2024-04-01", "09:10"))
    assert state_of(request.case) == "issued"


def listed_in(path: Path, count: int) -> Path:
    """A workbook as an office keeps it: a title, headings, a table a row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["在用表格清单"])
    sheet.append(["编号", "表名", "要求部门", "频次"])
    for n in range(1, count + 1):
        sheet.append([n, f"表{n}", "某部门", "月"])
    book.save(path)
    return path


@proves("W4.2.3")
@pytest.mark.parametrize(
    ("before", "after", "change", "rate"), [(338, 243, -95, "-28.1%"), (157, 57, -100, "-63.7%")]
)
def test_a_list_of_tables_is_loaded_from_a_workbook_and_its_reduction_shown(
    tmp_path: Path, before: int, after: int, change: int, rate: str
) -> None:
    asking = an_asking_zone()
    zone = asking.zone
    tables = read_tables(listed_in(tmp_path / "清单.xlsx", before))
    list_tables(asking.by(zone.easterner), zone.east, tables, at=MONDAY)
    merges = [Merge(str(n), "1") for n in range(after + 1, before + 1)]
    reduce_tables(asking.by(zone.clerk), zone.east, merges, reason="合并", at=MONDAY)
    (found,) = reduction([zone.east])
    assert (found.before, found.after, found.change, str(round_half_up(found.rate, 1))) == (
        before, after, change, rate,
    )  # fmt: skip


def test_a_list_without_its_headings_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "名称"])  # type: ignore[union-attr]
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Problem) as refused:
        read_tables(tmp_path / "x.xlsx")
    assert refused.value.code == "forms.list-unread"


@proves("W4.2.1")
def test_a_unit_asked_the_same_twice_is_listed_once_and_the_office_stops_one() -> None:
    asking = an_asking_zone()
    zone = asking.zone
    draft = a_table_of_22(asking)
    first = draft_request(asking.by(asking.asker), draft, at=MONDAY)
    issue(asking.by(asking.asker), first, at=MONDAY)
    section = SectionDraft("指标", [LineDraft("f22")])
    other = define_form(
        SYSTEM, zone.zone, FormDraft("other", "统计补充表", asking.statistics, "month", [section]), at=MONDAY
    )
    second = draft_request(
        asking.by(asking.statistician),
        RequestDraft(other, MARCH, [zone.east], asking.statistics, due=draft.due),
        at=MONDAY,
    )
    issue(asking.by(asking.statistician), second, at=MONDAY)
    april = Period.month(2024, 4)
    (twice,) = duplicates(zone.zone, april)
    assert (twice.line.field.code, twice.requesters) == ("f22", [asking.bureau, asking.statistics])
    halt(asking.by(zone.clerk), second, reason="已由经发局收取", at=at("2024-04-02"))
    assert duplicates(zone.zone, april) == []


def issued(asking: Asking) -> Submission:
    request = draft_request(asking.by(asking.asker), a_table_of_22(asking), at=MONDAY)
    (found,) = issue(asking.by(asking.asker), request, at=MONDAY)
    return found


def edited(path: Path, content: bytes, cells: dict[str, str]) -> Path:
    """The workbook with these cells changed."""
    book = openpyxl.load_workbook(BytesIO(content))
    for place, text in cells.items():
        book.active[place] = text  # type: ignore[index]
    book.save(path)
    return path


@proves("W4.2.3")
def test_a_form_goes_out_as_a_workbook_and_comes_back_without_a_change(tmp_path: Path) -> None:
    asking = an_asking_zone()
    submission = issued(asking)
    path = tmp_path / "表.xlsx"
    path.write_bytes(write_sheet(sheet_of(submission)))
    brought = read_sheet(path, sheet_of(submission))
    assert (brought.typed, brought.changed, brought.edited) == ({}, (), ())

    filled = {f"E{row}": "200多" for row in range(21, 26)}
    brought = read_sheet(edited(path, path.read_bytes(), filled), sheet_of(submission))
    assert (len(brought.changed), brought.edited) == (5, ())
    send(asking.by(asking.zone.easterner), submission, brought.typed, seen=0, at=at("2024-04-08"))
    path.write_bytes(write_sheet(sheet_of(submission)))
    again = read_sheet(path, sheet_of(submission))
    assert (len(again.typed), again.changed) == (5, ())


@proves("W4.2.3")
def test_a_filled_cell_that_was_changed_in_the_workbook_is_said(tmp_path: Path) -> None:
    asking = an_asking_zone()
    submission = issued(asking)
    path = edited(tmp_path / "表.xlsx", write_sheet(sheet_of(submission)), {"E4": "9.9"})
    brought = read_sheet(path, sheet_of(submission))
    assert brought.edited == (("指标1", "1.5亿元", "9.9"),)
    assert brought.typed == {"f01": "9.9"}


@proves("W4.2.3")
@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("随便一张表", "forms.sheet-unread"),
        ("《新增统计表》 · 西城街道 · 填报表 new 第 1 版 · 编号 {key}", "forms.sheet-other"),
        ("《新增统计表》 · 东城街道 · 填报表 new 第 2 版 · 编号 {key}", "forms.sheet-other"),
        ("《新增统计表》 · 东城街道 · 填报表 new 第 1 版 · 编号 999999", "forms.sheet-other"),
    ],
)
def test_a_workbook_of_another_form_version_or_unit_is_refused(tmp_path: Path, cell: str, code: str) -> None:
    asking = an_asking_zone()
    submission = issued(asking)
    path = edited(
        tmp_path / "表.xlsx", write_sheet(sheet_of(submission)), {"A1": cell.format(key=submission.pk)}
    )
    with pytest.raises(Problem) as refused:
        read_sheet(path, sheet_of(submission))
    assert refused.value.code == code
