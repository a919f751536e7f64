"""The kinds of rule this folder reads: how the zone handles an upper body's assessment, and whom it compares with."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rounds.kinds import FactBody
from jingkai.kernel.rules import kinds

UPPER, COMPARISON = "upper-assessment", "comparison"
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class MatterBody(Part):
    """What a weak item becomes: a matter of this flow and kind, due a `term` after it was confirmed."""

    flow: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    term: str

    @field_validator("term")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise Wrong(refusal.zh, refusal.en) from refusal
        return value


class UpperBody(Part):
    """上级考核. `round` is the key of the rule by which its round is held, `issuer` who assesses.

    `place`, `target` and `cohort` are the facts of the zone that say its place, the place to be reached and among how
    many. `judged` are the parts of the scheme that are weak or strong: its `fields` (the nodes right below the total)
    or its `indicators`. Weak is a score rate under `weak_below` %, strong one of `strong_from` % and more. `tags` are
    the words of which every indicator gets one.
    """

    round: str = Field(min_length=1)
    issuer: Words
    place: FactBody
    target: FactBody
    cohort: FactBody
    judged: Literal["fields", "indicators"]
    weak_below: Percent
    strong_from: Percent
    matter: MatterBody
    tags: dict[str, Words] = Field(min_length=1)

    @model_validator(mode="after")
    def _apart(self) -> "UpperBody":
        if self.strong_from < self.weak_below:
            raise Wrong("强项的线低于弱项的线", "the line of what is strong lies below that of what is weak")
        return self


class ComparedBody(Part):
    """A main indicator: the facts of the zone that say its own growth, that of the city and of the province, and its
    place in the province. One that is left out is not compared. Where nobody printed the own growth it is computed of
    `amount` and that of the same period last year.
    """

    title: Words
    own: FactBody
    amount: FactBody | None = None
    city: FactBody | None = None
    province: FactBody | None = None
    place: FactBody | None = None


class ComparisonBody(Part):
    """全市、全省对比: the main indicators that are laid beside the means of city and province."""

    indicators: dict[str, ComparedBody] = Field(min_length=1)


kinds.register(UPPER, UpperBody, zh="上级考核规则", en="rule of an upper body's assessment")
kinds.register(
    COMPARISON, ComparisonBody, zh="全市全省对比规则", en="rule of comparison with city and province"
)
