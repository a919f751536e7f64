"""A copy of the house's scripts to run in, and programs that only write down how they were called."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A checkout with the scripts and no code, where a database server's own user can go too."""
    folder = Path(tempfile.mkdtemp(prefix="house-"))
    folder.chmod(0o755)
    for name in ("Makefile", "requirements", "scripts", ".ci", "pyproject.toml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "bin").mkdir()
    yield folder
    subprocess.run(["scripts/postgres", "stop"], cwd=folder, env=_environment(folder), check=False)
    shutil.rmtree(folder)


def _environment(checkout: Path) -> dict[str, str]:
    """The fake programs first; TMPDIR inside, so that no other checkout's server is met."""
    return os.environ | {
        "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}",
        "TMPDIR": str(checkout),
        "JOBS": "1",
        "MAKEFLAGS": "",
    }


@pytest.fixture
def fake(checkout: Path) -> Callable[[str, str], None]:
    """fake(program, script): the program becomes this shell script."""

    def write(program: str, script: str) -> None:
        path = checkout / "bin" / program
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    return write


@pytest.fixture
def run(checkout: Path) -> Run:
    """run(program, argument...): what it printed and how it ended."""

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=checkout, env=_environment(checkout), capture_output=True, text=True, check=False
        )

    return call
