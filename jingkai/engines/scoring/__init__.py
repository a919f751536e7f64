"""Scoring (评分): a scheme as data, its points with all that they come from."""

from .checking import Fault, faults
from .comparing import Change, Marks, SchemeDiff, compare
from .grading import Draw, Result, draws, grade
from .keeping import assert_unedited, keep
from .loading import Source
from .methods import METHODS
from .problems import PROBLEMS
from .reading import Plan, load_scheme, plan_of, read_scheme
from .run import Scored, score
from .series import Series, series_of
from .writing import write_results, write_scores, write_trace

__all__ = [
    "METHODS",
    "PROBLEMS",
    "Change",
    "Draw",
    "Fault",
    "Marks",
    "Plan",
    "Result",
    "SchemeDiff",
    "Scored",
    "Series",
    "Source",
    "assert_unedited",
    "compare",
    "draws",
    "faults",
    "grade",
    "keep",
    "load_scheme",
    "plan_of",
    "read_scheme",
    "score",
    "series_of",
    "write_results",
    "write_scores",
    "write_trace",
]
