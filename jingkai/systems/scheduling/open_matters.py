"""What is open already about something of the month: opened by a signal, or by an earlier meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.matters.models import Joining, Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.systems.economy.api import code_of

from .entered import HELD, KIND
from .queries import lines_of
from .tasks import placed

# What the tasks and signals of one item share: the code of an indicator, or the signal by itself.
Topic = str


def topic_of(about: str) -> Topic:
    """The topic of a row or a signal of the month: figures of units are of the zone's."""
    return code_of(about) or about


def open_matters(zone: Organisation, reader: Reader | None) -> Mapping[Topic, list[tuple[str, Matter]]]:
    """The open matters by topic, each with what exactly it is about, the oldest first; a part stands for its whole.
    As far as the reader may see them; without a reader all.
    """
    rows = Matter.objects.seen_by(reader).filter(zone=zone, case__now__ended__in=[False])
    open_rows = rows.select_related("case__flow", "case__holder", "lead_unit", "lead_leader", "parent")
    found: dict[Topic, dict[int, tuple[str, Matter]]] = defaultdict(dict)
    for one in (
        Joining.objects.known_at().filter(matter__in=rows).select_related("signal").order_by("matter", "-how")
    ):
        found[topic_of(one.signal.about)].setdefault(one.matter_id, (one.signal.about, one.matter))
    by_origin = {one.origin: one for one in open_rows.filter(origin__startswith="meeting:")}
    for meeting in Activity.objects.filter(zone=zone, kind=KIND, case__now__state__in=HELD).order_by("pk"):
        day = planned_day(meeting)
        for line, place in placed(lines_of([meeting])):
            matter = by_origin.get(origin_of(meeting, day, place))
            if matter is not None and line.about and place:
                found[topic_of(line.about)].setdefault(matter.pk, (line.about, matter))
    full = {one.pk: one for one in open_rows}
    return {
        topic: [
            (about, full[key]) for key, (about, _) in sorted(some.items()) if full[key].parent_id not in some
        ]
        for topic, some in found.items()
    }


def origin_of(meeting: Activity, day: date | None, place: int) -> str:
    """Where the matter of a task comes from: the meeting on its day, and the number of the task as it was read out."""
    return f"meeting:{day} {meeting.title}#{place}"
