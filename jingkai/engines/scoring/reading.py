"""A scheme read from its document: YAML text to the checked tree, flattened into the slots that are computed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jingkai.engines.documents import Place, Wrong, first_fault, load_text, near
from jingkai.engines.quantity import Problem

from .contradicting import contradictions, nothing_is_full_marks, of_points, weighed_in_a_sum
from .methods import METHODS, Method
from .problems import problem
from .scheme import Item, Leaf, Missing, Node, Scheme
from .shape import PERIOD_BEFORE, Ago, Curve, Reference, Take
from .stages import Stage, hanging, stages

# Sums of weights are held against what is wanted to this part of it.
_SAME = 1e-9


@dataclass(frozen=True)
class Slot:
    """A node or an indicator in its place: `number` counts from the top down, `parent` is -1 above the root.

    `full` are its full marks in points, `weight` its share in its parent's mean, 0 of what stands aside. Only
    indicators have `take` and `curve`.
    """

    number: int
    parent: int
    depth: int
    item: Item
    weight: float
    full: float
    missing: Missing
    method: str = ""
    take: Take | None = None
    curve: Curve | None = None

    @property
    def leaf(self) -> Leaf:
        """The indicator of it."""
        assert isinstance(self.item, Leaf)
        return self.item

    @property
    def shape(self) -> tuple[object, ...]:
        """What two indicators share that are computed by the same expression."""
        return self.take and self.take.shape, self.curve and self.curve.shape, self.leaf.within


@dataclass(frozen=True)
class Plan:
    """A scheme ready to be computed. `body` is its document as it was loaded; `key` and `version` are those of its
    head, "" where it has none.
    """

    scheme: Scheme
    slots: tuple[Slot, ...]
    title: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    version: str = ""
    title_en: str = ""

    @cached_property
    def leaves(self) -> tuple[Slot, ...]:
        """The indicators."""
        return tuple(slot for slot in self.slots if slot.take is not None)

    @cached_property
    def measured(self) -> tuple[Slot, ...]:
        """The indicators whose figures are in the facts."""
        return tuple(slot for slot in self.leaves if not slot.leaf.node)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The indicators in the order in which they are worked out."""
        return stages(self.slots)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The nodes and indicators whose points are figures of others."""
        return tuple(slot.item.id for stage in self.stages for slot in stage.asked)

    @cached_property
    def parts(self) -> Mapping[int, tuple[Slot, ...]]:
        """What the points of each node are made of, by its slot: not what stands aside."""
        found: dict[int, list[Slot]] = {}
        for slot in self.slots[1:]:
            if not slot.item.aside:
                found.setdefault(slot.parent, []).append(slot)
        return {number: tuple(parts) for number, parts in found.items()}

    @cached_property
    def nodes(self) -> tuple[Slot, ...]:
        """The nodes, the root first."""
        return tuple(slot for slot in self.slots if slot.take is None)

    @cached_property
    def takes(self) -> tuple[Take, ...]:
        """What is taken of the facts, for each indicator."""
        return tuple(slot.take for slot in self.slots if slot.take is not None)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything indicators are laid beside."""
        return tuple(one for take in self.takes for one in take.references.values())

    @cached_property
    def agos(self) -> tuple[Ago, ...]:
        """How long ago figures are asked for; a period ago always, which places are held against."""
        asked = (ago for one in self.references for ago in one.back)
        return tuple(dict.fromkeys([PERIOD_BEFORE, *asked]))

    @cached_property
    def identity(self) -> str:
        """sha256 of the scheme in canonical JSON: the order and spacing of its file do not matter."""
        data = self.scheme.model_dump(mode="json", exclude_defaults=True)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def load_scheme(path: Path) -> Plan:
    """The scheme of a YAML file: a rule file with its head, or its body alone. Raises the Problems of
    `read_scheme`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise problem(
            "scoring.scheme", place="/", why="不是 UTF-8 文本", why_en="it is no text in UTF-8"
        ) from error
    return read_scheme(text)


def read_scheme(text: str) -> Plan:
    """A scheme from YAML text.

    Raises Problem `scoring.scheme`, `scoring.cycle` (an indicator laid beside itself), `scoring.twice`,
    `scoring.method`, `scoring.weights`, `scoring.no-weight` and `scoring.no-full`.
    """
    try:
        document = load_text(text)
    except Wrong as wrong:
        raise problem("scoring.scheme", place="/", why=wrong.zh, why_en=wrong.en) from wrong
    return plan_of(document)


def plan_of(document: Mapping[str, Any]) -> Plan:
    """A scheme from a loaded document, whose scalars may be text. Raises as `read_scheme`."""
    head = document if "body" in document else {}
    body = document.get("body", document)
    _check_kind(head)
    scheme = _checked(body)
    for place, wrong in weighed_in_a_sum(scheme):
        raise problem("scoring.scheme", place=".".join(map(str, place)), why=wrong.zh, why_en=wrong.en)
    title = head.get("title", "")
    both = title if isinstance(title, Mapping) else {"zh": title}
    return Plan(
        scheme,
        _slots(scheme),
        str(both.get("zh", "")),
        body,
        str(head.get("key", "")),
        str(head.get("version", "")),
        str(both.get("en", "")),
    )


def _check_kind(head: Mapping[str, Any]) -> None:
    kind = head.get("kind", "scheme")
    if kind != "scheme":
        raise problem(
            "scoring.scheme",
            place="kind",
            why=f"写的是“{kind}”，应为 scheme",
            why_en=f"it is '{kind}' and not scheme",
        )


def replanned(plan: Plan, scheme: Scheme) -> Plan:
    """The plan of another scheme in the place of its own, which no document says. Raises as `read_scheme`, of what a
    tree alone can have wrong.
    """
    return replace(plan, scheme=scheme, slots=_slots(scheme), body={})


def _checked(body: Any) -> Scheme:
    try:
        return Scheme.model_validate(body)
    except ValidationError as error:
        raise _told(error) from error


def _told(error: ValidationError, *at: str) -> Problem:
    """The first thing that is wrong, by its place in the scheme."""
    place, wrong = first_fault(error, at)
    return problem("scoring.scheme", place=place, why=wrong.zh, why_en=wrong.en)


def slots_of(scheme: Scheme) -> tuple[Slot, ...]:
    """Every node and indicator in its place. Raises the Problems of `read_scheme` that are of one alone."""
    numbers: dict[str, int] = {}
    slots: list[Slot] = []
    for number, (item, parent, depth) in enumerate(scheme.items()):
        if item.id in numbers:
            raise problem("scoring.twice", id=item.id)
        numbers[item.id] = number
        above = numbers[parent.id] if parent is not None else -1
        missing = item.missing or (slots[above].missing if parent is not None else scheme.missing)
        full, name, take, curve = worth(item, parent, missing)
        weight = 0.0 if item.aside else item.weight if item.weight is not None else full
        slots.append(Slot(number, above, depth, item, weight, full, missing, name, take, curve))
    return tuple(slots)


def _slots(scheme: Scheme) -> tuple[Slot, ...]:
    slots = slots_of(scheme)
    ids = {slot.item.id for slot in slots}
    for place, id in names_asked(scheme):
        if id not in ids:
            at = ".".join(map(str, place))
            raise problem("scoring.scheme", place=at, why=f"没有“{id}”", why_en=f"there is no '{id}'")
    for place, wrong in (*unknown_tiers(scheme), *contradictions(scheme)):
        raise problem("scoring.scheme", place=".".join(map(str, place)), why=wrong.zh, why_en=wrong.en)
    if (hangs := hanging(slots)) is not None:
        raise hangs[1]
    return slots


def worth(item: Item, parent: Node | None, missing: Missing) -> tuple[float, str, Take | None, Curve | None]:
    """The full marks of a node or an indicator, and of an indicator its method, what it takes and its curve. `missing`
    is what holds for it.

    Raises the Problems of `read_scheme` that are of this item alone.
    """
    full = full_marks(item, parent)
    if isinstance(item, Leaf):
        return full, *_method(item, full, missing)
    assert isinstance(item, Node)
    _check_weights(item)
    return full, "", None, None


def names_asked(scheme: Scheme) -> list[tuple[Place, str]]:
    """The nodes that the scheme's other keys name, each with the place where it does."""
    asked: list[tuple[Place, str]] = [(("tie_break", at), id) for at, id in enumerate(scheme.tie_break)]
    return asked + [(("gates", at, "node"), gate.node) for at, gate in enumerate(scheme.gates) if gate.node]


