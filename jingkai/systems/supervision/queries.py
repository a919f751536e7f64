"""Reading supervision, always as far as the reader sees."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.documents import Words
from jingkai.kernel.flows.due_light import lamps_of
from jingkai.kernel.flows.lateness import Lateness, latenesses
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.models import Case, CaseState, Due, Move
from jingkai.kernel.flows.state import current, current_dues, due_rows, flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.rates import Rate, rates
from jingkai.kernel.matters.standing import Lead, leads
from jingkai.kernel.papers.queries import Standing as Letter
from jingkai.kernel.papers.queries import papers
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .models import Conclusion

FINISH = "finish"


@dataclass(frozen=True)
class Standing:
    """A matter as the office looks at it: whose, in which state (`end` as `StateBody`), due when, how lit, how late."""

    matter: Matter
    lead: Lead
    state: Words
    end: str
    finish: Due | None
    lamp: Lamp | None
    late: Lateness

    @property
    def unit(self) -> Organisation | None:
        """The unit that leads it; none of a matter that is split."""
        return self.lead.unit


def standings(reader: Reader | None, zone: Organisation, at: datetime) -> list[Standing]:
    """Every matter of the zone that the reader may read, by number; without a reader (the platform itself, on its
    own console) every one.
    """
    seen = Matter.objects.seen_by(reader)
    rows = seen.filter(zone=zone).select_related("case__flow", "case__holder", "lead_unit", "lead_leader")
    return standings_of(rows.order_by("year", "number"), at)


def lights(matters: Iterable[Matter], at: datetime) -> Counter[str]:
    """How many matters are lit in each colour; "none" where no due date was set."""
    lamps = (one.lamp for one in standings_of(matters, at))
    return Counter(lamp.colour if lamp is not None else "none" for lamp in lamps)


def list_rates(reader: Reader, zone: Organisation, name: str) -> tuple[Rate, Rate]:
    """The leaf rate and the list rate of an imported list, each with its definition (st-S4)."""
    rows = Matter.objects.visible_to(reader).filter(zone=zone, origin__startswith=f"list:{name}#")
    return rates(rows.select_related("case__flow"), reader.as_of)


def right_to_object(conclusion: Conclusion) -> Words:
    """The sentence that stands under every conclusion: until when it may be objected to."""
    due = current_dues(conclusion.case)["object"].day
    return Words(
        zh=f"对本结论有异议的，可在 {due} 前（含当日）申请复核。",
        en=f"Objections to this conclusion are possible until the end of {due}.",
    )


def letters_of(reader: Reader | None, matter: Matter) -> list[Letter]:
    """The letters about a matter that the reader may see, the newest first; drafts too, where one may see those."""
    return papers(reader, matter.zone, about=matter.ref)


def standing_of(matter: Matter, at: datetime) -> Standing:
    """How one matter stands."""
    return standings_of([matter], at)[0]


def standings_of(
    matters: Iterable[Matter], at: datetime, book: RuleBook | None = None, n: int | None = None
) -> list[Standing]:
    """How each stands, in their order, as known at sequence number n; as many queries for a page of them as for one."""
    rows, book = list(matters), book or RuleBook(n)
    cases = [one.case for one in rows]
    dues, lead = due_rows(cases, n), leads(rows, n)
    late = latenesses(cases, at, n, dues)
    now = states_of(cases, n)
    states = {one.case_id: flow_of(one.case.flow).states[now[one.case_id]] for one in rows}
    finish = {key: current(dues.get(key, ())).get(FINISH) for key in states}
    done = {key: state.end == "closed" for key, state in states.items()}
    lamps = lamps_of(cases, finish, done, at, book, n)
    return [
        Standing(
            one,
            lead[one.pk],
            states[one.case_id].title,
            states[one.case_id].end,
            finish[one.case_id],
            lamps[one.case_id],
            late[one.case_id],
        )
        for one in rows
    ]


def states_of(cases: Iterable[Case], n: int | None = None) -> dict[int, str]:
    """By case id the state it stands in; with n as it was known then."""
    if n is None:
        return dict(CaseState.objects.filter(case__in=cases).values_list("case", "state"))
    moves = Move.objects.known_at(n).filter(case__in=cases).order_by("n")
    return dict(moves.values_list("case", "flow_move__target"))  # the last one stays


def standings_by(
    keys: Iterable[int], at: datetime, book: RuleBook | None = None, n: int | None = None
) -> list[Standing]:
    """How the matters of these ids stand, in their order, as known at sequence number n."""
    keys = list(keys)
    rows = Matter.objects.select_related("case__holder", "lead_unit", "lead_leader").in_bulk(keys)
    # A flow is long; the few that there are are read once, and not with each matter.
    flows = RuleSet.objects.in_bulk({one.case.flow_id for one in rows.values()})
    for one in rows.values():
        one.case.flow = flows[one.case.flow_id]
    return standings_of([rows[key] for key in keys], at, book, n)
