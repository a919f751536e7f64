"""Checking a scheme while it is written: everything that is wrong with it at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jingkai.engines.documents import Place, Wrong, near, told
from jingkai.engines.quantity import Problem

from .methods import METHODS
from .problems import problem
from .reading import Plan, full_marks, names_asked, unknown_tiers, worth
from .scheme import Gate, Item, Leaf, Node, Repeated, Scheme, Tier

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
    for place, item, parent in _placed(scheme):
        if item.id in seen:
            found.append(_of(problem("scoring.twice", id=item.id), (*place, "id")))
        seen.add(item.id)
        found += _of_item(item, parent, place)
    for place, id in names_asked(scheme):
        if id not in seen:
            found.append(Fault(place, f"没有“{id}”", f"there is no '{id}'"))
    found += [Fault(place, wrong.zh, wrong.en) for place, wrong in unknown_tiers(scheme)]
    return found


def remarks(plan: Plan) -> list[Fault]:
    """What a scheme may mean, and is more often a slip: a sum whose parts make another number of points than its full
    marks, and that says nothing of it (`cap`, `excess`, `weights`).
    """
    found = []
    for place, item, _ in _placed(plan.scheme):
        said = item.full if item.full is not None else item.weight
        if not isinstance(item, Node) or item.combine != "sum" or said is None:
            continue
        made = sum(full_marks(child, item) for child in item.of)
        if item.cap is item.excess is item.weights is None and abs(made - said) > _SAME * max(1.0, abs(said)):
            zh = f"满分 {said:g}，其下各项满分合计 {made:g}。有意如此的，请写明 weights（或 cap、excess）；否则请更正"
            en = (
                f"full marks of {said:g}, and its parts add to {made:g}. If that is meant say weights (or cap, "
                "excess); if not, correct it"
            )
            found.append(Fault((*place, "of"), f"“{item.id}”{zh}", f"'{item.id}' has {en}"))
    return found


def _placed(scheme: Scheme) -> Iterator[tuple[Place, Item, Node | None]]:
    """Every node and indicator with its place and the node above it, in the order of the document."""
    waiting: list[tuple[Place, Item, Node | None]] = [(("tree",), scheme.tree, None)]
    while waiting:
        place, item, parent = waiting.pop(0)
        yield place, item, parent
        if isinstance(item, Node):
            waiting[:0] = [((*place, "of", number), child, item) for number, child in enumerate(item.of)]


def _of_item(item: Item, parent: Node | None, place: Place) -> list[Fault]:
    try:
        worth(item, parent)
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
        if one["type"] == "extra_forbidden":
            meant = near(str(place[-1]), keys)
            zh, en = zh + meant[0], en + meant[1]
        found.append(Fault((*at, *place), zh, en))
    return found
