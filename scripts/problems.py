"""Collects every Problem of the platform: a code, a sentence in both languages, a clause.

    python scripts/problems.py           writes docs/problems.md
    python scripts/problems.py --check   exits 1 when the page is stale

The catalogue of an engine or room is its `problems.py`: a dictionary from code to sentences, or kinds that it
names.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/problems.md"

INTRODUCTION = """\
# Problems 拒绝与提示

A refusal says what to do next. Page, API, command line and database give it the same code.
拒绝办理时，都会说明接下来怎么办；网页、接口、命令行和数据库给出的代码一致。

`make docs` writes this page from the catalogues (`problems.py` of each room).
"""


@dataclass(frozen=True, order=True)
class Entry:
    """One Problem: `name` is what tests may call it by, its code or the constant that holds it."""

    code: str
    zh: str
    en: str
    clause: str
    names: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        return self.code.split(".")[0]


def catalogue_modules() -> list[ModuleType]:
    """Every `problems.py` of the package, imported; needs Django to be ready."""
    paths = sorted((ROOT / "jingkai").rglob("problems.py"))
    return [importlib.import_module(".".join(p.relative_to(ROOT).with_suffix("").parts)) for p in paths]


def entries() -> list[Entry]:
    """Every Problem, by code."""
    by_code = {entry.code: entry for module in catalogue_modules() for entry in _entries_of(module)}
    return sorted(by_code.values())


def _entries_of(module: ModuleType) -> Iterator[Entry]:
    for name, value in vars(module).items():
        if hasattr(value, "code") and hasattr(value, "zh") and not isinstance(value, type):
            yield Entry(value.code, value.zh, value.en, value.clause, (value.code, name))
    for code, said in (getattr(module, "PROBLEMS", None) or getattr(module, "CATALOGUE", {})).items():
        if isinstance(said, tuple):
            zh, en, clause = *said, module.CLAUSE
        else:
            zh, en, clause = said.zh, said.en, said.clause
        yield Entry(code, zh, en, clause, (code,))


def render(found: list[Entry]) -> str:
    """The page docs/problems.md."""
    lines = [INTRODUCTION]
    for room, of_room in groupby(found, key=lambda entry: entry.room):
        lines += [f"## {room}", "", "| code | 中文 | English | clause |", "|---|---|---|---|"]
        for entry in of_room:
            cells = (f"`{entry.code}`", entry.zh, entry.en, entry.clause)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is stale")
    check = parser.parse_args().check

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingkai.site.settings")
    importlib.import_module("django").setup()
    text = render(entries())
    if check and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text):
        print("docs/problems.md is stale: run `make docs`", file=sys.stderr)
        return 1
    if not check:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
