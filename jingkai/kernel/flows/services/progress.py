"""What a report says of how far it is: of which month, and how much of it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.records.writer import Writer

from ..models import Move, Progress
from ..problems import PROGRESS_MONTH, PROGRESS_SHARE

_WHOLE = 1000


@dataclass(frozen=True)
class Said:
    """`share` in thousandths (300 is 30.0 %), None where nobody said; of a `month`, or of that in which it is said."""

    share: int | None = None
    month: Period | None = None

    def starts(self, at: datetime) -> date:
        """The first day of the month it is of. Raises Problem `flows.progress-month` for one that has not begun."""
        month = self.month.start if self.month is not None else day_of(at).replace(day=1)
        if month > day_of(at):
            raise PROGRESS_MONTH()
        return month


def thousandths(text: str) -> int | None:
    """A share as people type it: 30, 30.5, 30 %; None where nothing is typed. Raises Problem `flows.progress-share`."""
    typed = text.strip().rstrip("%％").strip()
    if not typed:
        return None
    try:
        share = Decimal(typed) * 10
    except InvalidOperation as error:
        raise PROGRESS_SHARE() from error
    if not share.is_finite() or share != share.to_integral_value() or not 0 <= share <= _WHOLE:
        raise PROGRESS_SHARE()
    return int(share)


def write_progress(call: Writer, move: Move, said: Said) -> Progress:
    """Write what a do move reported. Raises Problem `flows.progress-month`, `flows.progress-not-done`."""
    return call.add(Progress(move=move, month=said.starts(move.at), share=said.share))
