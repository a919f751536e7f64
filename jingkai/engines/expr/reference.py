"""Writes the tables of README.md from the language's own data, so that the page cannot drift from the code.

`python -m jingkai.engines.expr.reference` rewrites them in place; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.problems import CATALOGUE
from jingkai.engines.expr.schema import STANDARD_NAMES
from jingkai.engines.expr.values import REASONS

README = Path(__file__).parent / "README.md"
_GROUPS = {
    "figures": "数据 figures",
    "numbers": "数 numbers",
    "rows": "各行 rows",
    "logic": "判断 logic and text",
    "time": "时间 time",
}


def _functions() -> str:
    lines: list[str] = []
    for group, title in _GROUPS.items():
        lines += [
            f"### {title}",
            "",
            "| 写法 | 作用 | what it gives | example |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{_cell(one.signature)}` | {one.zh} | {one.en} | `{_cell(one.example)}` |"
            for one in functions().values()
            if one.group == group
        ]
        lines.append("")
    return "\n".join(lines).rstrip()


def _names() -> str:
    head = ["| 名称 name | 意思 | meaning |", "|---|---|---|"]
    return "\n".join(
        [*head, *(f"| `{name}` | {one.zh} | {one.en} |" for name, one in STANDARD_NAMES.items())]
    )


def _problems() -> str:
    head = ["| code | 中文 | English |", "|---|---|---|"]
    return "\n".join(
        [*head, *(f"| `{code}` | {_cell(zh)} | {_cell(en)} |" for code, (zh, en) in CATALOGUE.items())]
    )


def _reasons() -> str:
    head = ["| code | 未知，因为…… | unknown, because ... |", "|---|---|---|"]
    return "\n".join([*head, *(f"| `{code}` | {zh} | {en} |" for code, (zh, en) in REASONS.items())])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_TABLES: Mapping[str, Callable[[], str]] = {
    "functions": _functions,
    "names": _names,
    "problems": _problems,
    "reasons": _reasons,
}


def rendered(page: str) -> str:
    """`page` with each part between `<!-- x -->` and `<!-- /x -->` written anew."""
    for name, table in _TABLES.items():
        part = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = table()
        page = part.sub(lambda found, text=text: f"{found[1]}{text}\n{found[2]}", page)  # type: ignore[misc]
    return page


def main() -> None:
    """Rewrites README.md in place."""
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
