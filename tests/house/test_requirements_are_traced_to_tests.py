"""A sentence without proof or reason, and a proof of nothing, are found by reading the tests alone."""

from pathlib import Path

import pytest

from scripts import requirements
from tests.proof import proves

SOURCE = """\
chapters:
  K9: A room
sentences:
  K9.1.1:
    says: The door opens.
  K9.1.2:
    says: The door closes.
    open: the hinge | comes later
"""

TESTS = """\
from tests.proof import proves

@proves("K9.1.1")
def test_the_door_opens():
    assert True
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with one proven and one open sentence, its page freshly written."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs/requirements.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "tests/test_door.py").write_text(TESTS, encoding="utf-8")
    requirements.main([], tmp_path)
    return tmp_path


def change(house: Path, file: str, old: str, new: str) -> None:
    """Replaces `old` in a file of the house and writes the page again, so that only the change is judged."""
    path = house / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    requirements.main([], house)


@proves("K1.1.9")
def test_the_page_names_the_proof_and_the_reason(house: Path) -> None:
    page = (house / "docs/requirements.md").read_text(encoding="utf-8")
    door = "[tests/test_door.py](../tests/test_door.py): `test_the_door_opens`"
    assert f"| K9.1.1 | The door opens. | proven | {door} |" in page
    assert "| K9.1.2 | The door closes. | open | open: the hinge \\| comes later |" in page
    assert "2 sentences: 1 proven, 0 measured, 0 partly, 1 open." in page
    assert requirements.main(["--check"], house) == 0


@proves("K1.1.9")
def test_a_stale_page_is_found_and_not_rewritten(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = house / "docs/requirements.md"
    page.write_text("old", encoding="utf-8")
    assert requirements.main(["--check"], house) == 1
    assert "docs/requirements.md is stale" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old"


@proves("K1.1.9")
@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "docs/requirements.yaml",
            "    open: the hinge | comes later\n",
            "",
            "K9.1.2 has neither a proof nor",
        ),
        ("docs/requirements.yaml", "K9.1.2:", "K9.1.1:", "K9.1.1 stands twice"),
        ("docs/requirements.yaml", "K9.1.2:", "L9.1.2:", "L9.1.2 is not an id of a known chapter"),
        ("docs/requirements.yaml", "open:", "later:", "may have only"),
        ("tests/test_door.py", "K9.1.1", "K9.7.7", "proves K9.7.7, which is not in"),
        ("tests/test_door.py", '"K9.1.1"', "WHICH", "must write its ids out"),
        ("tests/test_door.py", "def test_the", "def the", "something that pytest does not run"),
        ("tests/test_door.py", "def test", "@pytest.mark.xfail\ndef test", "skipped or expected to fail"),
    ],
)
def test_each_broken_tie_fails_the_check(
    house: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, complaint: str
) -> None:
    change(house, file, old, new)
    capsys.readouterr()
    assert requirements.main(["--check"], house) == 1
    assert complaint in capsys.readouterr().err


def test_a_sentence_with_a_proof_and_a_reason_is_partly_proven(house: Path) -> None:
    change(house, "tests/test_door.py", '"K9.1.1"', '"K9.1.1", "K9.1.2"')
    page = (house / "docs/requirements.md").read_text(encoding="utf-8")
    assert "2 sentences: 1 proven, 0 measured, 1 partly, 0 open." in page


def test_a_figure_that_was_measured_needs_no_test(house: Path) -> None:
    change(house, "docs/requirements.yaml", "open: the hinge | comes later", "measured: in 0.2 s")
    page = (house / "docs/requirements.md").read_text(encoding="utf-8")
    assert "| K9.1.2 | The door closes. | measured | measured: in 0.2 s |" in page
    assert requirements.main(["--check"], house) == 0


@pytest.mark.parametrize(
    "text",
    [
        "pytestmark = proves('K9.1.1')\ndef test_it(): ...",
        "pytestmark = [pytest.mark.proves('K9.1.1')]\ndef test_it(): ...",
        "class TestDoor:\n    @proves('K9.1.1')\n    def test_it(self): ...",
        "@pytest.mark.parametrize('a', [pytest.param(1, marks=proves('K9.1.1'))])\ndef test_it(a): ...",
    ],
)
def test_a_proof_is_seen_wherever_pytest_would_see_it(house: Path, text: str) -> None:
    (house / "tests/test_door.py").write_text(text, encoding="utf-8")
    requirements.main([], house)
    assert requirements.main(["--check"], house) == 0
