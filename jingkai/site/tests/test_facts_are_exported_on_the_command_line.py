"""`jingkai export` and `jingkai import`, as an official uses them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.tests.samples import Zone as Town
from jingkai.kernel.facts.tests.samples import a_draft, recorded
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from jingkai.site.cli import main
from tests.proof import proves

pytestmark = pytest.mark.django_db

Jingkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def zone() -> Zone:
    """A zone with a figure of its own and one of the east street, both of March 2024."""
    zone = a_ruled_zone()
    hold(zone.westerner, "street", zone.west, Scope.UNIT)
    town = Town(zone.zone, zone.office, zone.office, zone.east)
    recorded(
        a_draft(town, caliber="自报"), a_draft(town, "5.5", name="街道税收", holder=zone.east, caliber="自报")
    )
    return zone


@pytest.fixture
def jingkai(capsys: pytest.CaptureFixture[str]) -> Jingkai:
    """Runs a command: its exit code, what it prints, what it complains of."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def cells(path: Path) -> str:
    return str([list(sheet.values) for sheet in load_workbook(path).worksheets])


@proves("INV.6")
def test_an_export_that_is_imported_changes_nothing(jingkai: Jingkai, zone: Zone, tmp_path: Path) -> None:
    path, before = tmp_path / "数据.xlsx", latest()
    assert jingkai("export", path) == (0, f"{path}：导出 2 条，截至留痕第 {before} 号。\n", "")
    code, said, complaint = jingkai("import", path)
    assert (code, complaint, latest()) == (0, "", before)
    assert "入账 0，更正 0，已有 2，待答复 0，未采用 0" in said
    assert "没有新内容，未写入" in said
    assert jingkai("export", tmp_path / "e.xlsx", "--lang", "en")[1].endswith(
        f"2 facts as of number {before}.\n"
    )
    assert (
        "0 new, 0 corrected, 2 known already, 0 waiting, 0 refused"
        in jingkai("import", tmp_path / "e.xlsx", "--lang", "en")[1]
    )


@proves("INV.6")
def test_one_cell_that_a_person_changed_is_asked_about_and_corrected_with_a_reason(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    path = tmp_path / "数据.xlsx"
    jingkai("export", path, "2024-03")
    book = load_workbook(path)
    book.worksheets[0]["L5"].value = 5.8
    book.save(path)
    assert "L5 街道税收：原报 5.5亿元，现为 5.8亿元" in jingkai("import", path)[1]
    assert "更正 1，已有 1" in jingkai("import", path, "--reason", "漏报一户")[1]
    assert Fact.objects.get(step=1).reason == "漏报一户"


def test_period_unit_and_as_of_choose_what_goes_out(jingkai: Jingkai, zone: Zone, tmp_path: Path) -> None:
    jingkai("export", tmp_path / "a.xlsx", "2024-01/2024-06", "--unit", "东城街道")
    assert "街道税收" in cells(tmp_path / "a.xlsx")
    assert "固定资产投资" not in cells(tmp_path / "a.xlsx")
    code, said, complaint = jingkai("export", tmp_path / "b.xlsx", "2023")
    assert (code, said) == (1, "")
    assert complaint.endswith("[export.nothing]\n")
    assert jingkai("export", tmp_path / "b.xlsx", "--as-of", "0")[0] == 1
    assert not (tmp_path / "b.xlsx").exists()


@proves("INV.7", "K2.4.5")
def test_a_person_gets_what_that_person_may_see_and_the_hidden_is_like_none(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    street, other = tmp_path / "东.xlsx", tmp_path / "西.xlsx"
    assert "导出 1 条" in jingkai("export", street, "--as", "东城干部")[1]
    assert "街道税收" in cells(street)
    assert "固定资产投资" not in cells(street)
    hidden = jingkai("export", other, "--as", "西城干部", "--unit", "东城街道")
    absent = jingkai("export", other, "--as", "西城干部", "--unit", "西城街道")
    assert hidden == absent
    assert hidden[2].endswith("[export.nothing]\n")
    assert not other.exists()
    assert "已有 1" in jingkai("import", street, "--unit", "东城街道", "--as", "东城干部")[1]
    refused = jingkai("import", street, "--unit", "西城街道", "--as", "东城干部")
    assert (refused[0], refused[2].endswith("[parties.not-allowed]\n")) == (1, True)


def test_a_damaged_export_and_a_name_that_is_taken_are_refused_in_either_language(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    path = tmp_path / "数据.xlsx"
    jingkai("export", path)
    before = path.read_bytes()
    assert jingkai("export", path)[0] == 1
    assert path.read_bytes() == before
    book = load_workbook(path)
    book.worksheets[0].delete_cols(4)
    book.save(path)
    for lang in ("zh", "en"):
        code, _, complaint = jingkai("import", path, "--lang", lang)
        assert (code, complaint.endswith("[export.columns]\n")) == (1, True)
        assert ("。" in complaint) == (lang == "zh")


@proves("A5.3.2")
def test_a_file_of_columns_holds_what_the_person_may_see(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    path, own = tmp_path / "数据.parquet", tmp_path / "own.PARQUET"
    assert jingkai("export", path) == (0, f"{path}：导出 2 条，截至留痕第 {latest()} 号。\n", "")
    assert set(parquet.read_table(path).column("unit").to_pylist()) == {zone.zone.name, zone.east.name}
    code, _, complaint = jingkai("export", own, "--as", zone.westerner.name)
    assert (code, "export.nothing" in complaint, own.exists()) == (1, True, False)
    assert jingkai("export", path)[0] == 1
