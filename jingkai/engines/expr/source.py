"""The source (数据来源): what an expression may ask of its host. The kernel implements it; files do, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from jingkai.engines.expr.plan import Figure
from jingkai.engines.expr.types import Basis
from jingkai.engines.expr.values import Holder, Unknown, Value
from jingkai.engines.periods import Calendar, Period
from jingkai.engines.quantity import Quantity


class Reference(NamedTuple):
    """Something that was read and can be opened: ("fact", "1042"), ("event", "7")."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class Ask(NamedTuple):
    """One figure asked for. An empty caliber is the first of the indicator's order that has a live fact."""

    figure: Figure
    name: str
    holder: Holder
    period: Period
    caliber: str = ""
    nature: str = ""


class Reading(NamedTuple):
    """The answer: a quantity, or why there is none, and the records it stands on.

    `basis` is the nature and caliber it was found in; without one the figure is derived.
    """

    value: Quantity | Unknown | None
    references: tuple[Reference, ...] = ()
    basis: Basis | None = None


NOTHING = Reading(None)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its reference and the values of its fields; a field that is absent or None is unknown."""

    reference: Reference
    fields: Mapping[str, Value | None]


class Source(Protocol):
    """Where values come from. Reads only, under one as-of; the same question always has the same answer."""

    def named(self, name: str) -> Value | None:
        """The value of a bare name; None is unknown. `ytd`, `quarter` and `year` follow from `period`."""

    def figure(self, ask: Ask) -> Reading:
        """The figure asked for; `NOTHING` when there is none."""

    def rows(self, kind: str, arguments: Mapping[str, Value]) -> Iterable[Row] | Unknown:
        """The rows of a kind, for the arguments that its call was given; unknown when nobody kept them: no row
        is then not none.
        """

    def calendar(self) -> Calendar:
        """The working days that `due` counts by."""
