"""`make bench` writes both figures and their ratio, and says when a bench failed."""

from pathlib import Path

import pytest

from scripts import bench
from tests.proof import proves

ROW = "{'what': 'cells read', 'unit': 'cells/s', 'ours': 3000.0, 'peers': 1500.0, 'peer': 'a clerk'}"


@pytest.fixture
def benches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of benches of its own; no database server is started for them."""
    folder = tmp_path / "bench"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setattr(bench, "RESULTS", folder / "results.md")
    monkeypatch.setattr(bench, "SCRATCH", folder / "scratch")
    monkeypatch.setattr(bench, "postgres", lambda deed: f"postgresql://{deed}")
    monkeypatch.setattr(bench, "commit", lambda: "abc1234")
    return folder


@proves("K1.3.5")
def test_every_bench_gives_its_rows_with_the_ratio(benches: Path) -> None:
    (benches / "bench_cells.py").write_text(f"import json\nprint(json.dumps({ROW}))\n", encoding="utf-8")
    assert bench.main() == 0
    page = (benches / "results.md").read_text(encoding="utf-8")
    assert "| cells read | cells/s | 3,000 | 1,500 | 2 | a clerk |" in page
    assert "At commit abc1234, Python 3." in page


@proves("K1.3.5")
def test_a_bench_that_fails_is_named_and_leaves_no_row(
    benches: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (benches / "bench_bad.py").write_text(f"import json\nprint(json.dumps({ROW}))\n1 / 0\n", encoding="utf-8")
    (benches / "bench_good.py").write_text(f"import json\nprint(json.dumps({ROW}))\n", encoding="utf-8")
    assert bench.main() == 1
    assert "make bench: failed: bench_bad" in capsys.readouterr().err
    assert (benches / "results.md").read_text(encoding="utf-8").count("cells read") == 1


@proves("K1.3.5")
def test_a_bench_is_given_two_empty_databases(benches: Path) -> None:
    script = "import json, os\nwhat = ' '.join(os.environ['BENCH_DATABASES'].split())\n"
    row = ROW.replace("'cells read'", "what")
    (benches / "bench_cells.py").write_text(f"{script}print(json.dumps({row}))\n", encoding="utf-8")
    assert bench.main() == 0
    page = (benches / "results.md").read_text(encoding="utf-8")
    assert f"| sqlite://{benches}/scratch/" in page
    assert "/bench.sqlite3 postgresql://start |" in page
