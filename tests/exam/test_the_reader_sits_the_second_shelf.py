"""The reader sits the second shelf; what it made of the books at first sight is written down.

Measured at first sight, before any of these books was known to the reader: 2 of 16 books, 402 of 711 facts right,
8 of 11 must-questions asked, 10 of 13 planted errors noticed. What it lacked was then mended in general, not by book.
"""

from pathlib import Path

import pytest

from tests.exam.build import build
from tests.exam.grade import faults, grade
from tests.exam.second_shelf import SECOND
from tests.proof import proves


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = build(tmp_path_factory.mktemp("second_shelf"), shelf=2)
    return dict(zip((declare.__name__ for declare in SECOND), made, strict=True))


@proves("K3.4.27")
@pytest.mark.parametrize("name", [declare.__name__ for declare in SECOND])
def test_a_workbook_of_the_second_shelf_is_read(name: str, workbooks: dict[str, Path]) -> None:
    verdict = grade(workbooks[name])
    assert verdict.passed, faults(verdict)
