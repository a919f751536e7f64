"""Reading the meetings, always as far as the reader sees."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity, Output
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.state import dues_of, flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person

from .entered import ABOUT, CANCELLED, CHAIR, HOLD, KIND, PLANNED
from .models import TaskLine


@dataclass(frozen=True)
class Meeting:
    """A meeting in the list: its day, what it speaks about, who chairs, how it stands, and how many tasks it has."""

    activity: Activity
    day: date | None
    period: Period
    chair: Person | None
    state: str
    words: Words
    tasks: int
    outputs: int

    @property
    def open(self) -> bool:
        """Whether tasks are still noted."""
        return self.state == PLANNED

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.state not in (PLANNED, CANCELLED)


def seen(reader: Reader | None, zone: Organisation | None = None) -> QuerySet[Activity]:
    """The meetings that the reader may read; without a reader all."""
    rows = Activity.objects.seen_by(reader).filter(kind=KIND)
    return rows.filter(zone=zone) if zone is not None else rows


def meetings(reader: Reader | None, zone: Organisation) -> list[Meeting]:
    """The zone's meetings, the newest day first."""
    rows = seen(reader, zone).select_related("case__flow", "case__holder", "zone", "host")
    found = standings(list(rows.order_by("-pk")))
    return sorted(found, key=lambda one: one.day or date.min, reverse=True)


def standings(rows: list[Activity]) -> list[Meeting]:
    """How these meetings stand, in their order; as many queries for all as for one."""
    states = dict(
        CaseState.objects.filter(case__in=[one.case_id for one in rows]).values_list("case", "state")
    )
    dues = dues_of([one.case for one in rows])
    chairs = {
        one.pk: part.person
        for one in rows
        for part in one.participants.select_related("person").filter(part=CHAIR)
    }
    tasks: dict[int, int] = defaultdict(int)
    for line in lines_of(rows):
        tasks[line.activity_id] += not line.struck
    outputs: dict[int, int] = defaultdict(int)
    for activity in Output.objects.filter(activity__in=rows).values_list("activity", flat=True):
        outputs[activity] += 1
    return [
        Meeting(
            activity=one,
            day=due.day if (due := dues.get(one.case_id, {}).get(HOLD)) is not None else None,
            period=period_of(one),
            chair=chairs.get(one.pk),
            state=states[one.case_id],
            words=flow_of(one.case.flow).states[states[one.case_id]].title,
            tasks=tasks[one.pk],
            outputs=outputs[one.pk],
        )
        for one in rows
    ]


def lines_of(rows: list[Activity]) -> list[TaskLine]:
    """The tasks of these meetings as they read now, struck ones too, in the order in which they were first noted."""
    found = TaskLine.objects.known_at().filter(activity__in=rows).order_by("activity", "n", "turn")
    # The last turn of each stays.
    return list({(one.activity_id, one.n): one for one in found}.values())


def period_of(activity: Activity) -> Period:
    """The month that the meeting speaks about."""
    return Period.parse(activity.about.removeprefix(ABOUT))


def matters_of(activity: Activity, reader: Reader | None = None) -> list[Matter]:
    """The matters that came of the meeting, as far as the reader sees; without a reader all. By number."""
    keys = [one.removeprefix("matter:").split("-") for one in _outputs(activity, "matter:")]
    wanted = Q(pk__in=[])
    for zone, year, number in keys:
        wanted |= Q(zone=int(zone), year=int(year), number=int(number))
    rows = Matter.objects.seen_by(reader).filter(wanted)
    related = ("case__flow", "case__holder", "zone", "lead_unit", "lead_leader")
    return list(rows.select_related(*related).order_by("year", "number"))


def papers_of(activity: Activity, template: str, reader: Reader | None = None) -> list[Paper]:
    """The papers of this template that came of the meeting, as far as the reader sees; without a reader all."""
    keys = [int(one.removeprefix("paper:")) for one in _outputs(activity, "paper:")]
    rows = Paper.objects.seen_by(reader).filter(pk__in=keys, template__key=template)
    return list(rows.select_related("case__flow", "zone", "unit", "template").order_by("pk"))


def _outputs(activity: Activity, kind: str) -> list[str]:
    rows = Output.objects.known_at().filter(activity=activity, ref__startswith=kind)
    return list(rows.values_list("ref", flat=True))
