"""Large arrays worked on by a thread for each processor: NumPy and Arrow leave the interpreter meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

# Fewer figures than this are done before threads have begun.
FEW = 1_000_000


def beside_each_other(
    make: Callable[[_Item], _Made], items: Iterable[_Item], *, size: int
) -> Iterator[_Made]:
    """What is made of each, in their order; one after the other where the `size` of them together, in figures, is
    small. No more is made ahead of who takes it than there are processors.
    """
    processors = os.cpu_count() or 1
    if size < FEW or processors == 1:
        yield from map(make, items)
        return
    waiting = iter(items)
    with ThreadPoolExecutor(processors) as pool:
        ahead = [pool.submit(make, item) for item in islice(waiting, processors)]
        while ahead:
            made = ahead.pop(0).result()
            ahead += [pool.submit(make, item) for item in islice(waiting, 1)]
            yield made
