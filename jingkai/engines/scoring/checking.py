"""Checking a scheme while it is written: everything that is wrong with it at once, each at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jingkai.engines.documents import Place, Wrong, near, told
from jingkai.engines.quantity import Problem

from .contradicting import contradictions, takes_the_rest, weighed_in_a_sum
from .doubting import doubts
from .methods import METHODS
from .problems import problem
from .reading import Plan, full_marks, names_asked, slots_of, unknown_tiers, worth
from .scheme import Gate, Item, Leaf, Missing, Node, Repeated, Scheme, Tier
from .stages import hanging

# Every key that a scheme knows somewhere, for the one that was probably meant.
_KEYS = sorted({key for part in (Scheme, Node, Leaf, Tier, Gate, Repeated) for key in part.model_fields})
# Below an item, where it is that its Problem is about.
_BELOW: dict[str, Place] = {
    "scoring.method": ("method",),
    "scoring.cycle": ("method",),
    "scoring.weights": ("weights",),
}


# How near two sums of weights are the same.
_SAME = 1e-9


@dataclass(frozen=True)
class Fault:
    """Something wrong: its place from the body down (("tree", "of", 0, "weight")), and what it is."""

    place: Place
    zh: str
    en: str


def faults(body: Any) -> list[Fault]:
    """What is wrong with a scheme's document; nothing, and `plan_of` reads it. What is wrong with its form is told
    before what is wrong with its meaning.
    """
    try:
        scheme = Scheme.model_validate(body)
    except ValidationError as error:
        return _of_form(error, (), _KEYS)
    found: list[Fault] = []
    seen: set[str] = set()
    missing: dict[Place, Missing] = {(): scheme.missing}
    for place, item, parent in scheme.placed():
        if item.id in seen:
            found.append(_of(problem("scoring.twice", id=item.id), (*place, "id")))
        seen.add(item.id)
        missing[place] = item.missing or missing[place[:-2]]
        found += _of_item(item, parent, missing[place], place)
    for place, id in names_asked(scheme):
        if id not in seen:
            found.append(Fault(place, f"没有“{id}”", f"there is no '{id}'"))
    wrongs = (*unknown_tiers(scheme), *contradictions(scheme), *weighed_in_a_sum(scheme))
    found += [Fault(place, wrong.zh, wrong.en) for place, wrong in wrongs]
    return found or _hanging(scheme)


def _hanging(scheme: Scheme) -> list[Fault]:
    """Of a scheme in which all is right on its own: points that hang on what is not there, or on themselves."""
    hangs = hanging(slots_of(scheme))
    if hangs is None:
        return []
    id, refusal = hangs
    return [_of(refusal, (*place, "method")) for place, item, _ in scheme.placed() if item.id == id]


def remarks(plan: Plan) -> list[Fault]:
    """What a scheme may mean, and is more often a slip: a sum whose parts make another number of points than its full
    marks, and that says nothing of it (`cap`, `excess`; of fewer points `weights`); tiers that leave units without one;
    parameters that are written as if they were in another unit.
    """
    found = _without_tier(plan.scheme)
    full = {slot.item.id: slot.full for slot in plan.slots}
    for place, item, _ in plan.scheme.placed():
        if isinstance(item, Leaf):
            found += [Fault((*place, *key.split(".")), *said) for key, said in doubts(item, full[item.id])]
        said = item.full if item.full is not None else item.weight
        if not isinstance(item, Node) or item.combine != "sum" or said is None:
            continue
        made = sum(full_marks(child, item) for child in item.parts)
        less = made < said and item.weights is None
        if item.cap is item.excess is None and abs(made - said) > _SAME * max(1.0, abs(said)):
            if made > said:
                found.append(_beyond(item, place, said, made))
            elif less:
                found.append(_short(item, place, said, made))
    return found


def _beyond(node: Node, place: Place, said: float, made: float) -> Fault:
    return Fault(
        (*place, "of"),
        f"“{node.id}”满分 {said:g}，其下各项满分合计 {made:g}，得分会超出满分：相加的结点（combine: sum）不折算。"
        f"要折算成 {said:g} 分的写 combine: arithmetic；有意超出的写明 cap 或 excess",
        f"'{node.id}' has full marks of {said:g}, and its parts add to {made:g}: points beyond the full marks, "
        "for a sum "
        f"(combine: sum) does not scale. To bring them to {said:g} say combine: arithmetic; if more is meant "
        "say cap or "
        "excess",
    )


def _short(node: Node, place: Place, said: float, made: float) -> Fault:
    return Fault(
        (*place, "of"),
        f"“{node.id}”满分 {said:g}，其下各项满分合计 {made:g}。有意如此的，请写明 weights（或 cap、excess）；"
        "否则请更正",
        f"'{node.id}' has full marks of {said:g}, and its parts add to {made:g}. If that is meant say weights (or cap, "
        "excess); if not, correct it",
    )


def _without_tier(scheme: Scheme) -> list[Fault]:
    found = []
    for key, tiers in (("tiers", scheme.tiers), ("alone", scheme.alone)):
        if tiers and not takes_the_rest(tiers):
            zh = "最后一等附有条件，可能有单位评不上任何等次；请在最后加一个不附条件的等次"
            en = "the last tier has conditions, and some may come to none: let one without conditions stand last"
            found.append(Fault((key, len(tiers) - 1), zh, en))
    return found


def _of_item(item: Item, parent: Node | None, missing: Missing, place: Place) -> list[Fault]:
    try:
        worth(item, parent, missing)
    except Problem as refusal:
        cause = refusal.__cause__
        if cause is None or not isinstance(item, Leaf):
            return [_of(refusal, (*place, *_BELOW.get(refusal.code, ())))]
        (name,) = item.method
        at = (*place, "method", name)
        if isinstance(cause, ValidationError):
            return _of_form(cause, at, sorted(METHODS[name].model_fields))
        assert isinstance(cause, Wrong)
        return [Fault(at, cause.zh, cause.en)]
    return []


def _of(refusal: Problem, place: Place) -> Fault:
    return Fault(place, refusal.zh.removesuffix("。"), refusal.en.removesuffix("."))


def _of_form(error: ValidationError, at: Place, keys: list[str]) -> list[Fault]:
    wrong = error.errors()
    places = [one["loc"] for one in wrong]
    found = []
    for one in wrong:
        place = one["loc"]
        # A list of which nothing could be read is also said to be too short.
        if one["type"] == "too_short" and any(
            other != place and other[: len(place)] == place for other in places
        ):
            continue
        zh, en = told(one)
        if one["type"] in ("float_parsing", "int_parsing"):
            zh, en = f"{zh}，写的是“{one['input']}”", f"{en}, not '{one['input']}'"
        if one["type"] == "extra_forbidden":
            meant = near(str(place[-1]), keys)
            zh, en = zh + meant[0], en + meant[1]
        found.append(Fault((*at, *place), zh, en))
    return found
