"""What is shipped is the package with all its data files, and none of its tests."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import manners
from tests.proof import proves

ROOT = Path(__file__).resolve().parents[2]


def package_files() -> set[str]:
    """Every file of the package that an installation needs."""
    names = {name for name in manners.files() if name.startswith("jingkai/")}
    return {name for name in names if "tests" not in Path(name).parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from a copy of what is committed or could be."""
    copy = tmp_path_factory.mktemp("copy")
    needed = {"pyproject.toml", "README.md", "LICENSE"}
    for name in manners.files():
        if name in needed or name.startswith("jingkai/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    build = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "."]
    subprocess.run([*build, "--wheel-dir", "wheel"], cwd=copy, check=True)
    (built,) = (copy / "wheel").glob("jingkai-*.whl")
    return set(zipfile.ZipFile(built).namelist())


@proves("K1.3.6")
def test_no_file_of_the_package_is_missing(wheel: set[str]) -> None:
    assert package_files() - wheel == set()


@proves("K1.3.6")
def test_nothing_else_is_in_it(wheel: set[str]) -> None:
    package = {name for name in wheel if name.startswith("jingkai/")}
    assert package - package_files() == set()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)
