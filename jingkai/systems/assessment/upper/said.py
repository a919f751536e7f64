"""What the zone said of the parts of a scheme, as known at a number: responsibilities, tags and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.models.recorded import RecordedQuerySet

from ..models import Note, Responsibility, Tag
from .scheme import Part, Upper

R = TypeVar("R", Responsibility, Note, Tag)


@dataclass(frozen=True)
class Said:
    """The last word on each part. `responsibilities` stand by the part they name; `gone` are those whose unit is closed
    or whose leader left the post. `notes` are in the order in which departments first spoke.
    """

    upper: Upper
    responsibilities: Mapping[str, Responsibility]
    tags: Mapping[str, Tag]
    notes: Mapping[str, tuple[Note, ...]]
    gone: frozenset[str]

    def responsibility(self, node: str) -> Responsibility | None:
        """Who answers for a part: its own responsibility, else that of the nearest field it stands in."""
        own = (self.responsibilities.get(one) for one in self.upper.way_up(node) if one not in self.gone)
        return next((one for one in own if one is not None), None)

    @property
    def holes(self) -> list[Part]:
        """The indicators and the judged parts for which nobody answers."""
        asked = {one.node: one for one in (*self.upper.judged, *self.upper.indicators)}
        return [
            one for one in self.upper.parts if one.node in asked and self.responsibility(one.node) is None
        ]

    @property
    def tagged(self) -> int:
        """How many indicators have a tag of the rule."""
        return sum(1 for one in self.upper.indicators if self.tag(one.node))

    def tag(self, node: str) -> str:
        """The word of its tag; empty without one that the rule has."""
        row = self.tags.get(node)
        return row.word if row is not None and row.word in self.upper.rule.tags else ""

    @property
    def noted(self) -> int:
        """How many notes stand at indicators of the scheme."""
        return sum(len(self.notes.get(one.node, ())) for one in self.upper.parts)


def said_of(upper: Upper, on: date, as_of: int | None = None) -> Said:
    """As known at `as_of`; units and posts as they are on a day."""
    responsibilities = {
        one.node: one
        for one in _last(
            Responsibility.objects.known_at(as_of).select_related("unit", "leader__person"), upper
        )
    }
    notes: dict[str, dict[str, Note]] = {}
    for one in _last(Note.objects.known_at(as_of).select_related("scheme", "person"), upper):
        notes.setdefault(one.node, {})[one.department] = one
    return Said(
        upper,
        responsibilities,
        {one.node: one for one in _last(Tag.objects.known_at(as_of).select_related("person"), upper)},
        {node: tuple(some.values()) for node, some in notes.items()},
        _gone(responsibilities.values(), on),
    )


def _last(rows: RecordedQuerySet[R], upper: Upper) -> Iterable[R]:
    """In the order of their turns: the last of each stays where they are kept by what they are of."""
    return rows.filter(zone=upper.zone, key=upper.scheme.key).order_by("turn", "pk")


def _gone(responsibilities: Iterable[Responsibility], on: date) -> frozenset[str]:
    some = list(responsibilities)
    units = set(
        Organisation.objects.live_on(on)
        .filter(pk__in=[one.unit_id for one in some])
        .values_list("pk", flat=True)
    )
    posts = set(
        Post.objects.valid_on(on).filter(pk__in=[o.leader_id for o in some]).values_list("pk", flat=True)
    )
    return frozenset(o.node for o in some if o.unit_id not in units or o.leader_id not in posts)
