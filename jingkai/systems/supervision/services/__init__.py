"""What may be written here; each takes the actor first."""

from .answering import answer_until
from .concluding import conclude, object_to, pick_reviewers, review
from .correcting import correct_listing, corrections_of
from .letters import Decision, draft_assignment, draft_supervision, draft_urging
from .listing import Entry, enter_listing, move_listing, reply
from .lists import import_list
from .minutes import Asked, Meeting, Minuted, Point, open_tasks
from .publicity import draft_publicity, show_publicity
from .supervising import approve_supervision, plan_supervision

__all__ = [
    "Asked",
    "Decision",
    "Entry",
    "Meeting",
    "Minuted",
    "Point",
    "answer_until",
    "approve_supervision",
    "conclude",
    "correct_listing",
    "corrections_of",
    "draft_assignment",
    "draft_publicity",
    "draft_supervision",
    "draft_urging",
    "enter_listing",
    "import_list",
    "move_listing",
    "object_to",
    "open_tasks",
    "pick_reviewers",
    "plan_supervision",
    "reply",
    "review",
    "show_publicity",
]
