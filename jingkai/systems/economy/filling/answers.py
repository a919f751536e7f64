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
from jingkai.kernel.facts.selection import Difference, choose, differences
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.access import Reader
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
    blanks: Iterable[Blank],
    zone: Organisation,
    on: date,
    as_of: int | None = None,
    reader: Reader | None = None,
) -> list[Answer]:
    """An answer for every blank about which something is known. What is not known stays blank, and so does what the
    reader may not see.
    """
    by_period: dict[str, list[Blank]] = defaultdict(list)
    for blank in blanks:
        if blank.period is not None and not blank.period.startswith("--"):
            by_period[blank.period].append(blank)
    holders: dict[str, int | None] = {}
    found: list[Answer] = []
    for period, group in by_period.items():
        places: dict[tuple[int, str, str, str], list[Known]] = defaultdict(list)
        for fact in known(Period.parse(period), as_of, reader=reader):
            row = fact.row
            places[row.holder_id, row.measure.name, row.measure.aspect, row.category or ""].append(fact)
        for blank in group:
            holder = _holder(blank, zone, on, holders)
            key = (holder or 0, blank.indicator, blank.measure, blank.category or "")
            level = places.get((*key[:2], "amount", key[3]), [])
            if key in places and (different := differences(blank.indicator, level)) is not None:
                found.append(_disputed(blank, different))
            elif key in places:
                found.append(_answer(blank, places[key]))
    return found


def _holder(blank: Blank, zone: Organisation, on: date, seen: dict[str, int | None]) -> int | None:
    name = blank.holder or ""
    if name not in seen:
        there = organisations_named(name, on=on, under=zone)
        seen[name] = there[0].pk if len(there) == 1 else None
    return seen[name]


def _disputed(blank: Blank, different: Difference) -> Answer:
    """Departments say different things: nobody is corrected, the cell stays blank and the note gives them all."""
    said = [
        (fact.row.reported_by.name, str(fact.quantity), vocabulary().caliber_words(fact.row.caliber, "zh"))
        for fact in different.facts
    ]
    zh = "、".join(f"{unit} {value}（{caliber}）" for unit, value, caliber in said)
    en = ", ".join(f"{unit} {value}" for unit, value, _ in said)
    return Answer(
        blank, None, None, f"{blank.indicator}有不同的数：{zh}", f"{blank.indicator} has several values: {en}"
    )


def _answer(blank: Blank, facts: list[Known]) -> Answer:
    if different := differences(blank.indicator, facts):
        return _disputed(blank, different)
    shown = choose(facts)
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
