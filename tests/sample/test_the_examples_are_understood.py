"""The workbooks of examples/ are what their program writes, and are read as their departments meant them."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from examples.build import HERE, books, build
from jingkai.kernel.facts.known import Known, current
from jingkai.kernel.facts.workbooks.importing import Imported, import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.site.sample.writing import Written
from tests.exam.build import expected
from tests.exam.grade import faults, read
from tests.exam.judge import judge
from tests.exam.model import Book
from tests.proof import proves

AT = datetime(2024, 4, 10, 2, tzinfo=UTC)
BOOKS = {book.file: book for book in books()}


def test_what_is_committed_is_what_the_program_writes(tmp_path: Path) -> None:
    build(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {name: (HERE / name).read_bytes() for name in written}
    assert sorted(name for name in written if written[name] != committed[name]) == []
    others = {path.name for path in HERE.iterdir()} - set(written)
    assert others == {"answers.json", "senders.tsv"}


def test_they_come_in_four_formats_from_seven_senders() -> None:
    assert {Path(name).suffix for name in BOOKS} == {".xlsx", ".xls", ".ods", ".csv"}
    with pytest.raises(UnicodeDecodeError):
        (HERE / "财审部_分属地收入_2024年3月.csv").read_text(encoding="utf-8")
    assert {name.split("_")[0] for name in BOOKS} == {files.removesuffix("_*") for files, *_ in senders()}


@proves("K6.1.2")
@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_workbook_is_read_as_it_was_meant(name: str) -> None:
    verdict = judge(read(HERE / name), expected(BOOKS[name]))
    assert verdict.passed, faults(verdict)


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_table_holds_together_except_where_an_error_was_planted(name: str) -> None:
    book: Book = BOOKS[name]
    planted = {one["cell"] for one in book.planted}
    broken = [one for one in (*book.footing, *book.derived) if one["status"] == "error"]
    for one in broken:
        assert planted & {one.get("num"), one.get("den"), one.get("result"), *one.get("parts", [])}, one
    assert bool(broken) == bool(planted)


@pytest.fixture(scope="module")
def imported(sample: Written) -> dict[str, Imported]:
    """Every workbook brought into the sample zone with the clerk's answers."""
    answers = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    zone = Organisation.objects.get(kind="zone")
    done = {}
    for files, unit, caliber, name in senders():
        person = Person.objects.get(name=name)
        sender = Sender(zone, Organisation.objects.get(name=unit), caliber, person)
        for path in sorted(HERE.glob(files)):
            actor = Actor(person=person.pk)
            done[path.name] = import_workbook(actor, path, sender, at=AT, answers=answers)
    return done


def senders() -> list[list[str]]:
    with (HERE / "senders.tsv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines, delimiter="\t") if not row[0].startswith("#")]


@proves("K6.1.2")
def test_with_the_clerks_answers_every_figure_comes_in(imported: dict[str, Imported]) -> None:
    assert set(imported) == set(BOOKS)
    for name, done in imported.items():
        assert done.waiting == []
        assert done.refused == []
        assert done.questions == []
        due = len([fact for sheet in BOOKS[name].sheets for fact in sheet.facts])
        assert len(done.facts) + done.unchanged == due


@proves("K6.1.2")
def test_no_workbook_contradicts_what_its_sender_reported_before(imported: dict[str, Imported]) -> None:
    assert [change for done in imported.values() for change in done.changed] == []
    assert sum(done.unchanged for done in imported.values()) > 20


def test_lists_come_back_as_rows(imported: dict[str, Imported]) -> None:
    rows = {name: done.records for name, done in imported.items() if done.records}
    assert rows == {"经发局_重点项目清单_2024年3月.xlsx": 36, "督查室_督办事项清单_2024年3月.xlsx": 24}


def test_two_offices_give_two_numbers_and_both_stand(imported: dict[str, Imported]) -> None:
    found = current().filter(
        measure__name="一般公共预算收入",
        measure__aspect="amount",
        holder__kind="zone",
        start="2024-01-01",
        end="2024-03-31",
    )
    assert {(row.reported_by.name, row.caliber, str(Known(row).quantity)) for row in found} == {
        ("统计办", "统计", "11.55亿元"),
        ("财政审计部", "自报", "117151万元"),
    }


def test_what_was_typed_in_the_wrong_unit_came_in_as_the_clerk_answered(
    imported: dict[str, Imported],
) -> None:
    (row,) = current().filter(cell="B6", holder__name="滨河国有资本投资集团")
    assert str(Known(row).quantity.to("万元").value) == "9700"
