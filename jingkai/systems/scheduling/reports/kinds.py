"""The kind of rule this folder reads: which form the written report is, and when it is due."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from pydantic import Field

from jingkai.engines.periods import Period
from jingkai.kernel.rules import kinds
from jingkai.kernel.rules.document import Part

REPORT = "written-report"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


class WrittenReportBody(Part):
    """书面汇报: the code of its form, and the day of the month after and the clock time until which it is due."""

    form: str = Field(min_length=1)
    due_day: int = Field(ge=1, le=28)
    due_clock: time

    def due(self, period: Period) -> datetime:
        """Until when the report of a period is due."""
        day = period.months()[-1].shifted(1).start.replace(day=self.due_day)
        return datetime.combine(day, self.due_clock, tzinfo=_SHANGHAI)


kinds.register(REPORT, WrittenReportBody, zh="书面汇报", en="written reports")
