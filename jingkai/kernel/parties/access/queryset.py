"""The query set of every table that people read."""

from typing import TypeVar

from django.db import models

from jingkai.kernel.records.models import RecordedQuerySet

from .levels import Level
from .reader import Reader
from .visibility import visible

R = TypeVar("R", bound=models.Model, covariant=True)


class ScopedQuerySet(RecordedQuerySet[R]):
    """Reads rows as they were known, and only those that a reader may see."""

    def visible_to(self, reader: Reader, level: Level = Level.CONTENT) -> "ScopedQuerySet[R]":
        """The rows the reader reaches at `level`, known at the reader's `as_of`.

        Raises LookupError for a model that does not say who sees it.
        """
        return visible(self.known_at(reader.as_of), reader, level)

    def seen_by(self, reader: Reader | None) -> "ScopedQuerySet[R]":
        """As `visible_to`; without a reader (the platform itself, on its own console) every row that is known now."""
        return self.known_at() if reader is None else self.visible_to(reader)

    def known_at(self, n: int | None = None) -> "ScopedQuerySet[R]":
        """As `RecordedQuerySet.known_at`; handed on with this class's methods."""
        return super().known_at(n)  # type: ignore[return-value]
