"""The pages say what the code does: commands, settings, targets, Problems and links are compared with it."""

import argparse
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import manners, problems
from tests.proof import proves

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("jingkai/**/*.md")]
)
READMES = ["README.md", "README.zh-CN.md"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """Heading (what stands in backquotes in a `##` line) -> text below it."""
    parts = re.split(r"^## `([^`]+)`.*$", read(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# ---- commands


def commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command of the tree that has no further ones below it."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield name, parser
    for action in below:
        for word, child in action.choices.items():
            yield from commands(child, f"{name} {word}")


def jingkai_commands() -> dict[str, argparse.ArgumentParser]:
    if importlib.util.find_spec("jingkai.site.cli") is None:
        return {}
    return dict(commands(importlib.import_module("jingkai.site.cli").build_parser(), "jingkai"))


def engine_commands() -> set[str]:
    return {f"python -m jingkai.engines.{p.parent.name}" for p in ROOT.glob("jingkai/engines/*/__main__.py")}


@proves("K1.1.7")
def test_every_command_is_documented_and_no_other() -> None:
    assert set(sections("docs/commands.md")) == set(jingkai_commands()) | engine_commands()


@proves("K1.1.7")
@pytest.mark.parametrize("command", sorted(jingkai_commands()))
def test_every_option_of_a_command_is_documented(command: str) -> None:
    text = sections("docs/commands.md").get(command, "")
    options = {option for action in jingkai_commands()[command]._actions for option in action.option_strings}
    missing = {option for option in options if option.startswith("--") and f"`{option}" not in text}
    assert missing - {"--help"} == set()


@proves("K1.1.7")
@pytest.mark.parametrize("command", sorted({*jingkai_commands(), *engine_commands()}))
def test_a_command_is_documented_alike_in_both_languages(command: str) -> None:
    """Paragraphs with a Chinese full stop are the Chinese ones; both name the same options."""
    text = re.sub(r"```.*?```", "", sections("docs/commands.md").get(command, ""), flags=re.DOTALL)
    paragraphs = re.split(r"\n#|\n\n", text)
    options: dict[bool, set[str]] = {True: set(), False: set()}
    for paragraph in paragraphs:
        options["。" in paragraph] |= set(re.findall(r"`(--[a-z-]+)", paragraph))
    assert any("。" in paragraph for paragraph in paragraphs)
    assert options[True] == options[False]


def consoles() -> list[tuple[str, str]]:
    """(page, text) of every block of examples: `$ command` lines, each with what it prints below it."""
    pages = [*READMES, "docs/commands.md"]
    return [
        (page, text) for page in pages for text in re.findall(r"```console\n(.*?)```", read(page), re.DOTALL)
    ]


@proves("K1.1.7")
@pytest.mark.parametrize(("page", "text"), consoles(), ids=lambda text: text.split("\n")[0][:60])
def test_every_example_prints_what_the_page_says(page: str, text: str, tmp_path: Path) -> None:
    for examples in ("docs/examples", "examples/2024-03"):
        shutil.copytree(ROOT / examples, tmp_path / examples)
    folder = tmp_path if page in READMES else tmp_path / "docs/examples"
    place = {"JINGKAI_DATABASE_URL": f"sqlite://{tmp_path}/db.sqlite3", "JINGKAI_DATA_DIR": str(tmp_path)}
    for example in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, expected = example.split("\n", 1)
        program, *arguments = shlex.split(command)
        start = [] if program == "python" else ["-m", "jingkai.site.cli"]
        done = subprocess.run(
            [sys.executable, *start, *arguments],
            cwd=folder,
            env=os.environ | place,
            capture_output=True,
            text=True,
        )
        # An ellipsis on the page stands for lines that it leaves out.
        parts = [" ".join(part.split()) for part in expected.split("…")]
        printed = " ".join((done.stdout + done.stderr).split())
        assert re.fullmatch(".*".join(map(re.escape, parts)), printed), (
            f"{command}\n{done.stdout}{done.stderr}"
        )


@proves("K1.1.4")
@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_a_readme_exists(readme: str) -> None:
    mentioned = re.findall(r"(?:bin/|`)(jingkai [a-z]+)", read(readme))
    assert mentioned
    assert [command for command in mentioned if command not in jingkai_commands()] == []


# ---- settings


@proves("K1.1.7")
def test_every_setting_is_documented_and_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "jingkai").rglob("*.py"))
    used = set(re.findall(r"""environ(?:\.get\(|\[)\s*["'](JINGKAI_\w+)""", code))
    assert used == set(re.findall(r"^\| `(JINGKAI_\w+)` \|", read("docs/settings.md"), re.MULTILINE))


# ---- Problems


@proves("K1.1.7")
def test_every_problem_speaks_both_languages_and_names_its_clause() -> None:
    found = problems.entries()
    assert found
    for entry in found:
        assert re.search(r"[一-鿿]", entry.zh), entry.code
        assert re.search(r"[A-Za-z]{3}", entry.en), entry.code
        assert entry.clause, entry.code


@proves("K1.1.7")
def test_the_page_of_problems_shows_each_with_both_sentences() -> None:
    refusal = problems.Entry("door.shut", "门关着|请敲门。", "The door is shut: knock.", "K9.1")
    page = problems.render([refusal])
    assert "## door" in page
    assert "| `door.shut` | 门关着\\|请敲门。 | The door is shut: knock. | K9.1 |" in page


def test_every_problem_is_met_by_a_test() -> None:
    names = [name for name in manners.files() if Path(name).name.startswith("test_")]
    tests = "".join(read(name) for name in names).replace("\\.", ".")  # match=r"records\.flush-refused"
    assert [
        entry.code for entry in problems.entries() if not any(name in tests for name in entry.names)
    ] == []


# ---- systems


@proves("K1.1.7")
def test_every_system_has_a_page() -> None:
    systems = [path.parent for path in (ROOT / "jingkai/systems").glob("*/__init__.py")]
    assert [system.name for system in systems if not (system / "README.md").exists()] == []


# ---- make targets, links, licence


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))


