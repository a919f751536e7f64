"""Whenever the sample is founded, something waits for every hand, and not everything is late."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.access import reader_for
from jingkai.site.sample.declared import matters_file, zone_file
from jingkai.site.sample.writing import Written, write_recent
from jingkai.site.sample.writing.people import read_parties
from jingkai.systems.supervision.queries import lights

# A Sunday, in the evening of which the clock of the server shows the day before.
FOUNDED = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def now(sample: Written) -> datetime:
    """The sample, founded at that moment."""
    assert write_recent(zone_file().name, at=FOUNDED) == len(matters_file().recent)
    return FOUNDED


def open_matters() -> list[Matter]:
    ended = CaseState.objects.filter(ended=True).values("case")
    return list(Matter.objects.exclude(case__in=ended).order_by("pk"))


def test_something_waits_for_every_hand(now: datetime) -> None:
    cases = [one.case_id for one in open_matters()]
    states = Counter(CaseState.objects.filter(case__in=cases).values_list("state", flat=True))
    assert min(states[state] for state in ("assigned", "accepted", "doing", "reported")) >= 2


def test_some_are_late_and_most_are_not(now: datetime) -> None:
    shown = lights(open_matters(), now)
    assert shown["red"] in range(2, 7)
    assert sum(shown.values()) - shown["red"] >= 8


def test_nothing_happened_after_the_founding_or_before_it_was_given(now: datetime) -> None:
    given = {one.case_id: one.case.moves.get(n=1).at for one in open_matters()}
    moves = Move.objects.filter(case__in=given)
    assert moves.count() > len(given)
    assert all(given[one.case_id] <= one.at < now for one in moves)


def test_a_second_run_on_another_day_changes_nothing(now: datetime) -> None:
    entries = Entry.objects.count()
    assert write_recent(zone_file().name, at=now + timedelta(days=9)) == 0
    assert Entry.objects.count() == entries


def test_a_street_has_each_kind_of_work(now: datetime) -> None:
    parties = read_parties(zone_file().name, now)
    reader = reader_for(parties.clerks["向阳街道"].pk, on=now.date())
    mine = Matter.objects.seen_by(reader).filter(pk__in=[one.pk for one in open_matters()])
    assert mine.filter(lead_unit=parties.units["向阳街道"]).count() == 4
