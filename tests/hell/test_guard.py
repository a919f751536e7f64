"""The clock and the ceiling round a reading do what the exam of the bombs relies on."""

from __future__ import annotations

import pytest

from tests.hell.guard import CLEAR, MIB, HungError, ends_within, memory_watched

linux_only = pytest.mark.skipif(not CLEAR.exists(), reason="peak memory is read from /proc")


def _never_end() -> None:
    while True:
        pass


def test_a_reading_that_never_ends_is_ended() -> None:
    with pytest.raises(HungError), ends_within(1):
        _never_end()


def test_a_reading_that_ends_is_left_alone() -> None:
    with ends_within(30):
        total = sum(range(1000))
    assert total == 499500


@linux_only
def test_the_peak_of_a_body_is_seen_though_the_memory_is_given_back() -> None:
    with memory_watched(1000) as peak:
        held = bytearray(b"x") * (96 * MIB)
        del held
    assert 80 < peak[0] < 200


@linux_only
def test_a_flood_ends_in_a_memory_error_and_the_ceiling_is_lifted_again() -> None:
    with pytest.raises(MemoryError), memory_watched(100):
        bytearray(400 * MIB)
    assert len(bytearray(400 * MIB)) == 400 * MIB
