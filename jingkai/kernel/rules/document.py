"""What every rule file says about itself, and the form in which its identity is taken."""

import re
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, field_validator, model_validator

from jingkai.engines.documents import Part, Words, Wrong, first_fault
from jingkai.kernel.records.hashing import canonical, sha256

from .problems import INVALID

_KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)*")
P = TypeVar("P", bound=BaseModel)

_REGION = re.compile(r"\d{6}")


class Header(Part):
    """The lines above `body`. `region` is a code of GB/T 2260, empty for everywhere."""

    kind: str
    key: str
    version: str
    title: Words
    valid_from: date
    valid_to: date | None = None
    region: str = ""
    source: str
    body: dict[str, Any]

    @field_validator("key")
    @classmethod
    def _key(cls, value: str) -> str:
        if not _KEY.fullmatch(value):
            raise Wrong(
                "键由小写英文字母、数字和 - 组成，各段用点隔开",
                "a key is words of a-z, 0-9 and - with dots between",
            )
        return value

    @field_validator("region")
    @classmethod
    def _region(cls, value: str) -> str:
        if value and not _REGION.fullmatch(value):
            raise Wrong("行政区划代码为六位数字（GB/T 2260）", "a region is six digits (GB/T 2260)")
        return value

    @field_validator("version", "source")
    @classmethod
    def _present(cls, value: str) -> str:
        if not value:
            raise Wrong("不能为空", "must not be empty")
        return value

    @model_validator(mode="after")
    def _dates(self) -> "Header":
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise Wrong("截止日期早于起始日期", "valid_to lies before valid_from")
        return self


def header_of(document: dict[str, Any]) -> Header:
    """Check the lines above `body`. Raises Problem `rules.invalid`."""
    return checked(Header, document)


def checked(model: type[P], value: Any, at: str = "") -> P:
    """The value as the model reads it. Raises Problem `rules.invalid` with the first place that is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        place, wrong = first_fault(error, [at] if at else [])
        raise INVALID(place=place, why=wrong.zh, why_en=wrong.en) from error


def canonical_text(document: dict[str, Any]) -> str:
    """The document as canonical JSON: the order and spacing of the file do not matter."""
    return canonical(document)


def identity_of(text: str) -> str:
    """The identity of a document: sha256 of its canonical JSON."""
    return sha256(text)
