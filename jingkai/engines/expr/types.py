"""The types of the expression language (类型): what a value may be, known before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from jingkai.engines.quantity import NUMBER, Unit


class Basis(NamedTuple):
    """What a figure stands on (口径与性质). Figures of different bases are never added."""

    nature: str
    caliber: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.caliber, self.nature) if part)


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of value."""

    def words(self, lang: str) -> str:
        """The type as a person says it, in `zh` or `en`."""
        raise TypeError(type(self).__name__)


@dataclass(frozen=True, slots=True)
class NumberType(Type):
    """A quantity in `unit`. Two number types are one type if their units have one dimension.

    `bare` marks a number written without a unit: it may stand for a count (`count(rows) >= 3`).
    """

    unit: Unit = field(default=NUMBER, compare=False)
    basis: Basis | None = field(default=None, compare=False)
    bare: bool = field(default=False, compare=False)
    dimension: tuple[tuple[str, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimension", self.unit.dimension)

    def words(self, lang: str) -> str:
        unit = self.unit.named("zh" if lang == "zh" else "en")
        if lang == "zh":
            return f"数（{unit}）" if unit else "数（无单位）"
        return f"a number in {unit}" if unit else "a plain number"


@dataclass(frozen=True, slots=True)
class TruthType(Type):
    def words(self, lang: str) -> str:
        return "真假判断" if lang == "zh" else "a yes-or-no condition"


@dataclass(frozen=True, slots=True)
class TextType(Type):
    """A text; with `vocabulary`, one of its words."""

    vocabulary: tuple[str, ...] = field(default=(), compare=False)

    def words(self, lang: str) -> str:
        return "文字" if lang == "zh" else "a text"


@dataclass(frozen=True, slots=True)
class DateType(Type):
    def words(self, lang: str) -> str:
        return "日期" if lang == "zh" else "a date"


@dataclass(frozen=True, slots=True)
class PeriodType(Type):
    def words(self, lang: str) -> str:
        return "时期" if lang == "zh" else "a period"


@dataclass(frozen=True, slots=True)
class HolderType(Type):
    """An organisation or a subject: whoever a figure is of (填报对象)."""

    def words(self, lang: str) -> str:
        return "单位或对象" if lang == "zh" else "an organisation or subject"


@dataclass(frozen=True, slots=True)
class RowsType(Type):
    """The rows of one kind of record, named as the schema names it."""

    kind: str

    def words(self, lang: str) -> str:
        return f"“{self.kind}”的各行" if lang == "zh" else f"rows of '{self.kind}'"


@dataclass(frozen=True, slots=True)
class ListType(Type):
    item: Type

    def words(self, lang: str) -> str:
        return f"列表（{self.item.words(lang)}）" if lang == "zh" else f"a list of {self.item.words(lang)}"


@dataclass(frozen=True, slots=True)
class AnyType(Type):
    """The type of the word `unknown`: it fits everywhere."""

    def words(self, lang: str) -> str:
        return "未知" if lang == "zh" else "the unknown"


TRUTH = TruthType()
TEXT = TextType()
DATE = DateType()
PERIOD = PeriodType()
HOLDER = HolderType()
ANY = AnyType()
PLAIN = NumberType()
