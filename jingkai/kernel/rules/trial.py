"""Trying a draft on a past month: everything is computed as if it held, and nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jingkai.engines.documents import Words
from jingkai.kernel.records.remembering import afresh

from .problems import NOTHING_TO_TRY, TRIAL_WRITES

if TYPE_CHECKING:
    from jingkai.kernel.parties.access import Reader
    from jingkai.kernel.parties.models import Organisation

    from .models import RuleSet

_ON_TRIAL: ContextVar[tuple["RuleSet", ...]] = ContextVar("drafts on trial", default=())


@dataclass(frozen=True)
class Line:
    """What a computation says about one thing: what it is about, what is said, and the reference under which a page
    opens it (`matter:12`), if there is one.
    """

    about: Words
    says: Words
    ref: str = ""


# What a computation that can be tried takes: the unit, the last day of the period, the as_of, the reader (None is the
# platform's own console); and what it gives: a line for each thing it says something about to that reader.
Computation = Callable[["Organisation", date, "int | None", "Reader | None"], Mapping[str, Line]]


@dataclass(frozen=True)
class Trial:
    """A computation that drafts of some kinds can be tried on."""

    name: str
    title: Words
    kinds: frozenset[str]
    run: Computation


_TRIALS: dict[str, Trial] = {}


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


def computes(name: str, kinds: Iterable[str], computation: Computation, *, zh: str, en: str) -> None:
    """Enter a computation that uses rules of these kinds, so that drafts can be tried on it; `zh` and `en` are what it
    is called.
    """
    _TRIALS[name] = Trial(name, Words(zh=zh, en=en), frozenset(kinds), computation)


def trials(kind: str) -> list[Trial]:
    """What drafts of this kind can be tried on."""
    return [one for _, one in sorted(_TRIALS.items()) if kind in one.kinds]


@dataclass(frozen=True)
class Effect:
    """What comes out otherwise under the draft; `now` or `then` is None where nothing is said."""

    trial: Trial
    about: Words
    now: Words | None
    then: Words | None
    ref: str


def try_out(
    draft: "RuleSet",
    unit: "Organisation",
    on: date,
    as_of: int | None = None,
    reader: "Reader | None" = None,
) -> list[Effect]:
    """Compute what uses this kind of rule with and without the draft; what differs, in order. With a reader, of what
    that person may see. A draft that begins after the month of `on` is tried as if it had begun with that month.

    Raises Problem `rules.nothing-to-try` if no computation uses the kind.
    """
    using = trials(draft.kind)
    if not using:
        raise NOTHING_TO_TRY(kind=draft.kind)
    tried = _in_force(draft, on)
    effects = []
    for one in using:
        now = one.run(unit, on, as_of, reader)
        with trying(tried):
            then = one.run(unit, on, as_of, reader)
        for place in sorted(now.keys() | then.keys()):
            before, after = now.get(place), then.get(place)
            line = after or before
            assert line is not None  # one of both has it
            if _says(before) != _says(after):
                effects.append(Effect(one, line.about, _says(before), _says(after), line.ref))
    return effects


def _says(line: Line | None) -> Words | None:
    return line.says if line is not None else None


def _in_force(draft: "RuleSet", on: date) -> "RuleSet":
    """The draft, begun by the month of `on` at the latest; the row itself is left alone."""
    if draft.valid_from <= on:
        return draft
    tried = copy(draft)
    tried.valid_from = on.replace(day=1)
    return tried
