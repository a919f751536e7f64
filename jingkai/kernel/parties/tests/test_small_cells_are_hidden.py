import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.kernel.parties.access import suppress
from tests.proof import proves

SMALLEST = 5


def shown(counts: dict[str, int]) -> tuple[dict[str, int | None], int | None]:
    found = suppress(counts, SMALLEST)
    return {key: cell.count for key, cell in found.cells.items()}, found.total.count


@proves("K2.4.2")
@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ({"a": 7, "b": 12}, {"a": 7, "b": 12}, 19),
        # One small cell: the next smallest goes with it, or the total would give it away.
        ({"a": 3, "b": 9, "c": 12}, {"a": None, "b": None, "c": 12}, 24),
        ({"a": 3, "b": 9, "c": 9}, {"a": None, "b": None, "c": 9}, 21),
        # Two small cells cover each other, unless together they are small too.
        ({"a": 3, "b": 4, "c": 12}, {"a": None, "b": None, "c": 12}, 19),
        ({"a": 1, "b": 1, "c": 12}, {"a": None, "b": None, "c": None}, 14),
        # Nobody is in a cell of nobody; it hides nothing and nothing hides behind it.
        ({"a": 0, "b": 12}, {"a": 0, "b": 12}, 12),
        ({"a": 0, "b": 3}, {"a": 0, "b": None}, None),
        ({"a": 3}, {"a": None}, None),
        ({"a": 1, "b": 2}, {"a": None, "b": None}, None),
        ({}, {}, 0),
    ],
)
def test_cells_under_five_and_what_would_give_them_away(
    counts: dict[str, int], cells: dict[str, int | None], total: int | None
) -> None:
    assert shown(counts) == (cells, total)


@proves("K2.4.2")
@given(st.dictionaries(st.text(min_size=1, max_size=2), st.integers(0, 30), max_size=8))
def test_no_small_cell_can_be_found_by_subtraction(counts: dict[str, int]) -> None:
    cells, total = shown(counts)
    hidden = [key for key, count in cells.items() if count is None]
    assert all(cells[key] is None for key, count in counts.items() if 0 < count < SMALLEST)
    assert all(cells[key] == count for key, count in counts.items() if key not in hidden)
    if total is not None and hidden:
        rest = total - sum(count for count in cells.values() if count is not None)
        assert len(hidden) >= 2
        assert rest >= SMALLEST


def test_a_negative_count_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="negative"):
        suppress({"a": -1}, SMALLEST)
