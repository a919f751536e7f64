"""The kind of rule this room reads: how a round is run, by which scheme, and what follows from its results."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

from pydantic import Field, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Units
from jingkai.kernel.rules import kinds

from .figures import MICRO

ROUND = "round"
Source = Literal["computed", "rated", "reported"]


class FactBody(Part):
    """数据: which fact of an entrant is taken, in which unit, in the first of these calibers that has one."""

    name: str = Field(min_length=1)
    unit: str = ""
    aspect: str = "amount"
    nature: str = "actual"
    calibers: tuple[str, ...] = Field(min_length=1)

    @field_validator("unit")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            Units.shipped().get(value)
        except Refusal as refusal:
            raise Wrong(refusal.zh, refusal.en) from refusal
        return value


class CriterionBody(Part):
    """指标的来源. `computed` comes of a fact, or is `recognised` (认定) by somebody entitled; `rated` by the ballots of
    `raters` (of all, if empty), each from `least` to `most`, `distinct` from one entrant to the next, and cast `again`
    as a new dated ballot or not at all; `reported` by an upper body.
    """

    source: Source
    fact: FactBody | None = None
    recognised: bool = False
    raters: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    distinct: bool = False
    again: bool = False

    @field_validator("least", "most")
    @classmethod
    def _kept_exactly(cls, value: Decimal | None) -> Decimal | None:
        if value is not None and value * MICRO % 1:
            raise Wrong("最多六位小数", "it has at most six decimals")
        return value

    @model_validator(mode="after")
    def _of_one_source(self) -> "CriterionBody":
        if (self.source == "computed") != (self.fact is not None or self.recognised):
            raise Wrong(
                "计算的指标（computed）要写 fact 或 recognised，其他来源不写",
                "what is computed, and nothing else, has a fact or is recognised",
            )
        if self.fact is not None and self.recognised:
            raise Wrong(
                "fact 与 recognised 只写一个：认定的人自己看数据",
                "a fact or recognised, not both: who recognises it looks at the facts",
            )
        of_ballots = (
            self.raters or self.distinct or self.again or self.least is not None or self.most is not None
        )
        if self.source != "rated" and of_ballots:
            raise Wrong(
                "raters、least、most、distinct、again 只用于评分（rated）",
                "raters, least, most, distinct and again are of what is rated",
            )
        if self.source == "rated" and (self.least is None or self.most is None or self.least > self.most):
            raise Wrong("评分要写 least 和 most，前者不大于后者", "what is rated goes from `least` to `most`")
        if self.distinct and self.again:
            raise Wrong(
                "各不相同的位次（distinct）不能改评（again）",
                "places that are given once (distinct) are not given again (again)",
            )
        return self


class SeenBody(Part):
    """现场: where raters see who is judged, an activity of this `kind` by this `flow`: one for `each` entrant, as the
    stops of a visit are, or one for all, as a hearing is.
    """

    kind: str = Field(min_length=1)
    each: bool = False
    flow: str = "flow.round-visit"


class OfBody(Part):
    """参评条件: who is judged are things of a register of this `kind` that have reached this `stage`: what comes before
    (applied, checked, consulted on) is that register's rule to say.
    """

    kind: str = Field(min_length=1)
    stage: str = Field(min_length=1)


class FollowingBody(Part):
    """What may follow, by which clause; `revoked` is the clause by which it is taken back when what it stands on
    falls.
    """

    title: Words
    clause: str = Field(min_length=1)
    revoked: str = Field(min_length=1)


@runtime_checkable
class SaysWhatFollows(Protocol):
    """The body of a rule of whatever kind that says what may follow, by key."""

    @property
    def following(self) -> Mapping[str, FollowingBody]: ...


class ConsequenceBody(FollowingBody):
    """结果运用: what follows from `tier` (for a unit of one of `classes`; of all, if none is named). How long it is in
    effect, and when it is to be looked at again, say the terms of its `flow`.
    """

    tier: str = Field(min_length=1)
    classes: tuple[str, ...] = ()
    flow: str = "flow.consequence"


class RoundBody(Part):
    """考评规则. `scheme` is the key of the scheme by which points are made. `classes` are those of the cohort (none:
    it is one), `of` what they must be; `cohort` names the units of each class (of "", where there are none), which are
    scored as things stand also while no round is open. `raters` are the groups of raters, `seen` where they see who is
    judged. With `comments`, the key of a flow, every entrant needs a comment, or the word that there is none, before
    the round is archived; comments open matters by that flow. `public` is the template by which results are put before
    the public before they hold; empty: they are not.
    """

    scheme: str = Field(min_length=1)
    flow: str = "flow.round"
    classes: dict[str, Words] = {}
    cohort: dict[str, tuple[str, ...]] = {}
    of: OfBody | None = None
    raters: dict[str, Words] = {}
    seen: SeenBody | None = None
    criteria: dict[str, CriterionBody] = Field(min_length=1)
    comments: str = ""
    public: str = ""
    consequences: dict[str, ConsequenceBody] = {}

    @property
    def following(self) -> Mapping[str, FollowingBody]:
        """What follows from results."""
        return self.consequences

    @model_validator(mode="after")
    def _words_are_declared(self) -> "RoundBody":
        for name, one in self.criteria.items():
            if one.raters and one.raters not in self.raters:
                raise Wrong(
                    f"“{name}”的评委“{one.raters}”没有声明", f"raters of {name}: {one.raters} is not declared"
                )
        if strange := sorted(self.cohort.keys() - (self.classes.keys() or {""})):
            listed = "、".join(strange)
            raise Wrong(
                f"cohort 的类别“{listed}”没有声明", f"classes of the cohort: {listed} is not declared"
            )
        units = [unit for some in self.cohort.values() for unit in some]
        if twice := sorted({one for one in units if units.count(one) > 1}):
            listed = "、".join(twice)
            raise Wrong(f"cohort 中“{listed}”写了两次", f"{listed} stands twice in the cohort")
        for name, what in self.consequences.items():
            if unknown := sorted(set(what.classes) - self.classes.keys()):
                listed = "、".join(unknown)
                raise Wrong(
                    f"“{name}”的类别“{listed}”没有声明", f"classes of {name}: {listed} is not declared"
                )
        return self


kinds.register(ROUND, RoundBody, zh="考评规则", en="rule of rounds")
