"""The exam judges others, so it is judged first: repeatable, consistent, complete."""

import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.exam.build import build, expected
from tests.exam.judge import cells_of
from tests.exam.model import place
from tests.exam.shelf import BOOKS

EXPECTED = {declare.__name__: expected(declare()) for declare in BOOKS}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("exam"))


def test_building_twice_gives_the_same_bytes(built: list[Path], tmp_path: Path) -> None:
    again = build(tmp_path)
    assert [path.name for path in again] == [path.name for path in built]
    for first, second in zip(built, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


@pytest.mark.parametrize("name", EXPECTED)
def test_figures_agree_except_where_an_error_is_planted(name: str) -> None:
    sheet = EXPECTED[name]
    planted = {(plant["sheet"], plant["cell"]) for plant in sheet["planted_errors"]}
    assert sheet["footing"] or sheet["derived_checks"] or not sheet["facts"]
    for check in [*sheet["footing"], *sheet["derived_checks"]]:
        cells = {
            check.get("total"),
            check.get("result"),
            check.get("num"),
            check.get("den"),
            *check.get("parts", []),
        }
        if check["status"] == "error":
            assert {(check["sheet"], cell) for cell in cells} & planted, check


@pytest.mark.parametrize("name", [name for name, sheet in EXPECTED.items() if sheet["planted_errors"]])
def test_a_planted_error_can_be_noticed_and_its_cell_is_disputed(name: str) -> None:
    sheet = EXPECTED[name]
    for plant in sheet["planted_errors"]:
        (fact,) = [
            fact
            for fact in sheet["facts"]
            if fact["cell"] == plant["cell"] and fact["sheet"] == plant["sheet"]
        ]
        assert fact["disputed"]
        assert any(
            plant["cell"] in question["cells"] for question in sheet["expected_questions"] if question["must"]
        )
        if plant["kind"] != "duplicate_holder":
            assert any(check["status"] == "error" for check in [*sheet["footing"], *sheet["derived_checks"]])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_filled_cell_is_one_fact_one_range_or_has_a_reason(name: str, built: list[Path]) -> None:
    sheet = EXPECTED[name]
    named = [(fact["sheet"], fact["cell"]) for fact in [*sheet["facts"], *sheet["range_facts"]]]
    named += [(entry["sheet"], cell) for entry in sheet["not_facts"] for cell in cells_of(entry["cells"])]
    assert len(named) == len(set(named))
    (path,) = [path for path in built if path.name == sheet["file"]]
    for page, row, column, value in filled_cells(path):
        assert any(page == where and place(cell) == (row, column) for where, cell in named), (
            page,
            row,
            column,
            value,
        )


def filled_cells(path: Path) -> list[tuple[str, int, int, Any]]:
    """Filled cells as an independent library sees them; nothing for a CSV, which is text."""
    if path.suffix == ".csv":
        assert path.read_bytes().decode("gb18030").count("\r\n") > 5
        return []
    book = CalamineWorkbook.from_path(path)
    return [
        (page, row, column, value)
        for page in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(page).to_python(skip_empty_area=False))
        for column, value in enumerate(line)
        if value != ""
    ]


def test_the_exam_has_fourteen_workbooks_in_four_formats_and_errors_in_about_half() -> None:
    assert len(EXPECTED) == 14
    assert {sheet["format"] for sheet in EXPECTED.values()} == {"xlsx", "xls", "ods", "csv"}
    assert 6 <= sum(1 for sheet in EXPECTED.values() if sheet["planted_errors"]) <= 9


def test_expected_files_have_the_keys_of_the_published_samples(built: list[Path]) -> None:
    samples = Path(__file__).resolve().parents[3] / "shared" / "data" / "workbooks"
    if not samples.is_dir():
        pytest.skip("the published sample workbooks are not beside the repository")
    keys: set[str] = set()
    for path in samples.glob("*.expected.json"):
        keys |= set(json.loads(path.read_text(encoding="utf-8")))
    for path in built:
        mine = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
        assert keys <= set(mine), path.name
