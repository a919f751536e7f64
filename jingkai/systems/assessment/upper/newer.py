"""What a later version of the upper body's scheme changes against the one that a round keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jingkai.kernel.rounds.schemes import plan_for
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .scheme import Upper, marks

if TYPE_CHECKING:
    from jingkai.engines.scoring.comparing import SchemeDiff


@dataclass(frozen=True)
class Newer:
    """The version in force, and how it differs."""

    scheme: RuleSet
    diff: SchemeDiff

    @property
    def full(self) -> Decimal:
        """The full marks of its total."""
        return marks(self.diff.after)

    @property
    def added(self) -> list[str]:
        """The indicators that are newly added (新增考核指标)."""
        return [one.id for one in self.diff.indicators("new")]

    @property
    def dropped(self) -> list[str]:
        """Those that are not assessed any more."""
        return [one.id for one in self.diff.indicators("dropped")]

    @property
    def changed(self) -> list[str]:
        """Those that stay, with something else in them."""
        return list(dict.fromkeys(one.id for one in self.diff.indicators("changed")))


def newer_than(upper: Upper, on: date, as_of: int | None = None) -> Newer | None:
    """The version of the scheme that holds on a day, where it is another than that of `upper`."""
    # The engine is loaded with the first scheme.
    from jingkai.engines.scoring.comparing import compare

    found = RuleBook(as_of).find(upper.scheme.key, upper.zone, on)
    if found is None or found.pk == upper.scheme.pk:
        return None
    return Newer(found, compare(upper.plan, plan_for(found)))
