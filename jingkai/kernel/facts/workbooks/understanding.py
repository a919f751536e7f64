"""From what the reader read to figures that are ready to record, with what still waits and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, Units
from jingkai.engines.sheets import Answered, Notice, Question, ReadFact, Reading, ids_of
from jingkai.kernel.parties.models import Organisation, Person

from ..drafts import Draft, Source
from ..vocabulary import vocabulary
from .bounds import Bounds
from .holders import Holders
from .totals import Totals

_SHORT = "short-form"


@dataclass(frozen=True)
class Sender:
    """Who sends the workbook, and in what caliber its figures are."""

    zone: Organisation
    unit: Organisation
    caliber: str
    person: Person | None = None


@dataclass(frozen=True)
class Waiting:
    """A cell that is not imported yet, and why in both languages."""

    sheet: str
    cell: str
    zh: str
    en: str


@dataclass
class Understood:
    """What a workbook comes to before anything is written."""

    drafts: list[Draft] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    warnings: list[Notice] = field(default_factory=list)
    # The questions that have their answer, in the order in which they came up.
    answered: list[Answered] = field(default_factory=list)
    # The ids of all questions that came up, open or answered.
    met: set[str] = field(default_factory=set)
    # Every figure that was read with what was made of it, in the file's order; None repeats another cell. A draft
    # that is not among `drafts` says what another cell says, the same or (then it waits) something else.
    made: list[tuple[ReadFact, Draft | Waiting | None]] = field(default_factory=list)
    records: int = 0


def understand(reading: Reading, sender: Sender, holders: Holders) -> Understood:
    """The drafts of every figure that is certain: not held, dated, of a known holder and in a known unit.

    Every other figure is in `waiting` with its reason; nothing is lost silently but the repetitions of a
    figure that the reader found to be one (`duplicate_of`). The drafts have no file yet.
    """
    # Names are asked against the units of the zone (`holders`), the short ones as the others.
    asked = [one for one in reading.questions if one.kind != _SHORT]
    answered = [one for one in reading.answered if one.question.kind != _SHORT]
    result = Understood(questions=asked, used=dict(reading.answers_used), records=len(reading.records))
    totals = Totals(holders, holders.answers)
    partial = totals.waiting(reading.facts)
    for fact in reading.facts:
        if fact.duplicate_of is not None:
            result.made.append((fact, None))
            continue
        made = _draft(fact, sender, holders)
        if isinstance(made, Draft) and (names := partial.get((fact.sheet, fact.cell))):
            zh, en = f"合计没有包括{names}，待答复", f"the total leaves out {names}: in doubt until answered"
            made = Waiting(fact.sheet, fact.cell, zh, en)
        result.made.append((fact, made))
        if isinstance(made, Draft):
            result.drafts.append(made)
        else:
            result.waiting.append(made)
    bounds = Bounds(holders, sender.unit)
    _hold(result, bounds.waiting(result.drafts))
    _drop_contradictions(result)
    result.questions.extend([*holders.questions(), *totals.questions, *bounds.questions])
    result.warnings = [*reading.warnings, *holders.refusals, *totals.refusals, *bounds.refusals]
    result.answered = [*answered, *holders.answered(), *totals.answered, *bounds.answered]
    result.met = {*reading.questions_met, *ids_of(result.questions, result.answered), *holders.met}
    result.aliases = holders.renamed
    result.used.update({**holders.used, **bounds.used})
    return result


def _draft(fact: ReadFact, sender: Sender, holders: Holders) -> Draft | Waiting:
    reason = _not_ready(fact)
    if reason is not None:
        return Waiting(fact.sheet, fact.cell, *reason)
    kind = vocabulary().reading(fact.measure)
    if kind is None:
        return Waiting(
            fact.sheet, fact.cell, f"不认识的方面 {fact.measure}", f"unknown aspect {fact.measure}"
        )
    holder = holders.find(fact.holder or "", fact.sheet, fact.cell)
    if holder is None:
        return Waiting(
            fact.sheet,
            fact.cell,
            f"“{fact.holder}”还不是已登记的单位",
            f"{fact.holder} is not registered yet",
        )
    try:
        quantity = _quantity(fact)
    except Refusal as refused:
        return Waiting(fact.sheet, fact.cell, refused.zh, refused.en)
    aspect, nature = kind
    return Draft(
        name=fact.indicator,
        aspect=aspect,
        holder=holder,
        period=Period.parse(fact.period or ""),
        quantity=quantity,
        reported_by=sender.unit,
        reporter=sender.person,
        source=Source(sheet=fact.sheet, cell=fact.cell),
        caliber=sender.caliber,
        nature=nature,
        category=fact.category or "",
        note=fact.qualifier if fact.qualifier not in _MARKS else "",
    )


def _not_ready(fact: ReadFact) -> tuple[str, str] | None:
    if fact.held:
        why = "、".join(fact.held)
        return f"有疑问，待答复（{why}）", f"in doubt until answered ({', '.join(fact.held)})"
    if fact.value is None:
        return "没有读出数值", "no number was read"
    if fact.holder is None:
        return "不知道是哪个单位的数", "whose figure it is is not known"
    if fact.period is None or fact.period.startswith("--"):
        return "没有年份或时期", "the year or period is not known"
    if fact.unit is None:
        return "没有计量单位", "the unit is not known"
    return None


# Marks that are part of the quantity, not words about it.
_MARKS = frozenset(("", "≥", ">", "<", "≤", "≈", "~", "≈≥", "≈>", "≈<", "≈≤", "≈~"))


def _quantity(fact: ReadFact) -> Quantity:
    mark = fact.qualifier if fact.qualifier in _MARKS else ""
    return Quantity(
        lo=fact.low,
        hi=fact.high,
        lo_open=mark.endswith(">"),
        hi_open=mark.endswith("<"),
        about=mark.startswith("≈"),
        unit=Units.shipped().get(fact.unit or ""),
        text=fact.raw,
    )


def _hold(result: Understood, why: Mapping[int, Words]) -> None:
    """Drafts that wait, by their identity, with what they wait for."""
    for draft in result.drafts:
        if (said := why.get(id(draft))) is not None:
            result.waiting.append(Waiting(draft.source.sheet, draft.source.cell, said.zh, said.en))
    result.drafts = [draft for draft in result.drafts if id(draft) not in why]


def _drop_contradictions(result: Understood) -> None:
    """Two cells that say different things of the same place both wait; equal ones count once."""
    places: Mapping[tuple[object, ...], list[Draft]] = defaultdict(list)
    for draft in result.drafts:
        key = (draft.name, draft.aspect, draft.holder.pk, draft.category, str(draft.period), draft.nature)
        places[key].append(draft)
    kept: list[Draft] = []
    for drafts in places.values():
        if all(_same(drafts[0].quantity, other.quantity) for other in drafts[1:]):
            kept.append(drafts[0])
            continue
        cells = "、".join(draft.source.cell for draft in drafts)
        result.waiting.extend(
            Waiting(
                draft.source.sheet, draft.source.cell,
                f"同一数据在表内有不同的值（{cells}）",
                f"the same figure has different values in the file ({cells})",
            )
            for draft in drafts
        )  # fmt: skip
    order = {id(draft): place for place, draft in enumerate(result.drafts)}
    result.drafts = sorted(kept, key=lambda draft: order[id(draft)])


def _same(left: Quantity, right: Quantity) -> bool:
    if left.unit.dimension != right.unit.dimension:
        return False
    return left.to(right.unit) == right
