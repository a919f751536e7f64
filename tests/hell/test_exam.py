"""The exam is examined: the same files every time, which hold what is expected of them, and a judge awake."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import unicodedata
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd.compdoc

from tests.hell.build import RECORDS, WORKBOOKS, build, build_case
from tests.hell.case import Case, Reading
from tests.hell.families.lists import CREDIT_ALPHABET, FIRMS, PERSONS
from tests.hell.honest import FIRST, ROWS, figure
from tests.hell.judge import judge

ALL = {case.id: case for case in (*WORKBOOKS, *RECORDS)}
READABLE = [c for c in ALL.values() if c.kept and c.file.endswith("x") and not c.bomb]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_sixty_workbooks_and_forty_records_are_bad_beside_those_that_only_look_bad() -> None:
    assert sum(case.verdict != "clean" for case in WORKBOOKS) >= 60
    assert sum(case.verdict != "clean" for case in RECORDS) >= 40
    assert len(ALL) == len(WORKBOOKS) + len(RECORDS) == len(set(ALL))


def test_the_command_writes_every_file_and_one_json_of_expectations(tmp_path: Path) -> None:
    build(tmp_path)
    expected = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))
    stated = {**expected["workbooks"], **expected["records"]}
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == set(stated) == set(ALL)
    for name, case in stated.items():
        assert (tmp_path / name / case["file"]).is_file()
        assert case["verdict"] in ("refused", "asked", "either", "clean")
        assert case["why"]
    assert all(case["spots"] for case in stated.values() if case["verdict"] == "asked")


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_case_is_the_same_bytes_every_time(case: Case, tmp_path: Path) -> None:
    assert _hash(build_case(case, tmp_path / "a")) == _hash(build_case(case, tmp_path / "b"))


def test_the_honest_table_foots_and_its_growth_follows_from_its_amounts() -> None:
    for column in "BCD":
        assert sum(figure(column, row) for row in range(FIRST, 8)) == figure(column, 8)
    for row in ROWS:
        growth = (figure("C", row) / figure("D", row) - 1) * 100
        assert abs(growth - figure("E", row)) <= Decimal("0.05")


def _printed(value: object, number_format: str) -> Decimal | None:
    """What a cell says as a figure, once blanks, commas and marks are taken off."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        exact = Decimal(repr(value))
        return exact * 100 if "%" in number_format else exact
    text = unicodedata.normalize("NFKC", str(value).replace("①", "").replace("。", "."))
    text = re.sub(r"[\s\u200b\ufeff,约近不足万元]|&nbsp;|<br/>", "", text).replace("(0.42)", "-0.42")
    try:
        return Decimal(text.partition("(")[0])
    except InvalidOperation:
        return None


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.id)
def test_every_fact_that_must_be_kept_stands_in_its_cell(case: Case, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build_case(case, tmp_path), data_only=True)
    for fact in case.kept:
        if fact.value is None:
            continue
        sheet = book[book.sheetnames[0] if fact.sheet == "*" else fact.sheet]
        cell = sheet[fact.cell]
        printed = _printed(cell.value, cell.number_format)
        assert printed is not None, (fact, cell.value)
        assert abs(printed - Decimal(fact.value)) < Decimal("1e-9"), (fact, cell.value)


@pytest.mark.parametrize("case", RECORDS, ids=lambda case: case.id)
def test_every_record_that_must_be_kept_stands_in_its_row(case: Case, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(build_case(case, tmp_path), data_only=True).active
    # A merged cell speaks for all rows it covers.
    merged = {(r, c): sheet.cell(a.min_row, a.min_col) for a in sheet.merged_cells for r, c in _inside(a)}
    for row in case.rows:
        cells = [merged.get((row.row, c)) or sheet.cell(row.row, c) for c in range(1, sheet.max_column + 1)]
        line = " ".join(_as_text(cell) for cell in cells)
        for text in row.texts:
            assert text in line, (row, line)


def _inside(area: Any) -> list[tuple[int, int]]:
    return [
        (r, c) for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1)
    ]


def _as_text(cell: Any) -> str:
    # The one serial number among the records: 45471 is 2024-06-28 in the 1900 system.
    return "2024-06-28" if cell.value == 45471 else str(cell.value)


def test_the_bombs_are_small_on_disk_and_huge_inside(tmp_path: Path) -> None:
    honest = build_case(ALL["zip-bomb-of-1-gib"], tmp_path)
    liar = build_case(ALL["zip-bomb-that-lies-about-its-size"], tmp_path)
    assert honest.stat().st_size < 2 << 20
    assert liar.stat().st_size < 2 << 20
    with zipfile.ZipFile(honest) as big, zipfile.ZipFile(liar) as small:
        assert big.getinfo("xl/worksheets/sheet1.xml").file_size > 1 << 30
        assert small.getinfo("xl/worksheets/sheet1.xml").file_size < 1 << 16
        with big.open("xl/worksheets/sheet1.xml") as part:
            assert b"<sheetData>" in part.read(4096)


