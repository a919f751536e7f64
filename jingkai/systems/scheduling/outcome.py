"""What came of a meeting, as far as the reader sees, and whether something of it is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.matters.standing import ends, leads
from jingkai.kernel.papers.models import About
from jingkai.kernel.papers.queries import Standing as PaperStanding
from jingkai.kernel.papers.queries import standings as paper_standings
from jingkai.kernel.parties.access import Reader
from jingkai.systems.supervision.api import Standing, standings_of

from .queries import matters_of, papers_of
from .sentence import sentence
from .services.concluding import ASSIGNMENT, MINUTES
from .tasks import live_tasks
from .words import Words


@dataclass(frozen=True)
class Outcome:
    """Minutes, matters and letters; the tasks in sentences; `unfinished` where confirming broke off midway."""

    minutes: list[PaperStanding]
    matters: list[Standing]
    letters: list[PaperStanding]
    read: list[str]
    unfinished: bool


def outcome_of(activity: Activity, reader: Reader | None, words: Words, at: datetime) -> Outcome:
    """What the meeting's page shows once it was held."""
    return Outcome(
        minutes=paper_standings(papers_of(activity, MINUTES, reader)),
        matters=standings_of(matters_of(activity, reader), at),
        letters=paper_standings(papers_of(activity, ASSIGNMENT, reader)),
        read=[sentence(one, words) for one in live_tasks(activity, day_of(at))],
        unfinished=_unfinished(activity),
    )


def _unfinished(activity: Activity) -> bool:
    """Whether the minutes or a letter is not there: told by all there is, and not by what the reader may see."""
    matters = matters_of(activity)
    lead, how = leads(matters), ends(matters)
    wanted = {one.ref for one in matters if lead[one.pk].unit != activity.host and not how[one.pk]}
    letters = papers_of(activity, ASSIGNMENT)
    written = set(About.objects.filter(paper__in=letters).values_list("ref", flat=True))
    return not papers_of(activity, MINUTES) or bool(wanted - written)
