"""What other systems and the command line may call."""

from .because import because
from .card import unit_in
from .cited import Cited, Said, SideBySide, cited, side_by_side
from .document import as_bytes, digest, document, report
from .findings import Finding, about_of, code_of
from .line import Line
from .models import PublishedMonth
from .moments import moments
from .month import Month, compute
from .on_record import OnRecord, on_record
from .page import page
from .proof import Proof, prove
from .publishing import blanks, changed_since, last_published, publish, recompute, sees_all
from .sheet import sheet
from .signalling import responsible
from .text import text
from .view import RowView, view
from .words import Words

__all__ = [
    "Cited",
    "Finding",
    "Line",
    "Month",
    "OnRecord",
    "Proof",
    "PublishedMonth",
    "RowView",
    "Said",
    "SideBySide",
    "Words",
    "about_of",
    "as_bytes",
    "because",
    "blanks",
    "changed_since",
    "cited",
    "code_of",
    "compute",
    "digest",
    "document",
    "last_published",
    "moments",
    "on_record",
    "page",
    "prove",
    "publish",
    "recompute",
    "report",
    "responsible",
    "sees_all",
    "sheet",
    "side_by_side",
    "text",
    "unit_in",
    "view",
]