@pytest.mark.parametrize(
    ("name", "stream"),
    [("password-protected-xlsx", "EncryptedPackage"), ("password-protected-xls", "Workbook")],
)
def test_the_locked_files_are_true_ole_files(name: str, stream: str, tmp_path: Path) -> None:
    document = xlrd.compdoc.CompDoc(build_case(ALL[name], tmp_path).read_bytes())
    assert len(document.get_named_stream(stream)) >= 4096


def test_the_locked_xls_is_known_as_encrypted_by_another_reader(tmp_path: Path) -> None:
    with pytest.raises(xlrd.XLRDError, match="encrypted"):
        xlrd.open_workbook(str(build_case(ALL["password-protected-xls"], tmp_path)))


def test_the_workbook_of_1904_shows_2024_to_another_reader(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build_case(ALL["dates-counted-from-1904"], tmp_path))
    assert [book.active[cell].value.strftime("%Y-%m") for cell in ("B3", "C3", "D3")] == [
        "2024-01",
        "2024-02",
        "2024-03",
    ]


def test_the_invented_codes_are_well_formed() -> None:
    for firm in FIRMS:
        code = firm[2]
        weighted = sum(CREDIT_ALPHABET.index(c) * 3**i for i, c in enumerate(code[:17]))
        assert (weighted + CREDIT_ALPHABET.index(code[17])) % 31 == 0
        assert len(code) == 18
    for person in PERSONS:
        number = person[2]
        digits = [10 if c == "X" else int(c) for c in number]
        assert sum(d * 2 ** (17 - i) for i, d in enumerate(digits)) % 11 == 1


# ---- the judge, on a reading written by hand


def _fact(pattern: Reading) -> dict[str, Any]:
    return {
        "sheet": pattern.sheet,
        "cell": pattern.cell,
        "value": pattern.value,
        "holder": pattern.holder or "青岚经济开发区",
        "period": pattern.period,
        "cumulative": pattern.cumulative,
        "unit": pattern.unit,
        "measure": pattern.measure,
        "qualifier": "",
        "held": False,
    }


def _perfect(case: Case) -> dict[str, Any]:
    """The reading of someone who emits what must be kept and asks once at each spot."""
    facts = [_fact(pattern) for pattern in case.kept]
    questions = [{"sheet": s.sheet, "cells": list(s.cells), "text": "?"} for s in case.spots]
    return {"facts": facts, "questions": questions, "warnings": [], "records": []}


JUMP, CLEAN, TWICE = (
    ALL["one-cell-a-thousand-times-too-large"],
    ALL["full-width-digits-and-signs"],
    ALL["row-repeated"],
)


@pytest.mark.parametrize("case", [JUMP, CLEAN, TWICE], ids=lambda case: case.id)
def test_a_careful_reading_passes(case: Case) -> None:
    assert judge(case, _perfect(case)) == []


def test_silence_about_a_fault_fails() -> None:
    reading = _perfect(JUMP) | {"questions": []}
    assert judge(JUMP, reading) == ["not asked about: 3月 C5"]


def test_a_wrong_fact_fails_unless_it_is_held() -> None:
    reading = _perfect(JUMP)
    wrong = _fact(Reading(cell="C5", value="27050", unit="亿元", period="2024-01/2024-03"))
    reading["facts"].append(wrong)
    assert "imported wrongly" in judge(JUMP, reading)[0]
    wrong["held"] = True
    assert judge(JUMP, reading) == []


def test_a_lost_fact_fails_and_so_does_one_held_without_need() -> None:
    lost = _perfect(JUMP)
    gone = lost["facts"].pop(0)
    assert judge(JUMP, lost) == [f"lost: {gone['cell']} 12.84 亿元 2024-03 amount 云桥街道"]
    held = _perfect(JUMP)
    held["facts"][0]["held"] = True
    assert judge(JUMP, held) == ["held without need: B4 12.84 亿元 2024-03 amount 云桥街道"]


def test_noise_on_a_good_file_fails() -> None:
    question = {"sheet": "3月", "cells": ["C5"], "text": "27.05?"}
    assert judge(CLEAN, _perfect(CLEAN) | {"questions": [question]}) == [
        "needless question at ['C5']: 27.05?"
    ]
    hint = {"sheet": "3月", "cells": ["C5"], "text": "full-width", "severity": "info"}
    assert judge(CLEAN, _perfect(CLEAN) | {"warnings": [hint]}) == []
    assert judge(CLEAN, _perfect(CLEAN) | {"warnings": [hint | {"severity": "error"}]})


def test_one_thing_said_twice_fails() -> None:
    reading = _perfect(TWICE)
    reading["facts"] += [_fact(Reading(cell=cell, value="27.05")) for cell in ("C5", "C8")]
    assert judge(TWICE, reading) == ["imported more than once: C5 and C8"]


def test_a_third_question_beside_the_point_fails() -> None:
    reading = _perfect(JUMP)
    stray = {"sheet": "3月", "cells": ["B4:B5"], "text": "really?"}
    reading["questions"] += [copy.copy(stray) for _ in range(2)]
    assert judge(JUMP, reading) == []
    reading["questions"].append(stray)
    assert "3 questions" in judge(JUMP, reading)[0]
