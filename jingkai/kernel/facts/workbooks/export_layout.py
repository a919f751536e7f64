"""How an export of facts is laid out, in format 1. What a fact is written as never changes, so that a row that comes
back is compared with it cell by cell.

Row 1 holds the title in A1, which says whose export it is, its format and as of which number; row 2 a note for
people; row 3 the headings; each further row one fact. A sheet says all of it by itself: it may be copied and sent on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jingkai.engines.quantity import to_row
from jingkai.engines.sheets.load.cells import clean
from jingkai.kernel.parties.models import Organisation

from ..known import Known
from ..models import Fact
from ..vocabulary import vocabulary

Lang = Literal["zh", "en"]

FORMAT = 1
HEADING_ROW = 2  # counted from 0, as sheets do
# What a sheet holds at most: the reader takes 20 000 rows of one.
FACTS_A_SHEET = 19_000

NOTES = {
    "zh": "更正时只改“限定符”“数值”“计量单位”三栏，再用 jingkai import 送回并写明 --reason；"
    "其余各栏只供查阅。删行不影响已入账的数据。",
    "en": "To correct a figure change Mark, Value and Unit of measure only and send the file back by jingkai import "
    "with --reason. The other columns are there to be read. A row that is deleted changes nothing.",
}


@dataclass(frozen=True)
class Column:
    """A column: the key by which code knows it, its headings, its width in characters."""

    key: str
    zh: str
    en: str
    width: int

    def heading(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.zh


COLUMNS = (
    Column("number", "编号", "No.", 13),
    Column("holder", "单位", "Holder", 20),
    Column("measure", "数据项", "Measure", 30),
    Column("aspect", "方面", "Aspect", 12),
    Column("category", "分类", "Category", 12),
    Column("subject", "台账对象", "Subject", 20),
    Column("period", "时期", "Period", 22),
    Column("end", "期末", "Ends", 12),
    Column("nature", "性质", "Nature", 9),
    Column("caliber", "口径", "Caliber", 14),
    Column("mark", "限定符", "Mark", 9),
    Column("value", "数值", "Value", 18),
    Column("unit", "计量单位", "Unit of measure", 18),
    Column("typed", "原文", "As typed", 14),
    Column("note", "限定语", "Note", 14),
    Column("reported_by", "报送单位", "Reported by", 18),
    Column("source", "来源", "Source", 40),
    Column("reason", "更正原因", "Why corrected", 24),
)
PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
# The columns in which a figure is corrected; `typed` goes with them.
FIGURE = ("mark", "value", "unit")

_TITLES = {
    "zh": "{zone} · 经开数据导出 · 格式 {version} · 截至留痕第 {as_of} 号",
    "en": "{zone} · jingkai export · format {version} · as of number {as_of}",
}
_READ_TITLES: Mapping[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?P<zone>.+) · 经开数据导出 · 格式 (?P<version>[0-9]{1,9})( · .*)?"),
    "en": re.compile(r"(?P<zone>.+) · jingkai export · format (?P<version>[0-9]{1,9})( · .*)?"),
}
# Text that a reader of workbooks would take for an escaped character, and what no XML may hold.
_NOT_XML = {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True)
class Title:
    """What the title of a sheet says of it."""

    lang: Lang
    zone: str
    version: int


def title(zone: Organisation, as_of: int, lang: Lang) -> str:
    """The title that goes into A1 of each sheet."""
    return tidy(_TITLES[lang].format(zone=zone.name, version=FORMAT, as_of=as_of))


def read_title(text: str) -> Title | None:
    """What a title says; None of any other text."""
    for lang, pattern in _READ_TITLES.items():
        if found := pattern.fullmatch(text.strip()):
            return Title(lang, found["zone"], int(found["version"]))
    return None


def written(fact: Known, lang: Lang) -> dict[str, str]:
    """What each column says of a fact. `fact.row` comes with measure, holder, subject, file and reporting unit."""
    row, words = fact.row, vocabulary()
    aspect = words.aspects.get(row.measure.aspect)
    quantity = to_row(fact.quantity)
    said = {
        "number": fact.ref,
        "holder": row.holder.name,
        "measure": row.measure.name,
        "aspect": getattr(aspect, lang, row.measure.aspect),
        "category": row.category,
        "subject": f"{row.subject.title}（{row.subject.code}）" if row.subject is not None else "",
        "period": fact.period.words(lang),
        "end": row.end.isoformat(),
        "nature": words.natures.get(row.nature, {}).get(lang, row.nature),
        "caliber": words.caliber_words(row.caliber, lang),
        "value": quantity["value"],
        "mark": quantity["qualifier"],
        "unit": quantity["unit"],
        "typed": quantity["text"],
        "note": row.note,
        "reported_by": row.reported_by.name,
        "source": _source(row),
        "reason": row.reason,
    }
    return {key: tidy(text) for key, text in said.items()}


def tidy(text: str) -> str:
    """Text as a workbook gives it back: without what is invisible, and nothing where there is only space."""
    kept = clean(text.translate(_NOT_XML))
    return kept if kept.strip() else ""


def _source(row: Fact) -> str:
    cell = "!".join(part for part in (row.sheet, row.cell) if part)
    file = row.file.name if row.file is not None else ""
    return " ".join(part for part in (file, cell, row.source) if part)
