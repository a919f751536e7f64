"""Forms of typed answers: what an answer must look like where no list of options can hold it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from jingkai.engines.periods.labels import NOTHING, PeriodHint, find_period
from jingkai.engines.quantity import Units
from jingkai.engines.sheets.fold import fold

_BETWEEN = re.compile(r"[、，,;；\s+＋]+")
_YEAR = re.compile(r"(?:19[89]|20\d)\d")


@dataclass(frozen=True)
class Form:
    """What is accepted, in both languages, and whether a text is that."""

    zh: str
    en: str
    fits: Callable[[str], bool] = field(compare=False)


def year_of(text: str) -> int | None:
    """The year that an answer names: 2024, 2024年, or that of a period."""
    if _YEAR.fullmatch(text.strip()):
        return int(text)
    return period_of(text).year


def period_of(text: str) -> PeriodHint:
    """The months of a year that an answer names: 2024年3月, 2024年1-3月, 2024-03, 2024年全年; else NOTHING."""
    folded = re.sub(r"^(\d{4})-(\d{1,2})$", r"\1年\2月", fold(text))
    found = find_period(folded)
    said = found.hint
    plain = said.year is not None and said.shift is None and not found.rest.strip()
    return said if plain and _YEAR.fullmatch(str(said.year)) else NOTHING


def laid_over(answer: str, table: PeriodHint) -> PeriodHint:
    """The table's hint with the year of the answer, and its months where the table says none."""
    said = period_of(answer)
    return replace(said.over(table) if not table.says_months else table, year=year_of(answer))


NONE = Form(
    "请在文件中改正后重新报送", "nothing here: mend it in the file and send that again", lambda text: False
)
YEAR = Form("四位年份，如2024", "a year of four digits: 2024", lambda text: year_of(text) is not None)
PERIOD = Form(
    "年份和月份，如2024年3月、2024年1-3月、2024年全年",
    "a year and months: 2024-03, 2024年1-3月, or 2024年全年 for the whole year",
    lambda text: period_of(text).says_months,
)
UNIT = Form(
    "计量单位，如万元、亿元、个、%",
    "a unit of measure: 万元, 亿元, 个, %",
    lambda text: bool(text.strip()) and Units.shipped().find(text) is not None,
)
NAME = Form("单位全称", "the full name of a unit", lambda text: len(fold(text)) > 1)
MONTHS = Form(
    "月份，如12月、1-12月",
    "a month or months: 12月, 1-12月",
    lambda text: (said := find_period(fold(text))).hint.last is not None and not said.rest.strip(),
)
COLUMN = Form(
    "这一列的名称，如税收收入、同比增速(%)",
    "what the column should be headed: 税收收入, 同比增速(%)",
    lambda text: any(char.isalpha() for char in fold(text)),
)


def parts_form(count: int, total: Decimal) -> Form:
    """The parts of a figure that stands for several rows, in their order; together they are the whole."""
    return Form(
        f"各行的数，依次用顿号隔开，共 {count} 个，相加为 {total:f}",
        f"the {count} parts in order, with 、 between; together {total:f}",
        lambda text: len(parts := parts_of(text)) == count and sum(parts) == total,
    )


def parts_of(text: str) -> tuple[Decimal, ...]:
    """The numbers of an answer such as 3.2、4.1、0.7; none if one of them is no number."""
    try:
        found = tuple(Decimal(part) for part in _BETWEEN.split(text.strip()) if part)
    except InvalidOperation:
        return ()
    return found if all(number.is_finite() for number in found) else ()