def unknown_tiers(scheme: Scheme) -> list[tuple[Place, Wrong]]:
    """The tiers that gates and `repeated` name and the scheme does not have, each with the place where it does."""
    tiers = [one.tier for one in (*scheme.tiers, *scheme.alone)]
    there = list(dict.fromkeys([*tiers, *(gate.then for gate in scheme.gates if gate.then)]))
    asked: list[tuple[Place, str]] = [
        (("gates", at, "not_above"), gate.not_above) for at, gate in enumerate(scheme.gates)
    ]
    asked += [(("repeated", at, "tier"), one.tier) for at, one in enumerate(scheme.repeated)]
    zh, en = "、".join(there) or "—", ", ".join(there) or "—"
    return [
        (place, Wrong(f"没有“{name}”这一等次，有：{zh}", f"there is no tier '{name}'; there are: {en}"))
        for place, name in asked
        if name and name not in there
    ]


def full_marks(item: Item, parent: Node | None) -> float:
    """The full marks: as declared, else the weight, else of a sum those of its parts, else 100 of a mean."""
    said = item.full if item.full is not None else item.weight
    if said is None and isinstance(item, Node):
        said = sum(full_marks(child, item) for child in item.parts) if item.combine == "sum" else 100.0
    in_mean = parent is not None and parent.combine != "sum" and not item.aside
    if in_mean and not said:
        if item.full is None and item.weight == 0:
            return 100.0  # weighs nothing, and is scored all the same
        raise problem("scoring.no-full", id=item.id)
    return said or 0.0


