"""A round computed by the engine, which is loaded with the first one: results, ties and draws as values, the same
whenever they are computed again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.records.hashing import canonical, sha256

from .cohort import Cohort, of_round
from .figures import nano_text, points_to_nano
from .gathering import Gathered, Input, gather
from .models import Entrant, Grading, Round
from .problems import NOT_COMPUTED
from .provisional import never_happened
from .schemes import GROUP, plan_for

if TYPE_CHECKING:
    import pyarrow as pa

    from jingkai.engines.scoring import Plan, Scored
    from jingkai.engines.scoring.scored import Trace


@dataclass(frozen=True)
class Standing:
    """What an entrant comes to. Points are in billionths: `original` before adjustments, `points` with them. `nodes`
    are (node, points, place among all) of the scheme, from the top down.
    """

    entrant: str
    group: str
    original: int | None
    points: int | None
    place: int | None
    by_score: str
    tier: str
    gates: tuple[str, ...]
    nodes: tuple[tuple[str, int | None, int | None], ...]


@dataclass(frozen=True)
class Tie:
    """Entrants of a class with the same points, in the order of their places. `by` are the nodes by which the rule told
    them apart, each with the points of these entrants; `told` says whether it did.
    """

    group: str
    points: int
    entrants: tuple[str, ...]
    by: tuple[tuple[str, tuple[int | None, ...]], ...]
    told: bool

    def plain(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "group": self.group,
            "points": self.points,
            "entrants": list(self.entrants),
            "by": [[node, list(values)] for node, values in self.by],
            "told": self.told,
        }


@dataclass(frozen=True)
class Close:
    """A class that lies closer together than the rule allows (和牌): its spread and the rule's limit, in billionths."""

    group: str
    spread: int
    limit: int

    def plain(self) -> dict[str, object]:
        """As it is kept."""
        return {"group": self.group, "spread": self.spread, "limit": self.limit}


@dataclass(frozen=True)
class Computed:
    """A round computed from what was gathered."""

    gathered: Gathered
    standings: tuple[Standing, ...]
    ties: tuple[Tie, ...]
    draws: tuple[Close, ...]
    digest: str


def compute(round: Round, as_of: int | None = None) -> Computed:
    """Gather and compute a round, as known at `as_of`.

    Raises Problem `rounds.not-computed` with what the engine says is wrong, and those of `gather`.
    """
    from jingkai.engines.scoring import draws, grade

    cohort = of_round(round)
    gathered = gather(cohort, as_of)
    plan = plan_for(round.scheme, adjusted=gathered.adjusted)
    with told():
        none = never_happened(plan, cohort.body.criteria, gathered.inputs)
        scored = score_of(plan, gathered, cohort, absent=none)
        results = grade(scored)
        found = draws(scored)
    rows = scored.scores.to_pylist()
    nodes = _nodes(plan, rows)
    places = {row["unit"]: row["group_rank"] for row in rows if row["node"] == plan.slots[0].item.id}
    original = plan.slots[1].item.id if gathered.adjusted else plan.slots[0].item.id
    standings = tuple(
        Standing(
            entrant=one.unit,
            group=one.group,
            original={node: points for node, points, _ in nodes[one.unit]}[original],
            points=points_to_nano(one.points),
            place=places[one.unit],
            by_score=one.by_score,
            tier=one.tier,
            gates=one.gates,
            nodes=nodes[one.unit],
        )
        for one in results
    )
    ties = tuple(_ties(plan, standings))
    limit = points_to_nano(plan.scheme.draw) or 0
    close = tuple(Close(one.group, points_to_nano(one.spread) or 0, limit) for one in found)
    return Computed(gathered, standings, ties, close, _digest(round, plan, gathered, standings))


def score_of(
    plan: "Plan", gathered: Gathered, cohort: Cohort, *, trace: "Trace" = "none", absent: Iterable[str] = ()
) -> "Scored":
    """By the engine. `absent` are names that nobody has a figure of. Raises the engine's Problems."""
    from jingkai.engines.scoring import score

    first = cohort.entrants[0].name
    nothing = [Input(first, name, cohort.period, "", "", 0) for name in absent]
    facts = _facts([*gathered.inputs, *nothing])
    return score(plan, facts, _units(cohort.entrants), trace=trace, periods=[cohort.period])


@contextmanager
def told() -> Iterator[None]:
    """What the engine refuses inside it is told as Problem `rounds.not-computed`."""
    try:
        yield
    except Refusal as refusal:
        raise NOT_COMPUTED(why=refusal.zh, why_en=refusal.en) from refusal


def same_again(grading: Grading) -> bool:
    """Whether the grading, computed again with what was known then, comes out the same (INV.4)."""
    return compute(grading.round, grading.as_of).digest == grading.digest


def _facts(rows: Sequence[Input]) -> "pa.Table":
    import pyarrow as pa

    columns = {
        "unit": [one.entrant for one in rows],
        "indicator": [one.name for one in rows],
        "period": [one.period for one in rows],
        "value": [one.value for one in rows],
        "qualifier": [one.qualifier for one in rows],
        "caliber": [one.caliber for one in rows],
        "by": [one.by for one in rows],
        "id": [one.ref for one in rows],
    }
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _units(entrants: Sequence[Entrant]) -> "pa.Table":
    import pyarrow as pa

    return pa.table(
        {
            "unit": pa.array([one.name for one in entrants], pa.string()),
            GROUP: pa.array([one.group for one in entrants], pa.string()),
        }
    )


def _nodes(
    plan: "Plan", rows: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[tuple[str, int | None, int | None], ...]]:
    order = {slot.item.id: slot.number for slot in plan.slots}
    found: dict[str, list[tuple[str, int | None, int | None]]] = defaultdict(list)
    for row in rows:
        found[row["unit"]].append((row["node"], points_to_nano(row["points"]), row["rank"]))
    return {unit: tuple(sorted(rows, key=lambda row: order[row[0]])) for unit, rows in found.items()}


def _ties(plan: "Plan", standings: Iterable[Standing]) -> Iterable[Tie]:
    """Where entrants of a class have the same points: by which nodes the rule told them apart, as far as it did."""
    same: dict[tuple[str, int], list[Standing]] = defaultdict(list)
    for one in standings:
        if one.points is not None:
            same[one.group, one.points].append(one)
    for (group, points), some in same.items():
        if len(some) < 2:
            continue
        by = []
        told = len({one.place for one in some}) == len(some)
        apart: set[tuple[int | None, ...]] = {()}
        values: list[tuple[int | None, ...]] = [() for _ in some]
        for node in plan.scheme.tie_break:
            of_node = tuple(_points_at(one, node) for one in some)
            values = [(*before, one) for before, one in zip(values, of_node, strict=True)]
            if len(set(values)) > len(apart):
                by.append((node, of_node))
                apart = set(values)
            if len(apart) == len(some):
                break
        yield Tie(group, points, tuple(one.entrant for one in some), tuple(by), told)


def _points_at(one: Standing, node: str) -> int | None:
    return next(points for name, points, _ in one.nodes if name == node)


def _digest(round: Round, plan: "Plan", gathered: Gathered, standings: Sequence[Standing]) -> str:
    made = [
        [
            one.entrant,
            one.group,
            nano_text(one.original),
            nano_text(one.points),
            one.place,
            one.tier,
            list(one.gates),
        ]
        + [[node, nano_text(points)] for node, points, _ in one.nodes]
        for one in standings
    ]
    return sha256(canonical([plan.identity, round.period, [one.line() for one in gathered.inputs], made]))
