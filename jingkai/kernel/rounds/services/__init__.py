"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .adjusting import adjust
from .announcing import announce, archive
from .attending import attend
from .commenting import comment, no_comment
from .following import approve, award, decide, follow_falls, reject, revoke
from .grading import grade
from .judging import Paper, recognise, report, report_all
from .opening import EntrantDraft, RaterDraft, RoundDraft, add_raters, close, open_round, reopen
from .publicising import decide_objection, draft_publicity
from .reminding import remind
from .voting import Vote, enter_ballots, vote

__all__ = [
    "EntrantDraft",
    "Paper",
    "RaterDraft",
    "RoundDraft",
    "Vote",
    "add_raters",
    "adjust",
    "announce",
    "approve",
    "archive",
    "attend",
    "award",
    "close",
    "comment",
    "decide",
    "decide_objection",
    "draft_publicity",
    "enter_ballots",
    "follow_falls",
    "grade",
    "no_comment",
    "open_round",
    "recognise",
    "reject",
    "remind",
    "reopen",
    "report",
    "report_all",
    "revoke",
    "vote",
]
