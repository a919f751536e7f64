"""Relations that hold from a day to a day. Ending one early is a new row."""

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ..access import ScopedQuerySet
from .ending import Ending
from .scoped import Scoped

R = TypeVar("R", bound=models.Model, covariant=True)


class DatedQuerySet(ScopedQuerySet[R]):
    """Says which relations hold on a day."""

    def valid_on(self, day: date, n: int | None = None) -> "DatedQuerySet[R]":
        """Relations that hold on `day`, by what was known at sequence number n (now, if None)."""
        ended = Ending.objects.known_at(n).filter(
            relation=self.model._meta.model_name, target=OuterRef("pk"), day__lte=day
        )
        return self.known_at(n).filter(  # type: ignore[return-value]
            Q(until__isnull=True) | Q(until__gte=day), ~Exists(ended), since__lte=day
        )


class Dated(Scoped):
    """A relation that holds from `since` to `until`, both included, unless it was ended before."""

    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]  # as in Scoped

    class Meta:
        abstract = True


def valid_sql(alias: str, relation: str, day: str) -> str:
    """SQL for a guard: the row `alias` of this relation holds on the day that the SQL `day` gives."""
    return (
        f"{alias}.since <= {day} AND ({alias}.until IS NULL OR {alias}.until >= {day})"
        " AND NOT EXISTS (SELECT 1 FROM jk_parties_ending ending"
        f" WHERE ending.relation = '{relation}' AND ending.target = {alias}.id AND ending.day <= {day})"
    )
