"""Trying a draft on a past month: everything is computed as if it held, and nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jingkai.kernel.records.remembering import afresh

from .problems import NOTHING_TO_TRY, TRIAL_WRITES

if TYPE_CHECKING:
    from jingkai.kernel.parties.access import Reader
    from jingkai.kernel.parties.models import Organisation

    from .models import RuleSet

_ON_TRIAL: ContextVar[tuple["RuleSet", ...]] = ContextVar("drafts on trial", default=())

# What a computation that can be tried takes: the unit, the last day of the period, the as_of, the reader (None is the
# platform's own console); and what it gives: a line of words for each thing it says something about to that reader.
Computation = Callable[["Organisation", date, "int | None", "Reader | None"], Mapping[str, str]]
_COMPUTATIONS: dict[str, tuple[frozenset[str], Computation]] = {}


@contextmanager
def trying(*drafts: "RuleSet") -> Iterator[None]:
    """Inside it every RuleBook takes these drafts as approved. What would write calls `refuse_in_trial()`."""
    token = _ON_TRIAL.set((*_ON_TRIAL.get(), *drafts))
    try:
        with afresh():
            yield
    finally:
        _ON_TRIAL.reset(token)


def drafts_on_trial() -> tuple["RuleSet", ...]:
    """The drafts that are being tried here."""
    return _ON_TRIAL.get()


def refuse_in_trial() -> None:
    """For services that publish. Raises Problem `rules.trial-writes` inside `trying()`."""
    if drafts_on_trial():
        raise TRIAL_WRITES()


def computes(name: str, kinds: Iterable[str], computation: Computation) -> None:
    """Enter a computation that uses rules of these kinds, so that drafts can be tried on it.

    The month engine enters `computes("month", ["light", ...], lines_of_month)`.
    """
    _COMPUTATIONS[name] = (frozenset(kinds), computation)


@dataclass(frozen=True)
class Effect:
    """A line that comes out otherwise under the draft; None where there is no such line."""

    computation: str
    place: str
    now: str | None
    then: str | None


def try_out(
    draft: "RuleSet",
    unit: "Organisation",
    on: date,
    as_of: int | None = None,
    reader: "Reader | None" = None,
) -> list[Effect]:
    """Compute what uses this kind of rule with and without the draft; what differs, in order. With a reader, of what
    that person may see.

    Raises Problem `rules.nothing-to-try` if no computation uses the kind.
    """
    using = {name: run for name, (kinds, run) in sorted(_COMPUTATIONS.items()) if draft.kind in kinds}
    if not using:
        raise NOTHING_TO_TRY(kind=draft.kind)
    effects = []
    for name, run in using.items():
        now = run(unit, on, as_of, reader)
        with trying(draft):
            then = run(unit, on, as_of, reader)
        effects += [
            Effect(name, place, now.get(place), then.get(place))
            for place in sorted(now.keys() | then.keys())
            if now.get(place) != then.get(place)
        ]
    return effects
