"""Which periods a form may be asked for."""

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period, PeriodKind

KINDS = {
    PeriodKind.DAY: Words(zh="日", en="the day"),
    PeriodKind.MONTH: Words(zh="月", en="the month"),
    PeriodKind.QUARTER: Words(zh="季", en="the quarter"),
    PeriodKind.HALF: Words(zh="半年", en="the half-year"),
    PeriodKind.YEAR: Words(zh="年", en="the year"),
    PeriodKind.SPAN: Words(zh="一次性", en="any span"),
}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


def fits(period: Period, kind: str) -> bool:
    """Whether this is a period of the kind: March is a month, January to March a quarter, however it was said."""
    if kind == PeriodKind.SPAN:
        return True
    if kind == PeriodKind.DAY:
        return period.start == period.end
    months = _MONTHS[PeriodKind(kind)]
    return period.is_whole_months and period.month_count == months and (period.start.month - 1) % months == 0
