"""A zone whose supervision office issues papers: the clerk writes, a colleague reviews, the head decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jingkai.kernel.papers.models import Issue, Paper
from jingkai.kernel.papers.services import PaperDraft, draft_paper, issue_paper, review_paper
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import Zone, a_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

HOUR = ZoneInfo("Asia/Shanghai")


def at(day: str, clock: str = "09:00") -> datetime:
    """A time of that day in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HOUR)


MONDAY = at("2024-01-08")


@dataclass(frozen=True)
class Press:
    """The zone, and who reviews in its office."""

    zone: Zone
    colleague: Person

    @property
    def clerk(self) -> Actor:
        return self.zone.actor(self.zone.clerk)

    @property
    def reviewer(self) -> Actor:
        return self.zone.actor(self.colleague)

    @property
    def head(self) -> Actor:
        return self.zone.actor(self.zone.head)


def a_press(name: str = "滨河经济开发区") -> Press:
    """A zone under the shipped rules, with a second person in its office."""
    zone = a_ruled_zone(name)
    colleague, post = a_person("审签员", zone.office)
    assert post is not None
    zone.posts[colleague.pk] = post
    hold(colleague, "supervision", zone.office)
    return Press(zone, colleague)


def a_draft(press: Press, key: str = "one", **more: Any) -> PaperDraft:
    """A notice to the east street."""
    template = more.pop("template", "paper.notice")
    slots = more.pop("slots", {"subject": "开展防汛检查", "points": ["请各单位自查。", "请于本周五前报送。"]})
    to = more.pop("to", (press.zone.east,))
    return PaperDraft(template, press.zone.office, key, slots=slots, to=to, **more)


def a_paper(press: Press, key: str = "one", **more: Any) -> Paper:
    """Drafted by the clerk."""
    when = more.pop("at", MONDAY)
    return draft_paper(press.clerk, a_draft(press, key, **more), at=when)


def a_reviewed(press: Press, key: str = "one", **more: Any) -> Paper:
    """Drafted by the clerk, reviewed by the colleague."""
    paper = a_paper(press, key, **more)
    review_paper(press.reviewer, paper, at=more.get("at", MONDAY))
    return paper


def an_issued(press: Press, key: str = "one", **more: Any) -> Issue:
    """Drafted, reviewed, issued."""
    paper = a_reviewed(press, key, **more)
    return issue_paper(press.clerk, paper, at=more.get("at", MONDAY))
