"""Another unit's delay, shown by that unit's own timestamps: what a person may name as the cause of his."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.feedback import FINISH
from jingkai.kernel.flows.lateness import runs_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.standing import leads
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.search import named
from jingkai.kernel.registers.events import charges
from jingkai.kernel.rules.access import reader_for

from ..models import Listing

MOST = 60


@dataclass(frozen=True)
class Cause:
    """A late matter of another unit: its due day, when that unit finished it (None: not yet), how many days late."""

    matter: Matter
    unit: Organisation | None
    due: date
    met: datetime | None
    days: int

    @property
    def ref(self) -> str:
        """How an answer names it."""
        return self.matter.ref


def causes_for(listing: Listing, at: datetime) -> list[Cause]:
    """What the person may name: late matters of other units that he may read, and those about the project of the entry
    or one that he answers for. The newest first; nothing of a compartment.
    """
    person = listing.person
    reader = reader_for(person.pk, on=day_of(at))
    about = Q(subject__in=charges().filter(person=person).values("subject"))
    event = named([listing.event], None).get(listing.event)
    own = event[1] if event is not None and isinstance(event[1], Matter) else None
    if own is not None and own.subject_id is not None:
        about |= Q(subject=own.subject_id)
    if own is not None and own.parent_id is not None:
        about |= Q(parent=own.parent_id)
    rows = Matter.objects.filter(zone=listing.zone, case__compartment=None).exclude(lead_unit=None)
    rows = rows.filter(about | Q(pk__in=Matter.objects.seen_by(reader).values("pk")))
    rows = rows.exclude(pk=own.pk) if own is not None else rows
    found = rows.filter(case__now__finish__lte=at).select_related("case__flow", "lead_unit").order_by("-pk")
    return [one for one in _causes(list(found[:MOST]), at) if one.unit != listing.unit]


def cause_of(ref: str, at: datetime) -> Cause | None:
    """The cause that an answer names, as its timestamps show it now. Who may read the answer reads it, too."""
    found = named([ref], None).get(ref)
    causes = _causes([found[1]], at) if found is not None and isinstance(found[1], Matter) else []
    return causes[0] if causes else None


def _causes(matters: list[Matter], at: datetime) -> list[Cause]:
    runs, lead = runs_of([one.case for one in matters], at), leads(matters)
    found = []
    for one in matters:
        finish = [run for run in runs[one.case_id] if run.term == FINISH]
        if finish and finish[-1].late:
            last = finish[-1]
            days = last.due.due.days_late(last.met or at)
            found.append(Cause(one, lead[one.pk].unit, last.due.due.day, last.met, days))
    return found
