"""The exam judges others, so it is judged first: repeatable, consistent, complete."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.exam.build import SHELVES, build, expected
from tests.exam.judge import cells_of
from tests.exam.model import place

SHELF = {n: {declare.__name__: expected(declare()) for declare in books} for n, books in SHELVES.items()}
EXPECTED = {name: sheet for books in SHELF.values() for name, sheet in books.items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return [path for shelf in SHELVES for path in build(tmp_path_factory.mktemp(f"shelf{shelf}"), shelf)]


def test_building_twice_gives_the_same_bytes(built: list[Path], tmp_path: Path) -> None:
    again = [path for shelf in SHELVES for path in build(tmp_path, shelf)]
    assert [path.name for path in again] == [path.name for path in built]
    for first, second in zip(built, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


@pytest.mark.parametrize("name", EXPECTED)
def test_figures_agree_except_where_an_error_is_planted(name: str) -> None:
    sheet = EXPECTED[name]
    planted = {(plant["sheet"], plant["cell"]) for plant in sheet["planted_errors"]}
    assert sheet["footing"] or sheet["derived_checks"] or not sheet["facts"]
    for check in [*sheet["footing"], *sheet["derived_checks"]]:
        if check["status"] == "error":
            assert {(check["sheet"], cell) for cell in cells_checked(check)} & planted, check


def cells_checked(check: dict[str, Any]) -> set[str]:
    """The cells that a sum or a rate ties together."""
    single = {check[key] for key in ("total", "result", "num", "den") if check.get(key)}
    return single | set(check.get("parts", []))


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
            assert any(
                check["status"] == "error" and plant["cell"] in cells_checked(check)
                for check in [*sheet["footing"], *sheet["derived_checks"]]
            )


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
        content = path.read_bytes()
        encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "gb18030"
        assert content.decode(encoding).count("\r\n") > 5
        return []
    book = CalamineWorkbook.from_path(path)
    return [
        (page, row, column, value)
        for page in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(page).to_python(skip_empty_area=False))
        for column, value in enumerate(line)
        if value != ""
    ]


@pytest.mark.parametrize(("shelf", "books", "with_errors"), [(1, 14, range(6, 10)), (2, 16, range(8, 13))])
def test_a_shelf_has_workbooks_in_four_formats_with_and_without_errors(
    shelf: int, books: int, with_errors: range
) -> None:
    assert len(SHELF[shelf]) == books
    assert {sheet["format"] for sheet in SHELF[shelf].values()} == {"xlsx", "xls", "ods", "csv"}
    assert sum(1 for sheet in SHELF[shelf].values() if sheet["planted_errors"]) in with_errors


def test_the_second_shelf_plants_each_kind_of_error_once() -> None:
    kinds = [{plant["kind"] for plant in sheet["planted_errors"]} for sheet in SHELF[2].values()]
    # Digits change places in a last year's column and in an export; all else is planted in one book.
    assert sorted(kind for book in kinds for kind in book) == [
        "copied_from_neighbour",
        "decimal_slipped",
        "direction_reversed",
        "last_year_not_updated",
        "row_shifted",
        "share_not_100",
        "sign_lost",
        "subrow_counted_twice",
        "transposed_digits",
        "transposed_digits",
        "wrong_plan",
    ]


def test_no_workbook_of_one_shelf_is_named_like_one_of_the_other() -> None:
    assert not set(SHELF[1]) & set(SHELF[2])
    assert len({sheet["file"] for sheet in EXPECTED.values()}) == len(EXPECTED)


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
