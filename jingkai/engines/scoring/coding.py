"""Columns of names and of numbers as arrays: what was read is checked and coded here, once, column by column."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .shape import Array

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Coded:
    """A column of names: `names` are those that occur, in their order, `codes` of each row its place among them, -1
    where a row has none.
    """

    names: tuple[str, ...]
    codes: Codes

    def recoded(self, numbers: dict[str, int]) -> Codes:
        """The rows by other numbers, -1 where a name has none."""
        table = np.full(len(self.names) + 1, -1, np.int32)
        for place, name in enumerate(self.names):
            table[place] = numbers.get(name, -1)
        return table[self.codes]

    def kept(self, rows: npt.NDArray[np.bool_]) -> Coded:
        """Of these rows only."""
        left = self.codes[rows]
        there = _occurring(left, len(self.names))
        names = tuple(name for name, one in zip(self.names, there, strict=True) if one)
        return Coded(names, Coded(self.names, left).recoded({name: at for at, name in enumerate(names)}))


def coded(column: pa.ChunkedArray) -> Coded:
    """A column of texts (or of what stands for them: numbers, codes with a list of names)."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    said = whole.dictionary.cast(pa.string()).to_pylist()
    at = whole.indices.cast(pa.int32()).fill_null(-1).to_numpy(zero_copy_only=False)
    there = _occurring(at, len(said))
    used = (name for name, one in zip(said, there, strict=True) if one and name is not None)
    names = tuple(sorted(set(used)))
    numbers = {name: code for code, name in enumerate(names)}
    table = np.array([*(numbers.get(name, -1) for name in said), -1], np.int32)
    return Coded(names, table[at])


def numbers(column: pa.ChunkedArray) -> tuple[Array, int | None]:
    """A column of numbers, or of texts that are some, as floats, NaN where a cell is empty; and the first row whose
    cell is not a number, if there is one.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.equal(column, ""), None, column)
    try:
        found = column.cast(pa.float64(), safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _one_by_one(column.to_pylist())
    values: Array = found.to_numpy()
    wrong = ~np.isfinite(values)
    if found.null_count:
        wrong &= found.is_valid().to_numpy()
    return values, int(np.argmax(wrong)) if wrong.any() else None


def _one_by_one(cells: Iterable[object]) -> tuple[Array, int | None]:
    values, wrong = [], None
    for row, cell in enumerate(cells):
        values.append(math.nan if cell is None else _number(cell))
        if wrong is None and cell is not None and not math.isfinite(values[-1]):
            wrong = row
    return np.array(values, np.float64), wrong


def _number(cell: object) -> float:
    """NaN of what is none. Digits that a program groups by an underscore are none that a person writes."""
    said = str(cell)
    try:
        return math.nan if "_" in said else float(said)
    except ValueError:
        return math.nan


def _occurring(codes: Codes, count: int) -> npt.NDArray[np.bool_]:
    """Which of so many codes there is a row of."""
    return np.bincount(codes[codes >= 0] if (codes < 0).any() else codes, minlength=count) > 0
