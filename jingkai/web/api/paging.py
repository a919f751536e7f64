"""Pages by cursor: each begins after the last row of the one before, so that what is entered meanwhile moves none."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeVar

from django.db.models import Model, QuerySet
from pydantic import BaseModel, ConfigDict, Field

from jingkai.kernel.records.sequence import latest

from .problems import CURSOR_UNREADABLE
from .shapes import Page, Text


class _Numbered(Protocol):
    """A shape that names its row by its number."""

    @property
    def id(self) -> int: ...


M = TypeVar("M", bound=Model)
R = TypeVar("R")
S = TypeVar("S")
N = TypeVar("N", bound=_Numbered)

MOST, USUAL = 200, 50
_NO_PAGE = {"cursor", "limit"}


class Listing(BaseModel):
    """What every list is asked with. A query that it does not know is refused, and not left unheard."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=MOST, description="rows of a page")] = USUAL
    cursor: Annotated[Text, Field(description="`next` of the page before")] = ""

    def place(self) -> Place:
        """Where the page begins. Raises Problem `api.cursor-unreadable`."""
        asked = self.model_dump(mode="json", exclude=_NO_PAGE)
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]
        if not self.cursor:
            wanted = asked.get("as_of")
            return Place(digest, int(wanted) if wanted else latest(), ())
        try:
            said, as_of, *after = json.loads(base64.urlsafe_b64decode(self.cursor.encode()))
        except (ValueError, TypeError, binascii.Error) as error:
            raise CURSOR_UNREADABLE() from error
        if said != digest or not _is_number(as_of) or not after or not all(map(_is_key, after)):
            raise CURSOR_UNREADABLE()
        return Place(digest, as_of, tuple(after))


@dataclass(frozen=True)
class Place:
    """`after` are the sort keys of the last row before; empty at the beginning."""

    digest: str
    as_of: int
    after: tuple[Any, ...]

    def keys(self, count: int) -> tuple[Any, ...] | None:
        """The sort keys, which have to be so many; None at the beginning. Raises Problem `api.cursor-unreadable`."""
        if not self.after:
            return None
        if len(self.after) != count:
            raise CURSOR_UNREADABLE()
        return self.after

    def number(self) -> int:
        """The only key of a list by number; 0 at the beginning. Raises Problem `api.cursor-unreadable`."""
        keys = self.keys(1)
        if keys is None:
            return 0
        if not _is_number(keys[0]):
            raise CURSOR_UNREADABLE()
        return int(keys[0])

    def next(self, rows: Sequence[Any], limit: int, keys: Sequence[Any]) -> str | None:
        """The cursor after a page that ends with the row of these keys, if there were more rows than it holds."""
        if len(rows) <= limit:
            return None
        text = json.dumps([self.digest, self.as_of, *keys], ensure_ascii=True, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode()


def page_of(
    asked: Listing,
    place: Place,
    rows: Sequence[R],
    make: Callable[[Sequence[R]], Sequence[S]],
    keys: Callable[[S], Sequence[Any]],
) -> Page[S]:
    """A page of `rows`, of which one more was read than it may hold: what `make` says of those it holds, and the way on
    after the `keys` of the last.
    """
    items = list(make(rows[: asked.limit]))
    after = keys(items[-1]) if items else ()
    return Page(items=items, next=place.next(rows, asked.limit, after), as_of=place.as_of)


def page_by_number(
    asked: Listing, place: Place, found: QuerySet[M], make: Callable[[Sequence[M]], Sequence[N]]
) -> Page[N]:
    """A page of what was found, by number. Raises Problem `api.cursor-unreadable`."""
    rows = list(found.filter(pk__gt=place.number()).order_by("pk")[: asked.limit + 1])
    return page_of(asked, place, rows, make, by_number)


def by_number(one: _Numbered) -> Sequence[Any]:
    """The sort keys of a list by number."""
    return (one.id,)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _is_key(value: object) -> bool:
    return value is None or _is_number(value) or (isinstance(value, str) and len(value) <= 40)
