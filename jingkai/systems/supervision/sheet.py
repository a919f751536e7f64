"""One matter as its page shows it: how far it is, what comes next and for whom, what happened, what proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period, day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.due_light import DueLight, due_light
from jingkai.kernel.flows.feedback import REPORT, Feedback
from jingkai.kernel.flows.kinds import MoveBody
from jingkai.kernel.flows.lateness import counted
from jingkai.kernel.flows.models import Doer, Due, Extension, Move, Progress
from jingkai.kernel.flows.services import Barred, Choice
from jingkai.kernel.flows.state import current
from jingkai.kernel.matters.evidence import Evidence, evidence_of
from jingkai.kernel.matters.kinds import WORDS, MatterWordsBody
from jingkai.kernel.matters.models import Joining, Matter, Signal
from jingkai.kernel.matters.rates import Rate, rates
from jingkai.kernel.matters.services import choices
from jingkai.kernel.matters.standing import former_leads, lead_of
from jingkai.kernel.parties.access import Reader, ScopedQuerySet
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.rooms.flows.sheet import CaseSheet
from jingkai.web.words import Lang

from .queries import FINISH, Standing, standings_of


@dataclass(frozen=True)
class Wait:
    """A delay that was asked for and is not decided: what may be done with it."""

    extension: Extension
    asked: Move
    choices: tuple[Choice, ...]


@dataclass
class Sheet(CaseSheet):
    """What the page shows, read as far as the `reader` sees."""

    matter: Matter
    reader: Reader | None

    @classmethod
    def of(cls, matter: Matter, reader: Reader | None, actor: Actor, at: datetime) -> Sheet:
        """The sheet of a matter."""
        return cls(matter.case, actor, at, matter, reader)

    @cached_property
    def standing(self) -> Standing:
        """Whose, in which state, due when, how lit, how late."""
        state, due = self.flow.states[self.state], self.dues.get(FINISH)
        feedback = self.feedback if self.due_light.of_one_case else None
        lamp = self.due_light.judge(
            self.at, due.due if due is not None else None, feedback, done=state.end == "closed"
        )
        lead, late = lead_of(self.matter), counted(self.runs)
        return Standing(self.matter, lead, state.title, state.end, due, lamp, late)

    def offered(self) -> Iterable[Choice]:
        """With what a matter's parts and handovers keep somebody from."""
        return choices(self.actor, self.matter, self.at)

    def barred(self, move: MoveBody) -> Barred:
        """Who handed it on does not work on it any more."""
        former = frozenset(former_leads(self.matter)) if move.by == "doer" else frozenset()
        return Barred(bodies=former)

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The files of its moves."""
        return evidence_of(self.moves, self.reader)

    @cached_property
    def doers(self) -> list[Organisation]:
        """The units that do it, besides the one that leads."""
        lead = self.standing.unit
        rows = Doer.objects.known_at().filter(case=self.case).select_related("body").order_by("pk")
        return [one.body for one in rows if lead is None or one.body_id != lead.pk]

    @cached_property
    def dues(self) -> dict[str, Due]:
        """The due date that holds for each term."""
        return current(self.due_rows)

    @cached_property
    def due_light(self) -> DueLight:
        """The rule by which it is lit."""
        return due_light(self.case.holder, self.at, RuleBook())

    @cached_property
    def feedback(self) -> Feedback:
        """What was reported while it was being done."""
        return self.due_light.feedback([self.case], self.at)[self.case.pk]

    @cached_property
    def said(self) -> dict[int, Progress]:
        """By move of which month it reported, and how much was done."""
        rows = Progress.objects.known_at().filter(move__in=self.moves)
        return {one.move_id: one for one in rows}

    @staticmethod
    def month_words(told: Progress, lang: Lang) -> str:
        """Of which month a report was."""
        return Period.month(told.month.year, told.month.month).words(lang)

    @staticmethod
    def percent(told: Progress) -> str:
        """How much of it was done, in percent."""
        return f"{Decimal(told.share or 0) / 10:g}"

    def months_for(self, move: MoveBody) -> list[Period]:
        """The month that runs, and where the rule counts months, those that are missing: they come first."""
        if move.by != "doer" or REPORT not in move.stops:
            return []
        today = day_of(self.at)
        owed = (self.feedback.months or ()) if self.due_light.by_months else ()
        missing = [one.month for one in owed if one.missing(self.at)]
        return [*missing, Period.month(today.year, today.month)]

    @cached_property
    def waits(self) -> list[Wait]:
        """Delays that were asked for and wait."""
        rows = Extension.objects.known_at().filter(due__case=self.case, case__now__state="asked")
        found = []
        for one in rows.select_related("case__flow", "case__holder", "due").order_by("pk"):
            asked = one.case.moves.select_related("person", "body").order_by("n")[0]
            found.append(Wait(one, asked, tuple(flows.choices(self.actor, one.case, self.at))))
        return found

    @property
    def may_ask_delay(self) -> Due | None:
        """The due date to the end, where the actor's unit may ask for a later one: before the time is up, and while
        nothing else was asked.
        """
        due = self.dues.get(FINISH)
        mine = any(one.move.by == "doer" and not one.obstacles for one in self.choices)
        ended = bool(self.standing.end)
        met = any(run.met for run in self.runs if run.term == FINISH and run.due == due)
        if due is None or not mine or ended or met or self.waits or due.due.passed(self.at):
            return None
        return due

    @cached_property
    def children(self) -> list[Standing]:
        """Its parts that the reader may read."""
        return standings_of(self._seen(self.matter.children.order_by("pk")), self.at)

    @cached_property
    def rates(self) -> tuple[Rate, Rate] | None:
        """Of a matter that is split: the leaf rate and the list rate of its parts that are shown."""
        parts = [one.matter for one in self.children]
        return rates(parts) if parts else None

    @cached_property
    def parent(self) -> Matter | None:
        """What it is a part of, if the reader may read that."""
        if self.matter.parent_id is None:
            return None
        found = self._seen(Matter.objects.filter(children=self.matter))
        return found[0] if found else None

    @cached_property
    def signals(self) -> list[Signal]:
        """What was noticed and came to it, as far as the reader sees."""
        rows = Signal.objects.filter(
            pk__in=Joining.objects.known_at().filter(matter=self.matter).values("signal")
        )
        return list(rows.seen_by(self.reader))

    def _seen(self, rows: ScopedQuerySet[Matter]) -> list[Matter]:
        """Those that the reader may read."""
        related = ("case__flow", "case__holder", "lead_unit", "lead_leader")
        return list(rows.seen_by(self.reader).select_related(*related))

    @cached_property
    def words(self) -> MatterWordsBody:
        """What kinds, categories and levels are called."""
        return RuleBook().body(WORDS, self.matter.zone, self.matter.case.day, MatterWordsBody)

    @property
    def kind(self) -> Words | None:
        """What kind of matter it is, in words."""
        return self.words.kinds.get(self.matter.kind)
