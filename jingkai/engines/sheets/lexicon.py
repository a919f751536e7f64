"""The lexicon files, loaded once and compiled. No table-specific word stands in Python."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from jingkai.engines.sheets.fold import fold


@dataclass(frozen=True)
class AspectRule:
    """One way of saying what a figure is of its indicator, and the unit the words imply."""

    measure: str
    pattern: re.Pattern[str]
    unit: str | None


@dataclass(frozen=True)
class Units:
    """Unit names, folded, to the name that facts carry, and the kind of each."""

    canonical: dict[str, str]
    kinds: dict[str, str]
    pattern: re.Pattern[str]


def _load(name: str) -> Any:
    source = resources.files(__package__).joinpath("lexicon", f"{name}.yaml")
    return yaml.safe_load(source.read_text("utf-8"))


@cache
def aspects() -> tuple[AspectRule, ...]:
    """The aspect rules in the order in which they are tried."""
    return tuple(AspectRule(r["measure"], re.compile(r["pattern"]), r.get("unit")) for r in _load("aspects"))


@cache
def units() -> Units:
    """All known units."""
    canonical, kinds = {}, {}
    for entry in _load("units"):
        first = entry["names"][0]
        kinds[first] = entry["kind"]
        for name in entry["names"]:
            canonical[fold(name)] = first
    longest_first = sorted(canonical, key=len, reverse=True)
    return Units(canonical, kinds, re.compile("|".join(re.escape(name) for name in longest_first)))


@cache
def words() -> dict[str, re.Pattern[str]]:
    """The patterns of words.yaml by name."""
    return {name: re.compile(value) for name, value in _load("words").items() if isinstance(value, str)}


@cache
def qualifier_words() -> tuple[str, ...]:
    """Words of a note that qualify the figures (口径)."""
    return tuple(_load("words")["qualifiers"])


@cache
def implied_units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Units that a count word implies where a table names none."""
    return tuple((entry["unit"], re.compile(entry["pattern"])) for entry in _load("words")["implied_units"])


@cache
def title_aspects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What all percentages of a table are, by the words of its title."""
    return tuple(
        (measure, re.compile(pattern)) for measure, pattern in _load("words")["title_aspects"].items()
    )


@cache
def holders() -> dict[str, Any]:
    """What organisations and places look like; patterns compiled, suffixes longest first."""
    data = _load("holders")
    data["suffixes"] = tuple(sorted(data["suffixes"], key=len, reverse=True))
    for name in ("title_pattern", "publisher_pattern", "whole_area"):
        data[name] = re.compile(data[name])
    return dict(data)


@cache
def titles() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """(words to take out of a title, the "split by" phrase)."""
    data = _load("titles")
    return tuple(re.compile(p) for p in data["noise"]), re.compile(data["split_by"])


@cache
def weights() -> dict[str, Any]:
    """How readings are weighed (reading.yaml)."""
    return dict(_load("reading"))
