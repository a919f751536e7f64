"""From a department's file to facts: what is certain goes in by one commit, the rest is asked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import known
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.facts.workbooks.importing import Imported, import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .samples import AT, CLERK, Zone, a_zone

pytestmark = pytest.mark.django_db

MARCH = Period.parse("2024-01/2024-03")
Grid = list[list[object]]
Make = Callable[..., Path]

HEAD: Grid = [
    ["滨河经济开发区2024年1-3月主要经济指标完成情况"],
    ["单位：亿元"],
    ["指标", "1-3月累计", "同比增长%"],
]
BODY: Grid = [["固定资产投资", 38.62, 11.2], ["社会消费品零售总额", 12.05, 6.4]]


@pytest.fixture
def zone() -> Zone:
    return a_zone()


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(*rows: list[object], name: str = "三月.xlsx", head: Grid = HEAD) -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "1-3月"
        for row in [*head, *rows]:
            sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def send(
    zone: Zone, path: Path, *, unit: Organisation | None = None, caliber: str = "统计", **more: object
) -> Imported:
    sender = Sender(zone.zone, unit or zone.statistics, caliber)
    return import_workbook(CLERK, path, sender, at=AT, **more)  # type: ignore[arg-type]


def shown(as_of: int | None = None) -> dict[str, str]:
    return {str(one.row.measure): str(one.quantity) for one in known(MARCH, as_of)}


EXPECTED = {
    "固定资产投资": "38.62亿元",
    "固定资产投资·同比": "11.2%",
    "社会消费品零售总额": "12.05亿元",
    "社会消费品零售总额·同比": "6.4%",
}


@proves("K4.3.1", "INV.8")
def test_what_is_certain_is_known_all_at_once_with_its_cell(zone: Zone, make: Make) -> None:
    before = latest()
    done = send(zone, make(*BODY))
    assert shown() == EXPECTED
    assert done.batch is not None
    cells = {str(one.row.measure): (one.row.sheet, one.row.cell, one.row.file.name) for one in known(MARCH)}
    assert cells["固定资产投资"] == ("1-3月", "B4", "三月.xlsx")
    assert cells["社会消费品零售总额·同比"] == ("1-3月", "C5", "三月.xlsx")
    # Registering the measures takes a number of its own before; the figures take one.
    assert shown(latest() - 1) == {}
    assert shown(before) == {}


@proves("INV.6")
def test_the_same_file_twice_writes_nothing_new(zone: Zone, make: Make) -> None:
    path = make(*BODY)
    send(zone, path)
    before = latest(), Fact.objects.count(), File.objects.count(), Measure.objects.count()
    again = send(zone, path)
    assert (again.batch, again.unchanged, again.facts) == (None, 4, [])
    assert (latest(), Fact.objects.count(), File.objects.count(), Measure.objects.count()) == before


@proves("K4.3.2", "INV.8")
def test_an_import_that_was_undone_can_be_made_again(zone: Zone, make: Make) -> None:
    path = make(*BODY)
    first = send(zone, path)
    assert first.batch is not None
    withdraw(CLERK, first.batch, at=AT, reason="传错文件")
    assert shown() == {}
    again = send(zone, path)
    assert again.batch not in (None, first.batch)
    assert shown() == EXPECTED


def test_another_value_from_the_same_unit_waits_for_a_reason(zone: Zone, make: Make) -> None:
    send(zone, make(*BODY))
    newer = make(["固定资产投资", 38.26, 11.2], name="三月更正.xlsx")

    asked = send(zone, newer)
    assert asked.batch is None
    assert [(one.draft.name, str(one.before.quantity)) for one in asked.changed] == [
        ("固定资产投资", "38.62亿元")
    ]
    assert shown() == EXPECTED

    done = send(zone, newer, reason="3月重复计算一个项目")
    assert len(done.corrected) == 1
    assert shown() == EXPECTED | {"固定资产投资": "38.26亿元"}
    fact = Fact.objects.get(step=1)
    assert (fact.reason, fact.cell, fact.caliber) == ("3月重复计算一个项目", "B4", "统计")

    # The correction came by a batch of its own: undone, the first figure counts again.
    assert done.batch is not None
    withdraw(CLERK, done.batch, at=AT, reason="更正有误")
    assert shown() == EXPECTED


@proves("K4.3.5", "INV.5")
def test_another_department_reports_beside_it_and_replaces_nothing(zone: Zone, make: Make) -> None:
    send(zone, make(*BODY))
    done = send(zone, make(["固定资产投资", 37.9, 11.2]), unit=zone.finance, caliber="自报")
    assert len(done.facts) == 2
    found = [
        (one.row.reported_by.name, one.row.caliber, str(one.quantity))
        for one in known(MARCH)
        if str(one.row.measure) == "固定资产投资"
    ]
    assert found == [("统计办", "统计", "38.62亿元"), ("财政审计部", "自报", "37.9亿元")]


@proves("K4.3.1")
def test_a_month_without_a_year_stays_out_until_it_is_answered(zone: Zone, make: Make) -> None:
    head = [["滨河经济开发区1-3月主要经济指标完成情况"], *HEAD[1:]]
    path = make(*BODY, head=head)
    asked = send(zone, path)
    assert asked.batch is None
    assert len(asked.waiting) == 4
    (question,) = [one for one in asked.questions if one.kind == "year"]
    assert not Fact.objects.exists()

    send(zone, path, answers={question.id: "2024"})
    assert shown() == EXPECTED


@proves("K4.3.1", "K3.5.4")
def test_an_unknown_unit_is_asked_with_the_likely_ones_and_the_answer_is_remembered(
    zone: Zone, make: Make
) -> None:
    head: Grid = [["2024年1-3月规模以上工业产值"], ["单位：亿元"], ["单位", "1-3月累计"]]
    path = make(["向阳街道", 5.3], ["向阳办", 5.7], ["新民镇", 8.8], head=head)
    asked = send(zone, path)
    questions = {one.id: one for one in asked.questions if one.kind == "holder"}
    by_text = {one.text: one for one in questions.values()}
    likely = by_text["“向阳办”是哪个单位？"]
    assert [option.key for option in likely.options] == [str(zone.park.pk), "new", "skip"]
    assert "“新民镇”是哪个单位？" in by_text
    assert [one.holder.name for one in asked.facts] == ["向阳街道"]

    # A likeness is never taken by itself: 向阳办 is another unit until somebody says so.
    answers = {by_text["“新民镇”是哪个单位？"].id: "new", likely.id: "skip"}
    done = send(zone, path, answers=answers)
    assert done.registered == ["新民镇"]
    holders = {one.row.holder.name for one in known(MARCH)}
    assert holders == {"向阳街道", "新民镇"}

    next_month = make(
        ["向阳办", 9.1], ["新民镇", 9.9], name="四月.xlsx", head=[["2024年1-4月规模以上工业产值"], *head[1:]]
    )
    later = send(zone, next_month)
    assert not [one for one in later.questions if one.kind == "holder"]


@proves("K3.4.14")
def test_an_answer_goes_with_the_import_it_was_given_for(zone: Zone, make: Make) -> None:
    head: Grid = [["2024年1-3月规模以上工业产值"], ["单位：亿元"], ["单位", "1-3月累计"]]
    path = make(["向阳街道", 5.3], ["新民镇", 8.8], head=head)
    (question,) = [one for one in send(zone, path).questions if one.kind == "holder"]
    done = send(zone, path, answers={question.id: str(zone.park.pk)})
    assert not [one for one in send(zone, path).questions if one.kind == "holder"]

    assert done.batch is not None
    withdraw(CLERK, done.batch, at=AT + timedelta(days=1), reason="新民镇是另一个单位")
    assert [one for one in send(zone, path).questions if one.kind == "holder"]


def test_what_a_measure_can_not_hold_is_refused_at_its_cell_and_the_rest_goes_in(
    zone: Zone, make: Make
) -> None:
    head: Grid = [["滨河经济开发区2024年1-3月主要指标"], ["指标", "单位", "1-3月累计"]]
    send(zone, make(["企业数", "家", 120], ["用电量", "万千瓦时", 88], head=head))
    done = send(zone, make(["企业数", "亿元", 3], ["用水量", "吨", 9], name="二.xlsx", head=head))
    assert [(one.draft.source.cell, one.problem.code) for one in done.refused] == [
        ("C3", "facts.unit-differs")
    ]
    assert [one.name for one in done.facts] == ["用水量"]


def test_nothing_of_an_import_that_breaks_off_is_known(
    zone: Zone, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise InterruptedError

    monkeypatch.setattr("jingkai.kernel.facts.workbooks.importing.go_live", broken)
    with pytest.raises(InterruptedError):
        send(zone, make(*BODY))
    assert shown() == {}
    assert Batch.objects.filter(kind="facts.import", live__isnull=True).count() == 1

    monkeypatch.undo()
    send(zone, make(*BODY))
    assert shown() == EXPECTED


def test_an_unreadable_file_is_refused_and_leaves_nothing(zone: Zone, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing of a workbook")
    with pytest.raises(Exception, match=r"sheets\.") as refusal:
        send(zone, path)
    assert not isinstance(refusal.value, Problem)
    assert not Batch.objects.filter(kind="facts.import").exists()


STREETS: Grid = [["滨河经济开发区2024年1-3月税收收入"], ["单位：万元"], ["街道", "累计"]]


@proves("K4.3.1", "K3.4.12")
def test_the_total_of_some_units_is_not_taken_for_the_zone_unasked(zone: Zone, make: Make) -> None:
    for name in ("三水街道", "河西街道"):
        add_organisation(CLERK, name, kind="unit", parent=zone.zone, since=zone.zone.since, at=AT)
    rows = [["向阳街道", 100], ["三水街道", 60], ["河西街道", 40], ["合计", 200]]
    whole = send(zone, make(*rows, head=STREETS))
    assert not whole.questions
    assert len(whole.facts) == 4

    some = make(["向阳街道", 101], ["三水街道", 61], ["合计", 162], head=STREETS, name="两个街道.xlsx")

    def report(answers: dict[str, str] | None = None) -> Imported:
        return send(zone, some, unit=zone.finance, caliber="自报", answers=answers)

    asked = report()
    (question,) = asked.questions
    assert question.kind == "partial-total"
    assert "河西街道" in question.text
    assert [one.cell for one in asked.waiting] == ["B6"]
    assert {one.holder.name for one in asked.facts} == {"向阳街道", "三水街道"}

    assert not report({question.id: "part"}).facts
    refused = report({question.id: "maybe"})
    assert [one.id for one in refused.questions] == [question.id]
    assert "whole / part" in refused.warnings[-1].en
    (fact,) = report({question.id: "whole"}).facts
    assert fact.holder == zone.zone


@proves("K4.3.1")
def test_an_answer_that_names_no_unit_of_the_zone_is_refused_and_asked_again(zone: Zone, make: Make) -> None:
    head: Grid = [["2024年1-3月规模以上工业产值"], ["单位：亿元"], ["单位", "1-3月累计"]]
    path = make(["向阳街道", 5.3], ["新民镇", 8.8], head=head)
    (question,) = send(zone, path).questions
    for answer in ("999999", "新民", ""):
        again = send(zone, path, answers={question.id: answer})
        assert [one.id for one in again.questions] == [question.id]
        assert [one.kind for one in again.warnings] == ["answer"]
