"""The analysis of a scored scheme (分析): what is strong and weak, what changed a place, what is ahead."""

from .board import Board, Cell, Line
from .change import Change, Contribution, change
from .closing import WHY_NOT, Closing
from .gap import Gap, Shortfall, gap
from .judging import Judgement, Rule, judge
from .redundancy import Likeness, Redundancy, redundancy
from .standing import Standing, standing

__all__ = [
    "WHY_NOT",
    "Board",
    "Cell",
    "Change",
    "Closing",
    "Contribution",
    "Gap",
    "Judgement",
    "Likeness",
    "Line",
    "Redundancy",
    "Rule",
    "Shortfall",
    "Standing",
    "change",
    "gap",
    "judge",
    "redundancy",
    "standing",
]
