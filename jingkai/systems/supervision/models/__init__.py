"""What no kernel room can hold: conclusions, who wrote them, who reviews them; entries of the two lists."""

from .conclusion import Conclusion, Reviewer, Writer
from .correction import Correction
from .listing import Listing, Reply, Side

__all__ = ["Conclusion", "Correction", "Listing", "Reply", "Reviewer", "Side", "Writer"]
