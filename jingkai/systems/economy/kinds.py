"""The kinds of rule this system reads: what is derived from printed figures, which month is shown first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from pydantic import Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.engines.expr import ExprProblem
from jingkai.engines.quantity import compare
from jingkai.kernel.facts.kinds import Figure, figure
from jingkai.kernel.rules.kinds import register

DERIVATIONS = "derivations"
USUAL_MONTH = "usual-month"
LADDER = "ladder"


class DerivationPart(Part):
    """One derived value: a formula over the aspects of one measure, given when all of `needs` are there."""

    code: str
    name: Words
    needs: list[str] = Field(min_length=1)
    formula: str
    decimals: int = Field(ge=0, le=8)


class DerivationsBody(Part):
    """推算: values that follow from printed figures. They are shown as derived and never become facts."""

    values: list[DerivationPart]

    @model_validator(mode="after")
    def _formulas(self) -> DerivationsBody:
        from .derived import checked_formula  # the checker reads this module's parts

        for one in self.values:
            try:
                checked_formula(one.formula, one.needs)
            except ExprProblem as problem:
                raise Wrong(f"{one.code}：{problem.zh}", f"{one.code}: {problem.en}") from problem
        return self


class UsualMonthBody(Part):
    """首页月份: a month is shown without being asked for once it has this share of the figures that the `months` before
    it had (their median).
    """

    reported: Figure
    months: int = Field(ge=1, le=60)

    @property
    def share(self) -> Fraction:
        """The share as a fraction of 1."""
        value = figure(self.reported).to("%").value
        assert value is not None  # exact
        return Fraction(value) / 100


class TierPart(Part):
    """One rung: from this figure of a whole year on."""

    code: str
    title: Words
    at_least: Figure


class LadderBody(Part):
    """梯度培育: enterprises (organisations of these kinds) by tiers of a measure's figure of a year, highest first."""

    measure: str
    aspect: str
    kinds: list[str] = Field(min_length=1)
    tiers: list[TierPart] = Field(min_length=1)
    # How far a rough figure (近10亿) may be off; without it a rough figure decides nothing.
    rough: Figure | None = None

    @property
    def spread(self) -> Decimal | None:
        """The relative half-width of a rough figure, as a fraction of 1."""
        value = figure(self.rough).to("%").value if self.rough is not None else None
        return value / 100 if value is not None else None

    @model_validator(mode="after")
    def _falls(self) -> LadderBody:
        ends = [figure(one.at_least) for one in self.tiers]
        if any(one.unit.dimension != ends[0].unit.dimension for one in ends):
            raise ValueError("the tiers are of different units")
        pairs = pairwise(ends)
        if not all(compare(high, ">", low) for high, low in pairs):
            raise ValueError("the tiers do not fall")
        if len({one.code for one in self.tiers}) < len(self.tiers):
            raise ValueError("two tiers have one code")
        return self


def enter() -> None:
    """Enter the kinds; called once, when the system is ready."""
    register(USUAL_MONTH, UsualMonthBody, zh="首页月份", en="the month shown first")
    register(LADDER, LadderBody, zh="梯度培育", en="ladder of enterprises")
    register(DERIVATIONS, DerivationsBody, zh="推算公式", en="derived values")
