"""Quantity (数量): value, unit and qualifier as an interval; exact decimals; rounding that names itself."""

from jingkai.engines.quantity.bounds import below_none, leaves_whole, splits_things
from jingkai.engines.quantity.compare import (
    Operator,
    compare,
    per,
    ranked,
    same_amount,
    share,
    sort_key,
    total,
)
from jingkai.engines.quantity.interval import Interval
from jingkai.engines.quantity.lexicon import Lexicon
from jingkai.engines.quantity.numbers import EXACT, exact, plain, shortest
from jingkai.engines.quantity.numerals import read_numeral, read_vague
from jingkai.engines.quantity.problems import PROBLEMS, Problem, Sentence, raise_from
from jingkai.engines.quantity.quantity import Number, Quantity
from jingkai.engines.quantity.reading import Found, Reader, find_numbers, read_number, read_numbers
from jingkai.engines.quantity.registry import Units
from jingkai.engines.quantity.rounding import (
    Footing,
    PrintedDifference,
    footing,
    printed_difference,
    printed_parts,
    round_half_up,
)
from jingkai.engines.quantity.units import NUMBER, Atom, Unit, combine
from jingkai.engines.quantity.writing import Row, Style, from_row, to_row, write, write_number

__all__ = [
    "EXACT",
    "NUMBER",
    "PROBLEMS",
    "Atom",
    "Footing",
    "Found",
    "Interval",
    "Lexicon",
    "Number",
    "Operator",
    "PrintedDifference",
    "Problem",
    "Quantity",
    "Reader",
    "Row",
    "Sentence",
    "Style",
    "Unit",
    "Units",
    "below_none",
    "combine",
    "compare",
    "exact",
    "find_numbers",
    "footing",
    "from_row",
    "leaves_whole",
    "per",
    "plain",
    "printed_difference",
    "printed_parts",
    "raise_from",
    "ranked",
    "read_number",
    "read_numbers",
    "read_numeral",
    "read_vague",
    "round_half_up",
    "same_amount",
    "share",
    "shortest",
    "sort_key",
    "splits_things",
    "to_row",
    "total",
    "write",
    "write_number",
]
