"""Rows (行): the records of a list, their columns typed, each row examined and asked about."""

from jingkai.engines.sheets.rows.examine import examine_list
from jingkai.engines.sheets.rows.record import Entry, Record

__all__ = ["Entry", "Record", "examine_list"]
