"""What other systems may call."""

from .kinds import without
from .queries import Standing, standings_of
from .services import (
    Decision,
    Meeting,
    Minuted,
    Point,
    conclude,
    draft_assignment,
    import_list,
    open_tasks,
    plan_supervision,
)
from .services.due import Doubt, DueReader, DueSaid
from .services.minutes import several
from .services.naming import Known, Names
from .words import why_no_day

__all__ = [
    "Decision",
    "Doubt",
    "DueReader",
    "DueSaid",
    "Known",
    "Meeting",
    "Minuted",
    "Names",
    "Point",
    "Standing",
    "conclude",
    "draft_assignment",
    "import_list",
    "open_tasks",
    "plan_supervision",
    "several",
    "standings_of",
    "why_no_day",
    "without",
]
