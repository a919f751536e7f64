"""What other systems may call."""

from .kinds import without
from .models import Listing
from .queries import Standing, standings_of
from .services import (
    Decision,
    Entry,
    Meeting,
    Minuted,
    Point,
    conclude,
    draft_assignment,
    enter_listing,
    import_list,
    move_listing,
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
    "Entry",
    "Known",
    "Listing",
    "Meeting",
    "Minuted",
    "Names",
    "Point",
    "Standing",
    "conclude",
    "draft_assignment",
    "enter_listing",
    "import_list",
    "move_listing",
    "open_tasks",
    "plan_supervision",
    "several",
    "standings_of",
    "why_no_day",
    "without",
]
