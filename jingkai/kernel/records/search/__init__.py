"""检索: the words of rows that may be looked for, and which rows hold them. Who may see them is asked by `parties`."""

from .findable import Findable, by_number, find, findables
from .folding import Sought, marked, sought

__all__ = ["Findable", "Sought", "by_number", "find", "findables", "marked", "sought"]
