"""st-E4. Five batches are counted by the date of the event, never by where a project stands today."""

from datetime import UTC, date, datetime

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.registers.events import reached
from jingkai.kernel.registers.models import StageEvent, Subject
from jingkai.kernel.registers.services import enter, reach, withdraw_event
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.proof import prove
from tests.proof import proves

from .people import AT, Town, a_town

pytestmark = pytest.mark.django_db

Q1 = Period.parse("2024-Q1")
# Five batches of practice (eE02). No rule declares this kind here, so none needs another: the story gives each
# project two of them.
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
            reach(town.clerk, project, stage, date(*day), at=AT)
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


def signed_in(town: Town, period: str) -> str:
    """The count of signings of the year to date; what is not known says why."""
    (line,) = [
        one for one in compute(town.zone, Period.parse(period)).lines if one.definition.code == "signed"
    ]
    return str(line.value) if line.value is not None else line.why[0]


@pytest.fixture
def counting(town: Town) -> Town:
    define_indicator(
        town.clerk, town.zone, "signed", name="新签约项目", unit="个", at=AT,
        formula='count(events("signed") where date in ytd)',
    )  # fmt: skip
    target = Quantity.exactly(12, "个")
    set_target(town.clerk, town.zone, "signed", town.zone, Period.of_year(2024), target, at=AT)
    return town


@proves("INV.5")
def test_a_month_that_nobody_registered_is_unknown_and_burns_no_light(counting: Town) -> None:
    """The last event is of 31 March: in April three signings are not three, and nobody is behind for it."""
    assert signed_in(counting, "2024-03") == "3个"
    month = compute(counting.zone, Period.parse("2024-04"))
    assert month.lines[0].light.lamp is None
    assert not month.findings
    assert signed_in(counting, "2024-04") == "2024年4月起没有登记阶段事件，有多少还不知道"
    assert signed_in(counting, "2025-06").startswith("2025年6月起")


@proves("INV.5")
def test_a_later_event_of_any_stage_says_that_there_was_none(counting: Town) -> None:
    reach(counting.clerk, project("P6"), "started", date(2024, 6, 3), at=AT)
    assert [signed_in(counting, f"2024-0{month}") for month in (4, 5, 6)] == ["3个"] * 3
    assert signed_in(counting, "2024-07").startswith("2024年7月起")
    # Asked as of before it was registered, April is as unknown as it was.
    (line,) = compute(counting.zone, Period.parse("2024-04"), latest() - 1).lines
    assert line.value is None


@proves("INV.5")
def test_a_withdrawal_says_so_as_well(counting: Town) -> None:
    signing = StageEvent.objects.get(subject=project("P3"), stage="signed")
    withdraw_event(counting.clerk, signing.pk, date(2024, 4, 10), reason="合同解除", at=AT)
    assert signed_in(counting, "2024-04") == "2个"


@proves("INV.5")
def test_before_a_register_was_begun_nothing_is_known(counting: Town) -> None:
    assert signed_in(counting, "2023-05") == "到2023年5月为止没有登记过阶段事件，有多少还不知道"
    assert signed_in(counting, "2023-06") == "0个"


@proves("INV.5")
def test_another_register_says_nothing_of_this_one(counting: Town) -> None:
    estate = enter(counting.clerk, "estate", "东区标准厂房", counting.zone, at=AT)
    reach(counting.clerk, estate, "opened", date(2024, 5, 6), at=AT)
    assert signed_in(counting, "2024-04").startswith("2024年4月起")


def test_a_withdrawal_needs_a_reason_and_a_later_date(town: Town) -> None:
    signing = StageEvent.objects.get(subject=project("P3"), stage="signed")
    for day, reason in ((date(2024, 4, 10), " "), (date(2024, 3, 1), "合同解除")):
        with pytest.raises(Problem) as refusal:
            withdraw_event(town.clerk, signing.pk, day, reason=reason, at=AT)
        assert refusal.value.code == "registers.event-mismatch"
    with pytest.raises(Problem) as refusal:
        withdraw_event(town.clerk, 0, date(2024, 4, 10), reason="合同解除", at=AT)
    assert refusal.value.code == "registers.event-not-known"
