"""The report on what was handed out (督办通报): counts in words and by unit, for the matters of a span of days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from jingkai.engines.quantity import Quantity, round_half_up, share
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Handover, Matter
from jingkai.kernel.matters.standing import ends
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .opened import Lit, matters_of

# The move by which a matter is given to its unit.
HAND_OUT = "assign"


@dataclass
class Counted:
    """Matters counted by how they stand: closed by verification, open, of those behind by the rule's light. What was
    withdrawn or merged (`stopped`) is in none of them, nor what is entered and nobody was given yet (`waiting`).
    """

    closed: int = 0
    open: int = 0
    behind: list[Matter] = field(default_factory=list)
    stopped: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """What was handed out and not taken back."""
        return self.closed + self.open

    @property
    def rate(self) -> str:
        """How many of a hundred are closed, one decimal; — where nothing was handed out."""
        if not self.total:
            return "—"
        return str(round_half_up(share(Quantity.exactly(self.closed), Quantity.exactly(self.total)), 1))


@dataclass(frozen=True)
class Report:
    """All of it, and by the unit that leads, in the order in which the units were entered."""

    since: date
    until: date
    all: Counted
    by_unit: list[tuple[Organisation, Counted]]


def report(reader: Reader | None, zone: Organisation, since: date, until: date, at: datetime) -> Report:
    """The matters whose case was opened from `since` to `until`, as they stand at `at`. What was split is counted by
    its parts, and only there.
    """
    rows = matters_of(reader, zone).filter(case__day__gte=since, case__day__lte=until, children=None)
    matters = list(rows.select_related("case__flow", "case__now").order_by("year", "number"))
    how = ends(matters)
    handed = dict(
        Handover.objects.known_at().order_by("pk").values_list("matter", "unit")
    )  # the last one stays
    lit = Lit(at, RuleBook(), {one.case.holder_id for one in matters})
    lit.read(rows)
    whole, by_unit = Counted(), defaultdict[int, Counted](Counted)
    for one in matters:
        unit = handed.get(one.pk, one.lead_unit_id)
        for counted in (whole, by_unit[unit]) if unit is not None else (whole,):
            if how[one.pk] == "closed":
                counted.closed += 1
            elif how[one.pk] == "stopped":
                counted.stopped += 1
            elif flow_of(one.case.flow).move(HAND_OUT, one.case.now.state) is not None:
                counted.waiting += 1
            else:
                counted.open += 1
                lamp = lit.by(one.case.holder_id, one.case.now.finish, one.case_id)
                if lamp is not None and lamp.behind:
                    counted.behind.append(one)
    units = Organisation.objects.filter(pk__in=by_unit).order_by("pk")
    return Report(since, until, whole, [(unit, by_unit[unit.pk]) for unit in units])
