"""Scoring (评分): a scheme as data, its points with all that they come from."""

from .checking import Fault, faults, remarks
from .comparing import Change, Marks, SchemeDiff, compare
from .dense.changes import Outcome, read_changes, what_if
from .dense.cube import Cube
from .dense.gains import Gain, Step, gains, read_steps
from .dense.ranges import Choices, RankRange, rank_ranges
from .grading import Draw, Result, draws, grade
from .keeping import assert_unedited, keep
from .loading import Loaded, load
from .methods import METHODS
from .naming import Source
from .noticing import noticed
from .problems import PROBLEMS
from .reading import Plan, load_scheme, plan_of, read_scheme
from .run import score
from .scored import Scored
from .series import Series, series_of
from .writing import write_rows, write_scores, write_trace

__all__ = [
    "METHODS",
    "PROBLEMS",
    "Change",
    "Choices",
    "Cube",
    "Draw",
    "Fault",
    "Gain",
    "Loaded",
    "Marks",
    "Outcome",
    "Plan",
    "RankRange",
    "Result",
    "SchemeDiff",
    "Scored",
    "Series",
    "Source",
    "Step",
    "assert_unedited",
    "compare",
    "draws",
    "faults",
    "gains",
    "grade",
    "keep",
    "load",
    "load_scheme",
    "noticed",
    "plan_of",
    "rank_ranges",
    "read_changes",
    "read_scheme",
    "read_steps",
    "remarks",
    "score",
    "series_of",
    "what_if",
    "write_rows",
    "write_scores",
    "write_trace",
]
