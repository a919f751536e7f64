"""What no kernel room can hold: conclusions, who wrote them, who reviews them."""

from .conclusion import Conclusion, Reviewer, Writer
from .listing import Listing, Reply, Side

__all__ = ["Conclusion", "Listing", "Reply", "Reviewer", "Side", "Writer"]
