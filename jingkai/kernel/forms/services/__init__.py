"""What may be written here; each takes the actor first."""

from .answering import save, send
from .cataloguing import ListedTable, Merge, list_tables, reduce_tables
from .deciding import accept, give_back
from .designing import FormDraft, LineDraft, SectionDraft, define_form
from .dictionary import FieldDraft, define_fields
from .issuing import approve, ask_approval, finish, halt, issue, refuse, why_approval, withdraw
from .requesting import RequestDraft, draft_request

__all__ = [
    "FieldDraft",
    "FormDraft",
    "LineDraft",
    "ListedTable",
    "Merge",
    "RequestDraft",
    "SectionDraft",
    "accept",
    "approve",
    "ask_approval",
    "define_fields",
    "define_form",
    "draft_request",
    "finish",
    "give_back",
    "halt",
    "issue",
    "list_tables",
    "reduce_tables",
    "refuse",
    "save",
    "send",
    "why_approval",
    "withdraw",
]
