"""One indicator of FACTS, unit by unit: what is exact is a figure, everything else is unknown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem, Quantity
from jingkai.engines.scoring import series_of
from tests.proof import proves

from .small import Row, facts

Q1, YEAR = Period.ytd(2024, 3), Period.of_year(2024)
ROWS: list[Row] = [
    ("乙", "x", "2024", "0.10"),
    ("甲", "x", "2024-Q1", "12.345678901234567890"),
    ("甲", "x", "2024", "100"),
    ("甲", "y", "2024", 1),
    ("丙", "x", "2024", None),
]
MARKS = {"qualifier": ["exact", "", "余", "", ""], "id": ["1", "2", "3", "4", "5"]}


@proves("A1.6.5")
def test_a_figure_keeps_every_digit_and_a_bound_is_unknown() -> None:
    found = series_of(facts(ROWS, **MARKS), "x")
    assert list(found) == ["乙", "甲"]
    assert found["甲"].figures == {
        Q1: Quantity.exactly(Decimal("12.345678901234567890")),
        YEAR: Quantity.unknown(),
    }
    assert found["甲"].figures[YEAR].text == "100余"
    assert found["甲"].ids == {Q1: "2", YEAR: "3"}
    assert found["乙"].figures == {YEAR: Quantity.exactly("0.10")}


def test_units_are_those_asked_for() -> None:
    assert list(series_of(facts(ROWS), "x", ["甲"])) == ["甲"]
    # One of which nothing is known is none.
    for unit in ("丙", "丁"):
        with pytest.raises(Problem) as refused:
            series_of(facts(ROWS), "x", [unit])
        assert refused.value.code == "scoring.no-series"


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("scoring.duplicate", ("甲", "x", "2024-01/2024-03", 3)),
        ("scoring.duplicate", ("甲", "x", "2024", 3)),
        ("scoring.not-a-number", ("甲", "x", "2023", "很多")),
        ("scoring.nameless", ("", "x", "2023", 3)),
        ("periods.unreadable", ("甲", "x", "去年", 3)),
    ],
)
def test_facts_are_checked_as_they_are_for_a_scheme(code: str, row: Row) -> None:
    with pytest.raises(Problem) as refused:
        series_of(facts([*ROWS, row]), "x")
    assert refused.value.code == code


def test_numbers_of_a_parquet_are_read_alike(tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "facts.parquet"
    table = pa.table({"unit": ["甲"], "indicator": ["x"], "period": ["2024"], "value": [0.1]})
    pyarrow.parquet.write_table(table, path)
    assert series_of(path, "x")["甲"].figures == {YEAR: Quantity.exactly("0.1")}
