"""Words of a due date become a day by the rule, counted from the meeting on Thursday 11 April 2024."""

from datetime import date

import pytest

from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.systems.supervision.services.due import Doubt, DueReader, DueSaid

DAY = date(2024, 4, 11)


def the_reader(*, years_asked: bool) -> DueReader:
    zone = a_ruled_zone()
    return DueReader(zone.zone, zone.office, DAY, "30 working days", years_asked=years_asked)


@pytest.fixture
def reader(db: None) -> DueReader:
    """Of a meeting that runs."""
    return the_reader(years_asked=False)


@pytest.fixture
def pasted(db: None) -> DueReader:
    """Of minutes that come from anywhere."""
    return the_reader(years_asked=True)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("本月底", date(2024, 4, 30)),
        ("月底前", date(2024, 4, 30)),
        ("下月底", date(2024, 5, 31)),
        ("5月底前", date(2024, 5, 31)),
        ("4月15日前", date(2024, 4, 15)),
        ("四月二十日前", date(2024, 4, 20)),
        ("2024年6月30日前", date(2024, 6, 30)),
        ("2024年6月底", date(2024, 6, 30)),
        ("2024-06-05", date(2024, 6, 5)),
        ("一周内", date(2024, 4, 18)),
        ("两周内", date(2024, 4, 25)),
        ("本周内", date(2024, 4, 12)),
        ("下周五前", date(2024, 4, 19)),
        ("3天内", date(2024, 4, 14)),
        ("10日内", date(2024, 4, 21)),
        ("二季度末", date(2024, 6, 30)),
        ("季度末", date(2024, 6, 30)),
        ("上半年", date(2024, 6, 30)),
        ("年底前", date(2024, 12, 31)),
        ("明年底", date(2025, 12, 31)),
        ("今天", DAY),
        # 27 and 28 April are a weekend, and in the table of holidays 28 April is a working day before 1 to 5 May.
        ("10个工作日", date(2024, 4, 25)),
    ],
)
def test_by_the_words_of_the_rule(reader: DueReader, said: str, due: date) -> None:
    assert reader.read(said, "疏通东河") == DueSaid(due, said)
    assert reader.read("", f"{said}，疏通东河排水口").due == due


def test_a_span_is_due_on_its_last_day(reader: DueReader) -> None:
    assert reader.read("2024年5月1日至2024年5月31日").due == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("3月15日前", Doubt.PAST),
        ("2024年4月10日", Doubt.PAST),
        ("2月30日", Doubt.NO_SUCH_DAY),
        ("2024年2月30日前", Doubt.NO_SUCH_DAY),
        ("4月15日或4月20日", Doubt.SEVERAL),
        ("尽快", Doubt.UNCLEAR),
        ("15日前", Doubt.UNCLEAR),
        ("长期", Doubt.UNCLEAR),
        ("明年", Doubt.UNCLEAR),
    ],
)
def test_what_is_no_day_is_asked_and_why(reader: DueReader, said: str, doubt: Doubt) -> None:
    read = reader.read(said, "疏通东河")
    assert (read.due, read.doubt, read.words) == (None, doubt, said)


def test_two_days_in_one_task_are_asked(reader: DueReader) -> None:
    assert reader.read("", "4月15日前摸底，5月底前整改").doubt == Doubt.SEVERAL


@pytest.mark.parametrize(
    ("said", "like"),
    [
        ("7月底", date(2024, 7, 31)),
        ("4月15日前", date(2024, 4, 15)),
        # After the meeting there is none of these in its year.
        ("3月15日前", date(2025, 3, 15)),
        ("二季度末", date(2024, 6, 30)),
    ],
)
def test_pasted_minutes_are_asked_for_the_year_and_offered_one(
    pasted: DueReader, said: str, like: date
) -> None:
    read = pasted.read("", f"{said}，修好东河路")
    assert (read.due, read.doubt, read.like) == (None, Doubt.NO_YEAR, like)


def test_what_counts_from_the_meeting_needs_no_year_in_pasted_minutes(pasted: DueReader) -> None:
    assert pasted.read("", "月底前核实数据").due == date(2024, 4, 30)
    assert pasted.read("15个工作日内").due == date(2024, 5, 6)


@pytest.mark.parametrize(
    "task", ["疏通东河", "每周五报送进展", "完成4月份入库", "两年内的合同一并清理", "推进30个项目"]
)
def test_who_says_no_day_has_the_term_of_the_rule(reader: DueReader, task: str) -> None:
    # 30 working days from 11 April: 14 in April (the 28th works), 16 in May (1 to 5 off, the 11th works).
    assert reader.read("", task) == DueSaid(date(2024, 5, 24), "")
