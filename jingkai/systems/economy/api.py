"""What other systems and the command line may call."""

from .cited import Cited, Said, SideBySide, cited, side_by_side
from .document import as_bytes, digest, document, report
from .models import PublishedMonth
from .moments import in_work, moments
from .month import Month, compute
from .on_record import OnRecord, on_record
from .page import page
from .proof import Proof, prove
from .publishing import changed_since, last_published, publish, recompute, sees_all
from .sheet import sheet
from .text import text
from .words import Words

__all__ = [
    "Cited",
    "Month",
    "OnRecord",
    "Proof",
    "PublishedMonth",
    "Said",
    "SideBySide",
    "Words",
    "as_bytes",
    "changed_since",
    "cited",
    "compute",
    "digest",
    "document",
    "in_work",
    "last_published",
    "moments",
    "on_record",
    "page",
    "prove",
    "publish",
    "recompute",
    "report",
    "sees_all",
    "sheet",
    "side_by_side",
    "text",
]
