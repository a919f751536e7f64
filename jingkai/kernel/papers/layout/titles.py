"""A title in lines that break by sense (GB/T 9704-2012 7.3.1: 回行时做到词意完整、排列对称、长短适宜)."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from .measures import AREA_WIDTH_MM, MM_A_POINT, MOST, width

_WORDS = Path(__file__).with_name("titles.yaml")
# What does not begin a line, and what does not end one.
_NOT_FIRST, _NOT_LAST = "，。、；：？！）〕》”’的", "（〔《“‘"
# 2024年3月, 12.5亿元, 第3批: a number is not parted from its unit, nor the parts of a date from each other.
_NUMBER = re.compile(
    r"第?[0-9][0-9.,]*(?:年(?:[0-9]+月(?:[0-9]+[日号])?)?|月(?:[0-9]+[日号])?|[一-龥]{1,2})?"
    r"|第?[一二三四五六七八九十]+(?:季度|批|期|次|届|轮|阶段|月份?)"
)
# In characters: how much further from the middle a line is rather broken than within a word, and between two words of
# which neither is known.
_WITHIN, _UNSURE = 100.0, 2.5


def balanced(text: str, size: int, names: tuple[str, ...] = ()) -> list[str]:
    """A title in lines of about one length, broken nowhere within a number, and within a word or one of the `names`
    only where there is no other place.
    """
    room = MOST * AREA_WIDTH_MM / MM_A_POINT / size
    count = math.ceil(width(text) / room)
    costs = _costs(text, names)
    found: list[str] = []
    begin = 0
    for left in range(count, 1, -1):
        wanted = width(text[begin:]) / left
        # What is left has to fit on the lines that are left.
        rest = room * (left - 1)
        fits = [at for at in costs if at > begin and width(text[begin:at]) <= room]
        enough = [at for at in fits if width(text[at:]) <= rest]
        place = min(
            enough or fits,
            key=lambda at: costs[at] + abs(width(text[begin:at]) - wanted),
            default=len(text),
        )
        found.append(text[begin:place])
        begin = place
    return [*found, text[begin:]]


def _costs(text: str, names: tuple[str, ...]) -> dict[int, float]:
    """Where the text may be broken at all, and how far from the middle each place counts."""
    lexicon, within, edges = _lexicon(), set[int](), set[int]()
    for start, end in _whole(text, names):
        within |= set(range(start + 1, end))
        edges |= {start, end}
    edges |= {one.end() for one in re.finditer("|".join(lexicon.behind), text)}
    # A line rather begins with 于 than ends with it; but behind 关于 the subject begins.
    edges -= {one.end() for one in re.finditer(f"(?<!关)(?:{'|'.join(lexicon.before)})", text)}
    numbers = {at for one in _NUMBER.finditer(text) for at in range(one.start() + 1, one.end())}
    return {
        at: _WITHIN if at in within else 0.0 if at in edges else _UNSURE
        for at in range(1, len(text))
        if at not in numbers
        and not (text[at - 1].isascii() and text[at].isascii())
        and text[at] not in _NOT_FIRST
        and text[at - 1] not in _NOT_LAST
    }


def _whole(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where names, dates and known words stand; of two that overlap the longer one, and the one before."""
    found = [one.span() for one in _NUMBER.finditer(text)]
    for word in (*names, *_lexicon().words):
        for one in re.finditer(re.escape(word), text) if word else ():
            if all(one.end() <= start or one.start() >= end for start, end in found):
                found.append(one.span())
    return found


@dataclass(frozen=True)
class _Lexicon:
    """The words kept whole, the longest first, those behind which a line may end, and those that lead on."""

    words: tuple[str, ...]
    behind: tuple[str, ...]
    before: tuple[str, ...]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    stored = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    some = {name: tuple(sorted(said.split(), key=len, reverse=True)) for name, said in stored.items()}
    return _Lexicon(**some)
