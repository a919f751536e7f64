"""A figure that a person changes in an export corrects that line and no other, by the rules of any import."""

from pathlib import Path

import pytest

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.known import Known, current
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.facts.workbooks.outcome import Imported
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .exports import Desk, nothing_new
from .samples import AT, CLERK, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db

WHY = "重复计算一个项目"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Three figures of one place: the statisticians', and two that the finance department reports of it."""
    zone = a_zone()
    recorded(a_draft(zone))
    recorded(a_draft(zone, "37.9", reported_by=zone.finance, caliber="自报", note="不含退税"))
    recorded(a_draft(zone, "45", reported_by=zone.finance, caliber="自报", nature="planned"))
    return Desk(zone, tmp_path)


def counting() -> list[tuple[str, str]]:
    """(text as typed, figure) of what counts, in the order of the lines."""
    rows = sorted(current().select_related("measure"), key=lambda row: row.line_id or row.pk)
    return [(row.text, str(Known(row).quantity)) for row in rows]


BEFORE = [("38.62", "38.62亿元"), ("37.9", "37.9亿元"), ("45", "45亿元")]


@proves("INV.6")
def test_without_a_reason_it_is_asked_with_what_was_before(desk: Desk) -> None:
    before = latest()
    done = desk.bring(desk.typed(desk.export(), 1, {"数值": 37.5}))
    (change,) = done.changed
    assert (change.draft.source.cell, str(change.draft.quantity), str(change.before.quantity)) == (
        "L5", "37.5亿元", "37.9亿元",
    )  # fmt: skip
    assert (done.batch, done.unchanged, done.waiting, done.refused) == (None, 2, [], [])
    assert (latest(), counting()) == (before, BEFORE)


@proves("INV.6")
def test_with_a_reason_exactly_that_line_is_corrected(desk: Desk) -> None:
    path = desk.typed(desk.export(), 1, {"数值": 37.5})
    done = desk.bring(path, reason=WHY)
    assert (len(done.corrected), done.unchanged, len(done.facts)) == (1, 2, 0)
    assert counting() == [BEFORE[0], ("37.5", "37.5亿元"), BEFORE[2]]
    row = Fact.objects.select_related("file", "supersedes").get(step=1)
    assert (row.reason, row.caliber, row.nature, row.note) == (WHY, "自报", "actual", "不含退税")
    assert (row.reported_by, row.supersedes.text) == (desk.zone.finance, "37.9")
    assert (row.file.name, row.sheet, row.cell) == (path.name, "数据", "L5")

    # The same file again, and a fresh export, change nothing more; undone, the first figure counts again.
    assert nothing_new(desk.bring(path, reason=WHY))
    assert nothing_new(desk.bring(desk.export()))
    assert done.batch is not None
    withdraw(CLERK, done.batch, at=AT, reason="更正有误")
    assert counting() == BEFORE


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ({"数值": "37.50"}, ("37.50", "37.50亿元")),
        ({"限定符": "≈"}, ("37.9", "≈37.9亿元")),
        ({"限定符": "≥", "数值": 30, "原文": "30多亿"}, ("30多亿", "≥30亿元")),
        ({"计量单位": "万元", "数值": 379001}, ("379001", "379001万元")),
        ({"限定符": "~", "数值": "37~38"}, ("37~38", "37~38亿元")),
    ],
)
def test_mark_unit_and_interval_are_corrected_too(
    desk: Desk, cells: dict[str, object], kept: tuple[str, str]
) -> None:
    done = desk.bring(desk.typed(desk.export(), 1, cells), reason=WHY)
    assert len(done.corrected) == 1
    assert counting() == [BEFORE[0], kept, BEFORE[2]]


def test_the_same_amount_in_another_unit_is_no_correction(desk: Desk) -> None:
    done = desk.bring(desk.typed(desk.export(), 1, {"计量单位": "万元", "数值": 379000}), reason=WHY)
    assert nothing_new(done)
    assert done.unchanged == 3


