"""What other systems and the command line may call."""

from .document import as_bytes, digest, document
from .models import PublishedMonth
from .month import Month, compute
from .page import page
from .proof import Proof, prove
from .publishing import changed_since, last_published, publish, recompute
from .sheet import sheet
from .signalling import noticed
from .text import text
from .words import Words

__all__ = [
    "Month",
    "Proof",
    "PublishedMonth",
    "Words",
    "as_bytes",
    "changed_since",
    "compute",
    "digest",
    "document",
    "last_published",
    "noticed",
    "page",
    "prove",
    "publish",
    "recompute",
    "sheet",
    "text",
]
