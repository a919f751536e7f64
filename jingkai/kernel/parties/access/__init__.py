"""Who sees what: levels, the reader, and what each table answers to it."""

from .bounds import Bounds, within
from .counting import Counted, Counts, count_by
from .levels import Level
from .queryset import ScopedQuerySet
from .reader import NOBODY, Reader, Sight
from .suppression import Cell, Suppressed, suppress
from .visibility import (
    Visibility,
    by_unit,
    custom,
    every_model,
    hidden,
    open_to_staff,
    see,
    through,
    undeclared_models,
    visibility_of,
    visible,
)

__all__ = [
    "NOBODY",
    "Bounds",
    "Cell",
    "Counted",
    "Counts",
    "Level",
    "Reader",
    "ScopedQuerySet",
    "Sight",
    "Suppressed",
    "Visibility",
    "by_unit",
    "count_by",
    "custom",
    "every_model",
    "hidden",
    "open_to_staff",
    "see",
    "suppress",
    "through",
    "undeclared_models",
    "visibility_of",
    "visible",
    "within",
]
