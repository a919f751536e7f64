"""Which figure is shown where several are known (DESIGN 2 Indicator): by caliber, by owner, by newness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jingkai.engines.quantity import Quantity, same_amount

from .known import Known
from .vocabulary import vocabulary


@dataclass(frozen=True)
class Shown:
    """What is shown of one place. `tied` facts say different things, none is preferred: there is no value."""

    facts: tuple[Known, ...] = ()
    caliber: str = ""
    tied: bool = False

    @property
    def quantity(self) -> Quantity | None:
        """The value; None where there is no figure or two tie."""
        return None if self.tied or not self.facts else self.facts[0].quantity


_NOTHING = Shown()


def choose(found: Iterable[Known], calibers: Sequence[str] = (), owner: int | None = None) -> Shown:
    """The owner's newest fact in the first caliber that has one.

    Without an owner every unit's newest counts, and they must agree. `calibers` is the order; those it does
    not name come after, in the vocabulary's order.
    """
    facts = [one for one in found if owner is None or one.row.reported_by_id == owner]
    if not facts:
        return _NOTHING
    if len(facts) == 1:
        return Shown((facts[0],), facts[0].row.caliber)
    order = [*calibers, *(word for word in vocabulary().calibers if word not in calibers)]
    caliber = min((one.row.caliber for one in facts), key=lambda word: _place(order, word))
    newest = _newest([one for one in facts if one.row.caliber == caliber])
    tied = any(not same_amount(newest[0].quantity, other.quantity) for other in newest[1:])
    return Shown(tuple(newest), caliber, tied)


def _newest(facts: list[Known]) -> list[Known]:
    """Of each reporting unit the facts of the batch that went live last."""
    last: dict[int, int] = {}
    for one in facts:
        unit = one.row.reported_by_id
        last[unit] = max(last.get(unit, 0), one.live_seq)
    return [one for one in facts if one.live_seq == last[one.row.reported_by_id]]


def _place(order: Sequence[str], word: str) -> tuple[int, str]:
    return (order.index(word) if word in order else len(order), word)


@dataclass(frozen=True)
class Difference:
    """Figures of one place that say different things, side by side: units, calibers, cells."""

    name: str
    facts: tuple[Known, ...]


def differences(name: str, found: Sequence[Known]) -> Difference | None:
    """What differs between units or calibers about one measure, holder and period; None if nothing does."""
    if all(same_amount(found[0].quantity, other.quantity) for other in found[1:]):
        return None
    return Difference(name, tuple(found))
