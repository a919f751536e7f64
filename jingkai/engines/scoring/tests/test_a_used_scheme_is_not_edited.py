"""Results of a version stay those of one text: what was used is kept beside them, and an edited one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import assert_unedited, keep, read_scheme
from tests.proof import proves

SCHEME = """\
kind: scheme
key: assessment.zone
version: "2024"
body:
  tree:
    id: 总分
    of:
      - {id: 税收, weight: 60, method: {completion: {target: 100}}}
      - {id: 投资, weight: 40, method: min-max}
"""


@pytest.fixture
def used(tmp_path: Path) -> Path:
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(SCHEME, encoding="utf-8")
    keep(scheme, tmp_path)
    return tmp_path


@proves("A5.4.2")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight: 60", "weight: 50", "税收 weight：60 → 50"),
        ("target: 100", "target: 110", "税收 completion.target：100 → 110"),
        ("{id: 投资,", "{id: 外资,", "外资 of：— → —"),
        ("body:", "body:\n  missing: zero", "missing：— → zero"),
    ],
)
def test_an_edited_version_is_refused_and_told_what_was_edited(
    used: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(Problem) as refused:
        assert_unedited(read_scheme(SCHEME.replace(old, new)), used)
    assert refused.value.code == "scoring.scheme-edited"
    assert said in refused.value.zh


@proves("A5.4.2")
@pytest.mark.parametrize(
    "text",
    [
        SCHEME,
        SCHEME + "# 附注\n",
        SCHEME.replace("weight: 60", "weight: 60.0"),
        SCHEME.replace("weight: 60", "weight: 50").replace('"2024"', '"2025"'),
        SCHEME.replace("weight: 60", "weight: 50").replace("assessment.zone", "assessment.streets"),
        SCHEME.replace("weight: 60", "weight: 50").replace('version: "2024"\n', ""),
    ],
    ids=[
        "the same",
        "a comment",
        "the same number",
        "another version",
        "another scheme",
        "without a version",
    ],
)
def test_what_is_no_edit_of_a_used_version_is_computed(used: Path, text: str) -> None:
    assert_unedited(read_scheme(text), used)


def test_a_kept_scheme_that_cannot_be_read_is_no_reason_to_go_on(used: Path) -> None:
    (used / "scheme-used.yaml").write_text("tree: 5", encoding="utf-8")
    with pytest.raises(Problem) as refused:
        assert_unedited(read_scheme(SCHEME), used)
    assert refused.value.code == "scoring.scheme-edited"
