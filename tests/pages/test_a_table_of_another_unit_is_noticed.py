"""A table that came in as another unit's is noticed before it is brought in, and so is a list that is not kept."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from jingkai.kernel.facts.workbooks.brought_in import brought_in_for_others
from jingkai.kernel.records.models import Batch
from tests.month.commands import Shell

from .conftest import SHEET, TOWNS
from .reading import read
from .wizard import Wizard, batch_of, unit

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "2024-03"
PROJECTS = EXAMPLES / "经发局_重点项目清单_2024年3月.xlsx"


@pytest.fixture
def sheet(founded: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "三月_2024年1-3月.csv"
    path.write_text(SHEET, encoding="utf-8-sig")
    return path


def test_the_page_of_the_table_names_the_other_unit_and_its_batch(sheet: Path) -> None:
    right, wrong = (Wizard(Client(HTTP_HOST="localhost"), sender=name) for name in ("统计办", "财政审计部"))
    assert "报送入账" not in right.open(sheet).page.words
    batch = batch_of(right.bring(right.open(sheet)))
    at = wrong.open(sheet)
    assert "已作为“统计办”的报送入账，现在选的报送单位是“财政审计部”" in at.page.words
    assert f'href="/economy/batches/{batch}?' in at.html
    assert "已作为" not in right.open(sheet).page.words


def test_the_list_of_tables_chosen_together_names_it_too(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "街镇_2024年1-3月.csv"
    other.write_text(TOWNS, encoding="utf-8-sig")
    right, wrong = (Wizard(Client(HTTP_HOST="localhost"), sender=name) for name in ("统计办", "财政审计部"))
    batch = batch_of(right.bring(right.open(sheet)))
    chosen = wrong.client.get(wrong.choose(sheet, other).headers["Location"])
    assert read(chosen).words.count(f"已作为“统计办”的报送入账（批次 {batch}）") == 1


def test_the_command_refuses_it_and_says_how_it_is_meant(founded: Shell, sheet: Path) -> None:
    assert founded("import", sheet, "--unit", "统计办").code == 0
    before = Batch.objects.count()
    refused = founded("import", sheet, "--unit", "财政审计部")
    assert (refused.code, "site.brought-in-elsewhere" in refused.err) == (1, True)
    assert "“统计办”的报送" in refused.err
    assert "--yes" in refused.err
    assert Batch.objects.count() == before
    without = founded("import", sheet)
    assert "site.brought-in-elsewhere" in without.err
    assert founded("import", sheet, "--unit", "财政审计部", "--yes").code == 0
    assert "已有 9" in founded("import", sheet, "--unit", "统计办").out, (
        "it was brought in as this unit's, too"
    )


def test_a_batch_that_was_taken_back_is_no_obstacle(founded: Shell, sheet: Path) -> None:
    founded("import", sheet, "--unit", "统计办")
    ((batch, _),) = brought_in_for_others(_sha256(sheet), unit("财政审计部"), None)
    founded("undo", str(batch), "--reason", "选错单位")
    assert founded("import", sheet, "--unit", "财政审计部").code == 0


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_list_says_that_it_is_not_kept(founded: Shell) -> None:
    said = founded("import", PROJECTS, "--unit", "统计办").out
    assert "清单 36 行：读懂了，但没有入账" in said
    assert "not recorded" in founded("import", PROJECTS, "--unit", "统计办", "--lang", "en").out
    at = Wizard(Client(HTTP_HOST="localhost")).open(PROJECTS)
    assert "读懂清单 36 行，但不入账" in at.page.words
