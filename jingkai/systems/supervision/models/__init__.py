"""What no kernel room can hold: conclusions, who wrote them, who reviews them."""

from .conclusion import Conclusion, Reviewer, Writer

__all__ = ["Conclusion", "Reviewer", "Writer"]
