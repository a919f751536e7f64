"""The words of facts (词汇), read from vocabulary.yaml: natures, calibers, aspects, base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

Kind = Literal["flow", "stock", "rate"]


@dataclass(frozen=True)
class Aspect:
    """One aspect of a measure. `principal` aspects go by the measure's bare name."""

    code: str
    zh: str
    en: str
    kind: Kind
    roll_up: str
    principal: bool


@dataclass(frozen=True)
class BaseUnit:
    """The unit a measure is kept in, and the decimals kept of it."""

    unit: str
    decimals: int


@dataclass(frozen=True)
class Vocabulary:
    """All words. `statistical` are the calibers that only a statistical import supersedes; `readings` maps
    the reader's measure to (aspect, nature).
    """

    natures: Mapping[str, Mapping[str, str]]
    calibers: Mapping[str, Mapping[str, str]]
    aspects: Mapping[str, Aspect]
    readings: Mapping[str, tuple[str, str]]
    base_units: Mapping[str, BaseUnit]
    other_decimals: int

    @property
    def statistical(self) -> tuple[str, ...]:
        return tuple(word for word, said in self.calibers.items() if said.get("statistical") == "yes")

    def reading(self, measure: str) -> tuple[str, str] | None:
        """(aspect, nature) of what the workbook reader calls `measure`; None if there is no such aspect."""
        if measure in self.readings:
            return self.readings[measure]
        return (measure, "actual") if measure in self.aspects else None

    def caliber_words(self, caliber: str, lang: str) -> str:
        """The caliber as a reader of that language knows it."""
        return caliber if lang == "zh" else self.calibers.get(caliber, {}).get("en", caliber)


@cache
def vocabulary() -> Vocabulary:
    """The shipped words."""
    text = resources.files(__package__).joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # BaseLoader makes texts only
    units = dict(table["base_units"])
    other = int(units.pop("other")["decimals"])
    return Vocabulary(
        natures=table["natures"],
        calibers=table["calibers"],
        aspects={code: _aspect(code, row) for code, row in table["aspects"].items()},
        readings={name: (row["aspect"], row["nature"]) for name, row in table["readings"].items()},
        base_units={key: BaseUnit(row["unit"], int(row["decimals"])) for key, row in units.items()},
        other_decimals=other,
    )


def _aspect(code: str, row: dict[str, Any]) -> Aspect:
    return Aspect(code, row["zh"], row["en"], row["kind"], row["roll_up"], row.get("principal") == "yes")
