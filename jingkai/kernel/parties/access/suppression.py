"""Counts for those who may only count: small cells are hidden, and cannot be found by subtraction."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Cell:
    """A count as shown: `count` is None where it is hidden."""

    count: int | None

    @property
    def hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class Suppressed(Generic[K]):
    """Cells as shown, and their total; both hidden cells and a hidden total are None."""

    cells: Mapping[K, Cell]
    total: Cell


def suppress(counts: Mapping[K, int], smallest: int) -> Suppressed[K]:
    """Hide every cell from 1 to `smallest` - 1 and as many more as it takes that no sum gives one away.

    With one hidden cell the total minus the others is that cell; so the next smallest is hidden too
    (complementary suppression). Where there is no other, or all that is hidden together is still smaller than
    `smallest`, the total is hidden. A cell of 0 is shown: there is nobody in it. `smallest` comes from the
    rule set of roles. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is never negative")
    gone = {key for key, count in counts.items() if 0 < count < smallest}
    # In one order everywhere: equal counts are taken as they come in the table.
    others = sorted((key for key, count in counts.items() if count >= smallest), key=lambda key: counts[key])
    # One small cell alone sums to less than `smallest`, so this also makes them two.
    while gone and others and sum(counts[key] for key in gone) < smallest:
        gone.add(others.pop(0))
    safe = not gone or sum(counts[key] for key in gone) >= smallest
    total = sum(counts.values())
    return Suppressed(
        {key: Cell(None if key in gone else count) for key, count in counts.items()},
        Cell(total if safe else None),
    )
