"""What must be true between the figures of a table, and where it is not.

Each check names its cells, whether it holds, and by how much it fails. A rate is compared within the rounding of the
printed parts (half a last digit each), never by a fixed tolerance.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Check:
    """One relation between cells. `target` is the cell that the others foretell as `computed`."""

    kind: str
    target: Key
    cells: tuple[Key, ...]
    holds: bool
    printed: Decimal
    computed: Decimal
    tolerance: Decimal
    by: str = ""

    @property
    def difference(self) -> Decimal:
        """Printed less computed."""
        return self.printed - self.computed


def half_digit(figure: Figure) -> Decimal:
    """Half a last printed digit."""
    return HALF.scaleb(-figure.digits)


Foretell = Callable[[Figure, Figure], Decimal | None]


def completion(done: Figure, plan: Figure) -> Decimal | None:
    """completion = done / plan, in percent."""
    return _ratio(done, plan)


def completion_of_month(done: Figure, plan: Figure) -> Decimal | None:
    """completion of one month's twelfth of the yearly plan, in percent."""
    ratio = _ratio(done, plan)
    return None if ratio is None else ratio * 12


def growth_from_change(now: Figure, change: Figure) -> Decimal | None:
    """growth = change / (now - change), in percent."""
    if now.number is None or change.number is None or now.number == change.number:
        return None
    base = now.number - change.number
    return change.number / base * 100 if base > 0 else None


def growth_from_base(now: Figure, base: Figure) -> Decimal | None:
    """growth = now / same period last year - 1, in percent."""
    if now.number is None or base.number is None or base.number <= 0:
        return None
    return (now.number / base.number - 1) * 100


def change_from_base(now: Figure, base: Figure) -> Decimal | None:
    """change = now - same period last year."""
    if now.number is None or base.number is None:
        return None
    return now.number - base.number


def growth_from_index(index: Figure, same: Figure) -> Decimal | None:
    """growth = index - 100, of an index with the same period last year as 100."""
    return None if index.number is None else index.number - 100


def quotient(factor: Decimal) -> Foretell:
    """first / second, times the factor between their units and the quotient's."""

    def foretell(first: Figure, second: Figure) -> Decimal | None:
        ratio = _ratio(first, second)
        return None if ratio is None else ratio / 100 * factor

    return foretell


def _ratio(part: Figure, whole: Figure) -> Decimal | None:
    if part.number is None or whole.number is None or whole.number == 0:
        return None
    return part.number / whole.number * 100


def check_rate(kind: str, rate: Figure, first: Figure, second: Figure, foretell: Foretell) -> Check | None:
    """Compares a printed rate with what two cells foretell, within the rounding of all three."""
    if rate.number is None or rate.value.qualifier or first.value.qualifier or second.value.qualifier:
        return None
    computed = foretell(first, second)
    if computed is None:
        return None
    slack = Decimal(lexicon.weights()["rate_slack_digits"]).scaleb(-rate.digits)
    tolerance = half_digit(rate) + slack + _spread(first, second, foretell, computed)
    cells = (rate.key, first.key, second.key)
    holds = abs(rate.number - computed) <= tolerance
    return Check(kind, rate.key, cells, holds, rate.number, computed, tolerance)


def _spread(first: Figure, second: Figure, foretell: Foretell, computed: Decimal) -> Decimal:
    """How far rounding of the two cells can move what they foretell."""
    reached = Decimal(0)
    for up in (1, -1):
        for over in (1, -1):
            moved = foretell(_moved(first, up), _moved(second, over))
            if moved is not None:
                reached = max(reached, abs(moved - computed))
    return reached


def _moved(figure: Figure, direction: int) -> Figure:
    class _Shifted:
        number = (figure.number or Decimal(0)) + direction * half_digit(figure) * figure.scale

    return _Shifted()  # type: ignore[return-value]


def check_sum(total: Figure, parts: Iterable[Figure], digits: int, by: str) -> Check | None:
    """A total against its parts: within half a last digit of each part and of the total."""
    parts = list(parts)
    if total.number is None or any(p.number is None for p in parts):
        return None
    computed = sum((p.number for p in parts if p.number is not None), Decimal(0))
    tolerance = half_digit(total) + sum((HALF.scaleb(-max(p.digits, digits)) for p in parts), Decimal(0))
    cells = (total.key, *(p.key for p in parts))
    holds = abs(total.number - computed) <= tolerance
    return Check("footing", total.key, cells, holds, total.number, computed, tolerance, by)