@proves("K1.1.4")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_on_a_page_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    mentioned = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
    assert set(mentioned) <= targets()


@proves("K1.1.7")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


@proves("K1.1.4")
@pytest.mark.parametrize("readme", READMES)
def test_a_readme_tells_how_to_start_and_leads_to_the_other(readme: str) -> None:
    text = read(readme)
    assert "make environment\n.venv/bin/jingkai read " in text
    assert "make test " in text
    other = next(name for name in READMES if name != readme)
    assert f"]({other})" in text


@proves("K1.1.5")
def test_contributing_walks_through_every_floor_room_and_engine() -> None:
    text = read("CONTRIBUTING.md")
    assert [
        floor for floor in ("engines", "kernel", "web", "systems", "site") if f"{floor}/" not in text
    ] == []
    rooms = [path.parent.name for path in ROOT.glob("jingkai/[ek]*/*/__init__.py")]
    assert rooms
    assert [room for room in rooms if f"`{room}`" not in text] == []
    assert "**Add a system.**" in text


@proves("K1.1.3")
def test_the_licence_is_apache_2() -> None:
    text = read("LICENSE")
    assert text.lstrip().startswith("Apache License\n                           Version 2.0, January 2004")
    assert "END OF TERMS AND CONDITIONS" in text
    assert 'license = "Apache-2.0"' in read("pyproject.toml")


@proves("K1.1.6")
def test_security_and_changelog_say_the_next_step() -> None:
    assert re.search(r"report", read("SECURITY.md"), re.IGNORECASE)
    assert "## Unreleased" in read("CHANGELOG.md")


@proves("K1.1.8")
def test_every_decision_is_listed_and_says_what_why_and_the_cost() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert pages
    assert pages == re.findall(r"\]\((0[^)]+)\)", read("docs/decisions/README.md"))
    for page in pages:
        text = read(f"docs/decisions/{page}")
        assert [part for part in ("**Decided.**", "**Why.**", "**What it costs.**") if part not in text] == []


@proves("W5.4.2")
def test_what_was_ugly_is_written_down_with_how_it_was_mended_and_what_keeps_it() -> None:
    rows = re.findall(
        r"^\| (.+) \| (.+) \| (.+) \|$", read("docs/decisions/0016-what-was-ugly.md"), re.MULTILINE
    )
    assert rows[0] == ("what was ugly", "mended by", "now kept by")
    assert len(rows) > 10
