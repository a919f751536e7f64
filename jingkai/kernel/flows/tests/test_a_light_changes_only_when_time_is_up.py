from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from jingkai.engines.periods import Due, day_of
from jingkai.kernel.flows.lights import Situation, steady

MIDNIGHT = datetime(2024, 1, 9, 16, tzinfo=UTC)  # in Shanghai
MOMENTS = st.timedeltas(-timedelta(days=2), timedelta(days=2)).map(lambda span: MIDNIGHT + span)


@given(MOMENTS, st.lists(MOMENTS, max_size=6).map(sorted))
@example(MIDNIGHT, [MIDNIGHT])
@example(MIDNIGHT + timedelta(hours=1), [MIDNIGHT + timedelta(hours=1)])
def test_since_then_nothing_looked_otherwise(at: datetime, instants: list[datetime]) -> None:
    since = steady(at, instants)
    assert since <= at
    assert day_of(since) == day_of(at)
    for one in instants:
        for due in (Due.until(one), Due.at(one)):
            now, then = Situation(False, due, at), Situation(False, due, since)
            assert now.value("days_left") == then.value("days_left")
            assert due.passed(at) == due.passed(since)


def test_all_that_lies_between_two_dues_of_a_day_is_one_moment() -> None:
    noon, evening = datetime(2024, 1, 10, 4, tzinfo=UTC), datetime(2024, 1, 10, 10, tzinfo=UTC)
    found = {steady(noon + timedelta(minutes=minutes), [noon, evening]) for minutes in range(1, 360)}
    assert len(found) == 1
    assert steady(evening + timedelta(minutes=1), [noon, evening]) not in found
