"""Reading what was noticed and opened. With a reader only what that person may see; without, all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jingkai.engines.periods import Period
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .kinds import FAMILIES, SIGNALS, SignalsBody
from .models import Joining, Matter, Signal
from .problems import NOT_FOUND


@dataclass(frozen=True)
class Noticed:
    """A signal, the family its kind is counted in, the state it was in, and the matter it came to, if any (and if the
    reader may see it).
    """

    signal: Signal
    family: str
    state: str
    matter: Matter | None


def noticed_in(
    zone: Organisation, period: Period, n: int | None = None, reader: Reader | None = None
) -> list[Noticed]:
    """The signals of a period as known at sequence number n, by family and number. A signal and a matter are each seen
    by the rule of its own case.
    """
    rows = Signal.objects.known_at(n).filter(zone=zone, until__gte=period.start, until__lte=period.last_day)
    if reader is not None:
        rows = visible(rows, reader)
    signals = list(rows.select_related("unit", "case__flow"))
    states = _states([one.case_id for one in signals], n)
    joinings = Joining.objects.known_at(n).filter(signal__in=signals).select_related("matter")
    if reader is not None:
        joinings = joinings.filter(matter__in=visible(Matter.objects.all(), reader))
    matters = {one.signal_id: one.matter for one in joinings}
    kinds = _families(zone, period.last_day, n)
    found = [
        Noticed(one, kinds.get(one.kind, one.kind), states.get(one.case_id, ""), matters.get(one.pk))
        for one in signals
    ]
    return sorted(found, key=lambda one: (_place(one.family), one.signal.pk))


def find_matter(zone: Organisation, label: str, reader: Reader | None = None) -> Matter:
    """The matter of this number, as 2024-17. Raises Problem `matters.not-found`, by the same query for one that the
    reader may not see as for one that is not there.
    """
    year, _, number = label.partition("-")
    found = None
    if year.isdecimal() and number.isdecimal():
        rows = Matter.objects.seen_by(reader)
        found = (
            rows.filter(zone=zone, year=int(year), number=int(number))
            .select_related("case__flow", "lead_unit")
            .first()
        )
    if found is None:
        raise NOT_FOUND(number=label)
    return found


def _states(cases: Iterable[int], n: int | None) -> dict[int, str]:
    moves = Move.objects.known_at(n).filter(case__in=list(cases)).order_by("n")
    return dict(moves.values_list("case_id", "flow_move__target"))  # the last one stays


def _families(zone: Organisation, on: date, n: int | None) -> dict[str, str]:
    found = RuleBook(n).find(SIGNALS, zone, on)
    body = found.body if found is not None else None
    return {name: one.family for name, one in body.kinds.items()} if isinstance(body, SignalsBody) else {}


def _place(family: str) -> int:
    return FAMILIES.index(family) if family in FAMILIES else len(FAMILIES)
