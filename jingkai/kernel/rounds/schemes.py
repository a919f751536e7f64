"""The scheme of a round: read from its rule version, and held against what a round can give it.

The engine is loaded with the first scheme, not with the platform: that takes half a second.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules.models import RuleSet

from .kinds import RoundBody
from .problems import SCHEME_UNKEPT

if TYPE_CHECKING:
    from jingkai.engines.scoring import Plan

# What adjustments make of a scheme: its whole tree stands below the first node, and beside it what was added.
ADJUSTED, ADJUSTMENT = "调整后得分", "调整"
# The column of units in which classes stand.
GROUP = "group"


def plan_for(rule: RuleSet, *, adjusted: bool = False) -> "Plan":
    """The scheme of a rule version; `adjusted` with the adjustments beside it.

    Raises Problem `rounds.scheme-unkept` where it is none, or asks for what a round does not have.
    """
    try:
        plan = _plan(rule.document, adjusted)
    except Refusal as refusal:
        why, why_en = refusal.zh.rstrip("。"), refusal.en.rstrip(".")
        raise SCHEME_UNKEPT(scheme=rule.key, why=why, why_en=why_en) from refusal
    for zh, en in _beyond(plan):
        raise SCHEME_UNKEPT(scheme=rule.key, why=zh, why_en=en)
    return plan


def names_asked(plan: "Plan") -> frozenset[str]:
    """The names of the figures that the scheme asks for."""
    found = {slot.leaf.name for slot in plan.measured} - {ADJUSTMENT}
    found |= {one.indicator for one in plan.references if one.indicator}
    return frozenset(found | {gate.indicator for gate in plan.scheme.gates if gate.indicator})


def refuse_other_names(rule: RuleSet, body: RoundBody) -> None:
    """Raises Problem `rounds.scheme-unkept` where the scheme asks for other names than a rule of rounds has criteria,
    and those of `plan_for`.
    """
    asked = names_asked(plan_for(rule))
    if asked != body.criteria.keys():
        lacking = "、".join(sorted(asked - body.criteria.keys())) or "—"
        beyond = "、".join(sorted(body.criteria.keys() - asked)) or "—"
        raise SCHEME_UNKEPT(
            scheme=rule.key,
            why=f"考评规则没有写明指标 {lacking} 的来源，多写了 {beyond}",
            why_en=f"the rule of the round does not say where {lacking} come from, and says so of {beyond} in vain",
        )


def periods_asked(plan: "Plan", period: Period) -> list[Period]:
    """The period that is judged, and those that it is laid beside."""
    asked = {ago for one in plan.references for ago in one.back}
    gains = {slot.take.kind for slot in plan.leaves if slot.take is not None}
    found = [period]
    steps = [ago.count for ago in asked if ago.step == "period"]
    steps += [1] if gains & {"gain", "relative-gain"} else []
    for _ in range(max(steps, default=0)):
        found.append(found[-1].previous())
    found += [period.shifted(-12 * ago.count) for ago in sorted(asked) if ago.step == "year"]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _plan(document: str, adjusted: bool) -> "Plan":
    from jingkai.engines.scoring import plan_of

    body = json.loads(document)["body"]
    if adjusted:
        # An entrant that nothing is known of comes to nothing with an adjustment too: it is not scored as zero.
        beside = {"id": ADJUSTMENT, "method": "given", "missing": "rescale"}
        body = {**body, "tree": {"id": ADJUSTED, "of": [body["tree"], beside]}}
    return plan_of({"body": body})


def _beyond(plan: "Plan") -> list[tuple[str, str]]:
    """What the scheme asks for that a round does not have, in both languages."""
    found = []
    if plan.scheme.repeated:
        found.append(
            (
                "连续等次（repeated）要看历次结果，一次考评没有",
                "a tier that comes back (repeated) is of several rounds",
            )
        )
    if any(one.unit for one in plan.references):
        found.append(
            ("与参评对象以外的单位（unit）相比", "it compares with a unit that is not judged (unit)")
        )
    if columns := {slot.leaf.within for slot in plan.leaves} - {"", GROUP}:
        listed = "、".join(sorted(columns))
        found.append(
            (
                f"要按“{listed}”分组，考评只有类别（group）",
                f"it groups by {listed}; a round has classes (group)",
            )
        )
    return found
