"""What may be written here; each takes the actor first."""

from .concluding import conclude, object_to, pick_reviewers, review
from .letters import draft_assignment, draft_supervision, draft_urging
from .lists import import_list
from .minutes import Asked, Meeting, Minuted, Point, open_tasks
from .supervising import approve_supervision, plan_supervision

__all__ = [
    "Asked",
    "Meeting",
    "Minuted",
    "Point",
    "approve_supervision",
    "conclude",
    "draft_assignment",
    "draft_supervision",
    "draft_urging",
    "import_list",
    "object_to",
    "open_tasks",
    "pick_reviewers",
    "plan_supervision",
    "review",
]
