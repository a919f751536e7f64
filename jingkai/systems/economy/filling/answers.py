"""What the platform knows about the blanks of a form: a fact each, in the unit of the form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Units
from jingkai.engines.sheets import Blank
from jingkai.kernel.facts.known import Known, known
from jingkai.kernel.facts.selection import choose
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import organisations_named


@dataclass(frozen=True)
class Answer:
    """A blank and the fact that answers it. `value` is in the blank's unit; None where facts tie or are a bound."""

    blank: Blank
    fact: Known | None
    value: Decimal | None
    zh: str
    en: str


def answers_for(
    blanks: Iterable[Blank], zone: Organisation, on: date, as_of: int | None = None
) -> list[Answer]:
    """An answer for every blank about which something is known. What is not known stays blank."""
    by_period: dict[str, list[Blank]] = defaultdict(list)
    for blank in blanks:
        if blank.period is not None and not blank.period.startswith("--"):
            by_period[blank.period].append(blank)
    holders: dict[str, int | None] = {}
    found: list[Answer] = []
    for period, group in by_period.items():
        places: dict[tuple[int, str, str, str], list[Known]] = defaultdict(list)
        for fact in known(Period.parse(period), as_of):
            row = fact.row
            places[row.holder_id, row.measure.name, row.measure.aspect, row.category or ""].append(fact)
        for blank in group:
            holder = _holder(blank, zone, on, holders)
            key = (holder or 0, blank.indicator, blank.measure, blank.category or "")
            if key in places:
                found.append(_answer(blank, places[key]))
    return found


def _holder(blank: Blank, zone: Organisation, on: date, seen: dict[str, int | None]) -> int | None:
    name = blank.holder or ""
    if name not in seen:
        there = organisations_named(name, on=on, under=zone)
        seen[name] = there[0].pk if len(there) == 1 else None
    return seen[name]


def _answer(blank: Blank, facts: list[Known]) -> Answer:
    shown = choose(facts)
    if shown.tied or shown.quantity is None:
        listed = "、".join(f"{fact.quantity}({fact.row.caliber})" for fact in shown.facts)
        return Answer(blank, None, None, f"有不同的数:{listed}", f"there are different figures: {listed}")
    fact = shown.facts[0]
    value = None
    try:
        converted = fact.quantity.to(Units.shipped().get(blank.unit or ""))
        value = converted.value if converted.qualifier == "" else None
    except Refusal as refusal:
        return Answer(blank, fact, None, refusal.zh, refusal.en)
    source = f"{fact.ref} {fact.row.caliber}"
    if value is None:
        return Answer(blank, fact, None, f"{source}:{fact.quantity}", f"{source}: {fact.quantity}")
    return Answer(blank, fact, value, source, source)
