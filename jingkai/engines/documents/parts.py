"""What documents are made of."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from .faults import Wrong, told


class Part(BaseModel):
    """A part of a document: unknown keys are refused, and nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Words(Part):
    """A name in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


def first_fault(error: ValidationError, at: Sequence[str] = ()) -> tuple[str, Wrong]:
    """The first place that is wrong, below `at` ("body.lamps.0"; "/" for the whole), and what is wrong there."""
    first = error.errors()[0]
    place = ".".join([*at, *map(str, first["loc"])])
    return place or "/", Wrong(*told(first))
