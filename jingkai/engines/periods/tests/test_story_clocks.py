"""Every date and clock that the stories compute, in the order of the stories."""

from datetime import date, datetime, timedelta

import pytest

from jingkai.engines.periods import SHANGHAI, Due, Period, Term, TermUnit, end_of
from jingkai.engines.quantity import Quantity, round_half_up, share
from tests.proof import proves


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def due(start: date, term: str) -> date:
    return Term.parse(term).due(start).day


STORIES = [
    ("st-S2 work on a rest day, 3 working days", date(2024, 1, 6), "3 working days", date(2024, 1, 10)),
    ("st-S2 7 calendar days", date(2024, 1, 6), "7 days", date(2024, 1, 13)),
    ("st-S5 a penalty is published", date(2024, 2, 7), "7 working days", date(2024, 2, 22)),
    ("st-S5 a listing ends", date(2024, 3, 1), "3 years", date(2027, 3, 1)),
    ("st-S5 repair may be asked", date(2024, 3, 1), "1 year", date(2025, 3, 1)),
    ("st-S11 acceptance on site", date(2024, 3, 1), "10 days", date(2024, 3, 11)),
    ("st-S13 a change of casualties may be added", date(2024, 8, 20), "30 days", date(2024, 9, 19)),
    ("st-S13 if it was a fire", date(2024, 8, 20), "7 days", date(2024, 8, 27)),
    ("st-S15 standing items", date(2024, 1, 5), "30 working days", date(2024, 2, 21)),
    ("st-S17 to be signed for", date(2024, 1, 5), "1 working day", date(2024, 1, 8)),
    ("st-S17 may be objected to", date(2024, 3, 1), "30 days", date(2024, 3, 31)),
    ("st-S17 the objection is answered", date(2024, 3, 31), "30 days", date(2024, 4, 30)),
    ("st-S18 a sudden event", date(2024, 3, 4), "10 working days", date(2024, 3, 18)),
    ("st-S21 told in writing", date(2024, 1, 8), "15 days", date(2024, 1, 23)),
    ("st-S21 objection to a wrong transfer", date(2024, 1, 8), "5 working days", date(2024, 1, 15)),
    ("st-S21 handled", date(2024, 1, 8), "60 days", date(2024, 3, 8)),
    ("st-S21 extended once", date(2024, 3, 8), "30 days", date(2024, 4, 7)),
    ("st-S21 review may be asked", date(2024, 3, 8), "30 days", date(2024, 4, 7)),
]


@proves("K3.2.6", "K3.2.4")
@pytest.mark.parametrize(("start", "term", "day"), [s[1:] for s in STORIES], ids=[s[0] for s in STORIES])
def test_the_due_date_of_the_story(start: date, term: str, day: date) -> None:
    assert due(start, term) == day


@proves("K3.2.6")
def test_st_s2_at_midnight_of_the_eleventh_what_was_due_on_the_tenth_is_red() -> None:
    now = at(date(2024, 1, 11), 0)
    tenth, thirteenth = Due.on(date(2024, 1, 10)), Due.on(date(2024, 1, 13))
    assert tenth.passed(now)
    assert not thirteenth.passed(now)
    # Light rule A: yellow = due within 3 calendar days, today included.
    assert thirteenth.days_left(now) + 1 == 3


@proves("K3.2.6")
def test_st_s3_a_plan_is_revealed_at_midnight_exactly() -> None:
    assert end_of(date(2024, 8, 14)) == at(date(2024, 8, 15), 0)


@proves("K3.2.6")
def test_st_s5_days_between_penalties() -> None:
    def days(first: date, last: date) -> int:
        return Period(first, last).days - 1

    assert days(date(2024, 1, 10), date(2024, 6, 30)) == 172
    assert days(date(2024, 1, 10), date(2024, 7, 10)) == 182
    assert days(date(2024, 1, 10), date(2024, 12, 31)) == 356
    assert not Term.parse("1年").due(date(2024, 1, 10)).passed(at(date(2024, 12, 31), 12))


@proves("K3.2.6")
def test_st_s5_a_licence_is_renewed_three_months_before_it_ends() -> None:
    assert Term.parse("3个月").back_from(date(2024, 6, 30)) == date(2024, 3, 30)


@proves("K3.2.6")
def test_st_s9_calls_escalate_after_a_quarter_of_an_hour() -> None:
    day = date(2024, 8, 16)
    answer = Term.parse("15分钟").due(at(day, 6))
    assert answer.instant == at(day, 6, 15)
    assert not answer.passed(at(day, 6, 15))
    assert answer.late_by(at(day, 6, 25)) == timedelta(minutes=10)


@proves("K3.2.6")
def test_st_s10_a_fortnightly_patrol_falls_twice_into_the_next_thirty_days() -> None:
    today, horizon = date(2024, 8, 20), Term.parse("30日").due(date(2024, 8, 20)).day
    visits, visit = [], due(today, "14日")
    while visit <= horizon:
        visits.append(visit)
        visit = due(visit, "14日")
    assert len(visits) == 2


@proves("K3.2.6")
def test_st_s13_the_plant_reports_in_time_and_the_county_ten_minutes_late() -> None:
    day = date(2024, 8, 20)
    plant = Term.parse("1小时").due(at(day, 2, 10))
    assert plant.instant == at(day, 3, 10)
    assert not plant.passed(at(day, 2, 55))
    county = Term.parse("2小时").due(at(day, 2, 55))
    assert county.instant == at(day, 4, 55)
    assert county.passed(at(day, 5, 5))
    assert county.late_by(at(day, 5, 5)) == timedelta(minutes=10)


