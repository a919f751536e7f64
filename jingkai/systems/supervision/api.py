"""What other systems may call."""

from .conduct.candidates import Candidate, candidates
from .conduct.causes import Cause, cause_of
from .conduct.proofs import event_of, proof_of
from .conduct.queries import Line, lines_of, stands
from .kinds import without
from .models import Correction, Listing, Reply
from .queries import Standing, standings_of
from .services import (
    Decision,
    Entry,
    Meeting,
    Minuted,
    Point,
    answer_until,
    conclude,
    correct_listing,
    draft_assignment,
    enter_listing,
    import_list,
    move_listing,
    open_tasks,
    plan_supervision,
    reply,
)
from .services.due import Doubt, DueReader, DueSaid
from .services.minutes import several
from .services.naming import Known, Names
from .words import why_no_day

__all__ = [
    "Candidate",
    "Cause",
    "Correction",
    "Decision",
    "Doubt",
    "DueReader",
    "DueSaid",
    "Entry",
    "Known",
    "Line",
    "Listing",
    "Meeting",
    "Minuted",
    "Names",
    "Point",
    "Reply",
    "Standing",
    "answer_until",
    "candidates",
    "cause_of",
    "conclude",
    "correct_listing",
    "draft_assignment",
    "enter_listing",
    "event_of",
    "import_list",
    "lines_of",
    "move_listing",
    "open_tasks",
    "plan_supervision",
    "proof_of",
    "reply",
    "several",
    "standings_of",
    "stands",
    "why_no_day",
    "without",
]
