"""The kinds of rule this room reads: flows, and lights of what has a due date."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.expr import ExprProblem, explain
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules import kinds
from jingkai.kernel.rules.models import RuleSet

from .lights import OF_MONTHS, Lamp, names_in, plan_of
from .models import FlowMove, Side

FLOW, DUE_LIGHT = "flow", "due-light"


class StateBody(Part):
    """A state. `end` closes the case: `closed` only through a verify move, `stopped` without one."""

    title: Words
    end: Literal["", "closed", "stopped"] = ""


class TermBody(Part):
    """期限: how long, in the words of `periods` (`5 working days`), and how its lateness is called. With `tells`
    those whom it concerns are sent a notice when it is over, by the room whose case it is.
    """

    title: Words
    length: str = ""
    late: Words
    tells: bool = False

    @field_validator("length")
    @classmethod
    def _readable(cls, value: str) -> str:
        if value:
            try:
                Term.parse(value)
            except Refusal as refusal:
                raise Wrong(refusal.zh, refusal.en) from refusal
        return value

    @property
    def term(self) -> Term | None:
        """The length as a term; None where each case is given its own day."""
        return Term.parse(self.length) if self.length else None


class MoveBody(Part):
    """A move: from which states to which, on which side, by whom, what it needs, which terms it starts and stops.

    `by`: `doer` is a unit that does the case, `other` one that does not, `any` either. `act` of `of` is the right
    it asks for. `needs` are `evidence`, `note`, `due`.
    """

    move: str
    title: Words
    source: tuple[str, ...] = Field(min_length=1)
    target: str
    side: Literal["do", "verify", "none"]
    by: Literal["doer", "other", "any"] = "any"
    act: str = ""
    of: str = ""
    needs: tuple[Literal["evidence", "note", "due"], ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


class OpeningBody(Part):
    """How a case begins. Who registers is not thereby a doer, unless the flow says so."""

    move: str
    title: Words
    target: str
    side: Literal["do", "none"] = "none"
    act: str = ""
    of: str = ""
    needs: tuple[Literal["evidence", "note", "due"], ...] = ()
    starts: tuple[str, ...] = ()


class FlowBody(Part):
    """流程: `kind` is the kind of object its cases are, as the rule set of roles calls it."""

    kind: str
    opening: OpeningBody
    states: dict[str, StateBody]
    moves: tuple[MoveBody, ...]
    terms: dict[str, TermBody] = {}

    @model_validator(mode="after")
    def _fits_together(self) -> "FlowBody":
        for move in self.moves:
            _known({*move.source, move.target}, self.states, f"state in {move.move}")
            _known({*move.starts, *move.stops}, self.terms, f"term in {move.move}")
            if any(self.states[one].end for one in move.source):
                raise Wrong(
                    f"动作 {move.move} 从已了结的状态出发", f"{move.move} leaves a state that is an end"
                )
            if self.states[move.target].end == "closed" and move.side != "verify":
                raise Wrong(
                    f"动作 {move.move} 不经核验就销号（INV.2）",
                    f"{move.move} closes without verifying (INV.2)",
                )
        _known({self.opening.target}, self.states, "state in the opening")
        _known(self.opening.starts, self.terms, "term in the opening")
        rows = [(source, move.move) for move in self.moves for source in move.source]
        if len(set(rows)) != len(rows):
            raise Wrong("同一状态有两个同名的动作", "two moves of one name leave the same state")
        return self

    @model_validator(mode="after")
    def _every_state_is_reached_and_left(self) -> "FlowBody":
        reached = {self.opening.target}
        while more := {m.target for m in self.moves if reached & set(m.source)} - reached:
            reached |= more
        if lost := sorted(self.states.keys() - reached):
            raise Wrong(f"到不了的状态：{'、'.join(lost)}", f"never reached: {', '.join(lost)}")
        left = {source for move in self.moves for source in move.source}
        if stuck := sorted(key for key, state in self.states.items() if not state.end and key not in left):
            raise Wrong(f"没有出路的状态：{'、'.join(stuck)}", f"no way out of: {', '.join(stuck)}")
        return self

    def move(self, name: str, state: str) -> MoveBody | None:
        """The move of this name from a state, or None."""
        return next((one for one in self.moves if one.move == name and state in one.source), None)

    def possible(self, state: str) -> list[MoveBody]:
        """The moves from a state, in the order of the file."""
        return [one for one in self.moves if state in one.source]


class LampBody(Part):
    """One level of a light: how it looks, and the condition under which it burns; over what, says the kind of rule."""

    level: int = Field(ge=0, le=4)
    colour: Literal["blue", "green", "yellow", "orange", "red"]
    shape: Literal["circle", "square", "triangle", "diamond", "octagon"]
    word: Words
    when: str = ""

    def lamp(self) -> Lamp:
        """The lamp as it is judged."""
        return Lamp(self.level, self.colour, self.shape, self.word.zh, self.word.en, self.when)


class DueLampBody(LampBody):
    """A lamp of something with a due date: a condition over the names of `lights.NAMES`."""

    when: str

    @field_validator("when")
    @classmethod
    def _a_condition(cls, value: str) -> str:
        try:
            plan_of(value)
        except ExprProblem as problem:
            raise Wrong(problem.zh, problem.en) from problem
        return value


class MonthsBody(Part):
    """按月反馈: `first` is the first month that is owed, the one in which a feedback became due or the next; `grace` is
    how long after its last day a month is still reported in time (empty: until that day).
    """

    first: Literal["same", "next"]
    grace: str = ""

    @field_validator("grace")
    @classmethod
    def _readable(cls, value: str) -> str:
        return TermBody._readable(value)


class DueLightBody(Part):
    """亮灯规则（期限）: the first condition that holds gives the light. A rule has `lamps`, or is the `same_as` another
    by its key: so a zone takes over what is published elsewhere.
    """

    lamps: tuple[DueLampBody, ...] = ()
    months: MonthsBody | None = None
    same_as: str = Field(default="", pattern=r"^(due-light\.[a-z0-9-]+)?$")

    @model_validator(mode="after")
    def _says_one_thing(self) -> "DueLightBody":
        if bool(self.lamps) == bool(self.same_as):
            raise Wrong(
                "亮灯规则要么写各档灯（lamps），要么同另一规则（same_as）",
                "a light rule has lamps, or is the same as another",
            )
        asked = {name for one in self.lamps for name in names_in(one.when)}
        if bool(asked & OF_MONTHS) != (self.months is not None):
            raise Wrong(
                "条件用到按月反馈时要写 months，没有用到时不写",
                "months: which months are owed is said where, and only where, a condition asks for them",
            )
        return self


def _known(used: Iterable[str], declared: Iterable[str], what: str) -> None:
    unknown = sorted(set(used) - set(declared))
    if unknown:
        raise Wrong(
            f"引用了没有声明的名称：{'、'.join(unknown)}", f"{what}: {', '.join(unknown)} is not declared"
        )


def compile_flow(rule_set: RuleSet, body: FlowBody, call: Writer) -> list[FlowMove]:
    """Write the moves of an approved version as rows that a trigger can read."""
    opening = body.opening
    rows = [FlowMove(flow=rule_set, source="", move=opening.move, target=opening.target, side=opening.side)]
    rows += [
        FlowMove(flow=rule_set, source=source, move=one.move, target=one.target, side=Side(one.side))
        for one in body.moves
        for source in one.source
    ]
    return call.add_all(rows)


kinds.register(FLOW, FlowBody, zh="流程", en="flow", on_approval=compile_flow)


def _in_words(condition: str) -> Words:
    plan = plan_of(condition)
    return Words(zh=explain(plan, "zh"), en=explain(plan, "en"))


kinds.register(
    DUE_LIGHT, DueLightBody, zh="亮灯规则（期限）", en="light rule by due date", says={"when": _in_words}
)
