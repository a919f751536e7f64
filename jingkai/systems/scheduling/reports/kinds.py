"""The kind of rule this folder reads: which form the written report is, and when it is due."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from jingkai.engines.documents import Part, Wrong
from jingkai.engines.periods import Calendar, Period, Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules import kinds

REPORT = "written-report"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


class WrittenReportBody(Part):
    """书面汇报: the code of its form, the day of the month after and the clock time until which it is due, and how long
    units have where it is asked later than that; empty: nothing is proposed then.
    """

    form: str = Field(min_length=1)
    due_day: int = Field(ge=1, le=28)
    due_clock: time
    late_term: str = ""

    @field_validator("late_term")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            if value:
                Term.parse(value)
        except Refusal as refusal:
            raise Wrong(refusal.zh, refusal.en) from refusal
        return value

    def due(self, period: Period) -> datetime:
        """Until when the report of a period is due."""
        day = period.months()[-1].shifted(1).start.replace(day=self.due_day)
        return datetime.combine(day, self.due_clock, tzinfo=_SHANGHAI)

    def proposed(self, period: Period, at: datetime, calendar: Calendar) -> datetime | None:
        """Until when it is proposed to be due, asked at `at`: by the rule, or where that is past by the term."""
        due = self.due(period)
        if due > at:
            return due
        if not self.late_term:
            return None
        day = Term.parse(self.late_term).due(at, calendar).day
        return datetime.combine(day, self.due_clock, tzinfo=_SHANGHAI)


kinds.register(REPORT, WrittenReportBody, zh="书面汇报", en="written reports")