@proves("K3.2.6")
def test_st_s17_signed_a_day_late_and_an_objection_on_the_last_day() -> None:
    signing = Term.parse("1个工作日").due(date(2024, 1, 5))
    assert signing.days_late(at(date(2024, 1, 9), 9)) == 1
    objection = Term.parse("30日").due(date(2024, 3, 1))
    assert not objection.passed(at(date(2024, 3, 31), 23, 59))
    assert objection.passed(at(date(2024, 4, 1), 0))


@proves("K3.2.6")
def test_st_s18_five_waters_patrolled_every_day_of_a_summer_month() -> None:
    planned = 5 * Period.month(2024, 7).days
    assert planned == 155 == 5 * Period.month(2024, 8).days
    rate = share(Quantity.exactly(150, "次"), Quantity.exactly(planned, "次"))
    assert str(round_half_up(rate, 1)) == "96.8%"


@proves("K3.2.6")
def test_st_s23_two_days_a_week_over_four_weeks_for_six_leaders() -> None:
    weeks = Period(date(2024, 1, 8), date(2024, 2, 2))
    mondays = [day for day in weeks.dates() if day.weekday() == 0]
    planned = 6 * 2 * len(mondays)
    assert planned == 48
    assert share(Quantity.exactly(45), Quantity.exactly(planned)) == Quantity.exactly("93.75", "%")


@proves("K3.2.6")
def test_st_s25_a_donor_comes_again_after_six_months() -> None:
    today = at(date(2024, 9, 16), 9)
    for last, accepted in ((date(2024, 4, 16), False), (date(2024, 3, 16), False), (date(2024, 3, 15), True)):
        assert Term.parse("6个月").due(last).passed(today) is accepted


@proves("K3.2.6")
def test_st_s26_contacts_are_erased_after_thirty_days() -> None:
    assert Term.parse("30日").due(date(2024, 5, 20)).instant == at(date(2024, 6, 20), 0)


@proves("K3.2.6")
def test_st_s30_asked_at_nine_and_due_at_three_is_the_same_day() -> None:
    request = at(date(2024, 3, 5), 9)
    assert Due.at(at(date(2024, 3, 5), 15)).days_left(request) == 0
    assert Due.at(at(date(2024, 3, 6), 15)).days_left(request) == 1


@proves("K3.2.6")
def test_st_e4_events_are_counted_by_their_date_in_the_quarter() -> None:
    quarter = Period.quarter(2024, 1)
    signed = [date(2024, 1, 10), date(2023, 12, 28), date(2024, 3, 2), date(2024, 3, 31)]
    started = [date(2024, 2, 20), date(2024, 3, 5), date(2023, 6, 1), date(2024, 4, 1)]
    assert sum(quarter.contains(day) for day in signed) == 3
    assert sum(quarter.contains(day) for day in started) == 2


@proves("K3.2.6")
def test_st_e10_a_roof_twelve_days_late_and_its_signal_on_new_years_day() -> None:
    roof = Due.on(date(2022, 12, 31))
    assert roof.days_late(date(2023, 1, 12)) == 12
    assert roof.days_late(date(2022, 12, 31)) == 0
    assert roof.instant == at(date(2023, 1, 1), 0)


@proves("K3.2.6")
def test_st_e16_filed_two_days_after_the_tenth_and_yellow_and_red_by_days_since_the_start() -> None:
    assert Due.on(date(2024, 3, 10)).days_late(date(2024, 3, 12)) == 2
    started = date(2024, 3, 1)
    assert due(started, "35日") == date(2024, 4, 5)
    assert due(started, "65日") == date(2024, 5, 5)


@proves("K3.2.6")
def test_st_e18_a_report_due_at_five_in_the_afternoon() -> None:
    report = Due.at(at(date(2024, 3, 10), 17))
    assert not report.passed(at(date(2024, 3, 10), 17))
    assert report.passed(at(date(2024, 3, 10), 18, 10))
    assert report.late_by(at(date(2024, 3, 10), 18, 10)) == timedelta(hours=1, minutes=10)


@proves("K3.2.6")
def test_st_e21_a_household_moved_in_march_2022_with_24_months_is_due_in_february_2024() -> None:
    term = Term(24, TermUnit.MONTHS, start_counts=True).due(date(2022, 3, 1)).day
    assert term == date(2024, 2, 29)
    overdue = Period(date(2024, 3, 1), Period.month(2024, 8).end)
    assert overdue.month_count == 6
    assert 24 * 1000 + overdue.month_count * 2000 == 36000
    after = Period.parse("2024-09/2025-02")
    assert 36000 + after.month_count * 1000 == 42000
    assert Period.month(2024, 2).shifted(-6) == Period.month(2023, 8)


@proves("K3.2.6")
def test_st_e21_latest_starts_backward_from_the_estate_s_due_date() -> None:
    end, starts = date(2024, 12, 31), []
    for days in (30, 60, 120, 180):
        end = Term(days).back_from(end)
        starts.append(end)
    assert starts == [date(2024, 12, 1), date(2024, 10, 2), date(2024, 6, 4), date(2023, 12, 7)]


@proves("K3.2.6")
def test_st_e25_a_rent_45_days_late() -> None:
    assert Due.on(date(2024, 4, 1)).days_late(date(2024, 5, 16)) == 45
