"""Facts as columns, for engines and for whoever analyses them (DESIGN 5.8): the one way by which they leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from jingkai.engines.quantity import Quantity
from jingkai.kernel.parties.models import Organisation

from .known import spanning
from .models import Fact, Measure

if TYPE_CHECKING:
    import pyarrow as pa

_READ = (
    "pk", "holder_id", "measure_id", "start", "end", "lo", "hi", "marks", "nature", "caliber", "subject_id",
    "category", "reported_by_id", "unit", "text",
)  # fmt: skip
_ROWS_AT_ONCE = 100_000


def arrow(facts: QuerySet[Fact]) -> pa.Table:
    """A row for each of these facts, in their order.

    `unit`, `indicator`, `period`, `value`, `qualifier`, `caliber` and `id` are the columns that scoring asks of FACTS:
    the holder's name, the measure's with its aspect, the period as it is written, the figure in `base_unit` as a
    float (of a bound its end, NULL of the unknown), its mark ("" of an exact one), and `fact:ID`. Exact are `lo` and
    `hi`, whole numbers in 10^-`decimals` of `base_unit`. `holder`, `subject` and `reporter` are keys, `typed` is the
    text in `typed_unit` as it was entered.
    """
    import pyarrow as pa

    schema = _schema()
    names: dict[str, dict[int, Any]] = {
        "holder": dict(Organisation._base_manager.values_list("pk", "name")),
        "measure": {one.pk: one for one in Measure._base_manager.all()},
    }
    rows = facts.values_list(*_READ).iterator(chunk_size=_ROWS_AT_ONCE)
    batches = [_columns(list(zip(*some, strict=True)), names, schema) for some in _pieces(rows)]
    return pa.Table.from_batches(batches, schema)


def _pieces(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield some


@cache
def _schema() -> pa.Schema:
    import pyarrow as pa

    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            ("unit", words), ("indicator", words), ("period", words), ("value", pa.float64()), ("qualifier", words),
            ("caliber", words), ("id", pa.string()), ("nature", words), ("category", words), ("base_unit", words),
            ("decimals", pa.int8()), ("lo", pa.int64()), ("hi", pa.int64()), ("start", pa.date32()),
            ("end", pa.date32()), ("holder", pa.int64()), ("subject", pa.int64()), ("reporter", pa.int64()),
            ("typed", pa.string()), ("typed_unit", words),
        ]
    )  # fmt: skip


def _columns(
    read: list[Sequence[Any]], names: dict[str, dict[int, Any]], schema: pa.Schema
) -> pa.RecordBatch:
    import pyarrow as pa

    of = dict(zip(_READ, read, strict=True))
    measures = [names["measure"][key] for key in of["measure_id"]]
    said = {key: str(names["measure"][key]) for key in set(of["measure_id"])}
    decimals = [one.decimals for one in measures]
    ends = list(zip(of["lo"], of["hi"], of["marks"], strict=True))
    spans = {span: str(spanning(*span)) for span in set(zip(of["start"], of["end"], strict=True))}
    columns = {
        "unit": [names["holder"][key] for key in of["holder_id"]],
        "indicator": [said[key] for key in of["measure_id"]],
        "period": [spans[span] for span in zip(of["start"], of["end"], strict=True)],
        # One division of two whole numbers: the float next to the decimal it stands for.
        "value": [
            None if lo is None and hi is None else (hi if lo is None else lo) / 10**digits
            for (lo, hi, _), digits in zip(ends, decimals, strict=True)
        ],
        "qualifier": [_mark(lo is None, hi is None, lo == hi, marks) for lo, hi, marks in ends],
        "caliber": of["caliber"],
        "id": [f"fact:{key}" for key in of["pk"]],
        "nature": of["nature"],
        "category": of["category"],
        "base_unit": [one.base_unit for one in measures],
        "decimals": decimals,
        "lo": of["lo"],
        "hi": of["hi"],
        "start": of["start"],
        "end": of["end"],
        "holder": of["holder_id"],
        "subject": of["subject_id"],
        "reporter": of["reported_by_id"],
        "typed": of["text"],
        "typed_unit": of["unit"],
    }
    arrays = [pa.array(columns[field.name], _plain(field.type)) for field in schema]
    coded = [
        one.dictionary_encode() if pa.types.is_dictionary(field.type) else one
        for one, field in zip(arrays, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(coded, schema=schema)


@cache
def _mark(no_lo: bool, no_hi: bool, same: bool, marks: str) -> str:
    """The mark of every quantity with such ends."""
    return Quantity(
        None if no_lo else Decimal(0),
        None if no_hi else Decimal(0 if same else 1),
        lo_open="(" in marks and not same,
        hi_open=")" in marks and not same,
        about="≈" in marks,
    ).qualifier


def _plain(kind: pa.DataType) -> pa.DataType:
    return getattr(kind, "value_type", kind)
