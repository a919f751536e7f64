"""What asking for written reports refuses."""

from jingkai.kernel.problems import Catalogue

_REPORTS = Catalogue("reports")

NO_FORM = _REPORTS.add(
    "no-form",
    zh="本区还没有书面汇报的表（代码 {form}）。请先设计这张表，再布置。",
    en="The zone has no form of the written report yet (code {form}). Design it, then ask for it.",
    clause="W2.4",
)
ASKED_ALREADY = _REPORTS.add(
    "asked-already",
    zh="{period}的书面汇报已经布置。要补报或重报的，请在原来的下发上办理。",
    en="The written report of {period} was asked already. Go on at that request.",
    clause="W2.4",
)
DUE_UNREADABLE = _REPORTS.add(
    "due-unreadable",
    zh="“{due}”不是日期和时间。请选择报送期限的日期和时间。",
    en="“{due}” is no day and time. Choose until when the reports are due.",
    clause="W2.4",
)
NOT_DRAFTED = _REPORTS.add(
    "not-drafted",
    zh="没有待下发的书面汇报：还没有拟，或已经下发。请刷新页面。",
    en="No written report waits to be issued: none is drafted, or it was issued. Load the page again.",
    clause="W2.4",
)
