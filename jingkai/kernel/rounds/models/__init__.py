"""The tables of the room."""

from .consequence import Award, Consequence
from .grading import Adjustment, Announcement, Archive, Grading, Result, Score
from .rating import Ballot, Comment, Recognition, Report
from .round import Criterion, Entrant, Rater, Round

__all__ = [
    "Adjustment",
    "Announcement",
    "Archive",
    "Award",
    "Ballot",
    "Comment",
    "Consequence",
    "Criterion",
    "Entrant",
    "Grading",
    "Rater",
    "Recognition",
    "Report",
    "Result",
    "Round",
    "Score",
]
