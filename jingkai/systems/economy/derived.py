"""Values that follow from printed figures of one measure: last year from growth, the whole from a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jingkai.engines.expr import (
    NamedValue,
    NamesSource,
    NumberType,
    Plan,
    Schema,
    evaluate,
    explain,
    make_plan,
)
from jingkai.engines.quantity import Quantity, Unit, Units
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.vocabulary import vocabulary

from .kinds import DerivationPart
from .words import Lang

# A unit that stands for any amount while a formula is only checked.
_SOME_AMOUNT = "元"


@dataclass(frozen=True)
class Derived:
    """A derived value with its formula and the facts it was made of. It is never a fact."""

    code: str
    zh: str
    en: str
    formula: str
    value: Quantity
    decimals: int
    facts: tuple[Known, ...]
    plan: Plan

    def says(self, lang: Lang) -> str:
        """The formula in words: 数额除以（100%加同比）."""
        return explain(self.plan, lang)


def checked_formula(formula: str, needs: Sequence[str], units: Mapping[str, Unit] | None = None) -> Plan:
    """The plan of a formula over aspects. Raises ExprProblem."""
    given = units or {}
    return _plan(formula, tuple((need, given.get(need) or _unit_for(need)) for need in needs))


@lru_cache(maxsize=1024)
def _plan(formula: str, names: tuple[tuple[str, Unit], ...]) -> Plan:
    """A formula is read once, not for each of two thousand rows."""
    aspects = vocabulary().aspects
    known = {}
    for need, unit in names:
        words = aspects.get(need)
        known[need] = NamedValue(NumberType(unit), words.zh if words else need, words.en if words else need)
    return make_plan(formula, Schema(names=known))


def derive(parts: Iterable[DerivationPart], facts: Mapping[str, Known]) -> list[Derived]:
    """Every derived value whose needs are there; `facts` are those of one measure's name by aspect.

    Figures of different calibers are put together only where the same unit printed them in the same caliber:
    calibers are never mixed.
    """
    found = []
    for part in parts:
        used = [facts[need] for need in part.needs if need in facts]
        alike = {(one.row.caliber, one.row.reported_by_id) for one in used}
        if len(used) < len(part.needs) or len(alike) != 1:
            continue
        values = {need: facts[need].quantity for need in part.needs}
        units = {need: quantity.unit for need, quantity in values.items()}
        plan = checked_formula(part.formula, part.needs, units)
        value = evaluate(plan, NamesSource(values.get)).value
        if isinstance(value, Quantity) and value.known:
            found.append(
                Derived(
                    part.code, part.name.zh, part.name.en, plan.text, value, part.decimals, tuple(used), plan
                )
            )
    return found


def _unit_for(aspect: str) -> Unit:
    said = vocabulary().aspects.get(aspect)
    rate = said is not None and (said.kind == "rate")
    return Units.shipped().get("%" if rate else _SOME_AMOUNT)
