"""Work that falls due as time goes on (定时工作), done by the platform itself: each room enters its own, the timer of
the site calls all of it, over and over.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.problems import Problem

_LOG = logging.getLogger(__name__)

# Does what is due at an instant, and says how much that was.
Work = Callable[[datetime], int]
_WORKS: dict[str, Work] = {}


@dataclass(frozen=True)
class Done:
    """How much a work did; `refused` where it was refused, or failed."""

    name: str
    count: int
    refused: str = ""


def timed(name: str) -> Callable[[Work], Work]:
    """Enter a work under its name. It may be called at any time, by several at once, and again after it broke off: it
    does what is still to be done, and nothing twice. Raises ValueError for a name that is there.
    """

    def entered(work: Work) -> Work:
        if name in _WORKS:
            raise ValueError(f"{name} stands there already")
        _WORKS[name] = work
        return work

    return entered


def do_what_is_due(at: datetime) -> list[Done]:
    """Call every work, by name. One that fails says so in the log, and keeps none of the others."""
    return [_done(name, work, at) for name, work in sorted(_WORKS.items())]


def _done(name: str, work: Work, at: datetime) -> Done:
    try:
        return Done(name, work(at))
    except Problem as problem:
        _LOG.warning("%s: %s", name, problem)
        return Done(name, 0, problem.code)
    except Exception as error:
        # What is wrong with one must not stop the clock of the others; the log has all of it.
        _LOG.exception("%s failed", name)
        return Done(name, 0, type(error).__name__)
