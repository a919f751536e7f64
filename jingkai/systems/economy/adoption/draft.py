"""The draft of a zone as a file that people can read, change and confirm."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from .problems import DRAFT_UNREADABLE

HEAD = """\
# 由去年的表格提出的草稿，逐项核对后执行 jingkai adopt --confirm 本文件。
# A draft proposed from last year's workbooks; check it line by line, then: jingkai adopt --confirm THIS FILE
# confirm: yes 采用，no 不采用。别名一律为 no：两个名称是否同一单位（或就是本区），由人确认。
# confirm: yes is taken, no is not. Aliases start as no: people say whether two names are one unit, or the zone.
"""
# What may be wrong with a field, by the kind of error that pydantic gives it.
_FAULTS = {
    "missing": "没有填",
    "extra_forbidden": "不是草稿的项目",
    "bool_parsing": "应为 yes 或 no",
    "bool_type": "应为 yes 或 no",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "string_type": "应为文字",
    "list_type": "应为列表",
}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    confirm: bool
    seen: str = ""
    """The first cell it was read from: file, sheet, cell."""


class DraftUnit(_Row):
    """An organisation of the zone (单位). `cells` counts the figures that are its own; a department that is only seen
    to send files has none.
    """

    name: str
    cells: int = 0


class DraftAlias(_Row):
    """Another name (别名) of a unit, with how alike the two are and why they may be one."""

    name: str
    of: str
    likeness: Decimal
    why: str = ""
    why_en: str = ""


class DraftIndicator(_Row):
    """An indicator (指标): its expression over facts, unit, and how much was seen of it. `aspect` is that of the
    measure that the expression reads, as an import will register it.
    """

    code: str
    name: str
    unit: str
    formula: str
    aspect: str = ""
    # How often it is told, and the post of the zone that leads it; both for people to fill in.
    frequency: Literal["", "month", "quarter", "half", "year"] = ""
    leader: str = ""
    units: int = 0
    months: int = 0


class DraftTarget(_Row):
    """A yearly target (目标) as a plan column printed it."""

    indicator: str
    holder: str
    year: int
    value: Decimal
    unit: str


class Draft(BaseModel):
    """Everything that is proposed of one folder."""

    model_config = ConfigDict(extra="forbid")
    zone: str
    units: list[DraftUnit] = []
    aliases: list[DraftAlias] = []
    indicators: list[DraftIndicator] = []
    targets: list[DraftTarget] = []


def write_draft(draft: Draft, path: Path) -> None:
    """Writes the file; a file that is there is not overwritten: raises FileExistsError."""
    data = draft.model_dump(mode="json")
    for rows in (data["units"], data["aliases"], data["indicators"], data["targets"]):
        for row in rows:
            row["confirm"] = "yes" if row["confirm"] else "no"
    with path.open("x", encoding="utf-8") as file:
        file.write(HEAD)
        yaml.safe_dump(data, file, allow_unicode=True, sort_keys=False, width=120)


def read_draft(path: Path) -> Draft:
    """Reads the file back. Raises Problem `adoption.draft-unreadable`; OSError if there is no such file."""
    try:
        data: Any = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        return Draft.model_validate(data)
    except UnicodeError as error:
        raise DRAFT_UNREADABLE(file=path.name, why="不是 UTF-8 编码", why_en="it is not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        why, why_en = f"第 {line} 行不合 YAML 格式", f"line {line} is not YAML"
        raise DRAFT_UNREADABLE(file=path.name, why=why, why_en=why_en) from error
    except yaml.YAMLError as error:
        raise DRAFT_UNREADABLE(file=path.name, why="不合 YAML 格式", why_en="it is not YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        zh = _FAULTS.get(first["type"], "格式不对")
        raise DRAFT_UNREADABLE(
            file=path.name, why=f"{place} {zh}".strip(), why_en=f"{place} {first['msg']}".strip()
        ) from error
