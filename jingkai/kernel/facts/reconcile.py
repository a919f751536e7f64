"""Do the parts make the whole? A difference is shown, never rounded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingkai.engines.quantity import Quantity, Style, total, write

from .definitions import Aim, Aims, bundle_targets
from .models import Bundle

_STYLE: dict[str, Style] = {"zh": "marks", "en": "en"}


@dataclass(frozen=True)
class Reconciliation:
    """The children of a target beside it. `difference` is parent less children, in the parent's unit."""

    parent: Aim
    children: tuple[Aim, ...]
    difference: Quantity

    @property
    def agrees(self) -> bool:
        return self.difference.is_exact and self.difference.value == 0

    def words(self, lang: str) -> str:
        """ "相符", "短 1个", "超 2个": short is what the children lack."""
        if not self.difference.known:
            return "无法核对" if lang == "zh" else "can't be compared"
        if self.agrees:
            return "相符" if lang == "zh" else "reconciles"
        value = self.difference.value
        if value is None:
            shown = write(self.difference, style=_STYLE[lang])
            return f"相差 {shown}" if lang == "zh" else f"differs by {shown}"
        shown = write(abs(self.difference), style=_STYLE[lang])
        word = {("zh", True): "短", ("zh", False): "超", ("en", True): "short", ("en", False): "over"}
        return f"{word[lang, value > 0]} {shown}"


def reconcile(parent: Aim, children: Sequence[Aim]) -> Reconciliation:
    """Raises Problem `quantity.units-differ` if a child is of another kind."""
    parts = total((child.quantity for child in children), parent.quantity.unit)
    return Reconciliation(parent, tuple(children), parent.quantity - parts)


def reconciliations(aims: Aims) -> list[Reconciliation]:
    """Every target that was broken down, beside its parts."""
    return [reconcile(aim, found) for aim in aims.all if (found := aims.children(aim))]


@dataclass(frozen=True)
class Stretch:
    """How far a bundle goes beyond the one it stretches, digit by digit (city 1422, zone 2843)."""

    upper: str
    own: str
    digits: tuple[int, ...]
    amounts: tuple[Quantity | None, ...]

    def words(self) -> str:
        """ "+1 +4 +2 +1"."""
        return " ".join(f"{step:+d}" for step in self.digits)


def stretch(bundle: Bundle, as_of: int | None = None) -> Stretch | None:
    """The stretch of a bundle; None if it stretches none or one with another number of digits.

    `amounts` are the differences of the targets, where both levels have entered what the digit means in units
    that compare.
    """
    upper = bundle.stretches
    if upper is None or len(upper.code) != len(bundle.code):
        return None
    above, own = bundle_targets(upper, as_of), bundle_targets(bundle, as_of)
    places = range(1, len(bundle.code) + 1)
    return Stretch(
        upper=upper.code,
        own=bundle.code,
        digits=tuple(int(bundle.code[place - 1]) - int(upper.code[place - 1]) for place in places),
        amounts=tuple(_difference(own.get(place), above.get(place)) for place in places),
    )


def _difference(own: Aim | None, above: Aim | None) -> Quantity | None:
    if own is None or above is None or own.quantity.unit.dimension != above.quantity.unit.dimension:
        return None
    return own.quantity - above.quantity
