"""From a row to its hash, the same on both databases and after every migration that only adds columns.

A row's hash is sha256 over canonical JSON of its table label and its values by column name. Left out are the
key (the batch's root holds it), the hash itself, and every NULL, so that a nullable column added later
changes no old hash. Columns of append-only tables are never renamed, retyped or dropped; a table that is renamed
keeps its first label (`written_as`).
"""

import hashlib
import json
import re
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import models

from .problems import UNHASHABLE_VALUE, UNSTORABLE_TEXT

# What the first seal is chained to.
GENESIS = "0" * 64
# NUL, and either half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Made once: `json.dumps` would make one for every row.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces and no floats; text as it is. Raises TypeError for a float."""
    return _JSON.encode(_plain(value))


def sha256(text: str) -> str:
    """Hex sha256 of the text's UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def content_hash(content: Any) -> str:
    """The hash of a request's content: bytes or text as they are, anything else by its canonical JSON."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return sha256(content if isinstance(content, str) else canonical(content))


def label_of(model: models.Model | type[models.Model]) -> str:
    """By which label rows of this table are hashed: that under which it began."""
    return getattr(model, "written_as", "") or str(model._meta.label_lower)


def row_text(row: models.Model, *, with_key: bool = False) -> str:
    """The canonical text of a saved or unsaved row.

    Raises Problem `records.unstorable-text` for NUL or half a surrogate pair (PostgreSQL can't store them),
    and `records.unhashable-value` for a value without an exact text.
    """
    return encoded(hashed_values(row, with_key=with_key))


def hashed_values(row: models.Model, *, with_key: bool = False) -> dict[str, Any]:
    """What is hashed of a row, by column, with the label of its table. Raises as `row_text`."""
    values: dict[str, Any] = {"": label_of(row)}
    for field in row._meta.concrete_fields:
        if field.attname == "row_hash" or (field.primary_key and not with_key and not field.is_relation):
            continue
        value = getattr(row, field.attname)
        if value is None:
            continue
        values[str(field.column)] = _exact(field, value)
    return values


def encoded(value: Any) -> str:
    """Plain values as canonical JSON."""
    return _JSON.encode(value)


def row_hash(row: models.Model) -> str:
    """Hex sha256 of the row's canonical text, without its key."""
    return sha256(row_text(row))


def chain_hash(previous: str, entry: models.Model) -> str:
    """The seal of an entry: sha256 over the seal before it and the entry's canonical text."""
    return sha256(f"{previous}\n{row_text(entry, with_key=True)}")


def _exact(field: "models.Field[Any, Any]", value: Any) -> Any:
    try:
        plain = _plain(field.to_python(value))
    except TypeError:
        raise UNHASHABLE_VALUE(field=field.verbose_name, value=value) from None
    if not _storable(plain):
        raise UNSTORABLE_TEXT(field=field.verbose_name)
    return plain


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a point in time without a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict):
        return {_key(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no exact text")


def _key(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError("a key that is not text")
    return name


def _storable(plain: Any) -> bool:
    if isinstance(plain, str):
        return _UNSTORABLE.search(plain) is None
    if isinstance(plain, dict):
        return all(_storable(name) and _storable(one) for name, one in plain.items())
    if isinstance(plain, list):
        return all(map(_storable, plain))
    return True
