"""st-S17. Lateness, delay, objection."""

from datetime import date, timedelta

import pytest

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import move as move_activity
from jingkai.kernel.flows.lateness import lateness
from jingkai.kernel.flows.services import ask_extension, decide_extension
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import move
from jingkai.kernel.matters.tests.samples import FRIDAY, a_matter, at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.models import Conclusion, Reviewer, Writer
from jingkai.systems.supervision.queries import right_to_object
from jingkai.systems.supervision.services import (
    approve_supervision,
    conclude,
    object_to,
    pick_reviewers,
    plan_supervision,
    review,
)
from tests.proof import proves

from .office import Office, an_office

pytestmark = pytest.mark.django_db


def assigned(office: Office) -> Matter:
    """Assigned on Friday 5 January 2024 to the east street, due on 1 February."""
    return a_matter(office.zone)


@proves("K5.1.2", "K5.1.6")
def test_signed_a_day_late_is_sign_late_once_and_not_finish_late() -> None:
    office = an_office()
    matter = assigned(office)
    assert FRIDAY.date() == date(2024, 1, 5)
    assert current_dues(matter.case)["sign"].day == date(2024, 1, 8)
    move(office.hand(office.zone.east), matter, "accept", at=at("2024-01-09"))
    late = lateness(matter.case, at("2024-01-09"))
    assert (late["sign"], late["finish"], late["report"]) == (1, 0, 0)


@proves("K5.1.3", "K5.1.6")
def test_a_delay_asked_after_the_due_date_is_refused() -> None:
    office = an_office()
    due = current_dues(assigned(office).case)["finish"]
    hand = office.hand(office.zone.east)
    with pytest.raises(Problem) as refused:
        ask_extension(hand, due, wanted=date(2024, 3, 1), reason="汛期", at=at("2024-02-02"))
    assert refused.value.code == "flows.extension-too-late"


@proves("K5.1.3", "K5.1.6")
def test_a_delay_asked_before_and_approved_keeps_the_old_date() -> None:
    office = an_office()
    matter = assigned(office)
    due = current_dues(matter.case)["finish"]
    asked = ask_extension(
        office.hand(office.zone.east),
        due,
        wanted=date(2024, 3, 1),
        reason="汛期",
        at=at("2024-02-01", "23:59"),
    )
    decide_extension(office.clerk, asked, granted=True, at=at("2024-02-02"))
    now = current_dues(matter.case)["finish"]
    assert (now.day, now.replaces and now.replaces.day) == (date(2024, 3, 1), date(2024, 2, 1))
    assert lateness(matter.case, at("2024-02-02")).delays == 1


# ---- the conclusion


def two_writers(office: Office) -> list[Person]:
    """The clerk who supervised and a colleague of the same office."""
    colleague, post = a_person("督查员乙", office.zone.office)
    assert post is not None
    office.zone.posts[colleague.pk] = post
    hold(colleague, "supervision", office.zone.office)
    return [office.zone.clerk, colleague]


def a_supervision(
    office: Office, matter: Matter, day: str = "2024-02-27", at_: str = "2024-02-20"
) -> Activity:
    return plan_supervision(
        office.clerk, matter, office.zone.east, date.fromisoformat(day), host=office.zone.office, at=at(at_)
    )


def supervised(office: Office) -> Activity:
    activity = a_supervision(office, assigned(office))
    approve_supervision(office.zone.actor(office.zone.head), activity, at=at("2024-02-21"))
    move_activity(office.clerk, activity, "hold", at=at("2024-02-27"))
    return activity


def concluded(office: Office, writers: list[Person] | None = None) -> Conclusion:
    """The conclusion of 1 March 2024."""
    return conclude(
        office.clerk, supervised(office), office.zone.east, "推进缓慢，限期整改", writers or two_writers(office),
        at=at("2024-03-01"),
    )  # fmt: skip


@proves("K5.1.3", "K5.1.6")
def test_an_objection_is_accepted_on_the_last_day_and_refused_the_day_after() -> None:
    office = an_office()
    conclusion = concluded(office)
    hand = office.hand(office.zone.east)
    assert current_dues(conclusion.case)["object"].day == date(2024, 3, 31)
    assert "2024-03-31" in right_to_object(conclusion).zh
    with pytest.raises(Problem) as refused:
        object_to(hand, conclusion, "进度已补上", at=at("2024-04-01", "00:00"))
    assert refused.value.code == "supervision.objection-too-late"
    object_to(hand, conclusion, "进度已补上", at=at("2024-03-31", "23:59"))
    assert current_dues(conclusion.case)["answer"].day == date(2024, 4, 30)


@proves("K5.1.3", "K5.1.6")
def test_the_two_writers_are_not_picked_as_reviewers() -> None:
    office = an_office()
    writers = two_writers(office)
    conclusion = concluded(office, writers)
    object_to(office.hand(office.zone.east), conclusion, "进度已补上", at=at("2024-03-31"))
    deputy = office.leaders["分管领导甲"]
    for wrong in writers:
        with pytest.raises(Problem) as refused:
            pick_reviewers(office.clerk, conclusion, [deputy, wrong], at=at("2024-04-02"))
        assert refused.value.code == "supervision.reviewer-wrote-it"
        with pytest.raises(Problem) as by_sql:
            insert(Reviewer(conclusion=conclusion, person=wrong))
        assert by_sql.value.code == "supervision.reviewer-wrote-it"
    assert Reviewer.objects.count() == 0
    # Nor is a reviewer made a writer afterwards.
    pick_reviewers(office.clerk, conclusion, [deputy], at=at("2024-04-02"))
    with pytest.raises(Problem) as turned:
        insert(Writer(conclusion=conclusion, person=deputy))
    assert turned.value.code == "supervision.reviewer-wrote-it"