def _check_weights(node: Node) -> None:
    if node.combine in ("arithmetic", "geometric", "harmonic"):
        for child in node.parts:
            if child.weight is None:
                raise problem("scoring.no-weight", id=node.id, child=child.id)
    if node.weights is not None:
        found = sum(child.weight or 0.0 for child in node.parts)
        if abs(found - node.weights) > _SAME * max(1.0, abs(node.weights)):
            raise problem("scoring.weights", id=node.id, found=f"{found:g}", wanted=f"{node.weights:g}")


def _method(leaf: Leaf, full: float, missing: Missing) -> tuple[str, Take, Curve]:
    ((name, given),) = leaf.method.items()
    kind = METHODS.get(name)
    if kind is None:
        zh, en = near(name, list(METHODS))
        raise problem("scoring.method", id=leaf.id, method=name, near=zh, near_en=en, known=list(METHODS))
    try:
        method: Method = kind.model_validate(given or {})
        method.agrees(leaf.direction, said="direction" in leaf.model_fields_set)
        take, curve = shape_of(method, leaf, full)
        impossible = of_points(take) if leaf.node else nothing_is_full_marks(leaf, missing, take, curve)
        if impossible is not None:
            raise impossible
    except ValidationError as error:
        raise _told(error, leaf.id, name) from error
    except Wrong as wrong:
        raise problem("scoring.scheme", place=f"{leaf.id}.{name}", why=wrong.zh, why_en=wrong.en) from wrong
    for one in take.references.values():
        if one.is_now_of(leaf.name):
            raise problem("scoring.cycle", place=f"{leaf.id}.{name}")
    if leaf.weight is leaf.full is None and _needs_full(method, leaf):
        raise problem("scoring.no-full", id=leaf.id)
    return name, take, curve


def shape_of(method: Method, leaf: Leaf, full: float) -> tuple[Take, Curve]:
    """What a method takes of an indicator, and its curve to points."""
    low = leaf.direction == "low"
    take, curve = method.shape_where_low_is_good(full) if low else method.shape(full)
    return take, _limited(curve, leaf)


def _needs_full(method: Method, leaf: Leaf) -> bool:
    """Whether by this method all have the same points without full marks, and with them not."""
    take, without = shape_of(method, leaf, 0.0)
    by_formula = any(name == "full" for name, _ in take.inputs)
    return by_formula or (without.is_flat and not shape_of(method, leaf, 100.0)[1].is_flat)


def _limited(curve: Curve, leaf: Leaf) -> Curve:
    """The method's limits, and those of the indicator where it has its own."""
    cap = curve.cap if leaf.cap is None else leaf.cap
    floor = curve.floor if leaf.floor is None else leaf.floor
    return Curve(curve.base, curve.bands, cap, floor)
