"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .cancelling import cancel_paper, drop_draft
from .drafting import PaperDraft, draft_paper, revise_draft
from .issuing import issue_paper, issue_papers
from .publishing import decide_objection, object_to, publish_paper
from .reviewing import return_draft, review_paper

__all__ = [
    "PaperDraft",
    "cancel_paper",
    "decide_objection",
    "draft_paper",
    "drop_draft",
    "issue_paper",
    "issue_papers",
    "object_to",
    "publish_paper",
    "return_draft",
    "review_paper",
    "revise_draft",
]
