"""The ledger goes out as a workbook and comes in again: unchanged, with reports, or with what may not be typed."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl.worksheet.worksheet import Worksheet

from jingkai.kernel.flows.models import Move, Progress
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import path_of, store
from jingkai.systems.supervision.services.returning import bring_back
from tests.proof import proves

from .desk import Desk, picture, text_of

BACK, OUT = "/supervision/ledger/back", "/supervision/ledger.xlsx?show=all"
Edit = Callable[[Worksheet], None]
# Columns as they stand in the sheet.
NUMBER, STATE, DUE, LATE, REPORT, SHARE = "A", "C", "F", "H", "L", "M"


def working(desk: Desk) -> tuple[Matter, Matter, Matter]:
    """One being done by the east street, one by the west street, one of the east street that is closed and late."""
    done = desk.a_matter("=办结的 事", due=date(2024, 1, 9))
    first, second = desk.a_matter("甲：排水口"), desk.a_matter("乙：危房", unit=desk.zone.west)
    desk.at(at("2024-01-08"))
    for who, one in (
        (desk.zone.easterner, done),
        (desk.zone.easterner, first),
        (desk.zone.westerner, second),
    ):
        for name in ("accept", "begin"):
            assert desk.move(who, one, name).status_code == 302
    desk.at(at("2024-01-12"))
    assert desk.move(desk.zone.easterner, first, "progress", note="已\n开工", share="20").status_code == 302
    assert desk.move(desk.zone.easterner, done, "report", note="已办结", files=picture()).status_code == 302
    desk.at(at("2024-01-15"))
    for name in ("verify", "close"):
        assert desk.move(desk.zone.clerk, done, name, note="看过").status_code == 302
    desk.at(at("2024-01-16", "10:23"))
    return first, second, done


def out(desk: Desk, by: Person, lang: str = "zh") -> bytes:
    """The workbook as the person takes it out."""
    return desk.get(by, f"{OUT}&lang={lang}", lang).content


def edited(content: bytes, edit: Edit) -> bytes:
    """The workbook, changed and saved by a program for tables."""
    book = openpyxl.load_workbook(BytesIO(content))
    assert isinstance(book.active, Worksheet)
    edit(book.active)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def row_of(sheet: Worksheet, one: Matter) -> int:
    return next(row for row in range(3, sheet.max_row + 1) if sheet[f"{NUMBER}{row}"].value == one.label)


def put(one: Matter, column: str, value: object) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet[f"{column}{row_of(sheet, one)}"] = value

    return edit


def brought(desk: Desk, by: Person, content: bytes, name: str = "台账.xlsx") -> tuple[HttpResponse, str]:
    """What the page says of a file that is brought back, and its address."""
    sent = desk.post(by, BACK, ledger=SimpleUploadedFile(name, content))
    assert sent.status_code == 302
    address = sent["Location"]
    return desk.get(by, address), address


@proves("W3.1.3", "INV.6")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_went_out_comes_back_with_0_changes(desk: Desk, lang: str) -> None:
    working(desk)
    moves = Move.objects.count()
    for content in (
        out(desk, desk.zone.clerk, lang),
        edited(out(desk, desk.zone.clerk, lang), lambda sheet: None),
    ):
        # A month later lights and lateness are others; the file says when it was taken out.
        desk.at(at("2024-02-20"))
        page, _ = brought(desk, desk.zone.clerk, content)
        assert "共 3 行，0 处变动。" in text_of(page)
        assert "确认登记" not in text_of(page)
        desk.at(at("2024-01-16", "10:23"))
    assert Move.objects.count() == moves


@proves("W3.1.3", "INV.6")
def test_an_export_that_is_not_touched_changes_nothing_though_the_matter_was_moved_since(desk: Desk) -> None:
    first, *_ = working(desk)
    content = out(desk, desk.zone.clerk)
    desk.at(at("2024-01-20"))
    assert (
        desk.move(desk.zone.easterner, first, "report", note="全部完成", files=picture()).status_code == 302
    )
    assert "共 3 行，0 处变动。" in text_of(brought(desk, desk.zone.clerk, content)[0])


@proves("W3.1.3")
def test_a_report_that_was_typed_is_shown_and_then_entered_once(desk: Desk) -> None:
    first, *_ = working(desk)

    def fill(sheet: Worksheet) -> None:
        put(first, REPORT, "排水口清淤过半")(sheet)
        put(first, SHARE, 0.625)(sheet)
        sheet[f"{SHARE}{row_of(sheet, first)}"].number_format = "0.0%"

    content = edited(out(desk, desk.zone.easterner), fill)
    desk.at(at("2024-01-18"))
    moves = Move.objects.count()
    page, address = brought(desk, desk.zone.easterner, content)
    assert "共 2 行，1 处反馈待登记。" in text_of(page)  # the west street's matter is not for the east street
    assert "排水口清淤过半" in text_of(page)
    assert "62.5%" in text_of(page)
    assert Move.objects.count() == moves  # shown before it is done
    for _ in range(2):  # a double click
        assert desk.post(desk.zone.easterner, address).status_code == 302
    assert Move.objects.count() == moves + 1
    last = first.case.moves.order_by("-n").first()
    assert last is not None
    assert (last.flow_move.move, last.note) == ("progress", "排水口清淤过半")
    assert Progress.objects.get(move=last).share == 625


@proves("W3.1.3")
@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        (STATE, "已销号", "状态"), (DUE, date(2024, 6, 30), "期限"), (LATE, "从未超期", "超期与延期"),
        ("B", "改名", "事项"), ("D", "西城街道", "牵头单位"), ("K", "100%", "已完成"),
        (STATE, '=IF(1,"已销号","")', "状态"), ("B", None, "事项"),
    ],
)  # fmt: skip
def test_what_a_move_must_do_is_refused_at_its_cell(
    desk: Desk, column: str, value: object, named: str
) -> None:
    first, *_ = working(desk)
    content = edited(out(desk, desk.zone.easterner), put(first, column, value))
    page, address = brought(desk, desk.zone.easterner, content)
    row = row_of(openpyxl.load_workbook(BytesIO(content)).active, first)  # type: ignore[arg-type]
    assert f"{column}{row}<" in text_of(page)
    assert f"“{named}”不能在表中改" in text_of(page)
    assert "supervision.cell-fixed" in text_of(page)
    assert "确认登记" not in text_of(page)
    moves = Move.objects.count()
    refused = desk.post(desk.zone.easterner, address)
    assert refused.status_code == 400
    assert "supervision.ledger-refused" in text_of(refused)
    assert Move.objects.count() == moves


@proves("W3.1.3")
def test_a_stale_export_says_so_where_something_was_typed(desk: Desk) -> None:
    first, *_ = working(desk)
    content = edited(out(desk, desk.zone.easterner), put(first, REPORT, "又进一步"))
    desk.at(at("2024-01-17"))
    assert desk.move(desk.zone.easterner, first, "progress", note="页面上已报").status_code == 302
    page = text_of(brought(desk, desk.zone.easterner, content)[0])
    assert "在导出以后已经办理（反馈进展，2024-01-17 09:00）" in page
    assert "supervision.row-moved" in page


@proves("W3.1.3")
def test_rows_that_are_foreign_missing_or_twice(desk: Desk) -> None:
    first, second, _ = working(desk)
    label = second.label

    def rows(sheet: Worksheet) -> None:
        sheet.append([label, "乙：危房"])  # the west street's: as if it were not there
        sheet.append(["2024-99", "没有的事"])
        sheet.append([None, "新的事"])

    page = text_of(brought(desk, desk.zone.easterner, edited(out(desk, desk.zone.easterner), rows))[0])
    assert f"台账中没有这件事（{label}）" in page
    assert "台账中没有这件事（2024-99）" in page
    assert "台账中没有这件事（—）" in page
    assert page.count("supervision.row-foreign") == 3

    def twice(sheet: Worksheet) -> None:
        put(first, REPORT, "一次")(sheet)
        sheet.append([one.value for one in sheet[row_of(sheet, first)]])

    page = text_of(brought(desk, desk.zone.easterner, edited(out(desk, desk.zone.easterner), twice))[0])
    assert "有两行填了反馈" in page
    assert "supervision.row-twice" in page

    def fewer(sheet: Worksheet) -> None:
        sheet.delete_rows(row_of(sheet, first))

    page = text_of(brought(desk, desk.zone.easterner, edited(out(desk, desk.zone.easterner), fewer))[0])
    assert "共 1 行，0 处变动。" in page  # missing is not deleted
    assert "表中没有的事项不受影响" in page


@proves("W3.1.3")
def test_who_does_not_do_it_reports_nothing_and_a_report_has_words(desk: Desk) -> None:
    first, _, done = working(desk)
    for by, edit, code in (
        (desk.zone.clerk, put(first, REPORT, "替他报"), "此步只能由承办单位办理"),
        (desk.zone.easterner, put(done, REPORT, "再报一次"), "不能“反馈进展”"),
        (desk.zone.easterner, put(first, SHARE, "50"), "还缺：说明"),
    ):
        assert code in text_of(brought(desk, by, edited(out(desk, by), edit))[0])

    english = edited(out(desk, desk.zone.easterner), put(done, REPORT, "again"))
    _, address = brought(desk, desk.zone.easterner, english)
    said = text_of(desk.get(desk.zone.easterner, f"{address}&lang=en", "en"))
    assert "From here (closed) there is no “report progress”" in said

    def wrong(sheet: Worksheet) -> None:
        put(first, REPORT, "过半")(sheet)
        put(first, SHARE, "过半")(sheet)

    page = text_of(brought(desk, desk.zone.easterner, edited(out(desk, desk.zone.easterner), wrong))[0])
    assert "完成比例应在 0 到 100 之间" in page


@proves("W3.1.3")
def test_another_zone_s_file_and_what_is_none_are_refused_whole(desk: Desk) -> None:
    working(desk)

    def elsewhere(sheet: Worksheet) -> None:
        sheet["A1"] = re.sub("^[^ ]+", "别的经开区", str(sheet["A1"].value))

    def untitled(sheet: Worksheet) -> None:
        sheet["A1"] = "台账"

    def headless(sheet: Worksheet) -> None:
        sheet["C2"] = "办理状态"

    for content, code in (
        (edited(out(desk, desk.zone.clerk), elsewhere), "supervision.ledger-elsewhere"),
        (edited(out(desk, desk.zone.clerk), untitled), "supervision.not-a-ledger"),
        (edited(out(desk, desk.zone.clerk), headless), "supervision.not-a-ledger"),
        (b"no workbook", "supervision.not-a-ledger"),
    ):
        page, _ = brought(desk, desk.zone.clerk, content)
        assert page.status_code == 400
        assert code in text_of(page)
    nothing = desk.post(desk.zone.clerk, BACK)
    assert nothing.status_code == 400
    assert "supervision.ledger-to-choose" in text_of(nothing)


def test_two_files_at_once_enter_one_report(desk: Desk) -> None:
    """The same export filled in twice: what was entered by the first makes the second one stale."""
    first, *_ = working(desk)
    one, other = (
        edited(out(desk, desk.zone.easterner), put(first, REPORT, said)) for said in ("甲报", "乙报")
    )
    actor, when = desk.zone.actor(desk.zone.easterner), at("2024-01-18")
    for content, entered in ((one, 1), (one, 0)):
        kept = store(BytesIO(content))
        path = path_of(kept.sha256)
        assert bring_back(actor, desk.zone.zone, path, "台账.xlsx", kept.sha256, None, at=when) == entered
    kept = store(BytesIO(other))
    with pytest.raises(Problem) as stale:
        bring_back(actor, desk.zone.zone, path_of(kept.sha256), "台账.xlsx", kept.sha256, None, at=when)
    assert stale.value.code == "supervision.ledger-refused"
