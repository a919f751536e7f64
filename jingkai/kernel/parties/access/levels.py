"""The four levels of access (DESIGN 2 Grant)."""

from enum import IntEnum


class Level(IntEnum):
    """无、仅统计、内容、办理. Each level holds those below it."""

    NONE = 0  # the thing is absent everywhere
    AGGREGATE = 1  # it is counted, with suppression, and never listed
    CONTENT = 2  # it is read
    ACT = 3  # something may be done with it

    @classmethod
    def named(cls, name: str) -> "Level":
        """The level with this name in a rule file. Raises KeyError for another word."""
        return cls[name.upper()]
