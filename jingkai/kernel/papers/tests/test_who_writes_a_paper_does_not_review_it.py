import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.models import PaperNumber, Review
from jingkai.kernel.papers.services import issue_paper, return_draft, review_paper, revise_draft
from jingkai.kernel.papers.sheet import last_text
from jingkai.kernel.parties.services import delegate
from jingkai.kernel.parties.tests.people import AT, START
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from tests.proof import proves

from .samples import MONDAY, a_paper, a_press, a_reviewed, at

pytestmark = pytest.mark.django_db


@proves("W4.1.1")
def test_a_colleague_reviews_and_then_it_may_be_issued() -> None:
    press = a_press()
    paper = a_paper(press)
    with pytest.raises(Problem) as early:
        issue_paper(press.clerk, paper, at=MONDAY)
    assert early.value.code == "flows.no-such-move"
    review_paper(press.reviewer, paper, at=MONDAY, note="同意")
    assert state_of(paper.case) == "reviewed"
    assert issue_paper(press.clerk, paper, at=MONDAY).review.note == "同意"


@proves("W4.1.1")
def test_no_writer_of_any_version_reviews_it() -> None:
    press = a_press()
    paper = a_paper(press)
    revise_draft(press.reviewer, paper, title="新标题", at=MONDAY)
    # The clerk wrote the first version only.
    for who in (press.clerk, press.reviewer):
        with pytest.raises(Problem) as refused:
            review_paper(who, paper, at=MONDAY)
        assert refused.value.code == "papers.reviewer-wrote-it"
        with pytest.raises(Problem) as by_sql:
            insert(Review(text=last_text(paper), person_id=who.person, at=MONDAY))
        assert by_sql.value.code == "papers.reviewer-wrote-it"
    assert not Review.objects.exists()


def test_nor_does_somebody_who_acts_for_a_writer() -> None:
    press = a_press()
    paper = a_paper(press)
    post = press.zone.posts[press.zone.clerk.pk]
    delegate(SYSTEM, press.zone.clerk, press.colleague, since=START, until=at("2024-12-31").date(), at=AT)
    acting = Actor(person=press.colleague.pk, post=post.pk, for_person=press.zone.clerk.pk)
    with pytest.raises(Problem) as refused:
        review_paper(acting, paper, at=MONDAY)
    assert refused.value.code == "papers.reviewer-wrote-it"
    with pytest.raises(Problem) as by_sql:
        insert(
            Review(
                text=last_text(paper), person=press.colleague, for_person=press.zone.clerk, at=MONDAY
            )
        )  # fmt: skip
    assert by_sql.value.code == "papers.reviewer-wrote-it"


def test_a_review_is_a_persons() -> None:
    press = a_press()
    with pytest.raises(Problem) as refused:
        review_paper(SYSTEM, a_paper(press), at=MONDAY)
    assert refused.value.code == "papers.reviewer-missing"


@proves("W4.1.1")
def test_what_is_revised_after_its_review_is_reviewed_again() -> None:
    press = a_press()
    paper = a_reviewed(press)
    read = last_text(paper)
    revise_draft(press.clerk, paper, title="悄悄改过", at=MONDAY)
    with pytest.raises(Problem) as refused:
        issue_paper(press.clerk, paper, at=MONDAY)
    assert refused.value.code == "flows.no-such-move"
    with pytest.raises(Problem) as unread:
        review_paper(press.reviewer, paper, text=read, at=MONDAY)
    assert unread.value.code == "papers.revised-meanwhile"
    assert not PaperNumber.objects.exists()


def test_it_is_sent_back_with_a_reason() -> None:
    press = a_press()
    paper = a_reviewed(press)
    with pytest.raises(Problem) as refused:
        return_draft(press.reviewer, paper, note="", at=MONDAY)
    assert refused.value.code == "flows.needs-missing"
    return_draft(press.reviewer, paper, note="数据有误", at=MONDAY)
    assert state_of(paper.case) == "draft"


def test_who_has_no_right_to_approve_does_not_review() -> None:
    press = a_press()
    with pytest.raises(Problem) as refused:
        review_paper(press.zone.actor(press.zone.easterner), a_paper(press), at=MONDAY)
    assert refused.value.code == "parties.not-allowed"
