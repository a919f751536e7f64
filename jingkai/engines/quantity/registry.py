"""The unit table (单位表): a YAML file of atoms, magnitudes and spellings, and the reader of unit names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml

from jingkai.engines.quantity.problems import problem
from jingkai.engines.quantity.units import NUMBER, Atom, Unit, combine

_OVER = re.compile(r"[/每]")
_TIMES = "·"
_MOST_KEPT = 4096  # names looked up before; a sheet asks for the same dozen again and again
_MOST_PARTS = 4  # of a compound unit; nobody writes more, and a long text must not cost time


class Units:
    """A unit table. A zone's own table is the shipped one `extended` by a few lines."""

    def __init__(
        self, atoms: Mapping[str, Atom], magnitudes: Mapping[str, Fraction], multiplied: set[str]
    ) -> None:
        self._atoms = dict(atoms)
        self._magnitudes = dict(magnitudes)
        self._multiplied = set(multiplied)
        self._found: dict[str, Unit] = {}

    @classmethod
    def load(cls, path: Path) -> Units:
        """The table in the YAML file at `path`. Raises Problem `quantity.unit-twice`."""
        return cls._from_text(path.read_text(encoding="utf-8"))

    @classmethod
    def shipped(cls) -> Units:
        """The table that comes with the platform (units.yaml)."""
        return _shipped()

    @classmethod
    def _from_text(cls, text: str) -> Units:
        # BaseLoader leaves every scalar a text: a factor must not pass through a float.
        table = yaml.load(text, Loader=yaml.BaseLoader)
        magnitudes = {name: Fraction(size) for name, size in table.get("magnitudes", {}).items()}
        empty: dict[str, Atom] = {}
        return cls(empty, magnitudes, set()).extended(table.get("units", []))

    def extended(self, rows: list[dict[str, Any]]) -> Units:
        """This table with more `rows` (keys as in units.yaml). Raises Problem `quantity.unit-twice`."""
        atoms, multiplied = dict(self._atoms), set(self._multiplied)
        for row in rows:
            atom = _atom(row)
            for spelling in (row["name"], row.get("en", ""), *row.get("aliases", [])):
                if not spelling:
                    continue
                if spelling in atoms and not _same(atoms[spelling], atom):
                    raise problem("quantity.unit-twice", unit=spelling)
                atoms[spelling] = atom
                if row.get("magnitudes", "yes") == "yes":
                    multiplied.add(spelling)
        return Units(atoms, self._magnitudes, multiplied)

    def find(self, name: str) -> Unit | None:
        """The unit spelled `name` (万元, 元/㎡, 亿千瓦时), or None if the table does not have it."""
        known = self._found.get(name)
        if (
            known is None
            and (known := self._look_up(name.strip())) is not None
            and len(self._found) < _MOST_KEPT
        ):
            self._found[name] = known
        return known

    def _look_up(self, name: str) -> Unit | None:
        if not name or name == "1":
            return NUMBER
        above, *below = [piece.split(_TIMES) for piece in _OVER.split(name)]
        powers: list[tuple[str, Literal[1, -1]]] = [(piece, 1) for piece in above if piece.strip() != "1"]
        powers += [(piece, -1) for pieces in below for piece in pieces]
        return self._compound(powers) if len(powers) <= _MOST_PARTS else None

    def _compound(self, powers: list[tuple[str, Literal[1, -1]]]) -> Unit | None:
        unit = NUMBER
        for place, (piece, sign) in enumerate(powers):
            atom = self._atom(piece.strip())
            if atom is None:
                return None
            one = Unit(((atom, 1),))
            unit, factor = (one, 1) if place == 0 and sign == 1 else combine(unit, one, sign)
            if factor != 1:  # 元/万元 would silently become a pure number
                return None
        return unit

    def get(self, name: str) -> Unit:
        """As `find`; raises Problem `quantity.unit-unknown`."""
        unit = self.find(name)
        if unit is None:
            raise problem("quantity.unit-unknown", unit=name[:40])
        return unit

    def spelled(self, unit: Unit) -> list[str]:
        """Every spelling of the single atom that `unit` is; empty for compounds."""
        if len(unit.parts) != 1:
            return []
        return [spelling for spelling, atom in self._atoms.items() if atom == unit.parts[0][0]]

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All spellings without magnitudes, longest first (for building a pattern)."""
        return tuple(sorted(self._atoms, key=lambda text: (-len(text), text)))

    @cached_property
    def magnitudes(self) -> Mapping[str, Fraction]:
        """万 -> 10000 and so on, longest first."""
        return dict(sorted(self._magnitudes.items(), key=lambda item: (-len(item[0]), item[0])))

    def _atom(self, name: str) -> Atom | None:
        if name in self._atoms:
            return self._atoms[name]
        for magnitude, size in self.magnitudes.items():
            stem = name[len(magnitude) :].strip()
            if name.startswith(magnitude) and stem in self._multiplied:
                atom = self._atoms[stem]
                word = self._word(size, ascii_word=True)
                return replace(
                    atom,
                    name=f"{self._word(size, ascii_word=False)}{atom.name}",
                    factor=atom.factor * size,
                    en=f"{word} {atom.en}" if word and atom.en else "",
                    heading="" if word or not atom.en else f"{_in_english(size)} {atom.en}",
                )
        return None

    def _word(self, size: Fraction, *, ascii_word: bool) -> str:
        words = (word for word, value in self._magnitudes.items() if value == size)
        return next((word for word in words if word.isascii() is ascii_word), "")


def _in_english(size: Fraction) -> str:
    """10,000; 100 million; 10 billion."""
    for name, of in (("billion", 10**9), ("million", 10**6)):
        if size >= of and (size / of).denominator == 1:
            return f"{int(size / of):,} {name}"
    return f"{int(size):,}"


def _same(old: Atom, new: Atom) -> bool:
    # Atoms are equal by name and dimension; a second size for the same name is what must not pass.
    return old == new and old.factor == new.factor


def _atom(row: dict[str, Any]) -> Atom:
    return Atom(
        name=row["name"],
        dimension=row.get("dimension", ""),
        factor=Fraction(row.get("factor", "1")),
        stem=row["name"],
        en=row.get("en", ""),
        share=row.get("share", "no") == "yes",
        bare=row.get("bare", "yes") == "yes",
        read_as=row.get("read_as", ""),
        counts=row.get("counts", "no") == "yes",
    )


@cache
def _shipped() -> Units:
    text = resources.files("jingkai.engines.quantity").joinpath("units.yaml").read_text(encoding="utf-8")
    return Units._from_text(text)
