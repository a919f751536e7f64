"""Other ways of writing the same figures: units, digits, script, numbers as text, ratios, periods."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from unicodedata import normalize

from opencc import OpenCC

from jingkai.engines.sheets.tests.metamorph.anatomy import Anatomy, anatomies
from jingkai.engines.sheets.tests.metamorph.moving import mapped, with_sheet
from jingkai.engines.sheets.tests.metamorph.samples import Sample
from jingkai.engines.sheets.workbook import Cell, Kind, Sheet, Workbook, position

_TRADITIONAL = OpenCC("s2t")
_FULL_WIDTH = {ord(half): chr(ord(half) + 0xFEE0) for half in "0123456789"}
_FULL_WIDTH_SIGNS = {ord(half): chr(ord(half) + 0xFEE0) for half in "0123456789.-%+"}
_OTHER_UNIT = {"万元": ("亿元", -4), "亿元": ("万元", 4), "亿美元": ("万美元", 4), "万美元": ("亿美元", -4)}
_OTHER_WORD = {old: new for old, (new, _) in _OTHER_UNIT.items()}
_OTHER_WORD |= {"萬元": "億元", "億元": "萬元"}
# 亿元以上项目 is the name of a class of projects, no unit.
_UNIT_WORD = re.compile(rf"(?:{'|'.join(_OTHER_WORD)})(?!以上)")
_DECLARING = ("单位行", "表头", "行名", "标题", "计量单位", "单位", "单位列")


def traditional_script(sample: Sample) -> Workbook:
    """All words in traditional script, the sheets' names too."""
    book = mapped(sample.book, lambda _, cell: _worded(cell, _TRADITIONAL.convert))
    return replace(
        book,
        name=_TRADITIONAL.convert(book.name),
        sheets=[replace(sheet, name=_TRADITIONAL.convert(sheet.name)) for sheet in book.sheets],
    )


def full_width_words(sample: Sample) -> Workbook:
    """All digits inside words full width: ２０１６年１-３月."""
    return mapped(sample.book, lambda _, cell: _worded(cell, lambda words: words.translate(_FULL_WIDTH)))


def _worded(cell: Cell, change: Callable[[str], str]) -> Cell:
    return replace(cell, text=change(cell.text)) if cell.kind is Kind.TEXT else cell


def _figures(sample: Sample, change: Callable[[Anatomy, Cell], Cell]) -> Workbook | None:
    """The book with every numeric cell that is a figure changed, or None when there is none."""
    of_sheet = {anatomy.sheet.name: anatomy for anatomy in anatomies(sample)}
    touched = False

    def one(sheet: Sheet, cell: Cell) -> Cell:
        nonlocal touched
        anatomy = of_sheet.get(sheet.name)
        if anatomy is None or (cell.row, cell.col) not in anatomy.figures or cell.number is None:
            return cell
        changed = change(anatomy, cell)
        touched = touched or changed is not cell
        return changed

    book = mapped(sample.book, one)
    return book if touched else None


def shown(cell: Cell) -> str:
    """A numeric cell as people see it: a ratio with a percent format as a percentage."""
    assert cell.number is not None
    if cell.shown_as_percent:
        return f"{_plain(cell.number * 100)}%"
    return _plain(cell.number)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _as_text(write: Callable[[str], str], anatomy: Anatomy, cell: Cell) -> Cell:
    if cell.formula is not None:
        return cell
    return Cell(cell.row, cell.col, Kind.TEXT, write(shown(cell)), comment=cell.comment)


def _grouped(text: str) -> str:
    if text.endswith("%"):
        return text
    head, point, tail = text.partition(".")
    sign, whole = ("-", head[1:]) if head.startswith("-") else ("", head)
    return f"{sign}{int(whole):,}{point}{tail}"


def percentages_as_ratios(sample: Sample) -> Workbook | None:
    """Percentages stored as ratios under a percent format: 12.3 -> 0.123 shown as 12.3%."""

    def change(anatomy: Anatomy, cell: Cell) -> Cell:
        if anatomy.units[cell.row, cell.col] != "%" or cell.shown_as_percent or cell.formula is not None:
            return cell
        assert cell.number is not None
        ratio = cell.number / 100
        digits = max(0, -int(ratio.normalize().as_tuple().exponent) - 2)
        return replace(
            cell, number=ratio, text=_plain(ratio), number_format=f"0.{'0' * digits}%" if digits else "0%"
        )

    return _figures(sample, change)


