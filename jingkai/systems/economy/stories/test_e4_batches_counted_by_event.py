"""st-E4. Five batches are counted by the date of the event, never by where a project stands today."""

from datetime import UTC, date, datetime

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.events import reached
from jingkai.kernel.registers.models import StageEvent, Subject
from jingkai.kernel.registers.services import enter, reach, withdraw_event
from jingkai.kernel.registers.stages import Stage, Stages
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.proof import prove
from tests.proof import proves

from .people import AT, Town, a_town

pytestmark = pytest.mark.django_db

Q1 = Period.parse("2024-Q1")
# Five batches of practice (eE02); in this test none needs another, since the story gives each project two of them.
STAGES = Stages(
    "project",
    tuple(
        Stage(code, name)
        for code, name in [
            ("signed", "签约"), ("started", "开工"), ("completed", "竣工"), ("produced", "投产"), ("included", "列统"),
        ]
    ),
)  # fmt: skip
PROJECTS = {
    "P1": {"signed": (2024, 1, 10), "started": (2024, 2, 20)},
    "P2": {"signed": (2023, 12, 28), "started": (2024, 3, 5), "included": (2024, 3, 25)},
    "P3": {"signed": (2024, 3, 2)},
    "P4": {"started": (2023, 6, 1), "completed": (2024, 2, 10), "produced": (2024, 3, 30)},
    "P5": {"produced": (2024, 1, 15), "included": (2024, 1, 20)},
    "P6": {"signed": (2024, 3, 31)},
}
FIRST_QUARTER = {
    "signed": ["P1", "P3", "P6"],
    "started": ["P1", "P2"],
    "completed": ["P4"],
    "produced": ["P4", "P5"],
    "included": ["P2", "P5"],
}


@pytest.fixture
def town() -> Town:
    town = a_town()
    for title, dates in PROJECTS.items():
        project = enter(town.clerk, "project", title, town.zone, at=AT)
        for stage, day in dates.items():
            reach(town.clerk, project, stage, date(*day), stages=STAGES, at=AT)
    return town


def project(title: str) -> Subject:
    return Subject.objects.get(title=title)


def table(as_of: int | None = None) -> dict[str, list[str]]:
    return {
        stage: sorted(event.subject.title for event in reached(Q1, as_of, stage=stage))
        for stage in FIRST_QUARTER
    }


@proves("K4.1.1", "INV.5")
def test_the_first_quarter_is_counted_by_event(town: Town) -> None:
    assert table() == FIRST_QUARTER


@proves("K4.1.1", "INV.5")
def test_asked_in_july_the_first_quarter_is_the_same_though_a_project_moved_on(town: Town) -> None:
    reach(
        town.clerk,
        project("P6"),
        "started",
        date(2024, 4, 1),
        stages=STAGES,
        at=datetime(2024, 7, 1, tzinfo=UTC),
    )
    assert table() == FIRST_QUARTER


@proves("K4.1.1", "K4.1.3")
def test_a_withdrawn_signing_leaves_the_published_table_and_changes_the_restated_one(town: Town) -> None:
    as_published = latest()
    signing = StageEvent.objects.get(subject=project("P3"), stage="signed")
    withdraw_event(town.clerk, signing.pk, date(2024, 4, 10), reason="合同解除", at=AT)
    assert table(as_published)["signed"] == ["P1", "P3", "P6"]
    assert table()["signed"] == ["P1", "P6"]
    assert StageEvent.objects.filter(subject=project("P3")).count() == 2


@proves("K4.1.1", "K4.1.4", "K4.6.1")
def test_an_indicator_counts_them_and_opens_to_the_events(town: Town) -> None:
    define_indicator(
        town.clerk, town.zone, "signed", name="新签约项目", unit="个", at=AT,
        formula='count(events("signed") where date in period)',
    )  # fmt: skip
    before = latest()
    (line,) = [one for one in compute(town.zone, Q1).lines if one.definition.code == "signed"]
    assert str(line.value) == "3个"
    names = [one.name for one in prove("signed@2024-Q1", town.zone).evidence]
    assert names == ["P1 · signed", "P3 · signed", "P6 · signed"]

    signing = StageEvent.objects.get(subject=project("P3"), stage="signed")
    withdraw_event(town.clerk, signing.pk, date(2024, 4, 10), reason="合同解除", at=AT)
    values = [str(compute(town.zone, Q1, n).lines[0].value) for n in (before, None)]
    assert values == ["3个", "2个"]


@proves("INV.5")
def test_where_no_event_was_registered_the_count_is_unknown_and_not_zero(town: Town) -> None:
    define_indicator(
        town.clerk, town.zone, "signed", name="新签约项目", unit="个", at=AT,
        formula='count(events("signed") where date in ytd)',
    )  # fmt: skip
    assert compute(town.zone, Period.parse("2025-06")).empty
    (line,) = compute(town.zone, Period.parse("2024-06")).lines
    assert str(line.value) == "3个"


def test_a_withdrawal_needs_a_reason_and_a_later_date(town: Town) -> None:
    signing = StageEvent.objects.get(subject=project("P3"), stage="signed")
    for day, reason in ((date(2024, 4, 10), " "), (date(2024, 3, 1), "合同解除")):
        with pytest.raises(Problem) as refusal:
            withdraw_event(town.clerk, signing.pk, day, reason=reason, at=AT)
        assert refusal.value.code == "registers.event-mismatch"
    with pytest.raises(Problem) as refusal:
        withdraw_event(town.clerk, 0, date(2024, 4, 10), reason="合同解除", at=AT)
    assert refusal.value.code == "registers.event-not-known"
