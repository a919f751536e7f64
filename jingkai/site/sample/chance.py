"""What looks like chance and is none: the same words give the same figure, on every machine and for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")
_STEPS = 10_000


def pick(count: int, *words: object) -> int:
    """A whole number from 0 to count - 1."""
    text = "|".join(map(str, words))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % count


def choice(of: Sequence[T], *words: object) -> T:
    """One of several."""
    return of[pick(len(of), *words)]


def swing(*words: object) -> Decimal:
    """A figure from -1 to 1, four decimals."""
    return Decimal(pick(2 * _STEPS + 1, *words) - _STEPS) / _STEPS
