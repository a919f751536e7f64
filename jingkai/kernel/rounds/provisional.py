"""A scheme as far as things stand: what nobody has a figure of yet is left out, and nothing unknown counts as zero."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .gathering import Gathered, Input
from .kinds import CriterionBody

if TYPE_CHECKING:
    from jingkai.engines.scoring import Plan
    from jingkai.engines.scoring.reading import Slot
    from jingkai.engines.scoring.scheme import Gate, Leaf, Node


@dataclass(frozen=True)
class Waiting:
    """An indicator that nobody has a figure of yet. `full` are its full marks in points of the total, None where
    nobody can say; `lacks` the name that is not there: its own, or that of what it is laid beside.
    """

    node: str
    lacks: str
    source: str
    full: float | None


@dataclass(frozen=True)
class Provisional:
    """The scheme as things stand: without what waits, without the gates of which not everybody has a figure."""

    plan: "Plan | None"
    waiting: tuple[Waiting, ...]
    gates: tuple[str, ...]


def provisional(
    plan: "Plan", criteria: Mapping[str, CriterionBody], gathered: Gathered, period: str, size: int
) -> Provisional:
    """The scheme of a cohort of `size` in a period as far as what was gathered goes.

    What the scheme lets count as zero where there is none (events) still does, unless somebody is yet to rate, report
    or recognise it. What only some have is left out for the others, whose remaining parts weigh more.
    """
    from jingkai.engines.scoring.comparing import full_marks
    from jingkai.engines.scoring.reading import replanned

    have = Counter(
        name for name, _ in {(one.name, one.entrant) for one in gathered.inputs if _now(one, period)}
    )
    marks, _ = full_marks(plan)
    lacking = {slot.item.id: name for slot in plan.leaves if (name := _lacks(slot, criteria, have))}
    lacking |= _after(plan, lacking)
    waiting = tuple(
        Waiting(node, name, criteria[name].source, marks.get(node)) for node, name in lacking.items()
    )
    undecided = tuple(gate.id for gate in plan.scheme.gates if not _decidable(gate, have, size))
    found = _Pruning(plan, criteria, lacking).node(plan.scheme.tree)
    if found is None:
        return Provisional(None, waiting, undecided)
    tree, _ = found
    there = _ids(tree)
    scheme = plan.scheme.model_copy(
        update={
            "tree": tree,
            "tie_break": tuple(one for one in plan.scheme.tie_break if one in there),
            "gates": tuple(one for one in plan.scheme.gates if one.id not in undecided),
            # Tiers are given to who is graded, not to who is on the way.
            "tiers": (),
            "alone": (),
            "repeated": (),
        }
    )
    return Provisional(replanned(plan, scheme), waiting, undecided)


def never_happened(plan: "Plan", criteria: Mapping[str, CriterionBody], inputs: Iterable[Input]) -> list[str]:
    """Names that nobody has a figure of, and of which the scheme says that this means none (events): not what somebody
    is yet to rate, report or recognise.
    """
    have = {one.name for one in inputs}
    none = {slot.leaf.name for slot in plan.leaves if slot.missing == "zero"}
    none -= {slot.leaf.name for slot in plan.leaves if slot.missing != "zero"}
    none |= {gate.indicator for gate in plan.scheme.gates if gate.indicator and gate.missing == "zero"}
    return sorted(name for name in none - have if name in criteria and not _by_hand(criteria[name]))


def _now(one: Input, period: str) -> bool:
    return one.period == period and bool(one.value or one.qualifier)


def _lacks(slot: "Slot", criteria: Mapping[str, CriterionBody], have: Mapping[str, int]) -> str:
    """The name that keeps an indicator waiting; "" for none."""
    own = slot.leaf.name
    if own and not have.get(own) and (not _counts_zero(slot) or _by_hand(criteria.get(own))):
        return own
    assert slot.take is not None
    beside = [one.indicator for one in slot.take.references.values() if one.is_now_of(one.indicator)]
    return next((name for name in beside if not have.get(name)), "")


def _after(plan: "Plan", lacking: Mapping[str, str]) -> dict[str, str]:
    """What has points for a figure waits for whatever keeps an indicator waiting that the points come from."""
    from jingkai.engines.scoring.stages import asks, below

    found = dict(lacking)
    by_id = {slot.item.id: slot for slot in plan.slots}
    for slot in (one for stage in plan.stages[1:] for one in stage.leaves):
        under = below(plan.slots, [by_id[id] for id in asks(slot)])
        names = (found[one.item.id] for one in plan.leaves if one.number in under and one.item.id in found)
        if name := next(names, ""):
            found.setdefault(slot.item.id, name)
    return found


def _counts_zero(slot: "Slot") -> bool:
    """The scheme lets it be zero where there is none."""
    return slot.missing == "zero" or slot.leaf.none == "0"


def _by_hand(criterion: CriterionBody | None) -> bool:
    """Somebody is to rate, report or recognise it."""
    return criterion is not None and (criterion.source != "computed" or criterion.recognised)


class _Pruning:
    """A tree without what waits, in which nothing that somebody is yet to say counts as zero."""

    def __init__(self, plan: "Plan", criteria: Mapping[str, CriterionBody], gone: Collection[str]) -> None:
        self.slots = {slot.item.id: slot for slot in plan.slots}
        self.criteria, self.gone = criteria, gone

    def node(self, node: "Node") -> "tuple[Node, float] | None":
        """The node with its full marks: those of a sum are as many as is left of its parts'. None without parts."""
        found = [kept for one in node.of if (kept := self._part(one)) is not None]
        counted = [(part, full) for part, full in found if not part.aside]
        if not counted:
            return None
        before = self.slots[node.id].full
        full, whole = before, sum(self.slots[one.id].full for one in node.parts)
        left = sum(one for _, one in counted)
        parts = tuple(part for part, _ in found)
        update: dict[str, object] = {"of": parts, "weights": None, "missing": "rescale"}
        if node.combine == "sum" and whole and left != whole:
            full = before * left / whole
            update["full"] = full
        return node.model_copy(update=update), full

    def _part(self, item: "Leaf | Node") -> "tuple[Leaf | Node, float] | None":
        from jingkai.engines.scoring.scheme import Node

        if isinstance(item, Node):
            return self.node(item)
        if item.id in self.gone:
            return None
        slot = self.slots[item.id]
        by_hand = _by_hand(self.criteria.get(item.name))
        undefined = "missing" if item.undefined == "refuse" else item.undefined
        update = {
            "missing": "zero" if slot.missing == "zero" and not by_hand else "rescale",
            "none": "missing" if by_hand else item.none,
            "undefined": undefined,
        }
        return item.model_copy(update=update), slot.full


def _ids(node: "Node") -> set[str]:
    from jingkai.engines.scoring.scheme import Node

    below = [_ids(one) if isinstance(one, Node) else {one.id} for one in node.of]
    return {node.id}.union(*below)


def _decidable(gate: "Gate", have: Mapping[str, int], size: int) -> bool:
    """Whether everybody is known to pass it or not to. Of points that are on the way nobody is."""
    return bool(gate.indicator) and (gate.missing == "zero" or have.get(gate.indicator, 0) == size)
