"""What stands under a shipped rule as its source is a paper that an official can ask for, or says that it is ours."""

import re
from pathlib import Path

import pytest

from jingkai.kernel.rules.services.ship import shipped_files
from jingkai.site import sample

# The papers that we work by ourselves: nobody outside has them.
_OURS = re.compile(r"practice|inventory|DESIGN|验收故事|\bst-[A-Z]|\bINV\.|\[[WLK]\d+\]|\b[es][A-Z]\d\d\b")


def _files() -> list[Path]:
    return [*shipped_files(), *sorted(Path(sample.__file__).parent.joinpath("rules").glob("*.yaml"))]


@pytest.mark.parametrize("file", _files(), ids=lambda file: file.name)
def test_no_rule_cites_a_paper_of_our_own(file: Path) -> None:
    # The page of a rule shows the whole file, comments and all.
    assert _OURS.search(file.read_text(encoding="utf-8")) is None
