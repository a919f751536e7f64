"""What is open of a zone's matters, read once for the ledger and for today: state, due date, light."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from jingkai.engines import periods
from jingkai.engines.documents import Words
from jingkai.kernel.flows.due_light import DueLight, due_light
from jingkai.kernel.flows.feedback import Feedback
from jingkai.kernel.flows.kinds import FlowBody
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

# A matter without a due date has no light.
UNLIT = "none"


@dataclass(frozen=True)
class Open:
    """A matter (open, but where all are listed) as far as it has to be read to be sorted, lit and given to somebody:
    ids of the matter, its case, who holds it and leads it by its entry; flow and state; when time is up; its light by
    the rule of its holder.
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
    """Each of these matters, in their order."""
    lines = list(
        rows.values_list(
            "pk", "case", "case__holder", "lead_unit", "case__flow", "case__now__state", "case__now__finish"
        )
    )
    flows = {pk: flow_of(rule) for pk, rule in RuleSet.objects.in_bulk({line[4] for line in lines}).items()}
    lit = Lit(at, book, {line[2] for line in lines})
    lit.read(rows)
    return [
        Open(
            pk,
            case,
            holder,
            lead_unit,
            flows[flow],
            state,
            finish,
            lit.by(holder, finish, case, done=flows[flow].states[state].end == "closed"),
        )
        for pk, case, holder, lead_unit, flow, state, finish in lines
    ]


@dataclass
class Lit:
    """Lights of what is open, by holder and due instant, each judged once; where a rule asks what was reported in a
    case, by that case. `rules` are the versions that lit any.
    """

    at: datetime
    book: RuleBook
    holders: InitVar[Iterable[int]]

    def __post_init__(self, holders: Iterable[int]) -> None:
        self._holders = Organisation.objects.in_bulk(set(holders))
        self._lights: dict[int, DueLight] = {}
        self._feedback: dict[int, Feedback] = {}
        self._judged: dict[tuple[int, datetime | None, int | None, bool], Lamp | None] = {}
        self.rules: set[RuleSet] = set()

    @property
    def of_one_case(self) -> list[int]:
        """The holders whose rule asks what was reported in each case."""
        return [key for key in self._holders if self._light(key).of_one_case]

    def read(self, rows: QuerySet[Matter]) -> None:
        """Read what was reported in those of the matters whose rule asks for it; nothing where none does."""
        by_rule: dict[int, list[int]] = {}
        for holder in self.of_one_case:
            by_rule.setdefault(self._light(holder).rule.pk, []).append(holder)
        for holders in by_rule.values():
            those = rows.filter(case__holder__in=holders).order_by().values("case")
            cases = Case.objects.filter(pk__in=those).select_related("flow")
            self._feedback |= self._light(holders[0]).feedback(cases, self.at)

    def by(
        self, holder: int, finish: datetime | None, case: int | None = None, *, done: bool = False
    ) -> Lamp | None:
        """The lamp of what this unit holds and is due at that instant (`done`: was closed); of a `case` that was read,
        if the rule asks.
        """
        light = self._light(holder)
        if finish is None and not light.of_one_case:
            return None
        self.rules.add(light.rule)
        key = (light.rule.pk, finish, case if light.of_one_case else None, done)
        if key not in self._judged:
            due = periods.Due.until(finish) if finish is not None else None
            feedback = self._feedback.get(case) if case is not None else None
            self._judged[key] = light.judge(self.at, due, feedback, done=done)
        return self._judged[key]

    def _light(self, holder: int) -> DueLight:
        if holder not in self._lights:
            self._lights[holder] = due_light(self._holders[holder], self.at, self.book)
        return self._lights[holder]


def colour_of(lamp: Lamp | None) -> str:
    """The colour that is asked for: that of the lamp, or UNLIT."""
    return lamp.colour if lamp is not None else UNLIT
