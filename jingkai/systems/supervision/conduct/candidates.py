"""Matters that may be proposed for one of the lists (线索): found by the rule, entered by nobody but a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jingkai.engines.documents import Words
from jingkai.engines.expr import NamesSource, Value, evaluate
from jingkai.engines.periods import Term, day_of
from jingkai.engines.quantity import NUMBER, Quantity
from jingkai.kernel.flows.feedback import FINISH
from jingkai.kernel.flows.lateness import Run, runs_of
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.models import Side as MoveSide
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.standing import ends, leads
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.rules.book import RuleBook

from ..kinds import CONDUCT, ConductBody, candidate_plan
from ..models import Listing
from ..opened import matters_of

# As many matters are looked at, the newest first; the page says where there are more.
MOST = 300


@dataclass(frozen=True)
class Candidate:
    """A matter with the person it would be about: the leader who was named, else who reported it done last."""

    side: str
    matter: Matter
    person: Person
    unit: Organisation | None
    effect: Words


def candidates(reader: Reader | None, zone: Organisation, at: datetime) -> list[Candidate]:
    """What the rule finds among the newest matters that have ended or are late, as far as the reader may read them,
    without what was entered already. By matter, the newest first; nothing is written.
    """
    rule = RuleBook().body(CONDUCT, zone, day_of(at), ConductBody)
    since = at - (Term.parse(rule.within).due(at).instant - at)
    rows = matters_of(reader, zone).filter(children=None, case__day__gte=day_of(since))
    rows = rows.filter(Q(case__now__ended=True) | Q(case__now__finish__lte=at))
    matters = list(rows.select_related("case__flow", "lead_unit", "lead_leader").order_by("-pk")[:MOST])
    cases = [one.case for one in matters]
    how, lead, runs, reported = ends(matters), leads(matters), runs_of(cases, at), _reporters(matters)
    there = set(Listing.objects.known_at().filter(zone=zone).values_list("side", "person", "event"))
    found = []
    for one in matters:
        person = lead[one.pk].leader or reported.get(one.case_id)
        late = _days_late(runs[one.case_id], at)
        if person is None or late is None:
            continue
        values: dict[str, Value] = {
            "closed": how[one.pk] == "closed",
            "days_late": Quantity.exactly(late, NUMBER),
        }
        for wanted in rule.candidates:
            held = evaluate(candidate_plan(wanted.when), NamesSource(values.get)).value is True
            if held and (wanted.side, person.pk, one.ref) not in there:
                effect = Words(zh=wanted.effect.zh.format(days=late), en=wanted.effect.en.format(days=late))
                found.append(Candidate(wanted.side, one, person, lead[one.pk].unit, effect))
    return found


def _days_late(runs: Sequence[Run], at: datetime) -> int | None:
    """How many days after its due day it was finished, or is by now; 0 in time, None without a due date."""
    finish = [one for one in runs if one.term == FINISH]
    if not finish:
        return None
    last = finish[-1]
    return last.due.due.days_late(last.met or at)


def _reporters(matters: Sequence[Matter]) -> dict[int, Person]:
    """By case who did the last of it."""
    moves = Move.objects.filter(
        case__in=[one.case_id for one in matters], flow_move__side=MoveSide.DO, person__isnull=False
    )
    return {one.case_id: one.person for one in moves.select_related("person").order_by("n") if one.person}
