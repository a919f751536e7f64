"""What is asked about the figures of a form before they are sent: the same as of a figure that is typed elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.facts.doubts import Doubt, aspect_by_unit, by_itself, doubts_of, figure_check
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.parties.models import Person
from jingkai.kernel.rules.book import RuleBook

from .checking import Fault, read
from .filling import time_of
from .models import Line, Submission


def draft_of(
    submission: Submission, line: Line, quantity: Quantity, *, beside: bool, person: Person | None = None
) -> Draft:
    """The fact that a typed figure of a field with a measure becomes; `beside` the owner's it is the unit's own."""
    field, request = line.field, submission.request
    if field.measure is None:
        raise ValueError(f"the field {field.code} is of no measure")
    return Draft(
        name=field.measure.name,
        aspect=field.measure.aspect,
        holder=submission.unit,
        period=time_of(field, request.period),
        quantity=quantity,
        reported_by=submission.unit if beside else field.owner,
        source=Source(words=f"填报：{request.title} {submission.unit.name}"[:300]),
        caliber=line.records,
        category=field.category,
        reporter=person,
        evidence=submission.ref,
    )


def doubts_about(
    submission: Submission,
    lines: Sequence[Line],
    typed: Mapping[int, str],
    filled: Collection[int],
    unknown: Collection[str],
    on: date,
    book: RuleBook,
) -> dict[int, tuple[Doubt, ...]]:
    """What is asked about the figures that are typed, by line, where anything is. `filled` are the lines that facts
    answer, `unknown` the words for what nobody knows; what can't be read is no figure.
    """
    rule = figure_check(submission.unit, on, book)
    if rule is None:
        return {}
    found: dict[int, tuple[Doubt, ...]] = {}
    measured: list[tuple[int, Draft]] = []
    for line in lines:
        text, field = typed.get(line.pk, ""), line.field
        quantity = read(field, text, unknown).quantity if text else None
        if quantity is None or not quantity.known:
            continue
        if field.measure is not None:
            draft = draft_of(submission, line, quantity, beside=line.pk in filled)
            measured.append((line.pk, draft))
        else:
            aspect = aspect_by_unit(Units.shipped().get(field.unit))
            found[line.pk] = tuple(by_itself(field.name, aspect, quantity, rule))
    beside = doubts_of([draft for _, draft in measured], rule)
    found |= {line: doubts for (line, _), doubts in zip(measured, beside, strict=True)}
    return {line: doubts for line, doubts in found.items() if doubts}


def impossible(lines: Sequence[Line], doubts: Mapping[int, Sequence[Doubt]]) -> list[Fault]:
    """The figures that can't be: they are mended, and no reason makes them so."""
    return [Fault(line, doubt.words) for line in lines for doubt in doubts.get(line.pk, ()) if doubt.refuses]
