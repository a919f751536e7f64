"""A draft of a rule is tried on a month: what every row would say."""

from __future__ import annotations

from datetime import date

from jingkai.engines.periods import Period
from jingkai.kernel.facts.kinds import CURVE, SCHEDULE_LIGHT, TOLERANCE
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.trial import computes

from .kinds import DERIVATIONS
from .month import compute


def words_of_month(unit: Organisation, on: date, as_of: int | None, reader: Reader | None) -> dict[str, str]:
    """Row to what it says about light, contradiction and derived values; and each finding. Of the rows that the reader
    may see.
    """
    zone = unit if unit.parent_id is None else Organisation.objects.get(pk=unit.root)
    month = compute(zone, Period.month(on.year, on.month), as_of, reader)
    words = {}
    for line in month.everything:
        lamp = line.light.lamp
        said = [lamp.zh if lamp else f"无灯（{line.light.why}）"]
        said += [f"{one.zh} {one.value}" for one in line.derived]
        words[f"{line.definition.name} {line.holder.name}"] = "；".join(said)
    words |= {f"{one.kind} {one.about}": one.zh for one in month.findings}
    return words


def enter() -> None:
    """Enter the computation; called once, when the system is ready."""
    computes("month", [SCHEDULE_LIGHT, CURVE, TOLERANCE, DERIVATIONS], words_of_month)
