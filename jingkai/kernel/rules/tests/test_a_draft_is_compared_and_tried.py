from datetime import date

import pytest

from jingkai.engines.documents import Words
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules import trial
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.diff import diff
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.services import approve, draft
from jingkai.kernel.rules.trial import Effect, Line, computes, refuse_in_trial, trials, try_out, trying
from tests.proof import proves

from .samples import DAY, LimitBody, a_ruled_zone, text

pytestmark = pytest.mark.django_db

# What the figures of a past month are, for a computation that only these tests have.
FIGURES = {"甲": 5, "乙": 15, "丙": 25}


OVER = Words(zh="超过", en="over")


def over_limit(
    unit: Organisation, on: date, as_of: int | None, reader: Reader | None = None
) -> dict[str, Line]:
    body = RuleBook(as_of).body("test.limit", unit, on, LimitBody)
    return {
        name: Line(Words(zh=name, en=name), OVER, f"figure:{name}")
        for name, figure in FIGURES.items()
        if figure > body.limit
    }


@pytest.fixture
def computation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_TRIALS", {})
    computes("limits", ["test-limit"], over_limit, zh="限值", en="limits")


@proves("K2.6.5")
def test_a_draft_is_tried_on_a_past_month_and_leaves_no_trace(computation: None) -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    approve(zone.actor(zone.head), draft(clerk, text("10"), unit=zone.office, at=AT), at=AT)
    row = draft(clerk, text("20", version="2"), unit=zone.office, at=AT)
    rows, number = (RuleSet.objects.count(), Approval.objects.count()), latest()

    effects = try_out(row, zone.office, DAY)
    (limits,) = trials("test-limit")
    assert effects == [Effect(limits, Words(zh="乙", en="乙"), OVER, None, "figure:乙")]
    assert (RuleSet.objects.count(), Approval.objects.count()) == rows
    assert latest() == number
    assert over_limit(zone.office, DAY, None).keys() == {"乙", "丙"}


@proves("K2.6.5")
def test_a_month_as_it_was_known_then_can_be_tried_too(computation: None) -> None:
    """The draft is younger than the as_of; trying it means as if it had been there."""
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    approve(zone.actor(zone.head), draft(clerk, text("10"), unit=zone.office, at=AT), at=AT)
    then = latest()
    row = draft(clerk, text("3", version="2"), unit=zone.office, at=AT)
    assert [one.about.zh for one in try_out(row, zone.office, DAY, then)] == ["甲"]


@proves("K2.6.5")
def test_a_draft_that_begins_later_is_tried_as_if_it_had_begun_with_the_month(computation: None) -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    approve(zone.actor(zone.head), draft(clerk, text("10"), unit=zone.office, at=AT), at=AT)
    row = draft(clerk, text("20", version="2", valid_from="2030-01-01"), unit=zone.office, at=AT)
    assert [one.about.zh for one in try_out(row, zone.office, DAY)] == ["乙"]
    # Only the trial takes it for begun.
    assert row.valid_from == date(2030, 1, 1)
    with trying(row):
        assert over_limit(zone.office, DAY, None).keys() == {"乙", "丙"}


def test_a_draft_for_another_unit_changes_nothing_here(computation: None) -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    approve(zone.actor(zone.head), draft(clerk, text("10"), unit=zone.office, at=AT), at=AT)
    row = draft(clerk, text("20", version="2"), unit=zone.office, at=AT)
    with trying(row), pytest.raises(Problem):
        over_limit(zone.east, DAY, None)
    assert try_out(row, zone.office, date(2024, 1, 1)) != []


def test_a_book_made_before_the_trial_knows_of_it() -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    approve(zone.actor(zone.head), draft(clerk, text("10"), unit=zone.office, at=AT), at=AT)
    row = draft(clerk, text("20", version="2"), unit=zone.office, at=AT)
    book = RuleBook()
    limits = [book.body("test.limit", zone.office, DAY, LimitBody).limit]
    with trying(row):
        limits.append(book.body("test.limit", zone.office, DAY, LimitBody).limit)
    limits.append(book.body("test.limit", zone.office, DAY, LimitBody).limit)
    assert limits == [10, 20, 10]


@proves("K2.6.5")
def test_nothing_is_published_while_a_draft_is_tried() -> None:
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    with trying(row), pytest.raises(Problem) as refused:
        refuse_in_trial()
    assert refused.value.code == "rules.trial-writes"
    with trying(row), pytest.raises(Problem) as approval:
        approve(zone.actor(zone.head), row, at=AT)
    assert approval.value.code == "rules.trial-writes"
    refuse_in_trial()
    assert not Approval.objects.filter(rule_set=row).exists()


def test_a_kind_that_nothing_computes_with_cannot_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_TRIALS", {})
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    with pytest.raises(Problem) as refused:
        try_out(row, zone.office, DAY)
    assert refused.value.code == "rules.nothing-to-try"


@proves("K2.6.3")
def test_two_versions_are_compared_place_by_place() -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    steps = [{"name": "a", "days": "3"}, {"name": "b", "days": "5"}, {"name": "c", "days": "7"}]
    moved = [{"name": "c", "days": "7"}, {"name": "a", "days": "4"}, {"name": "d", "days": "1"}]
    old = draft(clerk, text(body={"limit": "10", "yes": "no", "steps": steps}), unit=zone.office, at=AT)
    new = draft(clerk, text(version="2", body={"limit": "20", "steps": moved}), unit=zone.office, at=AT)
    assert [str(one) for one in diff(old, new)] == [
        "~ body.limit: 10 → 20",
        "~ body.steps.a.days: 3 → 4",
        '- body.steps.b: {"days": "5", "name": "b"}',
        '+ body.steps.d: {"days": "1", "name": "d"}',
        "- body.yes: no",
        "~ version: 1 → 2",
    ]
    assert diff(old, old) == []
