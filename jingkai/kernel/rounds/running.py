"""A cohort as things stand: gathered and computed as a round is graded, as far as figures go, with the whole trace."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .cohort import Cohort
from .computing import score_of, told
from .gathering import Gathered, gather
from .provisional import Waiting, provisional
from .schemes import names_asked, plan_for

if TYPE_CHECKING:
    from jingkai.engines.scoring import Cube, Plan, Scored
    from jingkai.engines.scoring.analysis import Board


@dataclass(frozen=True)
class Running:
    """What a cohort comes to at a number. `board` and `cube` are None while nobody has any figure; `without` are those
    who have no total, as a grading would give them none: they are not scored. `gates` are those that each entrant has
    not passed, by name, `undecided` those of which nobody knows. With `settled` it is computed by the whole scheme, as
    a grading is; else by what is left of it without `waiting`, and is not decided.
    """

    cohort: Cohort
    gathered: Gathered
    board: "Board | None"
    cube: "Cube | None"
    waiting: tuple[Waiting, ...] = ()
    without: tuple[str, ...] = ()
    gates: tuple[tuple[str, tuple[str, ...]], ...] = ()
    undecided: tuple[str, ...] = ()
    settled: bool = False

    @property
    def full(self) -> float:
        """The full marks of what is known."""
        return self.board.slots[self.board.root].full if self.board is not None else 0.0


def run(cohort: Cohort, as_of: int | None = None) -> Running:
    """Compute a cohort as known at `as_of`, undecided.

    Raises Problem `rounds.not-computed` with what the engine says is wrong, and those of `gather`.
    """
    gathered = gather(cohort, as_of)
    whole = plan_for(cohort.scheme, adjusted=gathered.adjusted)
    found = provisional(whole, cohort.body.criteria, gathered, cohort.period, len(cohort.entrants))
    everybody = tuple(one.name for one in cohort.entrants)
    if found.plan is None or not everybody:
        return Running(cohort, gathered, None, None, found.waiting, everybody, (), found.gates)
    scored = _scored(found.plan, gathered, cohort)
    without = set(everybody) - _scored_units(scored)
    if without:
        rest = tuple(one for one in cohort.entrants if one.name not in without)
        if not rest:
            return Running(cohort, gathered, None, None, found.waiting, everybody, (), found.gates)
        inputs = tuple(one for one in gathered.inputs if one.entrant not in without)
        scored = _scored(found.plan, replace(gathered, inputs=inputs), replace(cohort, entrants=rest))
    left_out = tuple(name for name in everybody if name in without)
    return _kept(cohort, gathered, scored, waiting=found.waiting, without=left_out, undecided=found.gates)


def rerun(cohort: Cohort, as_of: int) -> Running:
    """Compute a cohort as it was graded at `as_of`, with the whole trace. Raises as `run`."""
    gathered = gather(cohort, as_of)
    plan = plan_for(cohort.scheme, adjusted=gathered.adjusted)
    return _kept(cohort, gathered, _scored(plan, gathered, cohort), settled=True)


def _scored(plan: "Plan", gathered: Gathered, cohort: Cohort) -> "Scored":
    have = {one.name for one in gathered.inputs}
    with told():
        return score_of(plan, gathered, cohort, trace="full", absent=sorted(names_asked(plan) - have))


def _scored_units(scored: "Scored") -> set[str]:
    """The units that have a total, as a grading gives one."""
    total = scored.plan.slots[0].item.id
    columns = [scored.scores.column(name).to_pylist() for name in ("unit", "node", "points")]
    return {unit for unit, node, points in zip(*columns, strict=True) if node == total and points is not None}


def _kept(cohort: Cohort, gathered: Gathered, scored: "Scored", **more: Any) -> Running:
    from jingkai.engines.scoring import Cube, grade
    from jingkai.engines.scoring.analysis import Board

    with told():
        cube, results = Cube.of(scored, cohort.period), grade(scored)
    gates = tuple((one.unit, one.gates) for one in results if one.gates)
    return Running(cohort, gathered, Board(scored), cube, gates=gates, **more)
