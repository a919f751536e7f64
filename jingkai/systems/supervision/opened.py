"""What is open of a zone's matters, read once for the ledger and for today: state, due date, light."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from jingkai.engines import periods
from jingkai.kernel.flows.kinds import FlowBody
from jingkai.kernel.flows.lights import Lamp, Situation, judge
from jingkai.kernel.flows.state import due_lamps, flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.document import Words
from jingkai.kernel.rules.models import RuleSet

# A matter without a due date has no light.
UNLIT = "none"


@dataclass(frozen=True)
class Open:
    """An open matter as far as it has to be read to be sorted, lit and given to somebody: ids of the matter, its case,
    who holds it and leads it by its entry; flow and state; when time is up; its light by the rule of its holder.
    """

    pk: int
    case: int
    holder: int
    lead_unit: int | None
    flow: FlowBody
    state: str
    finish: datetime | None
    lamp: Lamp | None

    @property
    def title(self) -> Words:
        """What its state is called."""
        return self.flow.states[self.state].title


def matters_of(reader: Reader | None, zone: Organisation) -> QuerySet[Matter]:
    """The zone's matters that the reader may read; without a reader all."""
    seen = Matter.objects.seen_by(reader)
    return seen.filter(zone=zone)


def opened(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those of the matters that are open, the first due first; what has no due date stands last."""
    # Asked as IN: NOT ended is a condition that no index serves.
    return rows.filter(case__now__ended__in=[False]).order_by(
        F("case__now__finish").asc(nulls_last=True), "pk"
    )


def ended(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those that have ended, the newest first."""
    return rows.filter(case__now__ended__in=[True]).order_by("-year", "-number")


def lines_of(rows: QuerySet[Matter], at: datetime, book: RuleBook) -> list[Open]:
    """Each of these open matters, in their order."""
    lines = list(
        rows.values_list(
            "pk", "case", "case__holder", "lead_unit", "case__flow", "case__now__state", "case__now__finish"
        )
    )
    flows = {pk: flow_of(rule) for pk, rule in RuleSet.objects.in_bulk({line[4] for line in lines}).items()}
    lit = Lit(at, book, {line[2] for line in lines})
    return [
        Open(pk, case, holder, lead_unit, flows[flow], state, finish, lit.by(holder, finish))
        for pk, case, holder, lead_unit, flow, state, finish in lines
    ]


@dataclass
class Lit:
    """Lights of what is open, by holder and due instant, each judged once. `rules` are the versions that lit any."""

    at: datetime
    book: RuleBook
    holders: InitVar[Iterable[int]]

    def __post_init__(self, holders: Iterable[int]) -> None:
        self._holders = Organisation.objects.in_bulk(set(holders))
        self._lamps: dict[int, tuple[list[Lamp], RuleSet]] = {}
        self._judged: dict[tuple[int, datetime], Lamp | None] = {}
        self.rules: set[RuleSet] = set()

    def by(self, holder: int, finish: datetime | None) -> Lamp | None:
        """The lamp of what this unit holds and is due at that instant; without one none burns."""
        if finish is None:
            return None
        if holder not in self._lamps:
            self._lamps[holder] = due_lamps(self._holders[holder], self.at, self.book)
        lamps, rule = self._lamps[holder]
        self.rules.add(rule)
        if (rule.pk, finish) not in self._judged:
            self._judged[rule.pk, finish] = judge(lamps, Situation(False, periods.Due.until(finish), self.at))
        return self._judged[rule.pk, finish]


def colour_of(lamp: Lamp | None) -> str:
    """The colour that is asked for: that of the lamp, or UNLIT."""
    return lamp.colour if lamp is not None else UNLIT
