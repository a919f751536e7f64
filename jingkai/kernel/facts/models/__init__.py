"""The room's tables."""

from .answer import Answer
from .bundle import Activation, Bundle
from .fact import Fact
from .indicator import Indicator
from .interval import IntervalColumns
from .measure import Measure
from .target import Target

__all__ = ["Activation", "Answer", "Bundle", "Fact", "Indicator", "IntervalColumns", "Measure", "Target"]
