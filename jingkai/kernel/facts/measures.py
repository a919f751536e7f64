"""Registering measures and finding them by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jingkai.engines.quantity import Unit, Units
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from .columns import Scale, scale_for
from .models import Measure
from .problems import INCOMPLETE, MEASURE_TAKEN, UNKNOWN_WORD
from .vocabulary import vocabulary

Key = tuple[str, str]


def ensure_measures(
    actor: Actor, wanted: Iterable[tuple[str, str, Unit]], *, at: datetime
) -> dict[Key, Measure]:
    """The measures of these (name, aspect, unit), those that are missing registered in one call.

    A new measure takes the base unit of its dimension (vocabulary.yaml). A measure that exists keeps its own;
    whether a figure's unit converts to it is found when the figure is written.
    """
    asked = {(name, aspect): unit for name, aspect, unit in reversed(list(wanted))}
    known = _known(asked)
    missing = [
        _new(name, aspect, scale_for(unit))
        for (name, aspect), unit in asked.items()
        if (name, aspect) not in known
    ]
    if missing:
        missing.sort(key=lambda measure: (measure.name, measure.aspect))
        with writing(actor, act="facts.measures", at=at) as call:
            for measure in call.add_all(missing):
                known[measure.name, measure.aspect] = measure
    return known


def register_measure(
    actor: Actor, name: str, *, aspect: str = "amount", unit: str, decimals: int | None = None, at: datetime
) -> Measure:
    """Register a measure with its own base unit and decimals, or find it.

    Raises Problem `facts.measure-taken` if it exists in another unit, `facts.unknown-word`,
    `facts.incomplete`.
    """
    if aspect not in vocabulary().aspects:
        raise UNKNOWN_WORD(word=aspect, what="方面", what_en="aspect", known="、".join(vocabulary().aspects))
    if not name.strip():
        raise INCOMPLETE(what="数据项名称")
    found = Units.shipped().get(unit)
    scale = scale_for(found) if decimals is None else Scale(found, decimals)
    known = Measure.objects.known_at().filter(name=name, aspect=aspect).first()
    if known is None:
        with writing(actor, act="facts.measures", at=at) as call:
            return call.add(_new(name, aspect, scale))
    if (known.base_unit, known.decimals) != (scale.name, scale.decimals):
        raise MEASURE_TAKEN(measure=known, base=known.base_unit, decimals=known.decimals)
    return known


def _new(name: str, aspect: str, scale: Scale) -> Measure:
    said = vocabulary().aspects[aspect]
    return Measure(
        name=name,
        aspect=aspect,
        base_unit=scale.name,
        decimals=scale.decimals,
        kind=said.kind,
        roll_up=said.roll_up,
    )


def _known(asked: Iterable[Key]) -> dict[Key, Measure]:
    names = {name for name, _ in asked}
    wanted = set(asked)
    found = Measure.objects.known_at().filter(name__in=names)
    return {(one.name, one.aspect): one for one in found if (one.name, one.aspect) in wanted}
