"""Formulas on NumPy arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from jingkai.engines.expr import Node

from .computing import Step, Why


class Arrays:
    """Numbers that are arrays of one shape, or of shapes that broadcast. A reason is a `Why`, or 0 for none; an input
    has some finite number where it has a reason.
    """

    def literal(self, value: float | bool) -> Any:
        return np.asarray(value)

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any:
        return np.where(condition, then, otherwise)

    def least(self, left: Any, right: Any) -> Any:
        return np.minimum(left, right)

    def greatest(self, left: Any, right: Any) -> Any:
        return np.maximum(left, right)

    def absolute(self, value: Any) -> Any:
        return np.abs(value)

    def floor(self, value: Any) -> Any:
        return np.floor(value)

    def sqrt(self, value: Any) -> Any:
        return np.sqrt(value)

    def about_ln(self, value: Any) -> Any:
        return np.log(value)

    def two_to(self, exponent: Any) -> Any:
        return np.ldexp(1.0, np.asarray(exponent).astype(np.int64))

    def reason(self, why: Why, condition: Any) -> Any:
        return np.where(condition, np.int8(why), np.int8(0))

    def first(self, reasons: Sequence[Any]) -> Any:
        *earlier, found = reasons
        for one in reversed(earlier):
            found = np.where(one != 0, one, found)
        return found

    def no_reason(self, reasons: Any) -> Any:
        return reasons == 0

    def kept(self, steps: Mapping[Node, Step]) -> Mapping[Node, Step]:
        return steps

    def held(self, values: Sequence[Any]) -> Sequence[Any]:
        return values
