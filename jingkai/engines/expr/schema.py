"""The schema (可用名称): what an expression may speak of, with types and units, before any value is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.types import HOLDER, PERIOD, NumberType, Type
from jingkai.engines.expr.unparse import is_reserved
from jingkai.engines.quantity import Unit, Units


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value of the environment: its type and what it is called in words.

    `periodic` marks a value that was taken for the period at hand and has no last year (growth refuses it).
    """

    type: Type
    zh: str = ""
    en: str = ""
    periodic: bool = False


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of record (行的种类): stage events, projects, children, peers.

    `fields` are the typed fields of a row; `unit` is what a row counts as; `parameters` are what its call may
    be given, `events("开工", of: holder)`: the first `positional` of them by place, the others by name only.
    `required` names those that must be given. `words` says what a field is called, in Chinese and English; one that is
    not in it is called by its name.
    """

    fields: Mapping[str, Type]
    unit: str = "个"
    parameters: Mapping[str, Type] = field(default_factory=dict)
    positional: int = 0
    required: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What language.yaml says holds until a zone says otherwise."""

    natures: tuple[str, ...]
    calibers: tuple[str, ...]
    counted: frozenset[str]


@dataclass(frozen=True)
class Schema:
    """All names of one environment.

    `measures`, `targets` and `indicators` map a registered name to the name of its unit; `targets` left out
    means that any measure or indicator may have one. `names` are bare names, `rows` the kinds of records. `words` says
    what figures, calibers and natures are called in Chinese and English; one that is not in it by its name.
    `functions` are those that the host computes itself, beyond the language's own: the names of their arguments, which
    are plain numbers as what they give.
    Raises ExprProblem `expr.schema` if a field of a row has the name of an environment value (a name means
    one thing) or a word of the language, and Problem `quantity.unit-unknown`.
    """

    measures: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, NamedValue] = field(default_factory=dict)
    rows: Mapping[str, RowKind] = field(default_factory=dict)
    natures: tuple[str, ...] = ()
    calibers: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    units: Units = field(default_factory=Units.shipped)
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shipped = defaults()
        object.__setattr__(self, "names", {**STANDARD_NAMES, **self.names})
        object.__setattr__(self, "natures", self.natures or shipped.natures)
        object.__setattr__(self, "calibers", self.calibers or shipped.calibers)
        for name in (*self.names, *self.rows):
            if is_reserved(name):
                raise ExprProblem("expr.schema", name=name, where="reserved")
        for kind, rows in self.rows.items():
            for name in rows.fields:
                if name in self.names or is_reserved(name):
                    raise ExprProblem("expr.schema", name=name, where=kind)
        for unit in self._unit_names():
            self.units.get(unit)

    def _unit_names(self) -> Iterable[str]:
        yield from self.measures.values()
        yield from (self.targets or {}).values()
        yield from self.indicators.values()
        yield from (rows.unit for rows in self.rows.values())

    def target_units(self) -> Mapping[str, str]:
        """Names that may have a target, with their units."""
        return {**self.measures, **self.indicators} if self.targets is None else self.targets

    def unit(self, name: str) -> Unit:
        return self.units.get(name)

    def is_counted(self, type_: NumberType) -> bool:
        """Whether numbers of this type count things, so that a number written without a unit may be one."""
        if len(type_.dimension) != 1 or type_.dimension[0][1] != 1:
            return False
        dimension = type_.dimension[0][0]
        return dimension in defaults().counted or any(
            self.unit(rows.unit).dimension == type_.dimension for rows in self.rows.values()
        )


# What every environment has: whose figures, and the period at hand with those made from it.
STANDARD_NAMES: Mapping[str, NamedValue] = {
    "holder": NamedValue(HOLDER, "本单位", "the unit at hand"),
    "period": NamedValue(PERIOD, "本期", "the period"),
    "ytd": NamedValue(PERIOD, "本年累计", "the year to date"),
    "quarter": NamedValue(PERIOD, "本季", "the quarter"),
    "year": NamedValue(PERIOD, "全年", "the year"),
}


@cache
def defaults() -> Defaults:
    """The shipped vocabulary of language.yaml."""
    text = resources.files("jingkai.engines.expr").joinpath("language.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.BaseLoader)
    return Defaults(tuple(table["natures"]), tuple(table["calibers"]), frozenset(table["counted"]))
