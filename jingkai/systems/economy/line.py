"""One row of the month: a value with its growth, target, schedule, light and trend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from jingkai.engines.expr import Reference, Result, Unknown
from jingkai.engines.periods import Contradiction, Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.definitions import Aim
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.schedule_light import Standing
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.parties.models import Organisation

from .definition import Definition
from .derived import Derived, derive
from .kinds import DerivationPart


@dataclass(frozen=True)
class Growth:
    """Growth on the same period of last year: what was printed (a fact) beside what follows (derived).

    `base` is what the computed one read of last year; `contradiction` is there when both are and differ by
    more than the tolerance.
    """

    printed: Quantity | None = None
    facts: tuple[Known, ...] = ()
    computed: Quantity | None = None
    base: tuple[Reference, ...] = ()
    contradiction: Contradiction | None = None

    @property
    def shown(self) -> Quantity | None:
        """What was printed, else what follows."""
        return self.printed if self.printed is not None else self.computed

    @property
    def is_derived(self) -> bool:
        return self.printed is None and self.computed is not None


@dataclass(frozen=True)
class Aimed:
    """A line against its target. `aim` is a target that was set; without one, `facts` are the printed plan, or
    the printed completion: then the plan is `implied`, and the progress is as it was printed.
    """

    quantity: Quantity
    period: Period
    aim: Aim | None
    facts: tuple[Known, ...]
    progress: Quantity | None
    schedule: Quantity | None
    implied: bool = False

    @cached_property
    def standing(self) -> Standing | None:
        """Where it stands against its schedule; None where either is missing."""
        if self.progress is None or self.schedule is None:
            return None
        return Standing(self.progress, self.schedule)

    @property
    def deviation(self) -> Quantity | None:
        """Points ahead of schedule, from unrounded values; negative is behind."""
        return self.standing.ahead if self.standing is not None else None


@dataclass(frozen=True)
class Light:
    """The lamp that burns by a rule, and the condition that lit it; without a lamp, `why` there is none."""

    lamp: Lamp | None
    why: str
    rule: str = ""
    version: str = ""


@dataclass(frozen=True)
class Line:
    """A row. `result` is the evaluation with its trace; `value` is None where there is no figure, and `why`
    then says it in both languages.
    """

    definition: Definition
    holder: Organisation
    period: Period
    result: Result
    caliber: str
    growth: Growth
    aimed: Aimed | None
    light: Light
    rank: Known | None
    trend: tuple[tuple[Period, Quantity | None], ...]
    # The figures of the measure by aspect, read when somebody looks, and what the rules derive from such.
    aspects: Callable[[], Mapping[str, Known]]
    derivations: tuple[DerivationPart, ...]
    # What units that do not own the indicator say of it: shown beside, and never taken for its value.
    others: tuple[Known, ...] = ()
    # Figures of the month alone where the row is of the year to date and does not stand on them.
    months_own: tuple[Known, ...] = ()
    # Every plan of the year that was printed of it: one of them may be its target.
    plans: tuple[Known, ...] = ()

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """What follows from the printed figures; computed when somebody looks, since most rows are only listed."""
        return tuple(derive(self.derivations, self.aspects()))

    @property
    def value(self) -> Quantity | None:
        found = self.result.value
        return found if isinstance(found, Quantity) and found.known else None

    @property
    def why(self) -> tuple[str, str]:
        found = self.result.value
        return (found.zh, found.en) if isinstance(found, Unknown) else ("", "")

    @property
    def tied(self) -> bool:
        """Two figures stand side by side and none is preferred: there is no value."""
        return isinstance(self.result.value, Unknown) and self.result.value.code == "disagree"

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every record the row stands on, each once."""
        found = dict.fromkeys((*self.result.references, *self.growth.base))
        facts = [*self.growth.facts, *(one for part in self.derived for one in part.facts)]
        if self.aimed is not None:
            facts += self.aimed.facts
            if self.aimed.aim is not None:
                found[Reference("target", str(self.aimed.aim.row.pk))] = None
        if self.rank is not None:
            facts.append(self.rank)
        found |= dict.fromkeys(Reference("fact", str(one.row.pk)) for one in facts)
        return tuple(found)

    @property
    def ref(self) -> str:
        """How `jingkai prove` is asked for this row."""
        return self.definition.code
