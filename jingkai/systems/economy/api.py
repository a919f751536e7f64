"""What other systems and the command line may call."""

from .document import as_bytes, digest, document, report
from .models import PublishedMonth
from .month import Month, compute
from .on_record import OnRecord, on_record
from .page import page
from .proof import Proof, prove
from .publishing import changed_since, last_published, publish, recompute
from .sheet import sheet
from .text import text
from .words import Words

__all__ = [
    "Month",
    "OnRecord",
    "Proof",
    "PublishedMonth",
    "Words",
    "as_bytes",
    "changed_since",
    "compute",
    "digest",
    "document",
    "last_published",
    "on_record",
    "page",
    "prove",
    "publish",
    "recompute",
    "report",
    "sheet",
    "text",
]
