"""The values that expressions compute with; the unknown is a value that says why it is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Style, write

SHOWN_DECIMALS = 4
_WIDE = Context(prec=200)
_LAST_DIGIT = re.compile(r"(\d)(?=[^\d]*$)")

# code: (zh, en); the sentence after "unknown, because".
REASONS: dict[str, tuple[str, str]] = {
    "disagree": ("同一数据有不同的值：{shown}", "the same figure is recorded with different values: {shown}"),
    "said": ("规则写明未知", "the rule says unknown"),
    "missing": ("没有{what}", "there is no {what}"),
    "recorded": ("登记为未知", "it is recorded as unknown"),
    "empty-field": ("这一行没有填“{name_zh}”", "the row leaves '{name_en}' empty"),
    "straddles": ("数值区间跨过界线，无法判断", "the interval straddles the line, so it cannot be decided"),
    "zero-divisor": ("除数为零或可能为零", "the divisor is zero or may be zero"),
    "no-bound": ("结果两端都没有界限", "the result has no bound on either side"),
    "base": ("基数为零或负，算不出增长率", "the base is zero or negative, so there is no growth rate"),
    "not-whole": ("天数不是确定的整数", "the number of days is not one whole number"),
    "too-large": (
        "数值过大或过小，超出可精确计算的范围",
        "the number is beyond the range of exact computing",
    ),
    "calibers": (
        "口径或性质不同，不能相加：{left} 与 {right}",
        "calibers or natures differ: {left} and {right}",
    ),
    "no-rows": ("没有符合条件的行", "there are no rows to take it from"),
    "no-units-below": ("没有下级单位", "there are no units below"),
    "no-events": ("{year}年起没有登记任何阶段事件", "no stage event is registered from {year} on"),
    "rows-unknown": ("不能确定哪些行算在内", "it is not certain which rows count"),
    "out-of-calendar": ("日期超出历法范围", "the date is outside the calendar"),
}


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value, and why. It is never 0, never false, and equal to nothing."""

    code: str
    zh: str
    en: str

    def words(self, lang: str) -> str:
        return f"未知（{self.zh}）" if lang == "zh" else f"unknown ({self.en})"


def unknown(code: str, **words: object) -> Unknown:
    """The unknown of `code` with its sentence filled in."""
    zh, en = REASONS[code]
    return Unknown(code, zh.format(**words), en.format(**words))


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever a figure is of; two are one if their ids are."""

    id: str
    label: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.label or self.id


Constant = Quantity | bool | str | date | Period | Holder
Known = Constant | tuple["Known | Unknown", ...]
Value = Known | Unknown


def say(value: Value, lang: str = "zh") -> str:
    """`value` in words: a quantity with mark and unit, a truth as 是 or 否, the unknown with its reason."""
    match value:
        case Unknown():
            return value.words(lang)
        case bool():
            return {("zh", True): "是", ("zh", False): "否", ("en", True): "yes", ("en", False): "no"}[
                lang, value
            ]
        case Quantity():
            return _short(value, "marks" if lang == "zh" else "en")
        case date():
            return value.isoformat()
        case tuple():
            return ("、" if lang == "zh" else ", ").join(say(item, lang) for item in value)
    return str(value)


def _short(value: Quantity, style: Style) -> str:
    """A quotient without end is shown to a few decimals and marked "…"; the value itself stays."""
    ends = [end for end in (value.lo, value.hi) if end is not None and end != 0]
    decimals = max([SHOWN_DECIMALS, *(SHOWN_DECIMALS - 1 - end.adjusted() for end in ends)])
    if all(-_exponent(end) <= decimals for end in ends):
        return write(value, style=style)
    step = Decimal(1).scaleb(-decimals)
    lo, hi = (
        None if end is None else end.quantize(step, ROUND_HALF_UP, _WIDE) for end in (value.lo, value.hi)
    )
    return _LAST_DIGIT.sub(r"\1…", write(Quantity(lo, hi, about=value.about, unit=value.unit), style=style))


def _exponent(end: Decimal) -> int:
    exponent = end.normalize(_WIDE).as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
