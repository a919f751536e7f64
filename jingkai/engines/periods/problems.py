"""The refusals of the period engine; the class and its meaning are the quantity engine's."""

from __future__ import annotations

from jingkai.engines.quantity.problems import Problem, Sentence, raise_from

PROBLEMS: dict[str, Sentence] = {
    "periods.unreadable": Sentence(
        zh="“{text}”不是时期。请写作 2024-03（或 2024年3月）、2024-01/2024-03（或 2024年1-3月）、2024、2024-Q1、"
        "2024-H1 或 2024-03-05。",
        en="'{text}' is not a period. Write 2024-03, 2024-01/2024-03, 2024, 2024-Q1, 2024-H1 or 2024-03-05.",
        clause="K3.2",
    ),
    "periods.no-such-month": Sentence(
        zh="{year}年没有{month}月。月份从 1 到 12，请更正。",
        en="There is no month {month} in {year}: months run from 1 to 12. Correct the month.",
        clause="K3.2",
    ),
    "periods.no-such-day": Sentence(
        zh="{year}年{month}月没有{day}日，最后一天是{last}日。请更正日期。",
        en="Month {month} of {year} has no day {day}: its last day is {last}. Correct the date.",
        clause="K3.2",
    ),
    "periods.backwards": Sentence(
        zh="时期从 {start} 到 {end}，止期早于起期。请对调或更正。",
        en="The period runs from {start} to {end}: it ends before it starts. Swap or correct the dates.",
        clause="K3.2",
    ),
    "periods.out-of-years": Sentence(
        zh="日期超出公元 1 至 9999 年，无法计算。请核对年份或期限。",
        en="The date leaves the years 1 to 9999. Check the year or the length.",
        clause="K3.2",
    ),
    "periods.not-whole-months": Sentence(
        zh="时期“{period}”不是整月，不能按月计算。请改用整月、季、半年或年。",
        en="The period '{period}' is not of whole months. Use whole months, a quarter, a half or a year.",
        clause="DESIGN 2 Curve",
    ),
    "periods.term-unreadable": Sentence(
        zh="“{text}”不是期限。请写作“15日”“5个工作日”“30分钟”“2个月”或“3年”。",
        en="'{text}' is not a term. Write '15 days', '5 working days', '30 minutes' or '2 months'.",
        clause="DESIGN 2 Term",
    ),
    "periods.no-time-zone": Sentence(
        zh="时刻“{instant}”没有时区。请注明时区，例如 +08：00。",
        en="The instant '{instant}' has no time zone. Give one, for example +08:00.",
        clause="DESIGN 2 Term",
    ),
    "periods.needs-clock": Sentence(
        zh="期限“{term}”要从某一时刻起算，只有日期不够。请补上几点几分。",
        en="The term '{term}' starts at a time of day; a date is not enough. Add the hour and minute.",
        clause="DESIGN 2 Term",
    ),
    "periods.calendar-row": Sentence(
        zh="节假日表第 {line} 行读不懂：{found}。每行应为：日期、holiday 或 workday、名称、通知文号、年度。",
        en="Line {line} of the holiday table cannot be read: {found}. "
        "A line is: date, holiday or workday, name, notice, year.",
        clause="K3.2",
    ),
    "periods.calendar-twice": Sentence(
        zh="节假日表里 {day} 出现两次。请删去其中一行。",
        en="The holiday table has {day} twice. Remove one of the lines.",
        clause="K3.2",
    ),
    "periods.endless-holiday": Sentence(
        zh="从 {day} 起找不到工作日。请核对节假日表。",
        en="No working day is found from {day} on. Check the holiday table.",
        clause="K3.2",
    ),
    "periods.overlapping": Sentence(
        zh="时期“{left}”与“{right}”重叠，不能相加。请只留其中一个。",
        en="The periods '{left}' and '{right}' overlap and cannot be added. Keep one of them.",
        clause="K3.2",
    ),
    "periods.not-cumulative": Sentence(
        zh="“{period}”不是从 1 月起的累计。请给出本年 1 月至某月的累计数。",
        en="'{period}' is not cumulative from January. Give figures from January to a month of the year.",
        clause="K3.2",
    ),
}


def problem(code: str, **fields: object) -> Problem:
    """The periods Problem of `code`, filled in."""
    return raise_from(PROBLEMS, code, **fields)
