"""What other systems may call."""

from .kinds import MINUTES, READING, MinutesBody, ReadingBody
from .queries import Standing, standings_of
from .services import (
    Meeting,
    Minuted,
    Point,
    conclude,
    draft_assignment,
    import_list,
    open_tasks,
    plan_supervision,
)
from .services.minutes import several
from .services.naming import Names
from .services.proposing import Known

__all__ = [
    "MINUTES",
    "READING",
    "Known",
    "Meeting",
    "Minuted",
    "MinutesBody",
    "Names",
    "Point",
    "ReadingBody",
    "Standing",
    "conclude",
    "draft_assignment",
    "import_list",
    "open_tasks",
    "plan_supervision",
    "several",
    "standings_of",
]
