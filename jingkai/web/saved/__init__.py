"""Views of a page under a name."""

from .reading import Kept, Saved, query_of, saved_of

__all__ = ["Kept", "Saved", "query_of", "saved_of"]
