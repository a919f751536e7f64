"""Folding: the same word written in another way becomes the same string."""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_TO_SIMPLIFIED = OpenCC("t2s")
_DASHES = re.compile(r"\s*[‐‑‒–—―−～~﹣－]+\s*|(?<=[\d月季])\s*[至到]\s*(?=\d)")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Half-width, simplified script, one kind of dash and no blanks: `１至3月 累計` -> `1-3月累计`."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = _TO_SIMPLIFIED.convert(text)
    return _SPACES.sub("", _DASHES.sub("-", text))


def indent_of(text: str) -> int:
    """Width of the blanks before a label, a full-width blank counting two."""
    width = 0
    for char in text:
        if char == "\u3000":
            width += 2
        elif char in " \t\u00a0":
            width += 1
        else:
            break
    return width
