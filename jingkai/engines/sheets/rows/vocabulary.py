"""The words of lists (lexicon/records.yaml), loaded once and compiled."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from jingkai.engines.sheets.table import Column, Role


class Type(StrEnum):
    """How the cells of a column are read."""

    NUMBER = "number"
    REFERENCE = "reference"
    DATE = "date"
    UNITS = "units"
    CREDIT_CODE = "credit_code"
    CITIZEN_ID = "citizen_id"
    MONEY = "money"
    STATE = "state"
    SUBJECT = "subject"
    TEXT = "text"


CODES = (Type.CREDIT_CODE, Type.CITIZEN_ID)


@dataclass(frozen=True)
class Field:
    """One kind of column: `name` is what the checks call it, `zh` and `en` what a question calls it."""

    name: str
    type: Type
    zh: str
    en: str
    header: re.Pattern[str]
    excepted: re.Pattern[str] | None
    identifies: bool
    privacy: str | None

    def heads(self, header: str) -> bool:
        """Whether a folded header names such a column."""
        if self.excepted is not None and self.excepted.search(header):
            return False
        return bool(self.header.search(header))


@cache
def _document() -> Any:
    source = resources.files("jingkai.engines.sheets").joinpath("lexicon", "records.yaml")
    return yaml.safe_load(source.read_text("utf-8"))


@cache
def fields() -> tuple[Field, ...]:
    """The kinds of columns in the order in which they are tried."""
    return tuple(
        Field(
            name=row["field"],
            type=Type(row["type"]),
            zh=row["zh"],
            en=row["en"],
            header=re.compile(row["header"]),
            excepted=re.compile(row["except"]) if "except" in row else None,
            identifies=bool(row.get("identifies")),
            privacy=row.get("privacy"),
        )
        for row in _document()["fields"]
    )


@cache
def words() -> dict[str, re.Pattern[str]]:
    """The patterns of records.yaml by name."""
    return {name: re.compile(pattern) for name, pattern in _document()["words"].items()}


@cache
def limits() -> dict[str, int]:
    """The limits of records.yaml by name."""
    return dict(_document()["limits"])


def makes_a_matter() -> frozenset[str]:
    """Fields beside which a matter is what the row is."""
    return frozenset(_document()["makes_a_matter"])


def pairs(name: str) -> list[tuple[str, str]]:
    """`order` or `within`: pairs of field names."""
    return [(first, second) for first, second in _document()[name]]


def field_of(column: Column) -> Field | None:
    """What a column holds, by its last header or else by all of them together; None when its words say nothing."""
    if not column.labels:
        return None
    if column.role is Role.SERIAL:
        return next(field for field in fields() if field.type is Type.NUMBER)
    last, joined = column.labels[-1].folded, "".join(label.folded for label in column.labels)
    return next((field for text in (last, joined) for field in fields() if field.heads(text)), None)