def test_a_percentage_that_the_program_keeps_as_a_share_is_read_as_it_is_shown(desk: Desk) -> None:
    zone = desk.zone
    rate = Quantity.exactly("11.2", "%", text="11.2")
    recorded(a_draft(zone, aspect="growth", quantity=rate, caliber="自报"))
    path = desk.export()

    def show_as_percent(cell: str) -> Path:
        def edit(sheet: object) -> None:
            sheet[cell].value, sheet[cell].number_format = 0.123, "0.0%"  # type: ignore[index]

        return desk.edited(path, edit)

    done = desk.bring(show_as_percent("L7"), reason=WHY)
    assert [str(one.draft.quantity) for one in done.corrected] == ["12.3%"]
    refused = desk.bring(show_as_percent("L5"), reason=WHY)
    assert [(one.cell, "[export.not-a-value]" in one.zh) for one in refused.waiting] == [("L5", True)]


def refusals(done: Imported) -> list[str]:
    return [one.problem.code for one in done.refused]


@proves("INV.6")
def test_a_statistical_figure_is_corrected_by_the_statisticians_alone(desk: Desk) -> None:
    path = desk.typed(desk.export(), 0, {"数值": 38.26})
    zone = desk.zone

    def sent(unit: Organisation, caliber: str) -> Imported:
        return desk.bring(path, unit=unit, caliber=caliber, reason=WHY)

    for unit, caliber in ((zone.zone, "统计"), (zone.finance, "统计"), (zone.statistics, "自报")):
        assert refusals(sent(unit, caliber)) == ["facts.statistical-only-by-import"]
    assert counting() == BEFORE
    assert len(sent(zone.statistics, "统计").corrected) == 1
    assert counting() == [("38.26", "38.26亿元"), *BEFORE[1:]]


def test_a_department_corrects_its_own_figures_and_the_zone_those_of_its_departments(desk: Desk) -> None:
    path = desk.typed(desk.export(), 1, {"数值": 37.5})
    assert refusals(desk.bring(path, unit=desk.zone.statistics, reason=WHY)) == ["facts.other-series"]
    assert counting() == BEFORE
    assert len(desk.bring(path, unit=desk.zone.finance, reason=WHY).corrected) == 1


def test_what_was_corrected_meanwhile_is_not_corrected_from_the_older_export(desk: Desk) -> None:
    path = desk.typed(desk.export(), 1, {"数值": 37.5})
    same = desk.typed(desk.export(), 1, {"数值": 37.7})
    old = Fact.objects.get(text="37.9")
    correct(CLERK, old.pk, Quantity.exactly("37.7", "亿元", text="37.7"), reason="复核", source="函", at=AT)
    (refused,) = desk.bring(path, reason=WHY).refused
    assert refused.problem.code == "facts.superseded-already"
    assert f"fact:{Fact.objects.get(step=1).pk}" in refused.problem.zh
    # Who asks for what was done already is told that it is known.
    assert nothing_new(desk.bring(same, reason=WHY))


def test_a_figure_that_cannot_be_kept_is_refused_at_its_cell_and_the_others_go_in(desk: Desk) -> None:
    path = desk.typed(desk.export(), 1, {"计量单位": "家"})
    done = desk.bring(desk.typed(path, 2, {"数值": 46}), reason=WHY)
    assert [(one.draft.source.cell, one.problem.code) for one in done.refused] == [
        ("L5", "facts.unit-differs")
    ]
    assert counting() == [*BEFORE[:2], ("46", "46亿元")]


def test_one_number_in_two_rows_that_differ_goes_in_by_neither(desk: Desk) -> None:
    def copy_and_change(sheet: object) -> None:
        row = [cell.value for cell in sheet[5]]  # type: ignore[index]
        row[11] = 37.5
        sheet.append(row)  # type: ignore[attr-defined]

    done = desk.bring(desk.edited(desk.export(), copy_and_change), reason=WHY)
    assert [(one.cell, "[export.number-twice]" in one.en) for one in done.waiting] == [
        ("L5", True),
        ("L7", True),
    ]
    assert (done.unchanged, counting()) == (2, BEFORE)