def other_unit(sample: Sample) -> Workbook | None:
    """万元 -> 亿元 and 亿元 -> 万元, in the figures and wherever the unit is declared.

    The larger unit keeps all digits, and its figures are as exact as before. The smaller one has no digits after the
    point, so that figures seem more exact than they are: see LOOSER.
    """
    if not any(unit in _OTHER_UNIT for a in anatomies(sample) for unit in a.units.values()):
        return None
    of_sheet = {anatomy.sheet.name: anatomy for anatomy in anatomies(sample)}

    def one(sheet: Sheet, cell: Cell) -> Cell:
        anatomy = of_sheet.get(sheet.name)
        if anatomy is None:
            return cell
        key = cell.row, cell.col
        if key in anatomy.figures:
            return _rescaled(cell, anatomy.units[key])
        declares = any(why in anatomy.why.get(key, "") for why in _DECLARING)
        return _worded(cell, _other_words) if declares else cell

    return mapped(sample.book, one)


def _other_words(words: str) -> str:
    return _UNIT_WORD.sub(lambda found: _OTHER_WORD[found[0]], words)


def _rescaled(cell: Cell, unit: str) -> Cell:
    if unit not in _OTHER_UNIT:
        return cell
    step = _OTHER_UNIT[unit][1]
    if cell.number is not None:
        number = cell.number.scaleb(step)
        digits = _digits(cell.number) - step
        form = f"0.{'0' * digits}" if digits > 0 else cell.number_format and "0"
        return replace(cell, number=number, text=_plain(number), number_format=form)
    parts = cell.text.replace("－", "-").split("-")
    return replace(cell, text="-".join(_scaled_text(part, step) for part in parts))


