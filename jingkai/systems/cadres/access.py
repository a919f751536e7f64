"""Who may read the record of a person: the organisation line, and that person. To anybody else, the platform's own
console included, it is not there.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Person, Post

KIND = "cadres"


def readable(reader: Reader | None) -> QuerySet[Person]:
    """The persons whose records the reader may read: who holds or held a post in a unit that a grant opens; himself."""
    rows = Person.objects.known_at()
    if reader is None:
        return rows.none()
    units = reader.units(KIND)
    line = Exists(Post.objects.filter(person=OuterRef("pk"), body__in=units))
    return rows.filter(Q(line) | Q(pk=reader.person))


def find_person(reader: Reader | None, key: int) -> Person | None:
    """The person of this id, by the same query whether hidden or absent."""
    return readable(reader).filter(pk=key).first()


def of_the_line(reader: Reader | None) -> bool:
    """Whether the reader is of the organisation line."""
    return reader is not None and reader.may("read", KIND)
