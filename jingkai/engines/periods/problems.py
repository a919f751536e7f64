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
    "periods.forecast-method": Sentence(
        zh="没有“{method}”这种推算方法。可用：{known}。",
        en="There is no method of forecasting called '{method}'. There are: {known}.",
        clause="A1.6",
    ),
    "periods.forecast-unknown": Sentence(
        zh="“{period}”的累计数未知或不是确数（{found}），不能据以推算全年。请补报，或从已有确数的月份推算。",
        en="The figure of '{period}' is not known, or is no exact figure ({found}): no total is forecast from it. "
        "Report it, or forecast from a month whose figure is known.",
        clause="A1.6",
    ),
    "periods.forecast-base": Sentence(
        zh="“{period}”的累计数为 {figure}，零或负数没有进度和增速可言，不能推算全年。请核对该数。",
        en="The figure of '{period}' is {figure}: from zero or less there is no progress and no growth to forecast by. "
        "Check it.",
        clause="A1.6",
    ),
    "periods.forecast-falls": Sentence(
        zh="“{before}”累计 {was}，到“{period}”只有 {figure}，越累计越少。"
        "时点数（余额、户数）没有全年合计，不能这样推算；若是累计数，请更正。",
        en="'{before}' has {was} and '{period}' only {figure}: what adds up from January does not fall. A level (a "
        "balance, a number of firms) has no total of the year and is not forecast so; if it is cumulative, correct it.",
        clause="A1.6",
    ),
    "periods.forecast-history": Sentence(
        zh="用{zh}从“{period}”推算全年，往年的数不够：要算出预计数，也要有一年能看出它过去差多少。"
        "同期累计和全年都有确数的往年：{known}。请补上更早年份的数。",
        en="To forecast from '{period}' by {en}, too little is known of earlier years: it takes those that the method "
        "uses, and one in which its error shows. Years with exact figures of both the same months and the whole: "
        "{known}. Supply earlier ones.",
        clause="A1.6",
    ),
}


def problem(code: str, **fields: object) -> Problem:
    """The periods Problem of `code`, filled in."""
    return raise_from(PROBLEMS, code, **fields)
