"""A month as plain data: what is printed as JSON, stored when it is published, and recomputed to the same bytes."""

from __future__ import annotations

from typing import Any

from jingkai.engines.quantity import Quantity, to_row
from jingkai.kernel.facts.known import Known
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.matters.queries import Noticed
from jingkai.kernel.records.hashing import canonical, sha256
from jingkai.kernel.rules.models import RuleSet

from .derived import Derived
from .line import Aimed, Growth, Light, Line
from .month import Month
from .on_record import OnRecord

# Another number when the shape changes, so that a stored month is compared with its own kind only.
FORM = 1


def document(month: Month) -> dict[str, Any]:
    """Everything a month says by itself. Published, it is kept and computed again to the same bytes.

    Everything is text, a whole number, a truth value, a list or a mapping. A *figure* is the mapping `value` (a
    decimal, unrounded), `qualifier` (how exact it is: empty, >=, about...), `unit` and `text` (as it was typed); null
    where there is none. A *reference* is `fact:ID`, `target:ID` or `event:ID`, and opens by `jingkai prove`.

    - `form`: the number of this shape.
    - `zone`: `id`, `name`.
    - `period`: `2024-03`, `2024-Q1`, `2024-H1` or `2024`.
    - `as_of`: the number of the journal at which this was known.
    - `lines`: the rows of the zone itself; `units`: those of the units below it. Of each (`line_of`):
      `indicator` (its code; for a figure that no indicator reads its name), `name` (`zh`, `en`), `holder` (`id`,
      `name`: whose figure it is), `formula`, `value` (a figure), `unknown` (where there is no value, why: `zh`, `en`),
      `caliber` (whose figures: 自报, 认定, 统计, 公布), `growth`, `target`, `light`, `rank` (the printed one, a fact),
      `trend` (of the zone the last twelve months: `period`, `value`), `derived`, `refs` (every record it stands on).
    - `growth` on the same period of last year: `printed` (a figure) with its `facts`, `derived` (the one that follows
      from both years), and `contradiction` where they differ by more than the tolerance: `gap`, `tolerance`.
    - `target`, null without one: `value`, `period`, `ref` (of a target that was set; else empty), `curve` (key of its
      rule; empty: even over the year), `implied` (true: follows from a printed completion), `facts` (the printed
      plan), `progress` (done of the target), `schedule` (due by now), `deviation` (points ahead; below 0 is behind).
    - `light`: `lamp` (`level` 1 fine to 4 grave, `colour`, `shape`, `zh`, `en`; null without a light), `why` (the
      condition that lit it; else no-target, no-schedule, no-rule, gap or unknown), `rule` and `version`.
    - `derived`: what follows from printed figures: `code`, `zh`, `en`, `formula`, `value`, `facts`.
    - `differences`: what departments or calibers say differently of one thing: `name` and `facts`, each with
      (`fact_of`) `ref`, `value`, `period`, `nature`, `caliber`, `unit` (who reported it), `file`, `sheet`, `cell`,
      `source`, `note`.
    - `reconciliations`: targets beside the parts they were broken down into: `indicator`, `parent` and `children`
      (references), `difference` (parent less children), and in words `zh`, `en`.
    - `signals`: what the month noticed by itself: `kind` (behind, growth-contradicts, figures-tie, target-short),
      `about` (the indicator), `zh`, `en`, `refs`.
    - `rules`: the versions that were used: `key`, `scope` (empty: everywhere), `version`, `identity` (sha256), and
      the title in `zh`, `en`.
    """
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


def report(month: Month, record: OnRecord) -> dict[str, Any]:
    """What `jingkai month --json` prints: the document of the month with what is on record of it.

    Beside what `document` gives:

    - each of `signals` has `on_record`: whether it is a signal on record of this period; null where the reader sees
      none, and there may be one.
    - `on_record`: the signals on record: `id` (as `jingkai signal` takes it), `family` (policy, market, operation),
      `kind`, `about`, `occasion` (the period or day it was noticed in), `unit` (`id`, `name`: who answers for it),
      `level` (of the light; null without one), `zh`, `en` (empty where a person typed one language), `state` (open,
      cleared, opened, added, dismissed), `refs`, and `matter`: the one it came to (`number`, `title`), else null.
    """
    found = document(month)
    noted = [
        said | {"on_record": record.has(one)}
        for said, one in zip(found["signals"], month.findings, strict=True)
    ]
    return found | {"signals": noted, "on_record": [_noticed(one, record) for one in record.noticed]}


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


def _noticed(one: Noticed, record: OnRecord) -> dict[str, Any]:
    signal, matter = one.signal, one.matter
    return {
        "id": signal.pk,
        "family": one.family,
        "kind": signal.kind,
        "about": signal.about,
        "occasion": signal.occasion,
        "unit": {"id": signal.unit.pk, "name": signal.unit.name},
        "level": signal.level,
        "zh": signal.zh,
        "en": signal.en,
        "state": one.state,
        "refs": list(record.refs(signal)),
        "matter": {"number": matter.label, "title": matter.title} if matter is not None else None,
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
