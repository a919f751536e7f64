"""The arrows of the house stand in pyproject.toml, and a step against any of them is found."""

import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from tests.proof import proves

ROOT = Path(__file__).resolve().parents[2]

# From the ground up; written down here once more, so that losing one in pyproject.toml is seen.
FLOORS = ["engines", "kernel", "web", "systems", "site"]
ROOMS = [
    *("records", "parties", "rules", "flows"),
    *("messages", "papers"),
    *("registers", "facts", "ledger"),
    *("matters", "activities", "forms", "rounds"),
]
ENGINES = ["documents", "quantity", "periods", "identity", "expr", "sheets", "scoring"]
NOT_FOR_ENGINES = ["django", "psycopg", "sqlite3", "socket", "urllib", "http"]


def steps_against_the_arrows() -> list[tuple[str, str]]:
    """(importer, imported) for every pair of neighbours in each order, and for what engines may not know."""
    inside = [("jingkai", FLOORS), ("jingkai.kernel", ROOMS), ("jingkai.engines", ENGINES)]
    steps = [
        (f"{package}.{low}", f"{package}.{high}")
        for package, order in inside
        for low, high in pairwise(order)
    ]
    return steps + [("jingkai.engines.quantity", module) for module in NOT_FOR_ENGINES]


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a house with every folder in it, each of which steps against its arrow."""
    root = tmp_path_factory.mktemp("house")
    for floor in FLOORS:
        (root / "jingkai" / floor).mkdir(parents=True)
    for room in [*(f"kernel/{room}" for room in ROOMS), *(f"engines/{engine}" for engine in ENGINES)]:
        (root / "jingkai" / room).mkdir()
    for folder in [path for path in root.rglob("*") if path.is_dir()]:
        (folder / "__init__.py").touch()
    for importer, imported in steps_against_the_arrows():
        with (root / importer.replace(".", "/") / "__init__.py").open("a") as code:
            code.write(f"import {imported}\n")
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (root / "pyproject.toml").write_text(contracts, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env={"PYTHONPATH": str(root)})
    assert "Contracts: 0 kept" in done.stdout, done.stdout[-300:] + done.stderr
    return done.stdout


@proves("K1.1.2")
@pytest.mark.parametrize(("importer", "imported"), steps_against_the_arrows(), ids=str)
def test_a_step_against_the_arrow_is_found(verdict: str, importer: str, imported: str) -> None:
    assert f"{importer} -> {imported} (l." in verdict


@proves("K1.1.1")
def test_every_folder_is_one_of_the_plan() -> None:
    def folders(path: Path) -> set[str]:
        return {child.name for child in path.iterdir() if (child / "__init__.py").exists()} - {"tests"}

    assert folders(ROOT / "jingkai") <= set(FLOORS)
    assert folders(ROOT / "jingkai/kernel") <= set(ROOMS)
    assert folders(ROOT / "jingkai/engines") <= set(ENGINES)


@proves("K1.1.2")
def test_no_import_is_excused() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert not [contract["name"] for contract in settings["contracts"] if contract.get("ignore_imports")]
