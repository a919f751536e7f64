"""What holds of an entry that was applied for: what its applicant filed last. What was filed before stays beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from .models import Filing, Subject


@dataclass(frozen=True)
class Mended:
    """The filings of an entry that was filed more than once, the first first."""

    filings: tuple[Filing, ...]

    @property
    def now(self) -> Mapping[str, Any]:
        """What holds now, by the codes of columns."""
        found: Mapping[str, Any] = self.filings[-1].fields
        return found

    def before(self, code: str) -> tuple[Filing, ...]:
        """The filings that said something else of a column, up to the one that says what holds, each value once in a
        row.
        """
        found: list[Filing] = []
        for one in self.filings:
            if not found or found[-1].fields.get(code, "") != one.fields.get(code, ""):
                found.append(one)
        return tuple(found[:-1])


def mended(subjects: Iterable[Subject], as_of: int | None = None) -> dict[int, Mended]:
    """Of these subjects those that were mended, by id, as known at `as_of`."""
    wanted = {one.pk: one.kind for one in subjects}
    rows = Filing.objects.known_at(as_of).filter(application__subject__kind__in=set(wanted.values()))
    # Of a large register only what was filed more than once is looked at.
    rows = rows.filter(Exists(Filing.objects.filter(application=OuterRef("application"), turn=2)))
    found: dict[int, list[Filing]] = {}
    for one in rows.select_related("application").order_by("turn"):
        if one.application.subject_id in wanted:
            found.setdefault(one.application.subject_id, []).append(one)
    return {key: Mended(tuple(some)) for key, some in found.items() if len(some) > 1}


def holding(subject: Subject, found: Mapping[int, Mended]) -> Mapping[str, Any]:
    """What holds of a subject, given those that were mended."""
    there = found.get(subject.pk)
    first: Mapping[str, Any] = subject.fields
    return there.now if there is not None else first
