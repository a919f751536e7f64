"""No hang and no flood: a clock and a ceiling round one reading, inside the test process."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
MIB = 1 << 20


class HungError(Exception):
    """The reading did not end within its limit."""


@contextmanager
def ends_within(seconds: int) -> Iterator[None]:
    """Raises HungError when the body runs longer."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise HungError(f"still reading after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def memory_watched(ceiling_mib: int) -> Iterator[list[int]]:
    """Puts the resident peak of the body, in MiB above where it began, into the list it hands out.

    The address space is capped at `ceiling_mib` above its present size, so that a bomb ends in a MemoryError
    here and not in a dead machine. Linux only: elsewhere the list stays empty and nothing is capped.
    """
    peak: list[int] = []
    if not CLEAR.exists():
        yield peak
        return
    CLEAR.write_text("5")  # resets VmHWM, proc(5)
    start, size = _status("VmHWM"), _status("VmSize")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size + ceiling_mib * MIB, hard))
    try:
        yield peak
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        peak.append((_status("VmHWM") - start) // MIB)


def _status(key: str) -> int:
    for line in STATUS.read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(key)
