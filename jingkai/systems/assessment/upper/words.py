"""The words of the pages of an upper body's assessment (words.yaml), beside those of the system."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from jingkai.engines.periods import Period
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang

__all__ = ["Lang", "Words", "plain", "signed", "signed_tenth"]


class Words(RoomWords):
    """`words("half_year")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def period(self, period: Period) -> str:
        """A half-year as people call it: 2024年上半年."""
        text = str(period)
        year, _, half = text.partition("-H")
        return self(f"half_{half}", year=year) if half else period.words(self.lang)

    def moved(self, change: int | None, distance: int | None) -> str:
        """How the place moved against the end of last year, and how far it is to the one to be reached."""
        moved = "unknown" if change is None else "up" if change > 0 else "down" if change else "not"
        far = "far_unknown" if distance is None else "far" if distance else "far_reached"
        return self(f"moved_{moved}", n=abs(change or 0)) + self("comma") + self(far, n=distance)


def plain(value: Decimal | int | None) -> str:
    """A figure as it is written; a dash for what is not known."""
    if value is None:
        return "—"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def signed(value: Decimal | int | None) -> str:
    """With its sign: +0.6, −0.6, 0."""
    if value is None:
        return "—"
    return f"+{plain(value)}" if value > 0 else plain(value).replace("-", "−")


def signed_tenth(value: Decimal | None) -> str:
    """A growth or a gap with its sign, half up to one decimal; finer where nothing would be left of it: +6.0, −0.04."""
    if value is None:
        return "—"
    steps = (value.quantize(Decimal(step), ROUND_HALF_UP) for step in ("0.1", "0.01", "0.001"))
    found = next((one for one in steps if one or not value), value)
    return f"+{found}" if found > 0 else f"{found}".replace("-", "−")
