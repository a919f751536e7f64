"""What a unit sent last month decides what this month's file leaves open, and shows what has slipped."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import known
from jingkai.kernel.facts.workbooks.importing import Imported, import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .samples import AT, CLERK, Zone, a_zone

pytestmark = pytest.mark.django_db

NAMES = ("固定资产投资", "社会消费品零售总额", "工业投资")
FEBRUARY = (21.4, 15.2, 12.3)
# More than January and February together gave, so they can only be the year to date; below, a month alone.
GROWN, ALONE = (33.4, 24.1, 19.8), (12.0, 8.9, 7.5)


class Office:
    """The statistics office and its monthly table."""

    def __init__(self, zone: Zone, folder: Path) -> None:
        self.zone, self.folder = zone, folder

    def sends(
        self, months: str, header: str, values: Sequence[float], *, unit: Organisation | None = None
    ) -> Imported:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        table = zip(NAMES, values, strict=True)
        title = f"滨河经济开发区2024年{months}月主要经济指标完成情况"
        for row in ([title], ["单位：亿元"], ["指标", header], *table):
            sheet.append(list(row))
        path = self.folder / f"{months}.xlsx"
        book.save(path)
        sender = Sender(self.zone.zone, unit or self.zone.statistics, "统计")
        return import_workbook(CLERK, path, sender, at=AT)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(a_zone(), tmp_path)


def figures(period: str) -> dict[str, str]:
    return {one.row.measure.name: str(one.quantity) for one in known(Period.parse(period))}


def test_alone_an_ambiguous_month_is_asked(office: Office) -> None:
    done = office.sends("3", "完成", GROWN)
    assert [one.kind for one in done.questions] == ["period"]
    assert len(done.waiting) == 3


@proves("K3.4.17")
def test_beside_february_what_has_grown_is_the_year_to_date(office: Office) -> None:
    office.sends("1-2", "1-2月累计", FEBRUARY)
    done = office.sends("3", "完成", GROWN)
    assert (done.questions, done.waiting) == ([], [])
    expected = {"固定资产投资": "33.4亿元", "社会消费品零售总额": "24.1亿元", "工业投资": "19.8亿元"}
    assert figures("2024-01/2024-03") == expected
    assert figures("2024-03") == {}


def test_beside_february_what_is_less_is_the_month_alone(office: Office) -> None:
    office.sends("1-2", "1-2月累计", FEBRUARY)
    done = office.sends("3", "完成", ALONE)
    assert (done.questions, done.waiting) == ([], [])
    expected = {"固定资产投资": "12亿元", "社会消费品零售总额": "8.9亿元", "工业投资": "7.5亿元"}
    assert figures("2024-03") == expected
    assert figures("2024-01/2024-03") == {}


@proves("K3.4.21", "K3.4.25")
def test_a_figure_a_thousand_times_last_months_is_said_aloud_and_waits(office: Office) -> None:
    office.sends("1-2", "1-2月累计", FEBRUARY)
    slipped = (GROWN[0] * 1000, *GROWN[1:])
    done = office.sends("1-3", "1-3月累计", slipped)
    (question,) = done.questions
    assert (question.kind, question.cells) == ("unit-jump", ("B4",))
    assert [one.cell for one in done.waiting] == ["B4"]
    assert figures("2024-01/2024-03") == {"社会消费品零售总额": "24.1亿元", "工业投资": "19.8亿元"}


def test_an_import_that_was_undone_decides_nothing(office: Office) -> None:
    february = office.sends("1-2", "1-2月累计", FEBRUARY)
    assert february.batch is not None
    withdraw(CLERK, february.batch, at=AT, reason="传错文件")
    assert [one.kind for one in office.sends("3", "完成", GROWN).questions] == ["period"]


def test_what_another_unit_said_decides_nothing(office: Office) -> None:
    office.sends("1-2", "1-2月累计", FEBRUARY, unit=office.zone.finance)
    assert [one.kind for one in office.sends("3", "完成", GROWN).questions] == ["period"]


def test_a_later_month_does_not_judge_an_earlier_one(office: Office) -> None:
    office.sends("1-3", "1-3月累计", GROWN)
    done = office.sends("1-2", "1-2月累计", (40.0, 30.0, 25.0))
    assert (done.questions, done.waiting) == ([], [])
