"""The names of facts: of unit, indicator and period every row has one, and a period has one however it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from jingkai.engines.periods.period import Period
from jingkai.engines.quantity import Problem

from .coding import Coded, coded
from .problems import problem

Source: TypeAlias = Path | pa.Table
# What copying from pages and papers leaves in a name and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def file_name(source: Source) -> str:
    """What a source is called in a refusal."""
    return source.name if isinstance(source, Path) else "facts"


def row_said(source: Source, row: int) -> tuple[str, str]:
    """Where a row (from 0) stands, as its reader counts: in a CSV after the line of names."""
    is_csv = isinstance(source, Path) and source.suffix.lower() != ".parquet"
    line = row + (2 if is_csv else 1)
    return f"第 {line} 行", f"line {line}"


def seen(name: str) -> str:
    """A name without what nobody sees."""
    return _UNSEEN.sub("", name).strip()


def names_of(table: pa.Table, columns: tuple[str, ...], source: Source) -> dict[str, Coded]:
    """The names in these columns, which every row has.

    Raises Problem `scoring.nameless`, and `scoring.unreadable` where the names of the columns stand among the rows.
    """
    found = {column: _named(table, column, source) for column in columns}
    again = [one for one in columns if one in found[one].names]
    if len(again) == len(columns):
        row = int(np.flatnonzero(found[again[0]].is_one_of({again[0]}))[0])
        zh, en = row_said(source, row)
        raise problem(
            "scoring.unreadable", file=file_name(source), why=f"{zh}又是表头，请删去",
            why_en=f"{en} has the names of the columns once more: remove it",
        )  # fmt: skip
    return found


def _named(table: pa.Table, column: str, source: Source) -> Coded:
    """A value belongs to a unit, an indicator and a period: a row without one would be left out without a word."""
    read = coded(table.column(column))
    found = Coded(tuple(None if name is None else seen(name) for name in read.said), read.codes)
    if not found.whole or "" in found.names:
        rows = np.flatnonzero(found.is_one_of({None, ""}))
        zh, en = row_said(source, int(rows[0]))
        raise problem(
            "scoring.nameless", file=file_name(source), column=column, rows=f"{zh}（共 {len(rows)} 行）",
            rows_en=f"{en.capitalize()} ({len(rows)} in all)",
        )  # fmt: skip
    return found


def one_spelling(labels: Coded, source: Source) -> tuple[Coded, dict[str, Period]]:
    """The labels of periods, one for each however often it is spelt otherwise: the common one where it is among them;
    and the period of each. Raises the Problems of `Period.parse`, with the line.
    """
    spelt: dict[Period, list[str]] = {}
    for label in labels.names:
        spelt.setdefault(_period(label, labels, source), []).append(label)
    chosen = {period: _chosen(period, said) for period, said in spelt.items()}
    if len(chosen) == len(labels.names):
        return labels, {label: period for period, label in chosen.items()}
    new = {label: chosen[period] for period, said in spelt.items() for label in said}
    said = tuple(None if name is None else new.get(name, name) for name in labels.said)
    return Coded(said, labels.codes), {label: period for period, label in chosen.items()}


def _chosen(period: Period, said: list[str]) -> str:
    return said[0] if len(said) == 1 or str(period) not in said else str(period)


def _period(label: str, labels: Coded, source: Source) -> Period:
    try:
        return Period.parse(label)
    except Problem as refusal:
        row = int(np.flatnonzero(labels.is_one_of({label}))[0])
        zh, en = row_said(source, row)
        raise Problem(
            refusal.code, zh=f"{file_name(source)} {zh}：{refusal.zh}", en=f"{file_name(source)}, {en}: {refusal.en}",
            clause=refusal.clause,
        ) from refusal  # fmt: skip


def known_period(label: str, known: Mapping[str, int]) -> str | None:
    """The label among those known of the period that is written as `label`."""
    if label in known:
        return label
    try:
        period = Period.parse(label)
    except Problem:
        return None
    return next((one for one in known if Period.parse(one) == period), None)
