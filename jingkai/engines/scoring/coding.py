"""Columns of names and of numbers as arrays: what was read is checked and coded here, once, column by column."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .shape import Array

Codes: TypeAlias = npt.NDArray[np.int32] | npt.NDArray[np.int16]


@dataclass(frozen=True)
class Coded:
    """A column of names as it was read: `said` are its texts, `codes` of each row the place of its text among them, -1
    where a row has none.
    """

    said: tuple[str | None, ...]
    codes: npt.NDArray[np.int32]

    @cached_property
    def _occurring(self) -> frozenset[int]:
        return frozenset(pc.unique(pa.array(self.codes)).to_pylist())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Those that occur, in their order."""
        there = {self.said[one] for one in self._occurring if one >= 0}
        return tuple(sorted(name for name in there if name is not None))

    @property
    def whole(self) -> bool:
        """Whether every row has a name."""
        return all(one >= 0 and self.said[one] is not None for one in self._occurring)

    def recoded(self, numbers: Mapping[str, int]) -> Codes:
        """The rows by other numbers, -1 where a name has none."""
        listed = [-1 if name is None else numbers.get(name, -1) for name in self.said]
        small = len(numbers) < 2**15
        table: Codes = np.array([*listed, -1], np.int16) if small else np.array([*listed, -1], np.int32)
        if -1 in self._occurring:
            return table[self.codes]
        # Arrow takes by small numbers as they are, NumPy makes large ones of them first.
        found: Codes = pa.array(table).take(pa.array(self.codes)).to_numpy()
        return found

    def is_one_of(self, names: Collection[str | None]) -> npt.NDArray[np.bool_]:
        """The rows whose name is one of these; None is that of a row without one."""
        listed = [name in names for name in self.said]
        return np.array([*listed, None in names], bool)[self.codes]

    def kept(self, rows: npt.NDArray[np.bool_]) -> Coded:
        """Of these rows only."""
        return Coded(self.said, self.codes[rows])


def coded(column: pa.ChunkedArray) -> Coded:
    """A column of texts (or of what stands for them: numbers, codes with a list of names)."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    said = tuple(whole.dictionary.cast(pa.string()).to_pylist())
    at = whole.indices.cast(pa.int32())
    return Coded(said, (at.fill_null(-1) if at.null_count else at).to_numpy())


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
