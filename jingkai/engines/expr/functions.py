"""The table of functions, read from functions.yaml: how each is written, what it takes and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from jingkai.engines.expr.plan import Op

REPEATS = "..."


@dataclass(frozen=True, slots=True)
class Function:
    """One row of the table. `takes` and `gives` are empty for a function with its own rule."""

    name: str
    group: str
    signature: str
    zh: str
    en: str
    example: str
    op: Op | None = None
    takes: tuple[str, ...] = ()
    gives: str = ""

    def accepts(self, count: int) -> bool:
        """Whether `count` arguments are right."""
        fixed = len(self.takes) - (REPEATS in self.takes)
        return count >= fixed if REPEATS in self.takes else count == fixed

    def wanted(self, place: int) -> str:
        """What the argument at `place`, from 0, must be."""
        fixed = [take for take in self.takes if take != REPEATS]
        return fixed[min(place, len(fixed) - 1)]


@cache
def functions() -> Mapping[str, Function]:
    """All functions by name, in the order of the table."""
    text = resources.files("jingkai.engines.expr").joinpath("functions.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.BaseLoader)
    return {name: _function(name, row) for name, row in table.items()}


def _function(name: str, row: dict[str, str | list[str]]) -> Function:
    scalars = {key: str(row[key]) for key in ("group", "signature", "zh", "en", "example")}
    op = Op(str(row["op"])) if "op" in row else None
    return Function(
        name, **scalars, op=op, takes=tuple(row.get("takes", ())), gives=str(row.get("gives", ""))
    )
