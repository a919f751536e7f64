"""Every bad workbook and record goes through the reader: refused or asked, nothing wrong, nothing lost.

The expectations stand beside the faults in families/; they were written without having seen the reader and
are not to be bent to it. A failing case prints each complaint on a line of its own.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hell.build import RECORDS, WORKBOOKS, build_case
from tests.hell.case import Case
from tests.hell.guard import ends_within, memory_watched
from tests.hell.judge import judge, judge_refusal
from tests.proof import proves

READER = "jingkai.engines.sheets"
SECONDS = 60
BOMB_PEAK_MIB = 400
BOMB_CEILING_MIB = 3000

Reader = Callable[[Path], Any]


@pytest.fixture(scope="module")
def reader() -> Reader:
    spec = importlib.util.find_spec(READER)
    if spec is None or spec.origin is None:
        pytest.skip(f"{READER} is not written yet")
    read = getattr(importlib.import_module(READER), "read_workbook", None)
    if read is None:
        pytest.skip(f"{READER} hands out no read_workbook yet")
    return read  # type: ignore[no-any-return]


def _is_problem(error: Exception) -> bool:
    return any(parent.__name__.endswith("Problem") for parent in type(error).__mro__)


def _examine(case: Case, read: Reader, directory: Path) -> list[str]:
    """Reads one case; a Problem is a refusal, any other exception is a crash and passes through."""
    path = build_case(case, directory)
    with ends_within(SECONDS):
        try:
            reading = read(path).to_json()
        except Exception as error:
            if not _is_problem(error):
                raise
            return judge_refusal(case, error)
    return judge(case, reading)


def _examine_bomb(case: Case, read: Reader, directory: Path) -> list[str]:
    with memory_watched(BOMB_CEILING_MIB) as peak:
        complaints = _examine(case, read, directory)
    if peak and peak[0] > BOMB_PEAK_MIB:
        complaints.append(f"took {peak[0]} MiB for a file of five rows")
    return complaints


def _check(case: Case, read: Reader, directory: Path) -> None:
    complaints = (_examine_bomb if case.bomb else _examine)(case, read, directory)
    assert not complaints, "\n".join([f"{case.id} ({case.verdict}): {case.why}", *complaints])


@proves("K6.2.1")
@pytest.mark.parametrize("case", WORKBOOKS, ids=lambda case: case.id)
def test_a_bad_workbook_is_refused_or_asked_about_and_nothing_is_lost(
    case: Case, reader: Reader, tmp_path: Path
) -> None:
    _check(case, reader, tmp_path)


@proves("K6.2.2")
@pytest.mark.parametrize("case", RECORDS, ids=lambda case: case.id)
def test_a_bad_record_is_refused_or_asked_about_and_nothing_is_lost(
    case: Case, reader: Reader, tmp_path: Path
) -> None:
    _check(case, reader, tmp_path)
