"""The cells of real published tables that hold text are read to the figures their publishers meant."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from jingkai.engines.quantity import read_number
from tests.proof import proves

WORKBOOKS = Path(__file__).parents[4].parent / "shared" / "data" / "workbooks"


def cells() -> list[tuple[str, str, str]]:
    """(raw, unit, value) of every fact that stands in its cell as text."""
    return sorted(
        {
            (fact["raw"], fact["unit"], fact["value"])
            for file in WORKBOOKS.glob("*.expected.json")
            for fact in json.loads(file.read_text("utf-8"))["facts"]
            if fact["raw_type"] == "text"
        }
    )


@proves("K3.1.4")
def test_every_text_cell_of_the_published_tables_is_read() -> None:
    if not WORKBOOKS.is_dir():
        pytest.skip("the published tables (shared/data/workbooks) are not beside this checkout")
    read = {(raw, unit): read_number(raw, unit) for raw, unit, _ in cells()}
    assert len(read) >= 20
    for raw, unit, value in cells():
        quantity = read[raw, unit]
        assert quantity is not None, raw
        assert (quantity.value, quantity.unit.name) == (Decimal(value), unit)
