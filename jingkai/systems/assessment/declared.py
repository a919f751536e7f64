"""A scheme as an official reads it: the tree with its marks, what each indicator is and where its figures come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from jingkai.engines.scoring import SchemeDiff, compare
from jingkai.engines.scoring.analysis.report.methods import Names, method_in_words
from jingkai.engines.scoring.comparing import full_marks
from jingkai.engines.scoring.reading import Plan, Slot
from jingkai.kernel.rounds.kinds import CriterionBody, RoundBody
from jingkai.kernel.rounds.schemes import plan_for
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.web.words import Lang


@dataclass(frozen=True)
class Part:
    """A node or an indicator. `share` are its full marks in points of the total, None where they are not divided."""

    slot: Slot
    share: float | None
    method: str
    criterion: CriterionBody | None


@dataclass(frozen=True)
class Declared:
    """A version of a scheme with the rule that runs it. `before` is the approved version it follows, `diff` what
    changed since.
    """

    scheme: RuleSet
    plan: Plan
    body: RoundBody
    parts: tuple[Part, ...]
    before: RuleSet | None
    diff: SchemeDiff | None


def declared(scheme: RuleSet, body: RoundBody, lang: Lang, called: Names) -> Declared:
    """In the language, with figures as they are `called` in it. Raises Problem `rounds.scheme-unkept`."""
    plan = plan_for(scheme)
    before = _before(scheme)
    diff = compare(plan_for(before), plan) if before is not None else None
    return Declared(scheme, plan, body, tuple(_parts(plan, body, lang, called)), before, diff)


def _parts(plan: Plan, body: RoundBody, lang: Lang, called: Names) -> Iterator[Part]:
    marks, _ = full_marks(plan)
    below: dict[int, list[Slot]] = {}
    for slot in plan.slots:
        below.setdefault(slot.parent, []).append(slot)
    waiting = below[plan.slots[0].number][::-1]
    while waiting:
        slot = waiting.pop()
        if slot.take is None:
            yield Part(slot, None, "", None)
            waiting.extend(below[slot.number][::-1])
        else:
            method = method_in_words(slot, lang, called)
            yield Part(slot, marks.get(slot.item.id), method, body.criteria.get(slot.leaf.name))


def _before(scheme: RuleSet) -> RuleSet | None:
    """The approved version of the same rule and scope that began before this one."""
    approved = Approval.objects.filter(rule_set=OuterRef("pk"))
    rows = RuleSet.objects.filter(Exists(approved), key=scheme.key, scope=scheme.scope, kind=scheme.kind)
    return rows.filter(valid_from__lt=scheme.valid_from).order_by("-valid_from", "-pk").first()
