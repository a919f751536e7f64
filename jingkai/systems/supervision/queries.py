"""Reading supervision, always as far as the reader sees."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.state import current_dues, flow_of, light_of
from jingkai.kernel.matters.lateness import Lateness, lateness
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.rates import Rate, rates
from jingkai.kernel.matters.standing import lead_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.document import Words

from .models import Conclusion

FINISH = "finish"


@dataclass(frozen=True)
class Standing:
    """A matter as the office looks at it: whose, in which state, due when, how lit, how late."""

    matter: Matter
    unit: Organisation | None
    state: Words
    due: date | None
    lamp: Lamp | None
    late: Lateness


def standings(reader: Reader | None, zone: Organisation, at: datetime) -> list[Standing]:
    """Every matter of the zone that the reader may read, by number; without a reader (the platform itself, on its
    own console) every one.
    """
    seen = Matter.objects.known_at() if reader is None else Matter.objects.visible_to(reader)
    rows = seen.filter(zone=zone).select_related("case__flow", "lead_unit")
    book = RuleBook()
    return [standing_of(one, at, book) for one in rows.order_by("year", "number")]


def lights(matters: Iterable[Matter], at: datetime) -> Counter[str]:
    """How many matters are lit in each colour; "none" where no due date was set."""
    book = RuleBook()
    lamps = (light_of(one.case, FINISH, at, book) for one in matters)
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


def standing_of(matter: Matter, at: datetime, book: RuleBook | None = None) -> Standing:
    """How one matter stands."""
    case = matter.case
    due = current_dues(case).get(FINISH)
    state = CaseState.objects.get(case=case).state
    return Standing(
        matter=matter,
        unit=lead_of(matter).unit,
        state=flow_of(case.flow).states[state].title,
        due=due.day if due is not None else None,
        lamp=light_of(case, FINISH, at, book) if due is not None else None,
        late=lateness(case, at),
    )
