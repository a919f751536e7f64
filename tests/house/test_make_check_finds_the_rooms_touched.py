"""`make check` runs the tests of what was touched, no more and no less."""

from pathlib import Path

import pytest

from scripts.rooms import room_of, rooms_touched
from tests.proof import proves


@proves("K1.3.3")
@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("jingkai/kernel/facts/models/fact.py", "jingkai/kernel/facts"),
        ("jingkai/engines/sheets/tests/test_x.py", "jingkai/engines/sheets"),
        ("jingkai/kernel/problems.py", "jingkai/kernel"),
        ("jingkai/site/cli.py", "jingkai/site"),
        ("tests/exam/build.py", "tests/exam"),
        ("tests/proof.py", "tests/house"),
        ("docs/requirements.yaml", "tests/house"),
        ("Makefile", "tests/house"),
    ],
)
def test_a_file_calls_for_the_tests_of_its_room(name: str, room: str) -> None:
    assert room_of(name) == room


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for room in ("jingkai/kernel/facts", "jingkai/kernel/rules", "jingkai/site"):
        (tmp_path / room / "tests").mkdir(parents=True)
        (tmp_path / room / "tests/test_it.py").touch()
    (tmp_path / "jingkai/engines/quantity").mkdir(parents=True)
    return tmp_path


@proves("K1.3.3")
def test_rooms_are_named_once_and_those_without_tests_not_at_all(house: Path) -> None:
    names = ["jingkai/kernel/rules/a.py", "jingkai/kernel/rules/b.py", "jingkai/engines/quantity/a.py"]
    assert rooms_touched(names, house) == ["jingkai/kernel/rules"]


@proves("K1.3.3")
def test_a_whole_floor_is_not_named_beside_its_rooms(house: Path) -> None:
    names = ["jingkai/kernel/rules/a.py", "jingkai/kernel/problems.py", "jingkai/site/cli.py"]
    assert rooms_touched(names, house) == ["jingkai/kernel", "jingkai/site"]


def test_nothing_touched_calls_for_nothing(house: Path) -> None:
    assert rooms_touched([], house) == []
