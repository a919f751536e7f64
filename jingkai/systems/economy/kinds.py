"""The kinds of rule this system reads: what is derived from printed figures, which month is shown first."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field, model_validator

from jingkai.engines.expr import ExprProblem
from jingkai.kernel.facts.kinds import Figure, figure
from jingkai.kernel.rules.document import Part, Words
from jingkai.kernel.rules.faults import Wrong
from jingkai.kernel.rules.kinds import register

DERIVATIONS = "derivations"
USUAL_MONTH = "usual-month"


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


def enter() -> None:
    """Enter the kinds; called once, when the system is ready."""
    register(USUAL_MONTH, UsualMonthBody, zh="首页月份", en="the month shown first")
    register(DERIVATIONS, DerivationsBody, zh="推算公式", en="derived values")
