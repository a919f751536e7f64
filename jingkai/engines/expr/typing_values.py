"""Whether a value is of a type: the check on everything that comes in from a source."""

from __future__ import annotations

from datetime import date, datetime

from jingkai.engines.expr.types import (
    AnyType,
    DateType,
    HolderType,
    NumberType,
    PeriodType,
    TextType,
    TruthType,
    Type,
)
from jingkai.engines.expr.values import Holder, Unknown, Value
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity


def fits(value: Value, wanted: Type) -> bool:
    """True of the unknown and of a value of the wanted type; a moment is no date."""
    if isinstance(value, Unknown):
        return True
    match wanted:
        case NumberType():
            return isinstance(value, Quantity) and value.unit.dimension == wanted.dimension
        case TruthType():
            return isinstance(value, bool)
        case TextType():
            return isinstance(value, str)
        case DateType():
            return isinstance(value, date) and not isinstance(value, datetime)
        case PeriodType():
            return isinstance(value, Period)
        case HolderType():
            return isinstance(value, Holder)
    return isinstance(wanted, AnyType)
