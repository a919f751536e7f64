"""A scheme (考核方案): the tree of nodes and indicators with weights, as its document says it.

The document is the body of a rule file. Everything is checked when it is read: what is found wrong later is in the
facts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from jingkai.engines.documents import Part, Words, Wrong

Missing = Literal["refuse", "rescale", "zero"]
Combine = Literal["sum", "arithmetic", "geometric", "harmonic", "product"]
Gather = Literal["one", "sum", "mean", "count"]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Wrong("不是有限的数", "it is not a finite number")
    return value


Number = Annotated[float, AfterValidator(_finite)]
Weight = Annotated[float, AfterValidator(_finite), Field(ge=0)]
Decimals = Annotated[int, Field(ge=0, le=9)]


class Item(Part):
    """What a node and an indicator have in common.

    `weight` is the share in a weighted mean and, without `full`, also the full marks (满分). `floor` and `cap`
    limit the points, `decimals` rounds them half up; where it is not said nothing is rounded. `missing` says what a
    part without a value is worth to its node: it is refused, left out with the others' weights scaled up, or zero;
    what a node says holds for all below it that say nothing. `clause` is where the rule says so.
    """

    id: str = Field(min_length=1)
    title: Words | None = None
    weight: Weight | None = None
    full: Weight | None = None
    cap: Number | None = None
    floor: Number | None = None
    decimals: Decimals | None = None
    missing: Missing | None = None
    clause: str = ""


class Leaf(Item):
    """An indicator with its method. `indicator` is its name in the facts (without it the id).

    `direction` says whether high or low is good; `within` is the column of the units among whose equals it is
    compared; `gather` makes one value of several facts of a unit (ballots, raters, events), without the `trim`
    highest and lowest. `undefined` says what a formula without a result is worth (growth from a base of 0):
    refused, missing, or so many points.
    """

    indicator: str = ""
    method: dict[str, Any]
    direction: Literal["high", "low"] = "high"
    within: str = ""
    gather: Gather = "one"
    trim: Annotated[int, Field(ge=0)] = 0
    undefined: Literal["refuse", "missing"] | Number = "refuse"

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("method"), str):
            return {**value, "method": {value["method"]: {}}}
        return value

    @model_validator(mode="after")
    def _one_method(self) -> Self:
        if len(self.method) != 1:
            raise Wrong(
                "一个指标只有一种评分方法，几种要相加相乘的放到一个结点下",
                "an indicator has one method; several stand below a node that combines them",
            )
        if self.trim and self.gather != "mean":
            raise Wrong("trim 只用于 gather: mean", "trim goes with gather: mean")
        return self

    @property
    def name(self) -> str:
        """The name of the indicator in the facts."""
        return self.indicator or self.id


def _which(value: Any) -> str:
    """A part that has parts is a node."""
    has_parts = "of" in value if isinstance(value, dict) else isinstance(value, Node)
    return "node" if has_parts else "leaf"


class Node(Item):
    """A node with parts. `combine` makes its points of theirs:

    sum adds the points; arithmetic, geometric and harmonic take the weighted mean of points / full and multiply it
    with the node's own full marks; product multiplies points / full. `excess` limits what parts have in sum above
    their own full marks. `weights` is what the weights below must add to.
    """

    of: tuple[
        Annotated[Annotated[Leaf, Tag("leaf")] | Annotated[Node, Tag("node")], Discriminator(_which)], ...
    ] = Field(min_length=1)
    combine: Combine = "sum"
    excess: Number | None = None
    weights: Number | None = None


class Scheme(Part):
    """The whole. `missing` holds wherever nothing else is said; equal points are told apart by the points of the
    nodes in `tie_break`, in their order.
    """

    tree: Node
    missing: Missing = "refuse"
    tie_break: tuple[str, ...] = ()

    def items(self) -> Iterator[tuple[Item, Node | None, int]]:
        """Every node and indicator from the top down, with its parent and its depth."""
        waiting: list[tuple[Item, Node | None, int]] = [(self.tree, None, 0)]
        while waiting:
            item, parent, depth = waiting.pop(0)
            yield item, parent, depth
            if isinstance(item, Node):
                waiting.extend((child, item, depth + 1) for child in item.of)