@proves("K5.1.3", "K5.1.6")
def test_only_a_chosen_reviewer_answers() -> None:
    office = an_office()
    conclusion = concluded(office)
    object_to(office.hand(office.zone.east), conclusion, "进度已补上", at=at("2024-03-31"))
    lead, post = a_person("牵头部门干部", office.units["建设局"])
    assert post is not None
    office.zone.posts[lead.pk] = post
    hold(lead, "lead", office.units["建设局"])
    with pytest.raises(Problem) as refused:
        review(office.zone.actor(lead), conclusion, upheld=True, answer="维持", at=at("2024-04-20"))
    assert refused.value.code == "supervision.not-a-reviewer"
    pick_reviewers(office.clerk, conclusion, [lead], at=at("2024-04-02"))
    review(office.zone.actor(lead), conclusion, upheld=False, answer="更正为“基本按期”", at=at("2024-04-20"))
    assert state_of(conclusion.case) == "amended"


# ---- how often


@proves("K5.1.3", "K5.1.6")
def test_a_second_supervision_of_the_same_matter_in_the_same_month_needs_the_principal() -> None:
    office = an_office()
    matter = assigned(office)
    deputy = office.zone.actor(office.leaders["分管领导甲"])
    first, second = a_supervision(office, matter, "2024-02-06"), a_supervision(office, matter, "2024-02-27")
    approve_supervision(deputy, first, at=at("2024-02-20"))
    with pytest.raises(Problem) as refused:
        approve_supervision(deputy, second, at=at("2024-02-20"))
    assert refused.value.code == "supervision.needs-principal"
    assert "2024-02-06" in refused.value.zh
    approve_supervision(office.zone.actor(office.zone.head), second, at=at("2024-02-20"))
    assert state_of(second.case) == "approved"


@proves("K5.1.3")
def test_another_month_another_matter_or_a_cancelled_one_is_no_second_time() -> None:
    office = an_office()
    matter, other = assigned(office), a_matter(office.zone, "清理西河")
    deputy = office.zone.actor(office.leaders["分管领导甲"])
    cancelled = a_supervision(office, matter, "2024-02-06")
    move_activity(office.clerk, cancelled, "cancel", at=at("2024-02-20"), note="合并检查")
    for subject, day in ((matter, "2024-02-27"), (matter, "2024-03-01"), (other, "2024-02-27")):
        activity = a_supervision(office, subject, day)
        approve_supervision(deputy, activity, at=at("2024-02-21"))
        assert state_of(activity.case) == "approved"


def test_a_supervision_that_is_postponed_into_the_month_counts_there() -> None:
    office = an_office()
    matter = assigned(office)
    deputy = office.zone.actor(office.leaders["分管领导甲"])
    later = a_supervision(office, matter, "2024-03-05")
    approve_supervision(deputy, a_supervision(office, matter, "2024-02-27"), at=at("2024-02-20"))
    move_activity(office.clerk, later, "postpone", at=at("2024-02-21"), due=date(2024, 2, 28), note="提前")
    move_activity(office.clerk, later, "replan", at=at("2024-02-21"))
    with pytest.raises(Problem) as refused:
        approve_supervision(deputy, later, at=at("2024-02-21") + timedelta(hours=1))
    assert refused.value.code == "supervision.needs-principal"


def test_a_supervision_is_approved_by_a_leader() -> None:
    office = an_office()
    activity = a_supervision(office, assigned(office))
    with pytest.raises(Problem) as refused:
        approve_supervision(office.hand(office.zone.west), activity, at=at("2024-02-21"))
    assert refused.value.code == "supervision.needs-approver"
    assert "分管领导" in refused.value.zh


def test_a_conclusion_is_of_what_was_supervised_and_complete() -> None:
    office = an_office()
    writers = two_writers(office)
    planned = a_supervision(office, assigned(office))
    when = at("2024-03-01")
    with pytest.raises(Problem) as early:
        conclude(office.clerk, planned, office.zone.east, "x", writers, at=when)
    assert early.value.code == "supervision.conclusion-before-held"
    approve_supervision(office.zone.actor(office.zone.head), planned, at=at("2024-02-21"))
    move_activity(office.clerk, planned, "hold", at=at("2024-02-27"))
    for unit, text, people, code in (
        (office.zone.west, "x", writers, "supervision.not-the-object"),
        (office.zone.east, " ", writers, "supervision.conclusion-incomplete"),
        (office.zone.east, "x", [], "supervision.conclusion-incomplete"),
    ):
        with pytest.raises(Problem) as refused:
            conclude(office.clerk, planned, unit, text, people, at=when)
        assert refused.value.code == code
    with pytest.raises(Problem) as own:
        conclude(office.hand(office.zone.east), planned, office.zone.east, "很好", writers, at=when)
    assert own.value.code == "parties.not-allowed"
