"""What an expression over facts and registers may name: the schema of a zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jingkai.engines.expr import DATE, HOLDER, TEXT, NumberType, RowKind, Schema
from jingkai.engines.quantity import Units

from .columns import PURE
from .holdings import measure_names
from .models import Measure
from .vocabulary import vocabulary

CHILDREN = "children"

# Stage events, with the size of their subject where the register has one, and the units below the holder.
ROWS: Mapping[str, RowKind] = {
    "events": RowKind(
        fields={
            "stage": TEXT,
            "date": DATE,
            "title": TEXT,
            "kind": TEXT,
            "unit": HOLDER,
            "size": NumberType(Units.shipped().get("元")),
        },
        parameters={"stage": TEXT},
        positional=1,
        words={
            "stage": ("阶段", "stage"),
            "date": ("日期", "date"),
            "title": ("名称", "title"),
            "kind": ("类别", "kind"),
            "unit": ("单位", "unit"),
            "size": ("规模", "size"),
        },
        zh="阶段事件",
        en="stage events",
    ),
    CHILDREN: RowKind(
        fields={"unit": HOLDER}, words={"unit": ("单位", "unit")}, zh="下级单位", en="units below"
    ),
}


def schema_of(
    measures: Iterable[Measure],
    indicators: Mapping[str, str],
    more: Mapping[str, str] | None = None,
    english: Mapping[str, str] | None = None,
) -> Schema:
    """The schema over these measures and indicators (name to unit); `more` are further names of facts, such as
    those of a category, `english` what figures are called in English.
    """
    listed = list(measures)
    names = measure_names(listed)
    units = {names[one.pk]: _unit(one.base_unit) for one in listed}
    return Schema(
        measures={**units, **{name: _unit(unit) for name, unit in (more or {}).items()}},
        indicators={name: _unit(unit) for name, unit in indicators.items()},
        rows=ROWS,
        natures=tuple(vocabulary().natures),
        calibers=tuple(vocabulary().calibers),
        words=_words(english or {}),
    )


def _words(english: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    said = vocabulary()
    calibers = {name: (name, said.caliber_words(name, "en")) for name in said.calibers}
    natures = {name: (words["zh"], words["en"]) for name, words in said.natures.items()}
    return {name: (name, en) for name, en in english.items()} | calibers | natures


def _unit(name: str) -> str:
    return "" if name == PURE else name
