"""A scheme (考核方案): the tree of nodes and indicators with weights, as its document says it.

The document is the body of a rule file. Everything is checked when it is read: what is found wrong later is in the
facts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from jingkai.engines.documents import Part, Place, Words, Wrong

Missing = Literal["refuse", "rescale", "zero"]
Combine = Literal["sum", "arithmetic", "geometric", "harmonic", "product"]
Gather = Literal["one", "sum", "mean", "count"]
Direction = Literal["high", "low"]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Wrong("不是有限的数", "it is not a finite number")
    return value


Number = Annotated[float, AfterValidator(_finite)]
Weight = Annotated[float, AfterValidator(_finite), Field(ge=0)]
Decimals = Annotated[int, Field(ge=0, le=9)]


def _zero_as_text(value: Any) -> Any:
    return "0" if value == 0 and not isinstance(value, bool) else value


class Item(Part):
    """What a node and an indicator have in common.

    `weight` is the share in a weighted mean and, without `full`, also the full marks (满分). `floor` and `cap`
    limit the points, `decimals` rounds them half up; where it is not said nothing is rounded. `missing` says what a
    part without a value is worth to its node: it is refused, left out with the others' weights scaled up, or zero;
    what a node says holds for all below it that say nothing. What stands `aside` has points and brings its node none:
    others are computed with it. `clause` is where the rule says so.
    """

    id: str = Field(min_length=1)
    title: Words | None = None
    weight: Weight | None = None
    full: Weight | None = None
    cap: Number | None = None
    floor: Number | None = None
    decimals: Decimals | None = None
    missing: Missing | None = None
    aside: bool = False
    clause: str = ""

    @model_validator(mode="after")
    def _possible_limits(self) -> Self:
        if self.cap is not None and self.floor is not None and self.cap < self.floor:
            raise Wrong("封顶低于保底", "the cap is below the floor")
        return self


class Leaf(Item):
    """An indicator with its method. `indicator` is its name in the facts (without it the id); with `node` its figure
    is not in the facts: it is the points of that node or indicator.

    `direction` says whether high or low is good; `within` is the column of the units among whose equals it is
    compared; `gather` makes one value of several facts of a unit (ballots, raters, events), without the `trim`
    highest and lowest. `none` says what a unit has of which nothing is recorded: the figure 0, where everything that
    happens is recorded (events), or a missing one. `undefined` says what a formula without a result is worth (growth
    from a base of 0): refused, missing, or so many points.
    """

    indicator: str = ""
    node: str = ""
    method: dict[str, Any]
    direction: Direction = "high"
    within: str = ""
    gather: Gather = "one"
    trim: Annotated[int, Field(ge=0)] = 0
    none: Annotated[Literal["0", "missing"], BeforeValidator(_zero_as_text)] | None = None
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

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        of_facts = [name for name in ("indicator", "gather", "trim", "none") if name in self.model_fields_set]
        if self.node and of_facts:
            raise Wrong(
                f"写了 node，数就是“{self.node}”的得分，不来自数据，不能再写 {'、'.join(of_facts)}",
                f"with node the figure is the points of '{self.node}' and none of the facts: "
                f"{', '.join(of_facts)} cannot be said of it",
            )
        return self

    @property
    def name(self) -> str:
        """The name of the indicator in the facts; "" where its figure is the points of a node."""
        return "" if self.node else self.indicator or self.id


def _leaf_or_node(value: Any) -> Leaf | Node:
    """A part that has parts is a node. What is wrong in it is told by its place in the document and nothing else."""
    has_parts = "of" in value if isinstance(value, dict) else isinstance(value, Node)
    return (Node if has_parts else Leaf).model_validate(value)


class Node(Item):
    """A node with parts. `combine` makes its points of theirs:

    sum adds the points; arithmetic, geometric and harmonic take the weighted mean of points / full and multiply it
    with the node's own full marks; product multiplies points / full. `excess` limits what parts have in sum above
    their own full marks. `weights` is what the weights below must add to.
    """

    of: tuple[Annotated[Leaf | Node, BeforeValidator(_leaf_or_node)], ...] = Field(min_length=1)
    combine: Combine = "sum"
    excess: Number | None = None
    weights: Number | None = None

    @property
    def parts(self) -> tuple[Leaf | Node, ...]:
        """Those that its points are made of."""
        return tuple(one for one in self.of if not one.aside)


def _percent(share: float) -> float:
    if not 0 < share <= 100:
        raise Wrong("应大于 0、不大于 100", "it is above 0 and not above 100")
    if share < 1:
        raise Wrong(
            f"比例以 % 计，{share:g} 是 {share:g}%；要 {share:.0%} 请写 {share * 100:g}",
            f"a share is in %: {share:g} is {share:g} %. For {share:.0%} write {share * 100:g}",
        )
    return share


def _of_the_end(value: Any) -> int | str:
    """A number of units, or a part of the class with its sign: 3, 5%."""
    text = str(value).strip().replace("％", "%")
    if text.endswith("%"):
        try:
            share = float(text.removesuffix("%"))
        except ValueError:
            share = math.nan
        if not 0 < share <= 100:
            raise Wrong(
                f"比例应大于 0%、不大于 100%，写的是“{text}”",
                f"a share is above 0 % and not above 100 %, not '{text}'",
            )
        return f"{share:g}%"
    if not re.fullmatch(r"\+?\d+", text) or int(text) < 1:
        raise Wrong(
            f"应为不小于 1 的整数（几个单位），或写作 5%（本组的百分之几），写的是“{text}”",
            f"a whole number of units from 1 on is needed, or a share of the class as 5%, not '{text}'",
        )
    return int(text)


class Tier(Part):
    """A tier (等次, 档次): a unit is in the first tier of the list whose conditions it meets, all of them.

    `score` are the least points, `rank` the last place, `share` the part of the class in % (rounded down) that it
    holds at most, `last` how many from the end or, as 5%, which part of the class (rounded down), in one of at least
    `of_at_least` units. Places are those in the
    group, where units have groups. Units that share a place are in a tier together or not at all. Where the shares
    of the tiers are 100 % together, the last of them takes all that are left.
    """

    tier: str = Field(min_length=1)
    score: Number | None = None
    rank: Annotated[int, Field(ge=1)] | None = None
    share: Annotated[Number, AfterValidator(_percent)] | None = None
    last: Annotated[int | str, BeforeValidator(_of_the_end)] | None = None
    of_at_least: Annotated[int, Field(ge=1)] = 1

    @property
    def last_share(self) -> float | None:
        """The part of the class in %, where `last` is one."""
        return float(self.last.removesuffix("%")) if isinstance(self.last, str) else None

    def from_the_end(self, n: int) -> int:
        """How many of a class of `n` are the last; all, where nothing is said of it."""
        if self.last is None:
            return n
        return self.last if isinstance(self.last, int) else part_of(n, self.last_share or 0.0)


class Gate(Part):
    """A gate (一票否决, 约束): where the indicator's value or the node's points lie `over` or `under` a line, the
    result is the tier `then`, or no better than `not_above`. The points stay as they are and can be read. Of a value
    that is absent nobody knows whether it passes: it is refused, or with `missing: zero` is 0. A bound is refused.
    """

    id: str = Field(min_length=1)
    indicator: str = ""
    node: str = ""
    over: Number | None = None
    under: Number | None = None
    then: str = ""
    not_above: str = ""
    missing: Literal["refuse", "zero"] = "refuse"
    clause: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.indicator) == bool(self.node):
            raise Wrong("写明 indicator 或 node 之一", "one of indicator and node is needed")
        if (self.over is None) == (self.under is None):
            raise Wrong("写明 over 或 under 之一", "one of over and under is needed")
        if bool(self.then) == bool(self.not_above):
            raise Wrong("写明 then 或 not_above 之一", "one of then and not_above is needed")
        return self


class Repeated(Part):
    """What follows from a tier that comes back (连续末位): `times` within the last `within` periods, this one
    included.
    """

    result: str = Field(min_length=1)
    tier: str
    times: Annotated[int, Field(ge=1)]
    within: Annotated[int, Field(ge=1)]
    clause: str = ""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.times > self.within:
            raise Wrong(
                f"{self.within} 期里不会有 {self.times} 次", f"{self.within} periods cannot have {self.times}"
            )
        return self


def part_of(n: int, share: float) -> int:
    """So many % of `n` units, rounded down."""
    return math.floor(n * share / 100 + 1e-9)


class Scheme(Part):
    """The whole. `missing` holds wherever nothing else is said; equal points are told apart by the points of the
    nodes in `tie_break`, in their order. `alone` are the tiers of a class of one. `draw` warns where the points of
    a class lie closer together than that (和牌).
    """

    tree: Node
    missing: Missing = "refuse"
    tie_break: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    alone: tuple[Tier, ...] = ()
    gates: tuple[Gate, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    draw: Weight | None = None

    def items(self) -> Iterator[tuple[Item, Node | None, int]]:
        """Every node and indicator from the top down, with its parent and its depth."""
        waiting: list[tuple[Item, Node | None, int]] = [(self.tree, None, 0)]
        while waiting:
            item, parent, depth = waiting.pop(0)
            yield item, parent, depth
            if isinstance(item, Node):
                waiting.extend((child, item, depth + 1) for child in item.of)

    def placed(self) -> Iterator[tuple[Place, Item, Node | None]]:
        """Every node and indicator with its place and the node above it, in the order of the document."""
        waiting: list[tuple[Place, Item, Node | None]] = [(("tree",), self.tree, None)]
        while waiting:
            place, item, parent = waiting.pop(0)
            yield place, item, parent
            if isinstance(item, Node):
                waiting[:0] = [((*place, "of", number), child, item) for number, child in enumerate(item.of)]
