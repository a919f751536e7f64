"""A rule of a zone's own, written as a formula."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field, model_validator

from jingkai.engines.documents import Wrong

from ..formulas.reading import read_formula
from ..shape import Reference, Take
from .base import Method, Shape, straight
from .references import To


class Expr(Method):
    """The points are what the formula `points` comes to, over the `value`, the marks `full`, the place `rank` among `n`
    peers, and what stands under `with` by its name.
    """

    zh: ClassVar[str] = "自定公式"
    en: ClassVar[str] = "a formula of one's own"
    points: str
    beside: dict[str, To] = Field(default={}, alias="with")

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        """Between braces a comma ends what is said: of a formula with one only the beginning is left."""
        points = value.get("points") if isinstance(value, dict) else None
        if isinstance(points, str) and points.count("(") > points.count(")"):
            raise Wrong(
                f"公式只读到“{points}”：写在花括号 {{ }} 里、含有逗号的公式，请用引号括起来",
                f"the formula ends at '{points}': within braces {{ }} a formula with a comma stands in quotation marks",
            )
        return value

    def shape(self, full: float) -> Shape:
        formula = read_formula(self.points, tuple(self.beside))
        inputs = tuple(self.beside.items())
        if "full" in formula.names:
            inputs = (("full", Reference("number", number=full)), *inputs)
        return Take("formula", formula=formula, inputs=inputs), straight(0.0, 1.0, 0.0, cap=None, floor=None)
