"""A round as its pages show it: how far it is, what keeps the next step, who is judged and what each came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.models.activity import HELD
from jingkai.kernel.activities.queries import day_held, planned_day, present_at
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.gathering import rule_of
from jingkai.kernel.rounds.kinds import RoundBody
from jingkai.kernel.rounds.models import Comment, Entrant, Grading, Rater, Recognition, Result, Round
from jingkai.kernel.rounds.models.round import KIND, RECOGNITION
from jingkai.kernel.rounds.models.sql import CLOSED, GRADED, RATING
from jingkai.kernel.rounds.queries import entrants
from jingkai.kernel.rounds.rating import Sheet, Turnout, sheet_of, turnout
from jingkai.kernel.rounds.services.announcing import ANNOUNCE, ARCHIVE, published, refuse_uncommented
from jingkai.kernel.rules.daybook import DayBook
from jingkai.web.acting import actor_of, reader_of_request

from ..flows.sheet import CaseSheet
from .pages import found_round, now


@dataclass(frozen=True)
class Said:
    """A comment, and the matter it became if the reader may read that."""

    comment: Comment
    matter: Matter | None


@dataclass(frozen=True)
class Stop:
    """An entrant in the list: who of the raters saw it (None before it was seen), what was said, what it came to."""

    entrant: Entrant
    seen: int | None
    said: tuple[Comment, ...]
    result: Result | None


@dataclass
class RoundSheet(CaseSheet):
    """A round as its pages show it to somebody."""

    round: Round
    reader: Reader | None

    @cached_property
    def rule(self) -> RoundBody:
        """The rule version it is run by."""
        return rule_of(self.round)

    def offered(self) -> Iterable[Choice]:
        """With what keeps it from being announced and archived."""
        for one in super().offered():
            more: tuple[Problem, ...] = ()
            try:
                if one.move.move == ARCHIVE:
                    refuse_uncommented(self.round)
                elif one.move.move == ANNOUNCE and self.last is not None:
                    published(self.round, self.last, self.at)
            except Problem as problem:
                more = (problem,)
            yield replace(one, obstacles=(*more, *one.obstacles))

    @cached_property
    def last(self) -> Grading | None:
        """The last grading, whoever may read it."""
        return Grading.objects.filter(round=self.round).order_by("-turn").first()

    @cached_property
    def grading(self) -> Grading | None:
        """The last grading that the reader may read."""
        rows = Grading.objects.seen_by(self.reader).filter(round=self.round)
        return rows.select_related("person", "scheme").order_by("-turn").first()

    @cached_property
    def entrants(self) -> list[Entrant]:
        """Who is judged, in order."""
        return entrants(self.reader, self.round)

    @cached_property
    def there(self) -> dict[int, set[int]]:
        """Who was where, by the id of the activity."""
        return present_at({one.activity_id for one in self.entrants if one.activity_id is not None})

    @cached_property
    def stops(self) -> list[Stop]:
        """Who is judged with what became of it so far."""
        said: dict[int, list[Comment]] = {}
        for one in Comment.objects.seen_by(self.reader).filter(entrant__round=self.round).order_by("turn"):
            said.setdefault(one.entrant_id, []).append(one)
        results = {}
        if self.grading is not None:
            rows = Result.objects.seen_by(self.reader).filter(grading=self.grading)
            results = {one.entrant_id: one for one in rows}
        held = set(
            Activity.objects.filter(pk__in=self.there, case__moves__flow_move__target=HELD).values_list(
                "pk", flat=True
            )
        )
        return [
            Stop(
                one,
                len(self.there[one.activity_id]) if one.activity_id in held else None,
                tuple(said.get(one.pk, ())),
                results.get(one.pk),
            )
            for one in self.entrants
        ]

    def place_of(self, entrant: Entrant, result: Result | None) -> int | None:
        """The place in its class; None of whom there is nobody to be placed beside."""
        return result.place if result is not None and self._sizes[entrant.group] > 1 else None

    @cached_property
    def _sizes(self) -> Counter[str]:
        """How many are judged in each class, whoever reads of it."""
        return Counter(Entrant.objects.filter(round=self.round).values_list("group", flat=True))

    @cached_property
    def day(self) -> object:
        """The day on which raters see or saw them; None where no rule has one."""
        first = next((one.activity for one in self.entrants if one.activity is not None), None)
        return (day_held(first) or planned_day(first)) if first is not None else None

    @cached_property
    def raters(self) -> list[Rater]:
        """Who rates, for who runs the round; for others nobody."""
        if not self.may_run:
            return []
        rows = Rater.objects.filter(round=self.round).select_related("person")
        return list(rows.order_by("group", "pk"))

    @cached_property
    def turnout(self) -> list[Turnout]:
        """Who has rated, for who runs the round."""
        return turnout(self.reader, self.round)

    @cached_property
    def mine(self) -> Sheet | None:
        """What the reader has to rate himself; never for another."""
        if self.actor.for_person is not None:
            return None
        return sheet_of(self.actor.person, self.round, DayBook(timezone.localdate(self.at)))

    @property
    def may_run(self) -> bool:
        """Whether the reader runs the round."""
        return self._may("write")

    @property
    def may_approve(self) -> bool:
        """Whether the reader adjusts and announces."""
        return self._may("approve")

    @property
    def rated(self) -> bool:
        """Whether anything of it is rated."""
        return any(one.source == "rated" for one in self.rule.criteria.values())

    @property
    def open(self) -> bool:
        """Whether ballots are cast."""
        return self.state == RATING

    @property
    def unannounced(self) -> bool:
        """Whether it was graded or closed, and may still be adjusted or graded again."""
        return self.state in (CLOSED, GRADED)

    def recognitions_of(self, entrant: Entrant) -> list[Recognition]:
        """What was recognised of an entrant, by criterion, the last first."""
        rows = Recognition.objects.seen_by(self.reader).filter(entrant=entrant)
        return list(rows.select_related("criterion", "person", "body").order_by("criterion", "-turn"))

    def may_recognise(self, entrant: Entrant) -> bool:
        """Whether the reader says what counts for an entrant, before results are announced."""
        asked = any(one.recognised for one in self.rule.criteria.values())
        on_time = self.state in (RATING, CLOSED, GRADED)
        sights = self.reader.sights_of(RECOGNITION, Level.ACT, "approve") if self.reader is not None else ()
        return (
            asked and on_time and (self.reader is None or any(entrant.unit_id in one.units for one in sights))
        )

    @cached_property
    def reported(self) -> list[str]:
        """The criteria by which an upper body gives the scores."""
        return [name for name, one in self.rule.criteria.items() if one.source == "reported"]

    @cached_property
    def recognised(self) -> list[str]:
        """The criteria by which somebody entitled says what counts."""
        return [name for name, one in self.rule.criteria.items() if one.recognised]

    def comments_on(self, entrant: Entrant) -> list[Said]:
        """What was said of an entrant, in order."""
        rows = Comment.objects.seen_by(self.reader).filter(entrant=entrant).order_by("turn")
        seen = set(
            Matter.objects.seen_by(self.reader)
            .filter(pk__in=rows.values("matter"))
            .values_list("pk", flat=True)
        )
        return [
            Said(one, one.matter if one.matter_id in seen else None)
            for one in rows.select_related("person", "matter__zone")
        ]

    def present(self, entrant: Entrant) -> list[Person]:
        """Who was there."""
        keys = self.there.get(entrant.activity_id or 0, set())
        return list(Person.objects.filter(pk__in=keys).order_by("pk"))

    def _may(self, act: str) -> bool:
        return self.reader is None or self.reader.may(act, KIND, self.round.host_id)


def sheet_of_request(request: HttpRequest, key: int) -> RoundSheet:
    """The round of the address, for whoever asks. Raises Http404."""
    reader = reader_of_request(request)
    found = found_round(reader, key)
    return RoundSheet(found.case, actor_of(request), now(), found, reader)
