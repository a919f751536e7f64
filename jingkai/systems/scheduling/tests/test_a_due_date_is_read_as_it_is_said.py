"""Words of a due date become a day by the rule, counted from the meeting on Thursday 11 April 2024."""

from datetime import date

import pytest

from jingkai.systems.scheduling.due import DueReader, DueSaid

from .conftest import DAY, Room


@pytest.fixture
def reader(room: Room) -> DueReader:
    return DueReader(room.zone.zone, room.zone.office, DAY)


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


@pytest.mark.parametrize(
    "said", ["3月15日前", "尽快", "15日前", "长期", "4月15日或4月20日", "2月30日", "明年"]
)
def test_what_is_past_or_not_clear_is_asked(reader: DueReader, said: str) -> None:
    assert reader.read(said, "疏通东河").due is None


def test_two_days_in_one_task_are_asked(reader: DueReader) -> None:
    assert reader.read("", "4月15日前摸底，5月底前整改").due is None


@pytest.mark.parametrize(
    "task", ["疏通东河", "每周五报送进展", "完成4月份入库", "两年内的合同一并清理", "推进30个项目"]
)
def test_who_says_no_day_has_the_term_of_the_rule(reader: DueReader, task: str) -> None:
    # 30 working days from 11 April: 14 in April (the 28th works), 16 in May (1 to 5 off, the 11th works).
    assert reader.read("", task) == DueSaid(date(2024, 5, 24), "")
