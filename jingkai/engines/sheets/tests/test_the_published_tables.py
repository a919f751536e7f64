"""The six published tables, judged by their expected files."""

import pytest

from jingkai.engines.sheets.tests.metamorph.samples import PUBLISHED, PUBLISHED_FOLDER
from tests.exam.grade import faults, grade
from tests.proof import proves


@proves("K3.4.24", "K3.4.1", "K3.4.12", "K3.4.13", "K3.4.17", "K3.4.25", "K3.4.26")
@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_table_is_read_whole_and_right(name: str) -> None:
    """All facts right, all must-questions asked, all planted errors noticed, nothing imported wrongly."""
    if not PUBLISHED_FOLDER.is_dir():
        pytest.skip("the published workbooks (../shared/data/workbooks) are not beside the repository")
    (expected,) = PUBLISHED_FOLDER.glob(f"{name}_*.expected.json")
    verdict = grade(expected.with_name(expected.name.removesuffix(".expected.json")))
    assert verdict.due >= 20
    assert verdict.right == verdict.due
    assert verdict.passed, faults(verdict)
