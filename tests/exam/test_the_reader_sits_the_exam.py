"""The reader sits the exam, a workbook a test; `python -m tests.exam.grade --faults` lists its faults."""

from pathlib import Path

import pytest

from tests.exam.build import build
from tests.exam.grade import faults, grade
from tests.exam.shelf import BOOKS
from tests.proof import proves


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = build(tmp_path_factory.mktemp("exam"))
    return dict(zip((declare.__name__ for declare in BOOKS), made, strict=True))


@proves("K3.4.27")
@pytest.mark.parametrize("name", [declare.__name__ for declare in BOOKS])
def test_an_unseen_workbook_is_read(name: str, workbooks: dict[str, Path]) -> None:
    verdict = grade(workbooks[name])
    assert verdict.passed, faults(verdict)
