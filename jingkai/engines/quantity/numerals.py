"""Chinese numerals (中文数字): 一百二十三, 两千零五, 壹仟; 二三十 and 几十 as the intervals they are."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {digit: value for value, digits in enumerate("零一二三四五六七八九") for digit in digits}
_FOLDED = str.maketrans(
    "〇○两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億点點",
    "零零二二一二二三三四五六六七八九十百千万亿点点",
)
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# Longer than any numeral that is one (九千九百九十九万亿...): what is longer is not looked at.
LONGEST = 24
CHARACTERS = "零〇○一二两兩三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億几数"

_SECTION = re.compile(
    r"(?:(?P<q>[一-九]?)千)?(?P<z1>零)?(?:(?P<b>[一-九]?)百)?(?P<z2>零)?(?:(?P<s>[一-九]?)十)?(?P<z3>零)?(?P<g>[一-九])?".replace(
        "[一-九]", "[一二三四五六七八九]"
    )
)
_SHORT = re.compile(r"(.*([百千万亿]))([一二三四五六七八九])")
_NEIGHBOURS = re.compile(r"(十?)([一二三四五六七八])([二三四五六七八九])([十百千]?)([万亿]?)")
_SEVERAL = re.compile(r"(十?)[几数]([十百千]?)([万亿]?)")
_TEENS = re.compile(r"([二三四五六七八九])十几([万亿]?)")


def read_numeral(text: str) -> Decimal | None:
    """The number of a Chinese numeral, or None. 二百五 is 250, 百 alone 100, 二〇二四 2024."""
    if len(text) > LONGEST:
        return None
    whole, point, decimals = text.translate(_FOLDED).partition("点")
    if point and not (decimals and set(decimals) <= set(_DIGITS)):
        return None
    number = _digit_string(whole) if _is_digit_string(whole) else _whole(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    return Decimal(f"{number}.{''.join(str(_DIGITS[digit]) for digit in decimals)}")


def read_vague(text: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a numeral that names an interval: 五六 5-6, 二三十 20-30, 几十 20-99, 十几 11-19."""
    folded = text[: LONGEST + 1].translate(_FOLDED)
    neighbours = _NEIGHBOURS.fullmatch(folded)
    if neighbours is not None:
        return _neighbours(*neighbours.groups())
    several = _SEVERAL.fullmatch(folded)
    if several is not None:
        return _several(*several.groups())
    teens = _TEENS.fullmatch(folded)
    if teens is not None:
        start, size = _DIGITS[teens[1]] * 10, _TENS.get(teens[2], 1)
        return Decimal((start + 1) * size), Decimal((start + 10) * size - 1)
    return None


def _neighbours(ten: str, low: str, high: str, tens: str, large: str) -> tuple[Decimal, Decimal] | None:
    a, b = _DIGITS[low], _DIGITS[high]
    if b != a + 1 and (a, b) != (3, 5):  # 三五个 is said too
        return None
    if ten and tens:
        return None
    size = _TENS.get(tens, 1) * _TENS.get(large, 1)
    base = 10 if ten else 0
    return Decimal((base + a) * size), Decimal((base + b) * size)


def _several(ten: str, tens: str, large: str) -> tuple[Decimal, Decimal] | None:
    if ten and tens:
        return None
    size = _TENS.get(tens, 1) * _TENS.get(large, 1)
    if ten:
        return Decimal(11 * size), Decimal(20 * size - 1)
    return Decimal(2 * size), Decimal(10 * size - 1)


def _is_digit_string(text: str) -> bool:
    return len(text) > 1 and set(text) <= set(_DIGITS)


def _digit_string(text: str) -> int | None:
    # 零五 is a code or half of one; no figure starts so.
    return None if text.startswith("零") else int("".join(str(_DIGITS[digit]) for digit in text))


def _whole(text: str) -> int | None:
    short = _SHORT.fullmatch(text)
    if short is not None:
        head = _large(short[1])
        return None if head is None else head + _DIGITS[short[3]] * _TENS[short[2]] // 10
    return _large(text)


def _large(text: str) -> int | None:
    """Sections before 亿 and 万, recursively: 一万亿 is 一万 of 亿."""
    for name in ("亿", "万"):
        left, mark, right = text.rpartition(name)
        if not mark:
            continue
        head = _large(left) if left else 1
        tail = _large(right.removeprefix("零")) if right else 0
        if head is None or tail is None or tail >= _TENS[name] or name in left:
            return None
        return head * _TENS[name] + tail
    return _section(text)


def _section(text: str) -> int | None:
    if text == "零":
        return 0
    found = _SECTION.fullmatch(text)
    if found is None or not text or text.startswith("零") or text.endswith("零"):
        return None
    total, leading = 0, True
    for name, size in (("q", 1000), ("b", 100), ("s", 10)):
        digit = found[name]
        if digit is None:
            continue
        if digit == "" and not (leading or size == 10):
            return None  # 一千百
        total += (_DIGITS[digit] if digit else 1) * size
        leading = False
    return total + (_DIGITS[found["g"]] if found["g"] else 0)
