"""The examples of docs/scoring.md, as they stand there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import yaml

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "scoring.md"
_METHOD = re.compile(
    r"^### (?P<name>[a-z-]+) (?P<zh>.+?)\n.*?```yaml\n(?P<leaf>.*?)```\n```csv\n(?P<rows>.*?)```", re.M | re.S
)
_WHOLE = re.compile(
    r"## A scheme.*?```yaml\n(.*?)```\n\n```csv\n(.*?)```\n\n```csv\n(.*?)```\n\n```csv\n(.*?)```", re.S
)


_JOINED = re.compile(
    r"^### (?P<title>.+?)\n.*?```yaml\n(?P<scheme>.*?)```\n```csv\n(?P<facts>.*?)```\n```csv\n(?P<points>.*?)```",
    re.M | re.S,
)


@dataclass(frozen=True)
class Example:
    """A method with an indicator that uses it, facts of one indicator, and the points of (unit, period)."""

    name: str
    zh: str
    leaf: dict[str, object]
    facts: pa.Table
    points: dict[tuple[str, str], float]


def table(rows: list[tuple[str, str, str, str]]) -> pa.Table:
    """FACTS of (unit, indicator, period, value)."""
    names = ("unit", "indicator", "period", "value")
    return pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)})


def examples() -> Iterator[Example]:
    """Every method's example."""
    for found in _METHOD.finditer(DOCUMENT.read_text(encoding="utf-8")):
        leaf = yaml.load(found["leaf"], Loader=yaml.BaseLoader)
        rows = list(csv.DictReader(found["rows"].splitlines()))
        facts = table([(row["unit"], leaf["id"], row["period"], row["value"]) for row in rows])
        points = {(row["unit"], row["period"]): float(row["points"]) for row in rows if row["points"]}
        yield Example(found["name"], found["zh"], leaf, facts, points)


@dataclass(frozen=True)
class Joined:
    """A rule of practice that takes several figures: a scheme, its FACTS and its points, as text."""

    title: str
    scheme: str
    facts: str
    points: str


def joined() -> Iterator[Joined]:
    """Every rule of practice below the methods."""
    _, section = DOCUMENT.read_text(encoding="utf-8").split("\n## Rules of several figures")
    for found in _JOINED.finditer(section):
        yield Joined(**found.groupdict())


def whole_scheme() -> tuple[str, str, str, str]:
    """The scheme at the head: its YAML, its FACTS, its UNITS and its points, as text."""
    found = _WHOLE.search(DOCUMENT.read_text(encoding="utf-8"))
    assert found
    scheme, facts, units, points = found.groups()
    return scheme, facts, units, points
