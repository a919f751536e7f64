"""A case as its page shows it: how far it is, what comes next and for whom, what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.kinds import FlowBody, MoveBody
from jingkai.kernel.flows.lateness import Run, runs_by
from jingkai.kernel.flows.models import Case, Due, Move
from jingkai.kernel.flows.problems import MOVED_MEANWHILE
from jingkai.kernel.flows.services import Barred, Choice
from jingkai.kernel.flows.state import due_rows, flow_of
from jingkai.kernel.parties.models import Post
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import reader_for

from .stepper import Step, forward, steps
from .timeline import Happened, timeline


@dataclass
class CaseSheet:
    """What is shown of a case to somebody whose moves are offered (`actor`), at a time."""

    case: Case
    actor: Actor
    at: datetime

    @cached_property
    def flow(self) -> FlowBody:
        """The flow version it runs by."""
        return flow_of(self.case.flow)

    @cached_property
    def moves(self) -> list[Move]:
        """Its moves in their order."""
        rows = Move.objects.known_at().filter(case=self.case)
        return list(rows.select_related("flow_move", "person", "body", "for_person").order_by("n"))

    @cached_property
    def runs(self) -> list[Run]:
        """Every run of its terms."""
        return runs_by(self.flow, self.moves, self.due_rows, self.at)

    @cached_property
    def due_rows(self) -> list[Due]:
        """Every due date that was set, in the order of their turns."""
        return due_rows([self.case]).get(self.case.pk, [])

    @property
    def steps(self) -> list[Step]:
        """The way to its end."""
        return steps(self.flow, self.moves)

    @cached_property
    def happened(self) -> list[Happened]:
        """What happened, the newest first."""
        return timeline(self.flow, self.moves, self.runs, self.case)

    @property
    def state(self) -> str:
        """The state it is in."""
        return self.moves[-1].flow_move.target

    @property
    def seen(self) -> int:
        """The number of the last move: a form says which it follows."""
        return self.moves[-1].n

    @cached_property
    def choices(self) -> list[Choice]:
        """Every move from here, the one that leads on first."""
        name = forward(self.flow, self.state)
        return sorted(self.offered(), key=lambda one: one.move.move != name)

    def offered(self) -> Iterable[Choice]:
        """Every move that the flow has from here; who knows more obstacles adds them."""
        return flows.choices(self.actor, self.case, self.at)

    @property
    def next(self) -> Choice | None:
        """The move that leads on; None at an end."""
        return self.choices[0] if self.choices else None

    def barred(self, move: MoveBody) -> Barred:
        """Whom the case's room keeps from a move besides; who knows more says so."""
        return Barred()

    @cached_property
    def hands(self) -> list[Post]:
        """Who may really make the move that leads on. Names of staff are for staff (P1)."""
        if self.next is None or not self._staff:
            return []
        return flows.hands(self.case, self.next.move, self.at, self.barred(self.next.move))

    @property
    def named(self) -> bool:
        """Whether those who may make it are told by name: then none named is nobody there."""
        move = self.next.move if self.next is not None else None
        asks = move is not None and (move.by == "doer" or bool(move.act))
        return asks and self._staff and self.case.compartment_id is None

    @cached_property
    def _staff(self) -> bool:
        person = self.actor.person
        return person is None or reader_for(person, on=day_of(self.at)).staff

    @property
    def others(self) -> list[Choice]:
        """What the actor may do besides."""
        return [one for one in self.choices[1:] if not one.obstacles]

    @property
    def closed_to(self) -> list[Choice]:
        """What others may do besides, and the actor not."""
        return [one for one in self.choices[1:] if one.obstacles]

    def form_is_gone(self, name: str) -> bool:
        """Whether the flow has a move of this name and the page offers no form of it: a colleague was quicker, say."""
        offered = {one.move.move for one in self.choices[:1] + self.others if not one.obstacles}
        return name not in offered and name in {one.move for one in self.flow.moves}

    def months_for(self, move: MoveBody) -> list[Period]:
        """The months on which this move may report; none where it reports on no month."""
        return []

    def sent_again(self, name: str, seen: str) -> bool:
        """Whether this person made this very move from this very form already: a double click, a reload.

        Raises Problem `flows.moved-meanwhile` where the case was moved since by another, or otherwise.
        """
        if seen == str(self.seen):
            return False
        last = self.moves[-1]
        if seen == str(last.n - 1) and last.flow_move.move == name and last.person_id == self.actor.person:
            return True
        raise MOVED_MEANWHILE()
