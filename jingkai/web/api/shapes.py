"""What several answers are made of. Figures are text, never numbers of a binary kind."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from jingkai.engines import quantity
from jingkai.engines.documents import Words
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.parties.models import Organisation

T = TypeVar("T")
_LARGEST = 2**63 - 1


def _storable(text: str) -> str:
    """No database takes NUL, and no JSON half a surrogate pair."""
    if any(one == "\0" or "\ud800" <= one <= "\udfff" for one in text):
        raise ValueError("characters that cannot be stored")
    return text


Text = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
LongText = Annotated[str, Field(max_length=4000), AfterValidator(_storable)]
Key = Annotated[int, Field(ge=1, le=_LARGEST)]
AsOf = Annotated[
    int, Field(ge=1, le=_LARGEST, description="as known at this number of the journal; now without it")
]


class Shape(BaseModel):
    """An answer, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Shape):
    """A name in both languages."""

    zh: str
    en: str


class Party(Shape):
    """An organisation or a person."""

    id: int
    name: str


class Quantity(Shape):
    """A value as an interval: exact where `lo` equals `hi`; an end that is null is not known. `marks`: `(` lower end
    left out, `)` upper end left out, `≈` about. Ends are decimals as text in `unit`; `text` is as it was typed.
    """

    lo: str | None
    hi: str | None
    marks: str
    unit: str
    text: str


class Light(Shape):
    """A light: `level` 0 closed, 1 fine, 2 near, 3 behind, 4 grave, with the rule's own colour, shape and words."""

    level: int
    colour: str
    shape: str
    zh: str
    en: str


class Page(Shape, Generic[T]):
    """A page of a list. `next` is the cursor of the one after it, null on the last; `as_of` the number of the journal
    that it was read at, and all pages after it.
    """

    items: list[T]
    next: str | None
    as_of: int


def quantity_of(found: quantity.Quantity | None) -> Quantity | None:
    """A quantity as the API says it; None where there is none."""
    if found is None:
        return None
    marks = ("(" if found.lo_open else "") + (")" if found.hi_open else "") + ("≈" if found.about else "")
    return Quantity(
        lo=None if found.lo is None else quantity.shortest(found.lo),
        hi=None if found.hi is None else quantity.shortest(found.hi),
        marks=marks,
        unit=found.unit.name,
        text=found.text,
    )


def light_of(lamp: Lamp | None) -> Light | None:
    """A lamp; None where none burns."""
    if lamp is None:
        return None
    return Light(level=lamp.level, colour=lamp.colour, shape=lamp.shape, zh=lamp.zh, en=lamp.en)


def party(found: Organisation) -> Party:
    """An organisation by its name of entry."""
    return Party(id=found.pk, name=found.name)


def named(words: Words) -> Named:
    """Declared words."""
    return Named(zh=words.zh, en=words.en)
