"""The kind of rule this room reads: what a table may cost those who fill it in."""

from decimal import Decimal

from pydantic import Field, field_validator

from jingkai.engines.documents import Part, Words
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules.kinds import register

from .models import FieldKind

TABLES = "table-burden"


class BudgetBody(Part):
    """限额: what a unit may be asked in a month without approval."""

    tables: int = Field(ge=0)
    minutes: Decimal = Field(ge=0)


class TablesBody(Part):
    """填报负担: minutes a person needs for a typed cell of each kind, a unit's monthly budget, the shortest notice in
    days, how long units are given where nobody says it, and what stands for a value that nobody knows.
    """

    minutes: dict[str, Decimal]
    budget: BudgetBody
    notice_days: int = Field(ge=1)
    term: str
    unknown: tuple[str, ...] = Field(min_length=1)
    note: Words | None = None

    @field_validator("minutes")
    @classmethod
    def _every_kind(cls, value: dict[str, Decimal]) -> dict[str, Decimal]:
        if set(value) != set(FieldKind.values) or min(value.values()) < 0:
            raise ValueError("minutes are said of each kind of cell, none negative")
        return value

    @field_validator("term")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            Term.parse(value)
        except Refusal as refusal:
            raise ValueError(refusal.en) from refusal
        return value


register(TABLES, TablesBody, zh="填报负担", en="burden of tables")