def _digits(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _scaled_text(text: str, step: int) -> str:
    plain = normalize("NFKC", text).replace(",", "").strip()
    if not plain.replace(".", "").isdigit():
        raise Untouchable(text)
    before = Decimal(plain)
    digits = max(0, -int(before.as_tuple().exponent) - step)
    return f"{before.scaleb(step):.{digits}f}"


class Untouchable(Exception):  # noqa: N818  not an error: the change does not apply
    """The book holds something that this change cannot rewrite."""


# In these books 亿元 become 万元, and what was rounding (0.01 亿元) becomes a difference of 100 万元 between whole
# numbers: it is asked about, rightly. What is read stays the same; what waits for an answer does not.
LOOSER = {
    ("v03", "万元 to 亿元 and back"),
    ("v04", "万元 to 亿元 and back"),
    ("v05", "万元 to 亿元 and back"),
}


# The same period in other words: cell -> what may stand there instead.
PERIODS = {
    "v02": ("A1", ["天水经济技术开发区2021年8月份财政预算执行情况表",
                   "天水经济技术开发区2021.08财政预算执行情况表",
                   "天水经济技术开发区二〇二一年八月财政预算执行情况表",
                   "２０２１年８月天水经济技术开发区财政预算执行情况表"]),
    "v03": ("A1", ["福田区主要经济指标年度计划完成情况（2016年一季度）",
                   "福田区主要经济指标年度计划完成情况（2016.01-03）",
                   "福田区主要经济指标年度计划完成情况（2016年第一季度）",
                   "福田区主要经济指标年度计划完成情况（截至2016年3月底）",
                   "2016年1至3月福田区主要经济指标年度计划完成情况"]),
    "v04": ("A2", ["2023年1-6月", "2023年上半年", "2023.01-06", "截至2023年6月末", "截止2023年6月30日"]),
    "v05": ("A1", ["荔城区1至4月规模以上工业分镇街产值情况", "荔城区１—４月份规模以上工业分镇街产值情况",
                   "荔城区1～4月规模以上工业分镇街产值情况"]),
    "v06": ("A2", ["2015年1-4月", "2015.04", "截至2015年4月底", "2015年4月份", "2015-04"]),
}  # fmt: skip


def period_written(index: int, sample: Sample) -> Workbook | None:
    """The title's period in other words."""
    place, ways = PERIODS.get(sample.name, ("", []))
    if index >= len(ways):
        return None
    return _edited(sample, {place: ways[index]})


# The unit moved: from its line to the headers, from a column of units to the rows or to a line. None takes a cell out.
UNITS_MOVED: dict[str, list[dict[str, str | None]]] = {
    "v01": [
        {"A2": None, "B3": "一般公共预算收入（万元）", "G3": "一般公共预算支出（万元）"},
        {"A2": None, "B4": "当月（万元）", "C4": "累计（万元）", "G4": "当月（万元）", "H4": "累计（万元）"},
        {"A1": "3月份全市一般公共预算分级次完成情况统计表（单位：万元）", "A2": None},
    ],
    "v02": [
        {"I2": None, "B4": "完成数（万元）", "D5": "增减额（万元）", "F4": "年初预算（万元）", "G4": "完成数（万元）",
         "J5": "增减额（万元）"},
    ],
    "v03": [
        {"B3": None, **{f"B{n}": None for n in range(5, 10)}, "A5": "地区生产总值（亿元）",
         "A6": "固定资产投资额（亿元）", "A7": "社会消费品零售总额（亿元）", "A8": "进出口总额（亿美元）",
         "A9": "公共财政预算收入（亿元）"},
    ],
    "v04": [
        {"F2": None, "C3": "项目数（个）", "D3": "总投资（亿元）", "E3": "年度计划\n投资（亿元）",
         "F4": "完成投资（亿元）"},
        {"F2": None, "C3": "项目数\n(个)", "D3": "总投资\n(亿元)", "E3": "年度计划投资,亿元",
         "F4": "完成投资/亿元"},
    ],
    "v05": [
        {"E2": None, "C3": "1-4月产值（亿元）", "C13": "1-4月产值（亿元）"},
    ],
    "v06": [
        {**{f"B{n}": None for n in range(3, 12)}, "C3": "1-4月\n累计（万元）"},
        {**{f"B{n}": None for n in range(3, 12)}, "C2": "单位：万元"},
    ],
}  # fmt: skip


def unit_moved(index: int, sample: Sample) -> Workbook | None:
    """The unit declared elsewhere."""
    ways = UNITS_MOVED.get(sample.name, [])
    return _edited(sample, ways[index]) if index < len(ways) else None


def _edited(sample: Sample, edits: dict[str, str | None]) -> Workbook:
    sheet = anatomies(sample)[0].sheet
    changed = replace(sheet, cells=dict(sheet.cells))
    for place, words in edits.items():
        row, col = position(place)
        changed.cells.pop((row, col), None)
        if words is not None:
            changed.put(Cell(row, col, Kind.TEXT, words))
    return with_sheet(sample.book, sheet, changed)


def _guarded(change: Callable[[Sample], Workbook | None]) -> Callable[[Sample], Workbook | None]:
    def guarded(sample: Sample) -> Workbook | None:
        try:
            return change(sample)
        except Untouchable:
            return None

    return guarded


def _written(write: Callable[[str], str]) -> Callable[[Sample], Workbook | None]:
    return lambda sample: _figures(sample, partial(_as_text, write))


WRITING: dict[str, Callable[[Sample], Workbook | None]] = {
    "traditional script": traditional_script,
    "full-width digits in words": full_width_words,
    "numbers as text": _written(str),
    "numbers as full-width text": _written(lambda text: text.translate(_FULL_WIDTH_SIGNS)),
    "numbers as text with separators": _written(_grouped),
    "numbers as text between blanks": _written(lambda text: f" {text}\u00a0"),
    "percentages as ratios": percentages_as_ratios,
    "万元 to 亿元 and back": _guarded(other_unit),
    **{f"period in other words {n + 1}": partial(period_written, n) for n in range(5)},
    **{f"unit declared elsewhere {n + 1}": partial(unit_moved, n) for n in range(3)},
}
