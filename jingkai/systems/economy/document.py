"""A month as plain data: what is printed as JSON, stored when it is published, and recomputed to the same bytes."""

from __future__ import annotations

from typing import Any

from jingkai.engines.quantity import Quantity, to_row
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.schedule_light import Lamp
from jingkai.kernel.records.hashing import canonical, sha256
from jingkai.kernel.rules.models import RuleSet

from .derived import Derived
from .line import Aimed, Growth, Light, Line
from .month import Month

# Another number when the shape changes, so that a stored month is compared with its own kind only.
FORM = 1


def document(month: Month) -> dict[str, Any]:
    """Everything a month says, as text, lists and mappings; figures unrounded in four columns each."""
    return {
        "form": FORM,
        "zone": {"id": month.zone.pk, "name": month.zone.name},
        "period": str(month.period),
        "as_of": month.as_of,
        "lines": [line_of(line) for line in month.lines],
        "units": [line_of(line) for line in month.units],
        "differences": [
            {"name": one.name, "facts": [fact_of(fact) for fact in one.facts]} for one in month.differences
        ],
        "reconciliations": [
            {
                "indicator": one.parent.row.indicator,
                "parent": one.parent.ref,
                "children": [aim.ref for aim in one.children],
                "difference": _columns(one.difference),
                "zh": one.words("zh"),
                "en": one.words("en"),
            }
            for one in month.reconciliations
        ],
        "signals": [
            {"kind": one.kind, "about": one.about, "zh": one.zh, "en": one.en, "refs": list(one.refs)}
            for one in month.findings
        ],
        "rules": [_rule(one) for one in month.rules],
    }


def as_bytes(found: dict[str, Any]) -> bytes:
    """The canonical bytes of a document."""
    return canonical(found).encode("utf-8")


def digest(found: dict[str, Any]) -> str:
    """Hex sha256 of the canonical bytes."""
    return sha256(canonical(found))


def line_of(line: Line) -> dict[str, Any]:
    """One row."""
    definition = line.definition
    zh, en = line.why
    return {
        "indicator": definition.code,
        "name": {"zh": definition.name, "en": definition.name_en},
        "holder": {"id": line.holder.pk, "name": line.holder.name},
        "formula": definition.plan.text,
        "value": _row(line.value),
        "unknown": {"zh": zh, "en": en} if line.value is None else None,
        "caliber": line.caliber,
        "growth": _growth(line.growth),
        "target": _aimed(line.aimed) if line.aimed else None,
        "light": _light(line.light),
        "rank": fact_of(line.rank) if line.rank else None,
        "trend": [{"period": str(period), "value": _row(value)} for period, value in line.trend],
        "derived": [_derived(one) for one in line.derived],
        "refs": [str(one) for one in line.references],
    }


def fact_of(fact: Known) -> dict[str, Any]:
    """A fact with where it stands and who says it."""
    row = fact.row
    return {
        "ref": fact.ref,
        "value": _columns(fact.quantity),
        "period": str(fact.period),
        "nature": row.nature,
        "caliber": row.caliber,
        "unit": row.reported_by.name,
        "file": row.file.name if row.file else "",
        "sheet": row.sheet,
        "cell": row.cell,
        "source": row.source,
        "note": row.note,
    }


def _row(quantity: Quantity | None) -> dict[str, str] | None:
    return _columns(quantity) if quantity is not None else None


def _columns(quantity: Quantity) -> dict[str, str]:
    row = to_row(quantity)
    return {"value": row["value"], "qualifier": row["qualifier"], "unit": row["unit"], "text": row["text"]}


def _growth(found: Growth) -> dict[str, Any]:
    differs = found.contradiction
    return {
        "printed": _row(found.printed),
        "facts": [one.ref for one in found.facts],
        "derived": _row(found.computed),
        "contradiction": {"gap": _row(differs.gap), "tolerance": _row(differs.tolerance)}
        if differs
        else None,
    }


def _aimed(found: Aimed) -> dict[str, Any]:
    return {
        "value": _row(found.quantity),
        "period": str(found.period),
        "ref": found.aim.ref if found.aim else "",
        "curve": found.aim.row.curve if found.aim else "",
        "implied": found.implied,
        "facts": [one.ref for one in found.facts],
        "progress": _row(found.progress),
        "schedule": _row(found.schedule),
        "deviation": _row(found.deviation),
    }


def _light(light: Light) -> dict[str, Any]:
    return {
        "lamp": _lamp(light.lamp) if light.lamp else None,
        "why": light.why,
        "rule": light.rule,
        "version": light.version,
    }


def _lamp(lamp: Lamp) -> dict[str, Any]:
    return {"level": lamp.level, "colour": lamp.colour, "shape": lamp.shape, "zh": lamp.zh, "en": lamp.en}


def _derived(one: Derived) -> dict[str, Any]:
    return {
        "code": one.code,
        "zh": one.zh,
        "en": one.en,
        "formula": one.formula,
        "value": _columns(one.value),
        "facts": [fact.ref for fact in one.facts],
    }


def _rule(one: RuleSet) -> dict[str, Any]:
    return {
        "key": one.key,
        "scope": one.scope,
        "version": one.version,
        "identity": one.identity,
        "zh": one.header.title.zh,
        "en": one.header.title.en,
    }
