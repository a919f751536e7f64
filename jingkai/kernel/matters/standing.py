"""Where matters stand: state, whether they have ended, who leads them now."""

from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.models import Organisation, Person

from .models import Handover, Matter


def ended(matter: Matter) -> bool:
    """Whether nothing more can be done in it: it was closed, withdrawn or merged."""
    return bool(ends([matter])[matter.pk])


def ends(matters: Iterable[Matter], n: int | None = None) -> dict[int, str]:
    """For each matter by id how it ended: `closed` by verification, `stopped` without, empty while it runs.

    Without n as it is now, what the running call did included; with n as it was known then.
    """
    rows = list(matters)
    states = _states([one.case_id for one in rows], n)
    flows = {one.case.flow_id: flow_of(one.case.flow).states for one in rows}
    found: dict[int, str] = {}
    for one in rows:
        state = flows[one.case.flow_id].get(states.get(one.case_id, ""))
        found[one.pk] = state.end if state is not None else ""
    return found


def _states(cases: list[int], n: int | None) -> dict[int, str]:
    if n is None:
        # The cache has the moves of the running call, which is known to nobody yet.
        return dict(CaseState.objects.filter(case__in=cases).values_list("case_id", "state"))
    moves = Move.objects.known_at(n).filter(case__in=cases).order_by("n")
    return dict(moves.values_list("case_id", "flow_move__target"))  # the last one stays


@dataclass(frozen=True)
class Lead:
    """Who leads a matter: the unit (none of a matter that is split), and the leader if one was named."""

    unit: Organisation | None
    leader: Person | None


def lead_of(matter: Matter, n: int | None = None) -> Lead:
    """Who leads it, handovers taken into account."""
    return leads([matter], n)[matter.pk]


def leads(matters: Iterable[Matter], n: int | None = None) -> dict[int, Lead]:
    """For each matter by id who leads it."""
    rows = list(matters)
    handed = Handover.objects.known_at(n).filter(matter__in=rows).select_related("unit", "leader")
    last = {one.matter_id: one for one in handed.order_by("pk")}  # the last one stays
    found = {one.pk: last.get(one.pk) for one in rows}
    return {
        one.pk: Lead(now.unit, now.leader) if (now := found[one.pk]) else Lead(one.lead_unit, one.lead_leader)
        for one in rows
    }


def former_leads(matter: Matter) -> set[int]:
    """Ids of the units that led it before and do not now."""
    handed = list(Handover.objects.filter(matter=matter).order_by("pk").values_list("unit", flat=True))
    if not handed:
        return set()
    return {one for one in (matter.lead_unit_id, *handed) if one is not None and one != handed[-1]}
