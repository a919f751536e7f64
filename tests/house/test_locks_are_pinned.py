"""What is installed is what was pinned, and the locks tell nothing of the host they were made from."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.proof import proves

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["runtime", "dev", "spark"]


def pins(name: str) -> dict[str, tuple[str, list[str]]]:
    """Package -> (version, hashes) of a lock."""
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("#")[0].split() for line in text.split("\n")]
    return {
        package.split("==")[0]: (package.split("==")[1], hashes)
        for package, *hashes in (line for line in lines if line)
    }


def named(name: str) -> list[str]:
    text = (ROOT / f"requirements/{name}.in").read_text(encoding="utf-8")
    return [line.strip() for line in text.split("\n") if line.strip() and line[0] not in "#-"]


@proves("K1.4.3")
@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_version_and_hashes(name: str) -> None:
    for package, (version, hashes) in pins(name).items():
        assert re.fullmatch(r"\d[\w.+!-]*", version), package
        assert hashes, package
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), package


@proves("K1.4.3")
@pytest.mark.parametrize("name", LOCKS)
def test_no_host_is_named(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    assert not re.findall(r"https?:|file:/|--(?:extra-)?index|--find-links|--trusted-host", text)


@proves("K1.4.3")
@pytest.mark.parametrize("name", LOCKS)
def test_every_named_package_is_pinned(name: str) -> None:
    wanted = {re.split(r"[\[~<>=]", line)[0].lower().replace("_", "-") for line in named(name)}
    assert wanted
    assert wanted <= set(pins(name))


def test_the_runtime_list_is_the_packages_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named("runtime") == project["dependencies"]


@proves("A1.4.2")
def test_what_the_extra_names_is_what_its_list_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named("spark") == project["optional-dependencies"]["spark"]


def test_tests_run_with_the_versions_that_are_shipped() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert {package: dev.get(package) for package in runtime} == runtime
